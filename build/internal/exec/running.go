package exec

import (
	"context"
	"slices"
	"sync"

	"github.com/cooper-build/cooper/build/internal/cache"
)

// Running are the steps that run now in all builds of a process. A build that gets to a step that
// another one runs waits for it, and finds it in the cache. The zero value is ready.
type Running struct {
	mu    sync.Mutex
	steps map[cache.Key][]*runningStep // by the part of the key that is known at once
}

// runningStep is a step that runs. Its key is found only when another build asks: it needs the
// contents of the layers below.
type runningStep struct {
	ask  sync.Once
	find func() (cache.Key, error)

	known chan struct{} // closed when the next two are set
	key   cache.Key
	err   error

	done chan struct{} // closed when the step is in the cache, or will not get there
}

func newRunningStep(find func() (cache.Key, error)) *runningStep {
	return &runningStep{find: find, known: make(chan struct{}), done: make(chan struct{})}
}

// enter adds a step, unless others of its shape run that were not looked at. It returns one of those.
func (r *Running) enter(shape cache.Key, own *runningStep, seen []*runningStep) *runningStep {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, other := range r.steps[shape] {
		if !slices.Contains(seen, other) {
			return other
		}
	}
	if r.steps == nil {
		r.steps = map[cache.Key][]*runningStep{}
	}
	r.steps[shape] = append(r.steps[shape], own)
	return nil
}

// leave removes a step that has ended.
func (r *Running) leave(shape cache.Key, own *runningStep) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.steps[shape] = slices.DeleteFunc(r.steps[shape], func(s *runningStep) bool { return s == own })
	if len(r.steps[shape]) == 0 {
		delete(r.steps, shape)
	}
	close(own.done)
}

// share waits for other builds that run the same step, and finds its layer. If there is none, the step
// is announced to others until ended is called.
func (t *task) share(ctx context.Context) (hit *node, ended func(), err error) {
	running := t.opts.Running
	if running == nil || t.opts.Cache.Disabled || t.uncached() || t.unknown() {
		return nil, func() {}, nil
	}
	at, shape := t.run.at, cache.NewKey(t.shape...)
	// The step itself looks at its sources when it is executed: they may change until then.
	look := *t
	look.sources = slices.Clone(t.sources)
	own := newRunningStep(func() (cache.Key, error) {
		err := waitFor(ctx, at.sealed)
		if err == nil {
			err = look.scanContext(ctx)
		}
		if err != nil {
			return cache.Key{}, err
		}
		reads, err := look.reads(ctx, look.sources)
		key, _ := keyOf(look.shape, at.identity, reads)
		return key, err
	})
	var seen []*runningStep
	for {
		other := running.enter(shape, own, seen)
		if other == nil {
			return nil, func() { running.leave(shape, own) }, nil
		}
		seen = append(seen, other)
		same, err := own.equal(ctx, other)
		if err != nil {
			return nil, nil, err
		}
		if !same {
			continue
		}
		if err := waitFor(ctx, other.done); err != nil {
			return nil, nil, err
		}
		if hit, err = t.lookup(ctx); hit != nil || err != nil {
			return hit, func() {}, err
		}
	}
}

// equal reports whether two steps have the same key.
func (s *runningStep) equal(ctx context.Context, other *runningStep) (bool, error) {
	for _, one := range []*runningStep{s, other} {
		one.ask.Do(func() {
			go func() {
				one.key, one.err = one.find() // in the context of its own build
				close(one.known)
			}()
		})
	}
	select {
	case <-other.known:
	case <-other.done: // it was canceled, or is in the cache
		return true, nil
	case <-ctx.Done():
		return false, context.Cause(ctx)
	}
	if err := waitFor(ctx, s.known); err != nil {
		return false, err
	}
	if s.err != nil {
		return false, ignoreChanged(s.err)
	}
	return other.err == nil && s.key == other.key, nil
}
