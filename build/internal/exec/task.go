package exec

import (
	"context"
	"errors"
	"time"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// task is one step that changes files.
type task struct {
	*stageWalk
	step    dispatch.Step
	where   event.Event
	shape   []cache.Part
	sources []source
	fixed   bool // a person finished the step in a debug shell
}

// source is the source of a copy or a mount: a file system, or files of the context. Both
// are nil if there is no source.
type source struct {
	node    *node
	context bool
	mounted bool // a command sees the files themselves
	found   Sources
}

// identity names the files of a source by their contents; empty where it has none.
func (s *source) identity(ctx context.Context) (string, error) {
	switch {
	case s.node != nil:
		if err := waitFor(ctx, s.node.sealed); err != nil {
			return "", err
		}
		return s.node.identity, nil
	case s.found != nil:
		return s.found.Digest(ctx)
	}
	return "", nil
}

// openSources waits for the stages, and fetches the images, that a step reads.
func (t *task) openSources(ctx context.Context) error {
	from := func(p plan.Source) error {
		n, err := t.open(ctx, p)
		_, isRun := t.step.(*dispatch.RunStep)
		t.sources = append(t.sources, source{
			node: n, mounted: isRun, context: p.Kind == plan.SourceContext || p.Kind == plan.SourceNamed,
		})
		return err
	}
	switch s := t.step.(type) {
	case *dispatch.CopyStep:
		return from(s.From)
	case *dispatch.RunStep:
		for _, m := range s.Mounts {
			p := m.From
			if m.Kind != mount.Bind && m.Kind != mount.Cache {
				p.Kind = plan.SourceNothing
			}
			if err := from(p); err != nil {
				return err
			}
		}
	}
	return nil
}

// open returns the files of a stage or image.
func (t *task) open(ctx context.Context, from plan.Source) (*node, error) {
	switch from.Kind {
	case plan.SourceStage:
		other, err := t.wait(ctx, t.run, from.Stage)
		if err != nil {
			return nil, err
		}
		return other.at, nil
	case plan.SourceImage:
		base, err := t.backend.Base(ctx, from.Image, t.run.Platform)
		if err != nil {
			return nil, err
		}
		return settledNode(nil, base.Files, base.Identity, base.Layer, image.Layer{}), nil
	}
	return nil, nil
}

// lookup finds the layer of the step, or nil.
func (t *task) lookup(ctx context.Context) (*node, error) {
	if err := t.scanContext(ctx); err != nil {
		return nil, err
	}
	if err := waitFor(ctx, t.run.at.sealed); err != nil {
		return nil, err
	}
	reads, err := t.reads(ctx, t.sources)
	if err != nil {
		return nil, ignoreChanged(err)
	}
	key, _ := keyOf(t.shape, t.run.at.identity, reads)
	entry, ok := t.cache.Lookup(key)
	if !ok || t.opts.tooOld(entry) {
		return nil, nil
	}
	if entry.Layer == "" || !t.backend.HasLayer(entry.Layer) {
		if t.opts.Cache.DryRun {
			// The layer would be fetched. Later steps only need its identity.
			identity := identityOf(t.run.at.identity, entry.DiffID)
			return settledNode(
				t.run.at, t.run.at.files, identity, "", image.Layer{DiffID: entry.DiffID, Size: entry.Size},
			), nil
		}
		if ok, err := t.fetch(ctx, key, &entry); err != nil || !ok {
			return nil, err
		}
	}
	t.note(Remembered{Key: key, Shape: cache.NewKey(t.shape...), Entry: entry})
	files, err := t.backend.StackLayer(t.run.at.files, entry.Layer)
	if err != nil {
		return nil, nil // it went away; make it again
	}
	identity := identityOf(t.run.at.identity, entry.DiffID)
	return settledNode(t.run.at, files, identity, entry.Layer, image.Layer{DiffID: entry.DiffID, Size: entry.Size}), nil
}

// fetch gets the layer of an entry from another cache, and remembers it here. One
// that cannot be had is no reason to fail.
func (t *task) fetch(ctx context.Context, key cache.Key, entry *cache.Entry) (ok bool, err error) {
	if err := waitFor(ctx, t.run.at.registered); err != nil {
		return false, err
	}
	id, err := t.backend.FetchLayer(ctx, t.run.at.id, entry.DiffID)
	if err != nil {
		if entry.Layer == "" && ctx.Err() == nil {
			t.warn(err.Error())
		}
		return false, nil
	}
	entry.Layer = id
	if err := t.cache.Store(key, *entry); err != nil {
		return false, err
	}
	return true, t.cache.MarkSeen(cache.NewKey(t.shape...))
}

// links reports whether the step's layer is independent of the layers below it.
func (t *task) links() bool {
	c, ok := t.step.(*dispatch.CopyStep)
	return ok && c.Link && !t.opts.NoLink
}

// lookupLink finds the layer of a linking copy as it was made on another base,
// and puts its files on this one without reading their sources; nil where there
// is none.
func (t *task) lookupLink(ctx context.Context) *node {
	if !t.links() || t.opts.Cache.Disabled || t.uncached() || !t.cache.Seen(cache.NewKey(t.shape...)) {
		return nil
	}
	reads, err := t.reads(ctx, t.sources)
	if err != nil {
		return nil
	}
	key, _ := keyOf(t.shape, linkedBase, reads)
	entry, ok := t.cache.Lookup(key)
	if !ok || !t.backend.HasLayer(entry.Layer) {
		return nil
	}
	snapshot, err := t.backend.CopyLayer(ctx, entry.Layer)
	if err != nil {
		return nil // it can be made in the usual way
	}
	files, err := snapshot.Stack(t.run.at.files)
	if err != nil {
		return nil
	}
	next := newNode(t.run.at, files)
	next.linked = entry.DiffID
	t.spawn(func() error {
		return t.commit(ctx, &pending{
			node: next, snapshot: snapshot, run: t.run, where: t.placed(), shape: t.shape, sources: t.sources,
			started: entry.Created, took: entry.Took, place: t.placeKey(),
		})
	})
	return next
}

// scanContext finds the step's sources in the context, once.
func (t *task) scanContext(ctx context.Context) (err error) {
	for i := range t.sources {
		src := &t.sources[i]
		if !src.context || src.found != nil {
			continue
		}
		c, isCopy := t.step.(*dispatch.CopyStep)
		if !isCopy {
			m := &t.step.(*dispatch.RunStep).Mounts[i]
			c = &dispatch.CopyStep{From: m.From, Sources: []string{m.Source}, Literal: true}
		}
		if len(c.Sources)+len(c.Remotes) == 0 {
			continue
		}
		if src.found, err = t.backend.Scan(ctx, c, nil); err != nil {
			return err
		}
	}
	return nil
}

// execute runs the step on a new layer and starts its commit, which ends with a call of ended. If there is
// an error, the caller calls it.
func (t *task) execute(ctx context.Context, ended func()) (*node, error) {
	started := time.Now()
	under := t.run.at.files
	if t.links() {
		under = nil
	}
	snapshot, err := t.backend.Begin(under)
	if err != nil {
		return nil, err
	}
	if err := t.perform(ctx, snapshot); err != nil {
		return nil, err
	}
	plain := t.changed(ctx) || t.fixed
	files, err := snapshot.Stack(t.run.at.files)
	if err != nil {
		return nil, err
	}
	next := newNode(t.run.at, files)
	p := &pending{
		node: next, snapshot: snapshot, run: t.run, where: t.placed(), shape: t.shape, sources: t.sources,
		link: t.links(), place: t.placeKey(), plain: plain, started: started, took: time.Since(started),
	}
	t.spawn(func() error {
		defer ended()
		return t.commit(ctx, p)
	})
	return next, nil
}

// placed is where the step is, for events after the stage has gone on.
func (t *task) placed() event.Event {
	where := t.where
	where.Step = t.run.step
	return where
}

// changed reports whether files that a command read changed while it ran. Then the layer
// does not match the files, and is not cached.
func (t *task) changed(ctx context.Context) bool {
	for _, src := range t.sources {
		if src.mounted && src.found != nil && src.found.Unchanged(ctx) != nil {
			return true
		}
	}
	return false
}

// perform runs the step on an open snapshot.
func (t *task) perform(ctx context.Context, snapshot Snapshot) error {
	started, before := time.Now(), used()
	t.begin(t.run, t.where)
	var err error
	switch s := t.step.(type) {
	case *dispatch.RunStep:
		err = t.runCommand(ctx, snapshot, s)
	case *dispatch.CopyStep:
		err = t.copy(ctx, snapshot, s)
	case *dispatch.WorkdirStep:
		err = snapshot.Mkdir(ctx, s)
	default:
		err = errors.New("unknown kind of step")
	}
	if err != nil {
		return err
	}
	where := t.where
	where.Kind, where.Took, where.Usage = event.StepDone, time.Since(started), since(before)
	t.emit(t.run, where)
	return nil
}

func (t *task) runCommand(ctx context.Context, snapshot Snapshot, s *dispatch.RunStep) error {
	if err := t.scanContext(ctx); err != nil {
		return err
	}
	mounted := make([]Mounted, len(t.sources))
	for i, src := range t.sources {
		mounted[i].Sources = src.found
		if src.node != nil {
			mounted[i].Files = src.node.files
		}
		if s.Mounts[i].Kind != mount.Cache {
			continue
		}
		var err error
		if mounted[i].Identity, err = src.identity(ctx); err != nil {
			return err
		}
	}
	err := snapshot.Run(ctx, s, mounted, &logWriter{t})
	if errors.Is(err, ErrFixed) {
		t.fixed = true
		return nil
	}
	return err
}

func (t *task) copy(ctx context.Context, snapshot Snapshot, s *dispatch.CopyStep) error {
	if err := t.scanContext(ctx); err != nil {
		return err
	}
	src := t.sources[0]
	if src.node != nil {
		var err error
		if src.found, err = t.backend.Scan(ctx, s, src.node.files); err != nil {
			return err
		}
	}
	return snapshot.Copy(ctx, s, src.found)
}
