package exec

import (
	"context"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/image"
)

// node is the file system of a stage after a step. Its files can be used at
// once; its identity and its layer become known later.
type node struct {
	parent *node
	files  Files

	sealed   chan struct{} // closed when identity and layer.DiffID are known
	identity string
	layer    image.Layer

	registered chan struct{} // closed when id is known
	id         string        // of the layer in the store
	unknown    bool          // a dry run did not make it
	linked     string        // digest of the layer that this one was copied from
}

func newNode(parent *node, files Files) *node {
	return &node{parent: parent, files: files, sealed: make(chan struct{}), registered: make(chan struct{})}
}

// settledNode is a node about which everything is known.
func settledNode(parent *node, files Files, identity, id string, layer image.Layer) *node {
	n := newNode(parent, files)
	n.identity, n.id, n.layer = identity, id, layer
	close(n.sealed)
	close(n.registered)
	return n
}

// waitFor waits for one of a node's channels.
func waitFor(ctx context.Context, done <-chan struct{}) error {
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// pending is a step that ran, on its way into the store.
type pending struct {
	node     *node
	snapshot Snapshot
	run      *stageRun
	where    event.Event // of the step, for the event about its layer
	shape    []cache.Part
	sources  []source
	started  time.Time
	took     time.Duration
	plain    bool      // do not remember it in the cache
	link     bool      // remember it for other bases too
	place    cache.Key // of the step, see placeKey
}

// commit seals and registers a snapshot. It runs in the background.
func (b *builder) commit(ctx context.Context, p *pending) error {
	n := p.node
	if err := waitSlot(ctx, b.sealing); err != nil {
		return err
	}
	for _, src := range p.sources {
		if src.found != nil {
			// It is wanted afterwards; two CPUs do both in the time of one.
			b.spawn(func() error { _, _ = src.found.Digest(ctx); return nil })
		}
	}
	sealed, err := p.snapshot.Seal(ctx)
	<-b.sealing
	if err != nil {
		return err
	}
	if err := waitFor(ctx, n.parent.sealed); err != nil {
		return err
	}
	n.layer = image.Layer{DiffID: sealed.DiffID, Size: sealed.Size}
	n.identity = identityOf(n.parent.identity, sealed.DiffID)
	close(n.sealed)
	where := p.where
	where.Kind, where.Layer, where.Size = event.LayerDone, sealed.DiffID, sealed.Size
	b.emit(p.run, where)
	if err := waitFor(ctx, n.parent.registered); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if n.id, err = p.snapshot.Commit(ctx, n.parent.id); err != nil {
		return err
	}
	close(n.registered)
	if p.plain {
		return nil
	}
	if err := b.remember(ctx, p); err != nil && ctx.Err() == nil {
		b.warn("the layer is not in the cache of the next build: " + err.Error())
	}
	return nil
}

// remember stores a committed step in the cache. A file that changed while it
// was copied makes the layer unfit for that, and is no error.
func (b *builder) remember(ctx context.Context, p *pending) error {
	reads, err := b.reads(ctx, p.sources)
	if err != nil {
		return ignoreChanged(err)
	}
	bases := []string{p.node.parent.identity}
	if p.link {
		bases = append(bases, linkedBase)
	}
	for _, base := range bases {
		key, parts := keyOf(p.shape, base, reads)
		entry := cache.Entry{
			Layer: p.node.id, DiffID: p.node.layer.DiffID, Size: p.node.layer.Size,
			Created: p.started, Took: p.took, Parts: parts,
		}
		if err := b.cache.Store(key, entry); err != nil {
			return err
		}
		if base != linkedBase {
			if err := b.rememberPlace(p, parts); err != nil {
				return err
			}
		}
		b.note(Remembered{Key: key, Shape: cache.NewKey(p.shape...), Entry: entry})
	}
	return b.cache.MarkSeen(cache.NewKey(p.shape...))
}

// reads is the identity of everything that a step reads besides its base.
func (b *builder) reads(ctx context.Context, sources []source) (string, error) {
	var all []string
	for _, src := range sources {
		one, err := src.identity(ctx)
		if err != nil {
			return "", err
		}
		all = append(all, one)
	}
	return strings.Join(all, ","), nil
}

func waitSlot(ctx context.Context, slots chan struct{}) error {
	select {
	case slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
