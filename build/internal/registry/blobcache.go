package registry

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/opencontainers/go-digest"
	"go.podman.io/image/v5/pkg/blobcache"
	"go.podman.io/image/v5/pkg/blobinfocache/none"
	"go.podman.io/image/v5/pkg/compression"
	"go.podman.io/image/v5/types"
)

// This file keeps compressed layers in a directory between a pull and a push, or between
// pushes (Access.BlobCache).

// keepBlobs makes a destination of the store that also fills the directory.
func (a Access) keepBlobs(dest types.ImageReference) (types.ImageReference, error) {
	if a.BlobCache == "" {
		return dest, nil
	}
	if err := os.MkdirAll(a.BlobCache, 0o700); err != nil {
		return nil, fmt.Errorf("keeping blobs: %w", err)
	}
	return blobcache.NewBlobCache(dest, a.BlobCache, types.PreserveOriginal)
}

// keptBlobs makes a source that takes its layers from the directory. Layers that the
// directory lacks are compressed and put there first.
func (c *Client) keptBlobs(
	ctx context.Context, src types.ImageReference, sys *types.SystemContext, uncompressed bool,
) (types.ImageReference, error) {
	dir := c.Access.BlobCache
	if dir == "" || uncompressed {
		return src, nil
	}
	algorithm := compression.Gzip
	if sys.CompressionFormat != nil {
		algorithm = *sys.CompressionFormat
	}
	kept, err := blobcache.NewBlobCache(src, dir, types.Compress, blobcache.WithCompressAlgorithm(&algorithm))
	if err != nil {
		return nil, err
	}
	source, err := src.NewImageSource(ctx, sys)
	if err != nil {
		return nil, err
	}
	defer source.Close()
	found, err := kept.NewImageSource(ctx, sys)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	own, err := source.LayerInfosForCopy(ctx, nil)
	if err != nil {
		return nil, err
	}
	replaced, err := found.LayerInfosForCopy(ctx, nil)
	if err != nil {
		return nil, err
	}
	for i, layer := range own {
		if i < len(replaced) && layer.Digest != replaced[i].Digest {
			continue // its compressed form is there
		}
		if err := c.keepLayer(ctx, sys, source, layer, algorithm); err != nil {
			return nil, fmt.Errorf("keeping the layer %s: %w", layer.Digest, err)
		}
	}
	return kept, nil
}

// keepLayer compresses a layer into the directory.
func (c *Client) keepLayer(
	ctx context.Context, sys *types.SystemContext, source types.ImageSource, layer types.BlobInfo,
	algorithm compression.Algorithm,
) error {
	file, err := os.CreateTemp(c.Access.TempDir, "layer-")
	if err != nil {
		return err
	}
	defer file.Close()
	if err := os.Remove(file.Name()); err != nil {
		return err
	}
	data, _, err := source.GetBlob(ctx, layer, none.NoCache)
	if err != nil {
		return err
	}
	defer data.Close()
	sum := digest.Canonical.Digester()
	compressor, err := compression.CompressStream(io.MultiWriter(file, sum.Hash()), algorithm, sys.CompressionLevel)
	if err != nil {
		return err
	}
	_, err = io.Copy(compressor, &canceled{ctx, data})
	if err := errors.Join(err, compressor.Close()); err != nil {
		return err
	}
	size, err := file.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return c.keepBlob(ctx, sys, file, types.BlobInfo{Digest: sum.Digest(), Size: size})
}

// canceled reads until a context ends.
type canceled struct {
	ctx context.Context //nolint:containedctx // it is that of the reader
	io.Reader
}

func (c *canceled) Read(p []byte) (int, error) {
	if c.ctx.Err() != nil {
		return 0, context.Cause(c.ctx)
	}
	return c.Reader.Read(p)
}

// keepBlob writes a compressed layer by the library, which notes what it is compressed of.
func (c *Client) keepBlob(ctx context.Context, sys *types.SystemContext, data io.Reader, info types.BlobInfo) error {
	ref, err := c.Store.NewReference(nil)
	if err != nil {
		return err
	}
	kept, err := c.Access.keepBlobs(ref)
	if err != nil {
		return err
	}
	dest, err := kept.NewImageDestination(ctx, sys)
	if err != nil {
		return err
	}
	defer func() { _ = dest.Close() }() // nothing is committed
	_, err = dest.PutBlob(ctx, data, info, none.NoCache, false)
	return err
}
