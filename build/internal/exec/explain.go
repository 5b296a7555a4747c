package exec

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/cache"
)

// placeKey identifies a step by its position, so that the next build can report what
// changed and how long the step took.
func (t *task) placeKey() cache.Key {
	return cache.NewKey(
		cache.Part{Name: "place", Value: t.opts.Place}, cache.Part{Name: "stage", Value: t.run.Title()},
		cache.Part{Name: "step", Value: fmt.Sprint(t.run.step)})
}

// maxListed is how many files of a step are remembered by name.
const maxListed = 2000

// filesOf are the files of the context that a step reads, unless they are many.
func filesOf(sources []source) map[string]string {
	for _, src := range sources {
		if src.found == nil {
			continue
		}
		if files := src.found.Hashes(); len(files) <= maxListed {
			return files
		}
	}
	return nil
}

// miss says why a step is not in the cache.
func (t *task) miss(ctx context.Context) {
	if !t.opts.Cache.Explain {
		return
	}
	where := t.where
	where.Kind, where.Message = event.Explained, t.reason(ctx)
	t.emit(t.run, where)
}

func (t *task) reason(ctx context.Context) string {
	if t.opts.Cache.Disabled {
		return "the cache is off (--no-cache)"
	}
	if t.uncached() {
		return "the cache is off for this stage (--no-cache-filter)"
	}
	last, ok := t.cache.Last(t.placeKey())
	if !ok {
		return "no build from this directory has run this step before"
	}
	parts := t.shape
	if err := t.scanContext(ctx); err == nil && !t.run.at.unknown {
		if reads, err := t.reads(ctx, t.sources); err == nil && waitFor(ctx, t.run.at.sealed) == nil {
			_, parts = keyOf(t.shape, t.run.at.identity, reads)
		}
	}
	return difference(last, parts, filesOf(t.sources))
}

// difference names the first part that is not as it was.
func difference(last cache.Entry, parts []cache.Part, files map[string]string) string {
	before := map[string]string{}
	for _, p := range last.Parts {
		before[p.Name] = p.Value
	}
	for _, p := range parts {
		was, had := before[p.Name]
		switch {
		case had && was == p.Value:
		case p.Name == "files":
			return changedFile(last.Files, files)
		case p.Name == "base":
			return "the layers below it changed"
		case p.Name == "version":
			return "another version of cooper ran it"
		case strings.HasPrefix(p.Name, "variable "):
			return "a variable changed: " + clip(was) + " is now " + clip(p.Value)
		case !had:
			return fmt.Sprintf("its %s is new: %s", p.Name, clip(p.Value))
		default:
			return fmt.Sprintf("its %s changed: %s is now %s", p.Name, clip(was), clip(p.Value))
		}
	}
	if len(parts) < len(last.Parts) {
		return "it has fewer inputs than before, or the layers below it changed"
	}
	return "its layer is no longer in the store"
}

func clip(s string) string {
	if len(s) > 60 {
		s = s[:57] + "…"
	}
	return fmt.Sprintf("%q", s)
}

func changedFile(before, now map[string]string) string {
	if before == nil || now == nil {
		return "the files that it reads changed"
	}
	for _, path := range slices.Sorted(maps.Keys(now)) {
		switch was, had := before[path]; {
		case !had:
			return "the file " + path + " is new"
		case was != now[path]:
			return "the file " + path + " changed"
		}
	}
	for _, path := range slices.Sorted(maps.Keys(before)) {
		if _, has := now[path]; !has {
			return "the file " + path + " was removed"
		}
	}
	return "the files that it reads changed"
}

// planned reports a step of a dry run, and continues as if the step had run.
func (t *task) planned() *node {
	where := t.where
	where.Kind = event.StepPlanned
	if last, ok := t.cache.Last(t.placeKey()); ok {
		where.Took = last.Took
	}
	t.emit(t.run, where)
	n := settledNode(t.run.at, t.run.at.files, "", "", t.run.at.layer)
	n.unknown = true
	return n
}

// unknown reports whether the step starts from, or reads, something that a dry run did not
// make.
func (t *task) unknown() bool {
	for _, src := range t.sources {
		if src.node != nil && src.node.unknown {
			return true
		}
	}
	return t.run.at.unknown
}

// rememberPlace stores the inputs of the step, so that the next build can explain a miss.
func (b *builder) rememberPlace(p *pending, parts []cache.Part) error {
	return b.cache.SetLast(p.place, cache.Entry{
		DiffID: p.node.layer.DiffID, Created: p.started, Took: p.took, Parts: parts, Files: filesOf(p.sources),
	})
}
