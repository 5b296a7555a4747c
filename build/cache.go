package build

import (
	"context"
	"time"
)

// CacheItem is something that is kept to make later builds faster.
type CacheItem struct {
	// Kind is layers (of stages that no image has), image (without a name), records
	// (of steps: which layer each made), mount or fetched.
	Kind     string    `json:"kind"`
	ID       string    `json:"id"`   // of the image, of the mount, of what was fetched; for records how many they are
	Size     int64     `json:"size"` // that is free when this goes and what was used before it, in bytes
	LastUsed time.Time `json:"lastUsed"`
	InUse    bool      `json:"inUse"`
}

// CacheItems lists what is kept.
func (e *Engine) CacheItems(ctx context.Context) ([]CacheItem, error) {
	var out []CacheItem
	err := e.call(ctx, "cache-list", nil, &out, nil)
	return out, err
}

// CachePrune says what to remove. The zero value removes everything that nobody uses.
type CachePrune struct {
	Kind    string        // only this kind
	OlderBy time.Duration // only what was last used so long ago
	Keep    int64         // bytes that may stay: the oldest go first until no more are left
}

// PruneCache removes what is kept, and returns what it removed.
func (e *Engine) PruneCache(ctx context.Context, opts CachePrune) ([]CacheItem, error) {
	var out []CacheItem
	err := e.call(ctx, "cache-prune", opts, &out, nil)
	return out, err
}

// CacheTransfer says which cache mount to move where.
type CacheTransfer struct {
	Mount  string // id, as CacheItem has it: with what makes it another cache, for example ID,uid=1000
	Cache  RemoteCache
	Access Access
}

// CacheMoved says how much was moved.
type CacheMoved struct {
	Files int   `json:"files"`
	Bytes int64 `json:"bytes"` // compressed, that were moved
	Total int64 `json:"total"` // compressed, of the whole mount
}

// ExportCacheMount sends the content of a cache mount; what is there is not sent again.
func (e *Engine) ExportCacheMount(ctx context.Context, t CacheTransfer) (CacheMoved, error) {
	var out CacheMoved
	err := e.call(ctx, "cache-export", t, &out, nil)
	return out, err
}

// ImportCacheMount adds what was exported to a cache mount, which is made when it
// is not there.
func (e *Engine) ImportCacheMount(ctx context.Context, t CacheTransfer) (CacheMoved, error) {
	var out CacheMoved
	err := e.call(ctx, "cache-import", t, &out, nil)
	return out, err
}
