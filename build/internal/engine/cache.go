package engine

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/opencontainers/go-digest"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/bundle"
	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/cachemount"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/build/internal/remotecache"
	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// cacheKinds are the kinds of a CacheItem.
var cacheKinds = []string{"layers", "image", "records", "mount", "fetched"}

// cacheItem is a CacheItem with how to remove it.
type cacheItem struct {
	api.CacheItem
	remove func() error
}

// cacheItems lists the cache, least recently used first.
func (s *server) cacheItems() ([]cacheItem, error) {
	records, err := s.cache.Records()
	if err != nil {
		return nil, fmt.Errorf("reading the cache: %w", err)
	}
	out, err := s.spareItems(records)
	if err != nil {
		return nil, err
	}
	out = append(out, s.recordItems(records)...)
	mounts, err := s.store.Dir("mounts")
	if err != nil {
		return nil, err
	}
	kept, err := cachemount.List(mounts)
	if err != nil {
		return nil, err
	}
	for _, m := range kept {
		out = append(out, cacheItem{
			api.CacheItem{Kind: "mount", ID: m.ID, Size: m.Size, LastUsed: m.LastUsed, InUse: m.InUse},
			func() error { return cachemount.Remove(mounts, m.ID) },
		})
	}
	fetched, err := s.fetchedItems()
	if err != nil {
		return nil, err
	}
	out = append(out, fetched...)
	slices.SortStableFunc(out, func(a, b cacheItem) int { return a.LastUsed.Compare(b.LastUsed) })
	return out, nil
}

// spareItems are images without names.
func (s *server) spareItems(records []cache.Record) (out []cacheItem, err error) {
	used := map[string]time.Time{}
	for _, r := range records {
		if r.LastUsed.After(used[r.Layer]) {
			used[r.Layer] = r.LastUsed
		}
	}
	spares, err := s.store.Spares(used)
	for _, spare := range spares {
		kind := "image"
		if spare.Intermediate {
			kind = "layers"
		}
		out = append(out, cacheItem{
			api.CacheItem{Kind: kind, ID: spare.ID, Size: spare.Size, LastUsed: spare.LastUsed, InUse: spare.InUse},
			func() error { return s.store.Delete(spare.ID) },
		})
	}
	return out, err
}

// recordItems are the records of steps and of contexts, those of a day together.
// One that a running build may have found stays.
func (s *server) recordItems(records []cache.Record) []cacheItem {
	running := s.store.OldestBuild()
	days := map[string][]cache.Record{}
	for _, r := range records {
		day := r.LastUsed.Format(time.DateOnly)
		if r.LastUsed.After(running) {
			day += " (in use)"
		}
		days[day] = append(days[day], r)
	}
	var out []cacheItem
	for day, list := range days {
		item := cacheItem{CacheItem: api.CacheItem{Kind: "records", ID: fmt.Sprintf("%d of %s", len(list), day)}}
		for _, r := range list {
			item.Size += r.Size
			if r.LastUsed.After(item.LastUsed) {
				item.LastUsed = r.LastUsed
			}
		}
		item.InUse = item.LastUsed.After(running)
		item.remove = func() error { return s.removeRecords(list, running) }
		out = append(out, item)
	}
	return out
}

func (s *server) removeRecords(list []cache.Record, running time.Time) (err error) {
	for _, r := range list {
		_, removeErr := s.cache.Remove(r, running)
		err = errors.Join(err, removeErr)
	}
	return err
}

// fetchedInUse is how long a build may still read a download.
const fetchedInUse = time.Hour

func (s *server) fetchedItems() ([]cacheItem, error) {
	home, err := s.store.Dir("remote")
	if err != nil {
		return nil, err
	}
	var out []cacheItem
	for _, kind := range []string{"http", "git"} {
		entries, err := os.ReadDir(filepath.Join(home, kind))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, e := range entries {
			dir := filepath.Join(home, kind, e.Name())
			if remote.Removed(dir) {
				_ = os.RemoveAll(dir)
				continue
			}
			info, err := e.Info()
			if err != nil || len(e.Name()) != 2*sha256.Size {
				continue // nothing that was put there by us
			}
			out = append(out, cacheItem{
				api.CacheItem{
					Kind: "fetched", ID: kind + "/" + e.Name()[:12],
					Size: cachemount.SizeOf(dir), LastUsed: info.ModTime(),
					InUse: time.Since(info.ModTime()) < fetchedInUse,
				},
				func() error { return remote.Remove(dir) },
			})
		}
	}
	return out, nil
}

