package registry

import (
	"context"
	"errors"
	"io"

	"github.com/opencontainers/go-digest"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/internal/store"
)

// pushSource is an image of the store as the source of a push.
func (c *Client) pushSource(id string) (types.ImageReference, error) {
	ref, err := c.Store.Reference(nil, id)
	if err != nil || !c.Store.Restores() {
		return ref, err
	}
	img, err := c.Store.Image(id)
	if err != nil || img.Layer == "" || img.Signed {
		return ref, err
	}
	return storedReference{ref, c.Store, img.Layer}, nil
}

// storedReference has layers that are compressed and sent while they are read. The library would
// copy each to a file first. It alone gives the signatures of an image, so that this is for
// images without.
type storedReference struct {
	types.ImageReference
	store *store.Store
	top   string
}

// NewImageSource opens the image. Nobody removes its layers until it is closed.
func (r storedReference) NewImageSource(ctx context.Context, sys *types.SystemContext) (types.ImageSource, error) {
	src, err := r.ImageReference.NewImageSource(ctx, sys)
	if err != nil {
		return nil, err
	}
	work, err := r.store.NewWork()
	if err != nil {
		return src, nil //nolint:nilerr // the library reads them, for example on a full disk
	}
	out := &storedSource{src, work, map[digest.Digest]store.Layer{}}
	chain, err := r.store.Chain(r.top)
	for _, l := range chain {
		if err == nil {
			err = work.Use(l.ID)
		}
		out.layers[digest.Digest(l.DiffID)] = l
	}
	if err != nil {
		return nil, errors.Join(err, out.Close())
	}
	return out, nil
}

type storedSource struct {
	types.ImageSource
	work   *store.Work
	layers map[digest.Digest]store.Layer // by the digest of the uncompressed stream
}

// GetBlob opens a layer, or something else of the image.
func (s *storedSource) GetBlob(
	ctx context.Context, info types.BlobInfo, cache types.BlobInfoCache,
) (io.ReadCloser, int64, error) {
	l, ok := s.layers[info.Digest]
	if !ok {
		return s.ImageSource.GetBlob(ctx, info, cache)
	}
	stream, err := s.work.Restore(ctx, l.ID)
	if err != nil { // for example a layer without a record
		return s.ImageSource.GetBlob(ctx, info, cache)
	}
	return stream, l.Size, nil
}

// Close releases the layers.
func (s *storedSource) Close() error { return errors.Join(s.ImageSource.Close(), s.work.Close()) }
