package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// runTriggers does what the ONBUILD instructions of a container's image say, with
// the caller's directory as the context.
func (s *server) runTriggers(ctx context.Context, id string, triggers []string, c *call.From, emit emitter) error {
	commands, err := imagebuilder.Triggers(triggers)
	if err != nil {
		return err
	}
	return s.using(ctx, id, emit, func(o *opened) error {
		run, err := confined(o.state.Run)
		if err != nil {
			return err
		}
		warn := func(message string) { emit(event.Event{Kind: event.Warning, Time: time.Now(), Message: message}) }
		return s.withHost(host.Config{Run: run, Warn: warn, Sums: s.cache.Sums("")}, func(h *host.Host) error {
			if h.Context, err = source.Open(c.Dir, "", ""); err != nil {
				return err
			}
			defer h.Context.Close()
			t := &triggerRun{server: s, host: h, access: c.Options.Access, emit: emit}
			if t.tree, err = h.OpenContainer(o.Container); err != nil {
				return err
			}
			o.dirty = true
			return t.all(ctx, &o.state.Image, commands, triggers)
		})
	})
}

// triggerRun does triggers to the files of a container.
type triggerRun struct {
	server *server
	host   *host.Host
	tree   *host.Container
	access api.Access
	emit   func(event.Event)
}

func (t *triggerRun) all(ctx context.Context, img *image.Image, commands []instructions.Command, texts []string) error {
	state := dispatch.New(&plan.Plan{Escape: '\\'}, img.Config.Config, img.Config.Author, nil)
	for i, cmd := range commands {
		sources, err := imagebuilder.Resolve(plan.Names{}, cmd, 0)
		if err != nil {
			return fmt.Errorf("trigger %q: %w", texts[i], err)
		}
		result, err := dispatch.Apply(state, cmd, sources)
		if err == nil {
			err = t.step(ctx, result.Step, sources)
		}
		if err != nil {
			return fmt.Errorf("trigger %q: %w", texts[i], err)
		}
		state = result.State
		*img = image.AppendHistory(*img, result.History)
	}
	img.Config.Config, img.Config.Author = state.Config, state.Author
	return nil
}

func (t *triggerRun) step(ctx context.Context, step dispatch.Step, sources []plan.Source) error {
	from := make([]exec.Mounted, len(sources))
	for i, src := range sources {
		if src.Kind != plan.SourceImage {
			continue
		}
		var err error
		if from[i], err = t.server.filesOf(ctx, t.host, src.Image, t.access, nil, t.emit); err != nil {
			return err
		}
	}
	switch step := step.(type) {
	case *dispatch.RunStep:
		for i := range step.Mounts {
			if sources[i].Kind == plan.SourceContext {
				return errors.New("mounts of the context are not supported in a trigger of a working container")
			}
		}
		return t.tree.Snapshot().Run(ctx, step, from, logWriter(t.emit))
	case *dispatch.CopyStep:
		var files exec.Files
		if len(from) != 0 {
			files = from[0].Files
		}
		sources, err := t.host.Scan(ctx, step, files)
		if err != nil {
			return err
		}
		return t.tree.Snapshot().Copy(ctx, step, sources)
	case *dispatch.WorkdirStep:
		return t.tree.Snapshot().Mkdir(ctx, step)
	}
	return nil
}

// logWriter sends what a command writes as events.
type logWriter func(event.Event)

func (w logWriter) Write(data []byte) (int, error) {
	w(event.Event{Kind: event.Log, Time: time.Now(), Data: append([]byte(nil), data...)})
	return len(data), nil
}
