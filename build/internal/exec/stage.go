package exec

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// finalState is where a stage ended, or is so far.
type finalState struct {
	state    dispatch.State
	baseNode *node
}

// runStage runs a stage to its end.
func (b *builder) runStage(ctx context.Context, r *stageRun) error {
	r.step, r.steps = 1, 1+len(r.Instructions)
	started := time.Now()
	b.begin(r, event.Event{Instruction: firstLine(r.Code), Line: plan.Line(r.Location)})
	for _, other := range r.After {
		if _, err := b.wait(ctx, r, other); err != nil {
			return b.at(r, r.Location, r.Code, started, err)
		}
	}
	state, triggers, err := b.base(ctx, r)
	if err != nil {
		return b.at(r, r.Location, r.Code, started, err)
	}
	r.final = finalState{state: state, baseNode: r.at}
	b.emit(r, event.Event{Kind: event.StepMeta, Took: time.Since(started)})
	commands, err := b.withTriggers(r, triggers)
	if err != nil {
		return b.at(r, r.Location, r.Code, started, err)
	}
	if err := b.checkBase(r, commands); err != nil {
		return b.at(r, r.Location, r.Code, started, err)
	}
	stage := &stageWalk{builder: b, run: r, state: state}
	for i, cmd := range commands {
		r.step = 2 + i
		r.output.reset()
		started := time.Now()
		if err := stage.apply(ctx, cmd); err != nil {
			return b.at(r, cmd.location, cmd.code, started, err)
		}
		r.final.state = stage.state
	}
	if err := stage.finish(ctx); err != nil {
		return b.at(r, r.Location, r.Code, started, err)
	}
	close(r.done)
	return nil
}

// at places an error, unless the build was cancelled for another reason.
func (b *builder) at(r *stageRun, location []parser.Range, code string, started time.Time, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if other := (*StepError)(nil); errors.As(err, &other) {
		return err // another stage failed, and this one waited
	}
	placed := imagebuilder.At(b.plan.File, location, err)
	b.emit(r, event.Event{
		Kind: event.StepFailed, Instruction: firstLine(code), Line: placed.Line, Took: time.Since(started),
		Message: err.Error(),
	})
	return &StepError{
		File: b.plan.File, Line: placed.Line, End: placed.End, Stage: r.Title(), Step: r.step, Steps: r.steps,
		Code: code, Took: time.Since(started), Output: r.output.text(), Err: err,
	}
}

// base opens the base of a stage.
func (b *builder) base(ctx context.Context, r *stageRun) (dispatch.State, []string, error) {
	newState := func(img image.Image) dispatch.State {
		img.Config.Config.Labels = b.opts.inherited(img.Config.Config.Labels)
		return dispatch.New(b.plan, img.Config.Config, img.Config.Author, imagebuilder.ProxyArgs)
	}
	switch r.Base.Kind {
	case plan.BaseStage:
		other, err := b.wait(ctx, r, r.Base.Stage)
		if err != nil {
			return dispatch.State{}, nil, err
		}
		r.at, r.base, r.from = other.at, other.base, other.from
		r.records = append(r.records, other.records...)
		state, triggers := dispatch.Inherit(other.final.state)
		return state, triggers, nil
	case plan.BaseImage:
		base, err := b.backend.Base(ctx, r.Base.Image, r.Platform)
		if err != nil {
			return dispatch.State{}, nil, err
		}
		r.at = settledNode(nil, base.Files, base.Identity, base.Layer, image.Layer{})
		r.base, r.from = base.Image, r.Base.Image
		return newState(base.Image), base.Image.Config.Config.OnBuild, nil
	}
	r.at = settledNode(nil, nil, "", "", image.Layer{})
	r.base = image.New(r.Platform)
	empty := image.Image{}
	empty.Config.Config.WorkingDir = "/"
	return newState(empty), nil, nil
}

// command is an instruction with where it stands.
type command struct {
	plan.Instruction
	code     string
	location []parser.Range
	foreign  bool // a trigger that an image brought
}

func (b *builder) withTriggers(r *stageRun, triggers []string) ([]command, error) {
	var out []command
	if len(triggers) != 0 {
		commands, err := imagebuilder.Triggers(b.plan.Names, r.Index, triggers)
		if err != nil {
			return nil, err
		}
		for i, cmd := range commands {
			out = append(out, command{cmd, "ONBUILD " + triggers[i], r.Location, r.Base.Kind == plan.BaseImage})
		}
		r.steps += len(commands)
	}
	for _, cmd := range r.Instructions {
		code := strings.ToUpper(cmd.Name())
		if s, ok := cmd.Command.(fmt.Stringer); ok {
			code = s.String()
		}
		out = append(out, command{cmd, code, cmd.Location(), false})
	}
	return out, nil
}

// stageWalk applies the instructions of a stage one after another.
type stageWalk struct {
	*builder
	run   *stageRun
	state dispatch.State
	open  *openLayer // with Options.OneLayer: the layer that all steps write
}

type openLayer struct {
	snapshot Snapshot
	created  []string
	origin   Origin // the last instruction
}

