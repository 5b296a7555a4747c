package build

import (
	"context"
	"fmt"
	"time"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// runTriggers does what the ONBUILD instructions of a container's image say, with
// a directory as the context.
func (s *server) runTriggers(ctx context.Context, id string, triggers []string, dir string, emit func(event.Event)) error {
	commands, err := imagebuilder.Triggers(triggers)
	if err != nil {
		return err
	}
	return s.using(ctx, id, emit, func(o *opened) error {
		run, err := o.state.Run.confined()
		if err != nil {
			return err
		}
		warn := func(message string) { emit(event.Event{Kind: event.Warning, Time: time.Now(), Message: message}) }
		config := host.Config{Run: run, Warn: warn, Sums: s.cache.Sums("")}
		return s.withHost(config, func(h *host.Host) error {
			if h.Context, err = source.Open(dir, "", ""); err != nil {
				return err
			}
			defer h.Context.Close()
			tree, err := h.OpenContainer(o.Container)
			if err != nil {
				return err
			}
			img := &o.state.Image
			state := dispatch.New(&plan.Plan{Escape: '\\'}, img.Config.Config, img.Config.Author, nil)
			for i, cmd := range commands {
				sources, err := imagebuilder.Resolve(plan.Names{}, cmd, 0)
				if err != nil {
					return fmt.Errorf("trigger %q: %w", triggers[i], err)
				}
				result, err := dispatch.Apply(state, cmd, sources)
				if err == nil {
					err = s.trigger(ctx, h, tree, result.Step, sources, emit)
				}
				if err != nil {
					return fmt.Errorf("trigger %q: %w", triggers[i], err)
				}
				state = result.State
				*img = image.AppendHistory(*img, result.History)
			}
			img.Config.Config, img.Config.Author = state.Config, state.Author
			o.dirty = true
			return nil
		})
	})
}

// trigger does one step of a trigger.
func (s *server) trigger(ctx context.Context, h *host.Host, tree *host.Container, step dispatch.Step, sources []plan.Source, emit func(event.Event)) error {
	from := make([]exec.Mounted, len(sources))
	for i, src := range sources {
		if src.Kind != plan.SourceImage {
			continue
		}
		var err error
		if from[i].Files, err = s.filesOf(ctx, h, src.Image, Access{Retry: -1}, emit); err != nil {
			return err
		}
	}
	switch step := step.(type) {
	case *dispatch.RunStep:
		for i := range step.Mounts {
			if sources[i].Kind == plan.SourceContext {
				return fmt.Errorf("mounts of the context are not supported in a trigger of a working container")
			}
		}
		return h.Run(ctx, tree.Change, step, from, logWriter(emit))
	case *dispatch.CopyStep:
		var files exec.Files
		if len(from) != 0 {
			files = from[0].Files
		}
		reading, err := h.Scan(ctx, step, files)
		if err != nil {
			return err
		}
		return h.Copy(ctx, tree.Change, step, reading)
	case *dispatch.WorkdirStep:
		return h.Mkdir(ctx, tree.Change, step)
	}
	return nil
}

// logWriter sends what a command writes as events.
type logWriter func(event.Event)

func (w logWriter) Write(data []byte) (int, error) {
	w(event.Event{Kind: event.Log, Time: time.Now(), Data: append([]byte(nil), data...)})
	return len(data), nil
}
