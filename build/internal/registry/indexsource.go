package registry

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/opencontainers/go-digest"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/internal/store"
)

// indexReference is an index of the store together with its images, which the library
// looks for in the index itself. Images that the store lacks come from their registries.
type indexReference struct {
	types.ImageReference
	client  *Client
	entries map[digest.Digest]store.IndexEntry
}

// indexSource is the reference to an index of the store, and the index's media type.
func (c *Client) indexSource(id string, list store.Index) (types.ImageReference, string, error) {
	raw, err := c.Store.RawIndex(id)
	if err != nil {
		return nil, "", fmt.Errorf("reading the index %s: %w", id, err)
	}
	ref, err := c.Store.Reference(nil, id)
	if err != nil {
		return nil, "", err
	}
	entries := map[digest.Digest]store.IndexEntry{}
	for _, e := range list.Entries {
		if !e.IsArtifact() {
			entries[e.Descriptor.Digest] = e
		}
	}
	return indexReference{ref, c, entries}, manifest.GuessMIMEType(raw), nil
}

// NewImageSource opens the index.
func (r indexReference) NewImageSource(ctx context.Context, sys *types.SystemContext) (types.ImageSource, error) {
	src, err := r.ImageReference.NewImageSource(ctx, sys)
	if err != nil {
		return nil, err
	}
	return &listImages{ImageSource: src, list: r, sys: sys, open: map[digest.Digest]types.ImageSource{}}, nil
}

// listImages reads an index and its images. The library copies one image at a time, and
// asks for its blobs after its manifest.
type listImages struct {
	types.ImageSource
	list    indexReference
	sys     *types.SystemContext
	mu      sync.Mutex
	open    map[digest.Digest]types.ImageSource
	current types.ImageSource
}

// image opens an image of the index, which is the current one from then on.
func (l *listImages) image(ctx context.Context, instance digest.Digest) (types.ImageSource, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	src := l.open[instance]
	if src == nil {
		entry, ok := l.list.entries[instance]
		if !ok {
			return nil, fmt.Errorf("the index has no image %s", instance)
		}
		ref, err := l.list.client.entryReference(&entry)
		if err != nil {
			return nil, err
		}
		if src, err = ref.NewImageSource(ctx, l.sys); err != nil {
			return nil, err
		}
		l.open[instance] = src
	}
	l.current = src
	return src, nil
}

// entryReference is where the image of an entry is.
func (c *Client) entryReference(e *store.IndexEntry) (types.ImageReference, error) {
	if e.Source == "" {
		return c.pushSource(e.ID)
	}
	ref, err := parseTransport(e.Source)
	if err != nil {
		return nil, err
	}
	return c.Access.checked(ref), nil
}

// GetManifest reads the index or the manifest of an image.
func (l *listImages) GetManifest(ctx context.Context, instance *digest.Digest) ([]byte, string, error) {
	if instance == nil {
		return l.ImageSource.GetManifest(ctx, nil)
	}
	src, err := l.image(ctx, *instance)
	if err != nil {
		return nil, "", err
	}
	// The image may have another manifest by now, and keeps this one.
	if raw, err := l.list.client.Store.Manifest(l.list.entries[*instance].ID, *instance); err == nil {
		return raw, manifest.GuessMIMEType(raw), nil
	}
	return src.GetManifest(ctx, nil)
}

// GetBlob reads a blob of the current image.
func (l *listImages) GetBlob(
	ctx context.Context, blob types.BlobInfo, cache types.BlobInfoCache,
) (io.ReadCloser, int64, error) {
	l.mu.Lock()
	src := l.current
	l.mu.Unlock()
	if src == nil {
		return nil, 0, fmt.Errorf("the index has no blob %s", blob.Digest)
	}
	return src.GetBlob(ctx, blob, cache)
}

// LayerInfosForCopy says how the layers of an image are in the store.
func (l *listImages) LayerInfosForCopy(ctx context.Context, instance *digest.Digest) ([]types.BlobInfo, error) {
	if instance == nil {
		return l.ImageSource.LayerInfosForCopy(ctx, nil)
	}
	src, err := l.image(ctx, *instance)
	if err != nil {
		return nil, err
	}
	return src.LayerInfosForCopy(ctx, nil)
}

// GetSignatures finds none: those of the store are for names that images had there.
func (l *listImages) GetSignatures(context.Context, *digest.Digest) ([][]byte, error) {
	return nil, nil
}

// Close closes the images and the index.
func (l *listImages) Close() error {
	var errs []error
	for _, src := range l.open {
		errs = append(errs, src.Close())
	}
	return errors.Join(append(errs, l.ImageSource.Close())...)
}
