package engine

import (
	"fmt"
	"slices"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/redact"
	"github.com/cooper-build/cooper/runtime/network/allow"
)

// redacted is an event without the credentials of addresses.
func redacted(e event.Event) event.Event {
	e.Message, e.Hint, e.Instruction = redact.URLs(e.Message), redact.URLs(e.Hint), redact.URLs(e.Instruction)
	if e.Image == nil {
		return e
	}
	image := *e.Image
	image.Layers = slices.Clone(image.Layers)
	for i := range image.Layers {
		image.Layers[i].Instruction = redact.URLs(image.Layers[i].Instruction)
	}
	e.Image = &image
	return e
}

// tellImage sends the event about an image that was made.
func (b *job) tellImage(result *api.Result, built *exec.Result) error {
	chain, err := b.store.Chain(built.Layer)
	if err != nil {
		return fmt.Errorf("listing the layers of the image: %w", err)
	}
	out := event.Image{ID: result.ID, Digest: result.Digest, Names: result.Names}
	for i, l := range chain {
		layer := event.Layer{DiffID: l.DiffID, Size: max(l.Size, 0)}
		if i < len(built.Origins) {
			layer.Line, layer.Instruction = built.Origins[i].Line, built.Origins[i].Instruction
		}
		if most := b.request.LargestFiles; most > 0 {
			files, err := b.store.Largest(l.ID, most)
			if err != nil {
				b.warn("the largest files of a layer are not known: " + err.Error())
			}
			for _, f := range files {
				layer.Files = append(layer.Files, event.File{Path: f.Path, Size: f.Size})
			}
		}
		out.Size += layer.Size
		out.Layers = append(out.Layers, layer)
	}
	b.emit(event.Event{Kind: event.ImageDone, Time: time.Now(), Image: &out})
	return nil
}

// emitMoving sends the event about a download of a file or a repository.
func (b *job) emitMoving(m remote.Moving) {
	e := event.Event{
		Kind: event.Progress, Time: time.Now(), Phase: event.Downloading, Message: m.URL, Current: m.Current,
		Total: m.Total,
	}
	if m.Asking {
		e.Phase = event.Resolving
	}
	if m.Done {
		e.Kind, e.Took = event.ProgressDone, time.Since(m.Started)
	}
	b.emit(e)
}

// noteReached keeps what a command reached, and sends the event about it.
func (b *job) noteReached(step *dispatch.RunStep, reached allow.Reached) {
	b.reached.note(step, reached)
	b.emit(event.Event{Kind: event.Network, Time: time.Now(), Line: step.Line, Host: &event.Host{
		Name: reached.Name, Address: reached.Address.String(), Port: int(reached.Port),
		Connections: reached.Connections, Sent: reached.Sent, Received: reached.Received,
	}})
}

// emitDenied sends the event about a host that a command could not reach.
func (b *job) emitDenied(step *dispatch.RunStep, d allow.Denied) {
	reason, _ := d.Explain()
	host := &event.Host{Name: d.Name, Port: int(d.Port), Denied: true, Reason: reason}
	if d.Address.IsValid() {
		host.Address = d.Address.String()
	}
	b.emit(event.Event{Kind: event.Network, Time: time.Now(), Line: step.Line, Host: host})
}
