// Package remotecache lets the cache of steps travel: to a registry or a
// directory, and from there to another machine.
//
// A cache is an OCI image manifest whose config lists the keys of steps with the
// layers that they made (media type [ConfigType]) and whose layers are those. A
// layer is fetched only when its step is reached, and is put under a key only
// when its content has the digest that the list gives.
package remotecache

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/pkg/blobinfocache/none"
	"go.podman.io/image/v5/pkg/compression"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/image"
)

// ConfigType is the media type of a cache's config.
const ConfigType = "application/vnd.cooper.cache.v1+json"

// maxConfig bounds the list of the steps of a cache, in bytes.
const maxConfig = 32 << 20

// Record is one step of a cache.
type Record struct {
	Key     string        `json:"key"`   // of the step with all it depends on
	Shape   string        `json:"shape"` // of the step alone
	DiffID  digest.Digest `json:"diffID"`
	Size    int64         `json:"size"` // of the layer's tar stream, in bytes
	Created time.Time     `json:"created"`
	Took    time.Duration `json:"took"` // how long the step took
}

// config is the config of a cache.
type config struct {
	Records []Record `json:"records"`
	// Layers are the diff ids of the manifest's layers, in their order.
	Layers []digest.Digest `json:"layers"`
}

// Source is a cache that can be read. Close it.
type Source struct {
	name   string
	source types.ImageSource
	steps  map[string]Record
	shapes map[string]bool
	blobs  map[digest.Digest]types.BlobInfo
	sizes  map[digest.Digest]int64 // of the tar streams
}

// Open reads the list of a cache. It takes the open source over.
func Open(ctx context.Context, name string, src types.ImageSource) (*Source, error) {
	s := &Source{
		name:   name,
		source: src,
		steps:  map[string]Record{},
		shapes: map[string]bool{},
		blobs:  map[digest.Digest]types.BlobInfo{},
		sizes:  map[digest.Digest]int64{},
	}
	if err := s.read(ctx); err != nil {
		return nil, errors.Join(err, src.Close())
	}
	return s, nil
}

// Close closes the connection.
func (s *Source) Close() error { return s.source.Close() }

// from names the cache in entries that were fetched from it.
func (s *Source) from() string {
	ref := s.source.Reference()
	return ref.Transport().Name() + ":" + ref.StringWithinTransport()
}

// Name is the reference of the cache as the user gave it.
func (s *Source) Name() string { return s.name }

func (s *Source) read(ctx context.Context) error {
	raw, _, err := s.source.GetManifest(ctx, nil)
	if err != nil {
		return err
	}
	m, err := image.ParseManifest(raw)
	if err != nil {
		return fmt.Errorf("its manifest: %w", err)
	}
	text := []byte(m.Annotations[InlineAnnotation])
	if m.Config.MediaType == ConfigType {
		if text, err = s.blob(ctx, m.Config); err != nil {
			return err
		}
	}
	if len(text) == 0 {
		return errors.New("the image contains no cache")
	}
	var c config
	if err := json.Unmarshal(text, &c); err != nil {
		return fmt.Errorf("its list of steps: %w", err)
	}
	if len(c.Layers) != len(m.Layers) {
		return fmt.Errorf("its records have %d layers, its manifest %d", len(c.Layers), len(m.Layers))
	}
	for i, id := range c.Layers {
		s.blobs[id] = types.BlobInfo{
			Digest:    m.Layers[i].Digest,
			Size:      m.Layers[i].Size,
			MediaType: m.Layers[i].MediaType,
		}
	}
	for _, r := range c.Records {
		if _, ok := s.blobs[r.DiffID]; ok {
			s.steps[r.Key], s.shapes[r.Shape], s.sizes[r.DiffID] = r, true, r.Size
		}
	}
	return nil
}

func (s *Source) blob(ctx context.Context, d ocispec.Descriptor) ([]byte, error) {
	if d.Size > maxConfig {
		return nil, fmt.Errorf("its records have more than %d bytes", maxConfig)
	}
	stream, _, err := s.source.GetBlob(ctx, types.BlobInfo{Digest: d.Digest, Size: d.Size}, none.NoCache)
	if err != nil {
		return nil, err
	}
	defer stream.Close()
	data, err := io.ReadAll(io.LimitReader(stream, maxConfig))
	if err == nil && digest.FromBytes(data) != d.Digest {
		err = errors.New("the digest of its records does not match its manifest")
	}
	return data, err
}

// Stream opens the tar stream of a layer. ok reports whether the cache has it. The stream
// fails at its end if its digest is not that of the cache's manifest.
func (s *Source) Stream(ctx context.Context, id digest.Digest) (stream io.ReadCloser, ok bool, err error) {
	info, ok := s.blobs[id]
	if !ok {
		return nil, false, nil
	}
	blob, _, err := s.source.GetBlob(ctx, info, none.NoCache)
	if err != nil {
		return nil, true, err
	}
	plain, _, err := compression.AutoDecompress(io.LimitReader(blob, info.Size))
	if err != nil {
		return nil, true, errors.Join(err, blob.Close())
	}
	// A longer stream cannot have the promised digest.
	return &closer{io.LimitReader(plain, s.sizes[id]+1), plain, blob}, true, nil
}

type closer struct {
	io.Reader
	plain, blob io.Closer
}

func (c *closer) Close() error { return errors.Join(c.plain.Close(), c.blob.Close()) }

// Cache is the local cache with others behind it.
type Cache struct {
	*cache.Cache
	Sources []*Source
}

// Lookup finds the entry of a key. An entry of a remote cache has no layer yet. A layer
// that another build downloaded counts only if this build names the same cache.
func (c *Cache) Lookup(k cache.Key) (cache.Entry, bool) {
	if e, ok := c.Cache.Lookup(k); ok && (e.From == "" || c.reads(e.From)) {
		return e, true
	}
	name := hex.EncodeToString(k[:])
	for _, s := range c.Sources {
		if r, ok := s.steps[name]; ok {
			return cache.Entry{
				DiffID:  r.DiffID.String(),
				Size:    r.Size,
				Created: r.Created,
				Took:    r.Took,
				From:    s.from(),
			}, true
		}
	}
	return cache.Entry{}, false
}

func (c *Cache) reads(from string) bool {
	return slices.ContainsFunc(c.Sources, func(s *Source) bool { return s.from() == from })
}

// Seen reports whether a step was ever stored here or there.
func (c *Cache) Seen(step cache.Key) bool {
	if c.Cache.Seen(step) {
		return true
	}
	name := hex.EncodeToString(step[:])
	for _, s := range c.Sources {
		if s.shapes[name] {
			return true
		}
	}
	return false
}
