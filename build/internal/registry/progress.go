package registry

import (
	"context"
	"errors"
	"net"
	"strings"
	"time"

	"go.podman.io/image/v5/copy"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/event"
)

func (c *Client) emit(e event.Event) {
	if c.Emit != nil {
		e.Time = time.Now()
		c.Emit(e)
	}
}

// progressInterval is the time between two reports of a blob.
const progressInterval = 200 * time.Millisecond

// movement is a transfer as people see it: its phase once bytes move, and the name of the image.
type movement struct {
	phase event.Phase
	what  string
}

// toward is the movement of a push.
func toward(ref types.ImageReference) movement {
	if ref.Transport() == docker.Transport {
		return movement{event.Pushing, title(ref)}
	}
	return movement{event.Exporting, pushedName(ref)}
}

// transfer copies an image and reports its progress. The receiver may be nil.
func (c *Client) transfer(
	ctx context.Context, m movement, dest, src types.ImageReference, opts *copy.Options, r *receiver,
) (manifest []byte, err error) {
	progress := make(chan types.ProgressProperties)
	opts.Progress, opts.ProgressInterval = progress, progressInterval
	if r != nil {
		r.progress = progress
	}
	started := time.Now()
	c.emit(event.Event{Kind: event.Progress, Phase: event.Resolving, Message: m.what})
	last := make(chan event.Event)
	go func() { last <- c.report(m, progress) }()
	manifest, err = c.Access.copyTrusted(ctx, dest, src, opts, r)
	close(progress)
	e := <-last
	e.Kind, e.Took = event.ProgressDone, time.Since(started)
	c.emit(e)
	return manifest, err
}

// configSize is more than a config has, which comes after the layers and is no download to people.
const configSize = 64 << 10

// report sums the progress of all blobs. It returns the last event.
func (c *Client) report(m movement, progress <-chan types.ProgressProperties) event.Event {
	done, sizes := map[string]int64{}, map[string]int64{}
	e := event.Event{Kind: event.Progress, Phase: m.phase, Message: m.what}
	for p := range progress {
		id := p.Artifact.Digest.String()
		if p.Event == types.ProgressEventSkipped {
			continue
		}
		sizes[id], done[id] = max(p.Artifact.Size, 0), int64(p.Offset)
		if p.Event == types.ProgressEventDone {
			done[id] = sizes[id]
		}
		e.Current, e.Total = 0, 0
		for id := range sizes {
			e.Current += done[id]
			e.Total += sizes[id]
		}
		switch {
		case m.phase != event.Downloading:
		case e.Current >= e.Total:
			e.Phase = event.Unpacking
		case e.Total-e.Current > configSize:
			e.Phase = event.Downloading
		}
		c.emit(e)
	}
	return e
}

// mostCause is how long the cause of another attempt may be, in characters.
const mostCause = 100

// brief is the cause of an error on one short line. The error itself comes if no attempt helps.
func brief(err error) string {
	var network net.Error
	var refusal *Refusal
	switch {
	case errors.As(err, &refusal):
		return refusal.Error()
	case errors.As(err, &network) && network.Timeout():
		return "timeout"
	}
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	text, _, _ := strings.Cut(err.Error(), "\n")
	if letters := []rune(text); len(letters) > mostCause {
		text = string(letters[:mostCause-1]) + "…"
	}
	return text
}
