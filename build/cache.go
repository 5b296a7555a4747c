package build

import (
	"context"

	"github.com/cooper-build/cooper/build/internal/call"
)

// CacheItems lists what is kept.
func (e *Engine) CacheItems(ctx context.Context) ([]CacheItem, error) {
	return invoke(ctx, e, call.CacheItems, call.None{}, nil)
}

// PruneCache removes what is kept, and returns what it removed.
func (e *Engine) PruneCache(ctx context.Context, opts CachePrune) ([]CacheItem, error) {
	return invoke(ctx, e, call.PruneCache, opts, nil)
}

// ExportCacheMount sends the content of a cache mount; what is there is not sent again.
func (e *Engine) ExportCacheMount(ctx context.Context, t CacheTransfer) (CacheMoved, error) {
	return invoke(ctx, e, call.ExportCache, t, nil)
}

// ImportCacheMount adds what was exported to a cache mount, which is made when it
// is not there.
func (e *Engine) ImportCacheMount(ctx context.Context, t CacheTransfer) (CacheMoved, error) {
	return invoke(ctx, e, call.ImportCache, t, nil)
}