// listCache lists the cache, least recently used first.
func (s *server) listCache(context.Context, call.None, emitter) ([]api.CacheItem, error) {
	items, err := s.cacheItems()
	out := []api.CacheItem{}
	for _, item := range items {
		out = append(out, item.CacheItem)
	}
	return out, err
}

// pruneCache removes cache content.
func (s *server) pruneCache(_ context.Context, opts api.CachePrune, _ emitter) ([]api.CacheItem, error) {
	return s.prune(opts)
}

func (s *server) prune(opts api.CachePrune) ([]api.CacheItem, error) {
	if opts.Kind != "" && !slices.Contains(cacheKinds, opts.Kind) {
		return nil, fmt.Errorf("unknown kind of cache %q: use %s", opts.Kind, strings.Join(cacheKinds, ", "))
	}
	items, err := s.cacheItems()
	if err != nil {
		return nil, err
	}
	var total int64
	for _, item := range items {
		total += item.Size
	}
	removed := []api.CacheItem{}
	for _, item := range items {
		switch {
		case item.InUse, opts.Kind != "" && item.Kind != opts.Kind:
			continue
		case opts.OlderBy != 0 && time.Since(item.LastUsed) < opts.OlderBy:
			continue
		case opts.Keep != 0 && total <= opts.Keep:
			continue
		}
		if item.remove() != nil {
			continue // it is in use now
		}
		total -= item.Size
		removed = append(removed, item.CacheItem)
	}
	return removed, nil
}

// withMount calls do with an exclusive lease of a cache mount.
func (s *server) withMount(
	ctx context.Context, t *api.CacheTransfer,
	do func(lease *cachemount.Lease, temp string) (bundle.Moved, error),
) (api.CacheMoved, error) {
	if err := checkCache(&t.Cache, false); err != nil {
		return api.CacheMoved{}, err
	}
	home, err := s.store.Dir("mounts")
	if err != nil {
		return api.CacheMoved{}, err
	}
	temp, err := s.store.TempDir()
	if err != nil {
		return api.CacheMoved{}, err
	}
	holder := fmt.Sprintf("process %d, cooper cache", os.Getpid())
	lease, err := cachemount.Acquire(ctx, home, cachemount.Request{ID: t.Mount, Sharing: mount.Locked, Holder: holder})
	if err != nil {
		return api.CacheMoved{}, err
	}
	moved, err := do(lease, temp)
	if err = errors.Join(err, lease.Close()); err != nil {
		err = fmt.Errorf("cache mount %q and %s: %w", t.Mount, t.Cache.Ref, err)
	}
	return api.CacheMoved{Files: moved.Files, Bytes: moved.Bytes, Total: moved.Total}, err
}

// exportMount sends the content of a cache mount.
func (s *server) exportMount(ctx context.Context, t api.CacheTransfer, _ emitter) (api.CacheMoved, error) {
	home, err := s.store.Dir("mounts")
	if err != nil {
		return api.CacheMoved{}, err
	}
	if !cachemount.Exists(home, t.Mount) {
		return api.CacheMoved{}, fmt.Errorf("no cache mount has the id %q: `cooper cache ls` lists them", t.Mount)
	}
	return s.withMount(ctx, &t, func(lease *cachemount.Lease, temp string) (bundle.Moved, error) {
		access, err := s.access(t.Access)
		if err != nil {
			return bundle.Moved{}, err
		}
		ref, sys, err := registry.Destination(access, cacheReference(&t.Cache))
		if err != nil {
			return bundle.Moved{}, err
		}
		return remotecache.ExportMount(ctx, lease.Dir, temp, ref, sys)
	})
}

// importMount adds exported content to a cache mount.
func (s *server) importMount(ctx context.Context, t api.CacheTransfer, _ emitter) (api.CacheMoved, error) {
	return s.withMount(ctx, &t, func(lease *cachemount.Lease, temp string) (bundle.Moved, error) {
		access, err := s.access(t.Access)
		if err != nil {
			return bundle.Moved{}, err
		}
		src, err := registry.Open(ctx, access, cacheReference(&t.Cache))
		if err != nil {
			return bundle.Moved{}, err
		}
		defer src.Close()
		had := lease.Imported()
		if err := os.MkdirAll(had, 0o700); err != nil {
			return bundle.Moved{}, err
		}
		known := func(d digest.Digest) bool { _, err := os.Stat(filepath.Join(had, d.Encoded())); return err == nil }
		learn := func(d digest.Digest) { _ = safepath.WriteFile(filepath.Join(had, d.Encoded()), nil, 0o600) }
		return remotecache.ImportMount(ctx, lease.Dir, temp, src, s.limits, known, learn)
	})
}
