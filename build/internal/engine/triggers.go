package engine

import (
	"context"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/source"
)

// runTriggers runs the ONBUILD instructions of the image of a container, with the caller's
// directory as the context. It emits the output of commands, and warnings.
func (s *server) runTriggers(ctx context.Context, id string, triggers []string, c *call.From, emit emitter) error {
	options := exec.Options{
		TriggerSecrets: true, // a container has no secrets to protect
		Emit: func(e event.Event) {
			if e.Kind == event.Log || e.Kind == event.Warning {
				emit(event.Event{Kind: e.Kind, Time: e.Time, Data: e.Data, Message: e.Message})
			}
		},
	}
	return s.using(ctx, id, emit, func(o *opened) error {
		run, err := s.containerOptions(o.state.Run)
		if err != nil {
			return err
		}
		return s.withHost(host.Config{Run: run, Warn: emit.warn, Sums: s.cache.Sums("")}, func(h *host.Host) error {
			if h.Context, err = source.Open(c.Dir, "", ""); err != nil {
				return err
			}
			defer h.Context.Close()
			tree, err := h.OpenContainer(o.Container)
			if err != nil {
				return err
			}
			o.dirty = true
			backend := &triggerBackend{h, s, c.Options.Access, emit}
			o.state.Image, err = exec.Triggers(ctx, triggers, o.state.Image, tree.Snapshot(), backend, options)
			return err
		})
	})
}

// triggerBackend is a host whose images may be working containers too.
type triggerBackend struct {
	*host.Host
	server *server
	access api.Access
	emit   emitter
}

// Base opens the files of a container or an image of the machine's platform.
func (b *triggerBackend) Base(ctx context.Context, reference string, _ ocispec.Platform) (exec.Base, error) {
	from, err := b.server.filesOf(ctx, b.Host, reference, b.access, nil, b.emit)
	return exec.Base{Files: from.Files, Identity: from.Identity}, err
}