func (s *stageWalk) apply(ctx context.Context, cmd command) error {
	result, err := dispatch.Apply(s.state, &cmd.Instruction)
	if err != nil {
		return err
	}
	s.state = result.State
	if run, ok := result.Step.(*dispatch.RunStep); ok {
		run.Arch, run.Line = s.run.Platform.Architecture, plan.Line(cmd.location)
		if cmd.foreign && !s.opts.TriggerSecrets && takesSecrets(run) {
			err := fmt.Errorf("a trigger of the base image asks for a secret or an ssh agent: %s", firstLine(cmd.code))
			return imagebuilder.WithHint(err,
				"use --allow onbuild.secrets if you trust the base image")
		}
	}
	where := event.Event{Instruction: firstLine(cmd.code), Line: plan.Line(cmd.location)}
	if result.Step == nil {
		if result.History != "" {
			s.run.records = append(s.run.records, record{createdBy: result.History})
		}
		where.Kind = event.StepMeta
		s.emit(s.run, where)
		return nil
	}
	if s.opts.OneLayer && !s.opts.Cache.DryRun {
		return s.work(ctx, result.Step, where, result.History)
	}
	return s.step(ctx, result.Step, where, result.History)
}

// takesSecrets reports whether a command gets something that is not in any image.
func takesSecrets(run *dispatch.RunStep) bool {
	return slices.ContainsFunc(run.Mounts, func(m dispatch.Mount) bool {
		return m.Kind == mount.Secret || m.Kind == mount.SSH
	})
}

// step finds a step's layer in the cache, or runs it and lets it be committed
// while the stage goes on.
func (s *stageWalk) step(ctx context.Context, step dispatch.Step, where event.Event, history string) error {
	t := &task{stageWalk: s, step: step, where: where, shape: s.shape(step)}
	if err := t.openSources(ctx); err != nil {
		return err
	}
	if !s.opts.Cache.Disabled && !s.uncached() && !t.unknown() && s.cache.Seen(cache.NewKey(t.shape...)) {
		hit, err := t.lookup(ctx)
		if err != nil {
			return err
		}
		if hit != nil {
			s.reuse(hit, where, history)
			return nil
		}
	}
	if s.opts.Cache.DryRun {
		t.miss(ctx)
		s.advance(t.planned(), history, originOf(&where))
		return nil
	}
	hit, ended, err := t.share(ctx)
	if err != nil {
		return err
	}
	if hit != nil {
		s.reuse(hit, where, history)
		return nil
	}
	t.miss(ctx)
	if hit := t.lookupLink(ctx); hit != nil {
		ended()
		s.advance(hit, history, originOf(&where))
		where.Kind, where.Layer = event.StepCached, hit.linked
		s.emit(s.run, where)
		return nil
	}
	if err := waitSlot(ctx, s.slots); err != nil {
		ended()
		return err
	}
	defer func() { <-s.slots }()
	next, err := t.execute(ctx, ended)
	if err != nil {
		ended()
		return err
	}
	s.advance(next, history, originOf(&where))
	return nil
}

// reuse goes on with a layer of the cache.
func (s *stageWalk) reuse(hit *node, where event.Event, history string) {
	s.advance(hit, history, originOf(&where))
	where.Kind, where.Layer, where.Size = event.StepCached, hit.layer.DiffID, hit.layer.Size
	s.emit(s.run, where)
}

// uncached reports whether the stage is one that always runs.
func (s *stageWalk) uncached() bool {
	return slices.ContainsFunc(s.opts.Cache.Except, func(name string) bool {
		return strings.EqualFold(name, s.run.Title())
	})
}

// originOf is the instruction of an event.
func originOf(e *event.Event) Origin { return Origin{Line: e.Line, Instruction: e.Instruction} }

func (s *stageWalk) advance(n *node, history string, origin Origin) {
	s.run.records = append(s.run.records, record{n, history, origin})
	s.run.at = n
}

// work writes a step into the one layer of the stage.
func (s *stageWalk) work(ctx context.Context, step dispatch.Step, where event.Event, history string) error {
	if s.open == nil {
		snapshot, err := s.backend.Begin(s.run.at.files)
		if err != nil {
			return err
		}
		s.open = &openLayer{snapshot: snapshot}
	}
	t := &task{stageWalk: s, step: step, where: where}
	if err := t.openSources(ctx); err != nil {
		return err
	}
	if err := waitSlot(ctx, s.slots); err != nil {
		return err
	}
	defer func() { <-s.slots }()
	s.open.created, s.open.origin = append(s.open.created, history), originOf(&where)
	return t.perform(ctx, s.open.snapshot)
}

// finish closes the one layer, and squashes.
func (s *stageWalk) finish(ctx context.Context) error {
	if s.open != nil {
		last := len(s.open.created) - 1
		for _, h := range s.open.created[:last] {
			s.run.records = append(s.run.records, record{createdBy: h})
		}
		if err := s.commitPlain(ctx, s.run.at, s.open.snapshot, s.open.created[last], s.open.origin); err != nil {
			return err
		}
	}
	if !s.opts.Squash || s.run.Index != s.plan.Target || s.opts.Cache.DryRun {
		return nil
	}
	snapshot, err := s.backend.Flatten(ctx, s.run.at.files)
	if err != nil {
		return err
	}
	s.run.base = image.WithLayers(s.run.base, nil, "")
	s.run.records, s.run.from = nil, ""
	s.run.final.baseNode = nil
	return s.commitPlain(ctx, settledNode(nil, nil, "", "", image.Layer{}), snapshot, "squashed by cooper", Origin{})
}

func (s *stageWalk) commitPlain(
	ctx context.Context, parent *node, snapshot Snapshot, history string, origin Origin,
) error {
	files, err := snapshot.Stack(parent.files)
	if err != nil {
		return err
	}
	n := newNode(parent, files)
	p := &pending{
		node: n, snapshot: snapshot, plain: true, run: s.run,
		where: event.Event{Step: s.run.step, Line: origin.Line, Instruction: origin.Instruction},
	}
	s.spawn(func() error { return s.commit(ctx, p) })
	s.advance(n, history, origin)
	return nil
}
