package exec

import (
	"context"
	"fmt"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// Triggers runs the ONBUILD instructions of an image on a snapshot, and returns the image
// with the new config and history. The snapshot stays the caller's: it is neither stacked,
// sealed nor committed. No cache is used. Only the options Emit and TriggerSecrets have an
// effect.
func Triggers(
	ctx context.Context, texts []string, img image.Image, snapshot Snapshot, backend Backend, opts Options,
) (image.Image, error) {
	commands, err := imagebuilder.Triggers(plan.Names{}, 0, texts)
	if err != nil {
		return img, err
	}
	opts = Options{Emit: opts.Emit, TriggerSecrets: opts.TriggerSecrets, OneLayer: true}
	if opts.Emit == nil {
		opts.Emit = func(event.Event) {}
	}
	stage := &plan.Stage{Platform: img.Config.Platform}
	p := &plan.Plan{Escape: parser.DefaultEscapeToken, Stages: []*plan.Stage{stage}}
	r := &stageRun{Stage: stage, steps: len(commands)}
	walk := &stageWalk{
		builder: &builder{plan: p, backend: backend, opts: opts, slots: make(chan struct{}, 1)},
		run:     r,
		state:   dispatch.New(p, img.Config.Config, img.Config.Author, nil),
		open:    &openLayer{snapshot: snapshot},
	}
	for i, cmd := range commands {
		r.step = 1 + i
		if err := walk.apply(ctx, command{cmd, texts[i], nil, true}); err != nil {
			return img, fmt.Errorf("trigger %q: %w", texts[i], err)
		}
		img = walk.drainHistory(img)
	}
	img.Config.Config, img.Config.Author = walk.state.Config, walk.state.Author
	return img, nil
}

// drainHistory moves the lines of history of the steps so far to an image.
func (s *stageWalk) drainHistory(img image.Image) image.Image {
	for _, r := range s.run.records {
		img = image.AppendHistory(img, r.createdBy)
	}
	for _, createdBy := range s.open.created {
		img = image.AppendHistory(img, createdBy)
	}
	s.run.records, s.open.created = nil, nil
	return img
}
