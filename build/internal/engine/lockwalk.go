package engine

import (
	"context"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/internal/lock"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// lockWalk gives the instructions of a plan their meaning, to find the sources that they name.
type lockWalk struct {
	*locker
	plan   *plan.Plan
	states []*dispatch.State // of the stages that were walked
}

// stage walks a stage, after those that it starts from.
func (w *lockWalk) stage(ctx context.Context, i int) error {
	if w.states[i] != nil {
		return nil
	}
	s := w.plan.Stages[i]
	state, triggers, err := w.begin(ctx, s)
	if err != nil {
		return imagebuilder.At(w.plan.File, s.Location, err)
	}
	more, err := imagebuilder.Triggers(w.plan.Names, i, triggers)
	if err != nil {
		return imagebuilder.At(w.plan.File, s.Location, err)
	}
	for j := range more {
		if state, err = w.apply(ctx, s, state, &more[j]); err != nil {
			return imagebuilder.At(w.plan.File, s.Location, err)
		}
	}
	for j := range s.Instructions {
		ins := &s.Instructions[j]
		if state, err = w.apply(ctx, s, state, ins); err != nil {
			return imagebuilder.At(w.plan.File, ins.Location(), err)
		}
	}
	w.states[i] = &state
	return nil
}

// begin is the state of a stage with its base.
func (w *lockWalk) begin(ctx context.Context, s *plan.Stage) (state dispatch.State, triggers []string, err error) {
	switch s.Base.Kind {
	case plan.BaseStage:
		if err := w.stage(ctx, s.Base.Stage); err != nil {
			return state, nil, err
		}
		state, triggers = dispatch.Inherit(*w.states[s.Base.Stage])
		return state, triggers, nil
	case plan.BaseScratch:
		return w.newState(dockerspec.DockerOCIImageConfig{}), nil, nil
	}
	if w.byOthers(s.Base.Image) {
		return w.newState(dockerspec.DockerOCIImageConfig{}), nil, nil
	}
	config, err := w.image(ctx, s.Base.Image, lock.Image, s.Platform)
	if err != nil {
		return state, nil, err
	}
	return w.newState(config), config.OnBuild, nil
}

func (w *lockWalk) newState(config dockerspec.DockerOCIImageConfig) dispatch.State {
	return dispatch.New(w.plan, config, "", imagebuilder.ProxyArgs)
}

// apply gives an instruction its meaning, and locks what it reads from elsewhere.
func (w *lockWalk) apply(
	ctx context.Context, s *plan.Stage, state dispatch.State, ins *plan.Instruction,
) (dispatch.State, error) {
	result, err := dispatch.Apply(state, ins)
	if err != nil {
		return state, err
	}
	var from []plan.Source
	switch step := result.Step.(type) {
	case *dispatch.CopyStep:
		from = append(from, step.From)
		for _, r := range step.Remotes {
			if err := w.remote(ctx, r); err != nil {
				return state, err
			}
		}
	case *dispatch.RunStep:
		for _, m := range step.Mounts {
			if m.Kind == mount.Bind || m.Kind == mount.Cache {
				from = append(from, m.From)
			}
		}
	}
	for _, source := range from {
		if source.Kind != plan.SourceImage || w.byOthers(source.Image) {
			continue
		}
		if _, err := w.image(ctx, source.Image, lock.Image, s.Platform); err != nil {
			return state, err
		}
	}
	return result.State, nil
}

// byOthers reports whether an image is not locked: it is a file of the context, or the caller names it.
func (b *job) byOthers(reference string) bool {
	_, isFile := registry.ParseFile(reference)
	return isFile || b.namesFile(reference)
}
