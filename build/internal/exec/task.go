package exec

import (
	"context"
	"errors"
	"time"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// task is one step that changes files.
type task struct {
	*stageWalk
	step    dispatch.Step
	where   event.Event
	shape   []cache.Part
	source  *node // where a copy takes its files from; nil: the context
	reading Reading
}

// openSource waits for the stage, or fetches the image, that a copy reads.
func (t *task) openSource(ctx context.Context) error {
	c, ok := t.step.(*dispatch.CopyStep)
	if !ok {
		return nil
	}
	switch c.From.Kind {
	case plan.SourceStage:
		other, err := t.wait(ctx, t.run, c.From.Stage)
		if err != nil {
			return err
		}
		t.source = other.at
	case plan.SourceImage:
		base, err := t.world.Base(ctx, c.From.Image)
		if err != nil {
			return err
		}
		identity := ""
		for _, l := range base.Image.Layers {
			identity = identityOf(identity, l.DiffID)
		}
		t.source = settledNode(nil, base.Files, identity, base.Layer, image.Layer{})
	}
	return nil
}

// lookup finds the layer of the step, or nil.
func (t *task) lookup(ctx context.Context) (*node, error) {
	if err := t.scanContext(ctx); err != nil {
		return nil, err
	}
	if err := waitFor(ctx, t.run.at.sealed); err != nil {
		return nil, err
	}
	reads, err := t.reads(ctx, t.source, t.reading)
	if err != nil {
		return nil, ignoreChanged(err)
	}
	key, _ := keyOf(t.shape, t.run.at.identity, reads)
	entry, ok := t.cache.Lookup(key)
	if !ok || !t.world.HasLayer(entry.Layer) {
		return nil, nil
	}
	files, err := t.world.StackLayer(t.run.at.files, entry.Layer)
	if err != nil {
		return nil, nil // it went away; make it again
	}
	identity := identityOf(t.run.at.identity, entry.DiffID)
	return settledNode(t.run.at, files, identity, entry.Layer, image.Layer{DiffID: entry.DiffID, Size: entry.Size}), nil
}

// scanContext finds what a copy from the context names, once.
func (t *task) scanContext(ctx context.Context) (err error) {
	c, ok := t.step.(*dispatch.CopyStep)
	if !ok || t.reading != nil || t.source != nil || len(c.Sources) == 0 {
		return nil
	}
	t.reading, err = t.world.Scan(ctx, c, nil)
	return err
}

// execute runs the step on a new layer and starts its commit.
func (t *task) execute(ctx context.Context) (*node, error) {
	started := time.Now()
	change, err := t.world.Begin(t.run.at.files)
	if err != nil {
		return nil, err
	}
	if err := t.perform(ctx, change); err != nil {
		return nil, err
	}
	files, err := t.world.Stack(t.run.at.files, change)
	if err != nil {
		return nil, err
	}
	next := newNode(t.run.at, files)
	p := &pending{
		node: next, change: change, shape: t.shape, source: t.source, reading: t.reading,
		started: started, took: time.Since(started),
	}
	t.group.Go(func() error { return t.commit(ctx, p) })
	return next, nil
}

// perform does what the step says to an open layer.
func (t *task) perform(ctx context.Context, change Change) error {
	started := time.Now()
	where := t.where
	where.Kind = event.StepStarted
	t.emit(t.run, where)
	var err error
	switch s := t.step.(type) {
	case *dispatch.RunStep:
		err = t.world.Run(ctx, change, s, &logWriter{t})
	case *dispatch.CopyStep:
		err = t.copy(ctx, change, s)
	case *dispatch.WorkdirStep:
		err = t.world.Mkdir(ctx, change, s)
	default:
		err = errors.New("unknown kind of step")
	}
	if err != nil {
		return err
	}
	where.Kind, where.Took = event.StepDone, time.Since(started)
	t.emit(t.run, where)
	return nil
}

func (t *task) copy(ctx context.Context, change Change, s *dispatch.CopyStep) error {
	if err := t.scanContext(ctx); err != nil {
		return err
	}
	reading := t.reading
	if t.source != nil {
		var err error
		if reading, err = t.world.Scan(ctx, s, t.source.files); err != nil {
			return err
		}
	}
	return t.world.Copy(ctx, change, s, reading)
}
