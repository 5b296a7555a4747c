package remotecache

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/pkg/blobinfocache/none"
	"go.podman.io/image/v5/pkg/compression"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/internal/bundle"
)

// InlineAnnotation holds the list of steps in the manifest of an image that is a
// cache of itself.
const InlineAnnotation = "build.cooper.cache"

// Inline is the list of steps for the manifest of an image with these layers.
func Inline(records []Record, layers []digest.Digest) (string, error) {
	text, err := json.Marshal(config{Records: only(records, layers), Layers: layers})
	return string(text), err
}

func only(records []Record, layers []digest.Digest) []Record {
	has := map[digest.Digest]bool{}
	for _, l := range layers {
		has[l] = true
	}
	var out []Record
	for _, r := range records {
		if has[r.DiffID] {
			out = append(out, r)
		}
	}
	return out
}

// Exporter writes a cache.
type Exporter struct {
	// Layer opens the tar stream of a layer.
	Layer func(diffID digest.Digest) (io.ReadCloser, error)
	// Known maps a layer to its compressed form.
	Known   func(diffID digest.Digest) (ocispec.Descriptor, bool)
	Learn   func(diffID digest.Digest, d ocispec.Descriptor)
	TempDir string
	Zstd    bool // compress with zstd instead of gzip
}

// Write writes the steps with their layers. Existing layers are not sent again.
func (e *Exporter) Write(
	ctx context.Context, records []Record, ref types.ImageReference, sys *types.SystemContext,
) (err error) {
	dest, err := ref.NewImageDestination(ctx, sys)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dest.Close()) }()
	m := ocispec.Manifest{Layers: []ocispec.Descriptor{}}
	c := config{Records: records}
	done := map[digest.Digest]bool{}
	for _, r := range records {
		if done[r.DiffID] {
			continue
		}
		done[r.DiffID] = true
		d, err := e.layer(ctx, dest, r.DiffID)
		if err != nil {
			return fmt.Errorf("layer %s: %w", r.DiffID, err)
		}
		c.Layers, m.Layers = append(c.Layers, r.DiffID), append(m.Layers, d)
	}
	text, err := json.Marshal(c)
	if err != nil {
		return err
	}
	m.Config.MediaType = ConfigType
	_, err = bundle.PutManifest(ctx, dest, m, text)
	return err
}

// layer compresses and sends a layer, unless it exists already.
func (e *Exporter) layer(
	ctx context.Context, dest types.ImageDestination, id digest.Digest,
) (ocispec.Descriptor, error) {
	if d, ok := e.Known(id); ok {
		there, _, err := dest.TryReusingBlob(ctx, types.BlobInfo{Digest: d.Digest, Size: d.Size}, none.NoCache, false)
		if err == nil && there {
			return d, nil
		}
	}
	file, d, err := e.compress(id)
	if err != nil {
		return d, err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	e.Learn(id, d)
	_, err = bundle.SendBlob(ctx, dest, file, d)
	return d, err
}

func (e *Exporter) compress(id digest.Digest) (*os.File, ocispec.Descriptor, error) {
	d, algorithm := ocispec.Descriptor{MediaType: ocispec.MediaTypeImageLayerGzip}, compression.Gzip
	if e.Zstd {
		d.MediaType, algorithm = ocispec.MediaTypeImageLayerZstd, compression.Zstd
	}
	stream, err := e.Layer(id)
	if err != nil {
		return nil, d, err
	}
	defer stream.Close()
	out, err := os.CreateTemp(e.TempDir, "layer-")
	if err != nil {
		return nil, d, err
	}
	sum := digest.SHA256.Digester()
	z, err := compression.CompressStream(io.MultiWriter(out, sum.Hash()), algorithm, nil)
	if err == nil {
		_, err = io.Copy(z, stream)
		err = errors.Join(err, z.Close())
	}
	if err == nil {
		d.Digest = sum.Digest()
		d.Size, err = out.Seek(0, io.SeekCurrent)
	}
	if err != nil {
		return nil, d, errors.Join(err, out.Close(), os.Remove(out.Name()))
	}
	return out, d, nil
}
