package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/remotecache"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// checkCache refuses invalid options of a remote cache.
func checkCache(c *api.RemoteCache, export bool) error {
	switch c.Type {
	case "registry", "local":
		if c.Ref == "" {
			return fmt.Errorf("cache type %s needs a reference or a directory", c.Type)
		}
	case "inline":
		if !export {
			return errors.New("cache type inline cannot be imported: use type registry with the name of the image")
		}
	default:
		return fmt.Errorf("unknown cache type %q: use registry, local or inline", c.Type)
	}
	if c.Mode != "" && c.Mode != "min" && c.Mode != "max" {
		return fmt.Errorf("unknown cache mode %q: use min or max", c.Mode)
	}
	if c.Compression != "" && c.Compression != "gzip" && c.Compression != "zstd" {
		return fmt.Errorf("unknown compression %q of a cache: use gzip or zstd", c.Compression)
	}
	return nil
}

// checkCaches refuses remote caches that cannot be.
func checkCaches(r *api.Request) error {
	for _, c := range r.Cache.From {
		if err := checkCache(&c, false); err != nil {
			return err
		}
	}
	for _, c := range r.Cache.To {
		if err := checkCache(&c, true); err != nil {
			return err
		}
		if c.Type == api.CacheInline && r.Image.Format == api.FormatDocker {
			return errors.New("images of format docker cannot contain a cache: use format oci, or cache type registry")
		}
	}
	return nil
}

// inlineCache puts the list of steps into the image, when that was asked for.
func inlineCache(img *image.Image, to []api.RemoteCache, steps []exec.Remembered) error {
	if !slices.ContainsFunc(to, func(c api.RemoteCache) bool { return c.Type == api.CacheInline }) {
		return nil
	}
	var layers []digest.Digest
	for _, l := range img.Layers {
		layers = append(layers, digest.Digest(l.DiffID))
	}
	text, err := remotecache.Inline(records(steps, nil), layers)
	if err != nil {
		return err
	}
	if img.Annotations == nil {
		img.Annotations = map[string]string{}
	}
	img.Annotations[remotecache.InlineAnnotation] = text
	return nil
}

// cacheReference is the place of a remote cache as the library names it.
func cacheReference(c *api.RemoteCache) string {
	if c.Type == "local" {
		return "oci:" + c.Ref + ":cache"
	}
	return "docker://" + c.Ref
}

// openCaches opens the caches of a request. One that cannot be read is a warning.
func (s *server) openCaches(ctx context.Context, r *api.Request, warn func(string)) *remotecache.Cache {
	out := &remotecache.Cache{Cache: s.cache}
	for _, from := range r.Cache.From {
		var source *remotecache.Source
		access, err := s.access(r.Access)
		if err == nil {
			source, err = openCache(ctx, access, &from)
		}
		if err != nil {
			if !from.Optional || !registry.IsMissing(err) {
				warn(fmt.Sprintf("the cache %s is not used: %v", from.Ref, err))
			}
			continue
		}
		out.Sources = append(out.Sources, source)
	}
	return out
}

func openCache(ctx context.Context, a registry.Access, from *api.RemoteCache) (*remotecache.Source, error) {
	src, err := registry.Open(ctx, a, cacheReference(from))
	if err != nil {
		return nil, err
	}
	return remotecache.Open(ctx, from.Ref, src)
}

// fetchLayer stores a layer of a remote cache on a parent.
func (s *server) fetchLayer(
	ctx context.Context, c *remotecache.Cache, parent, diffID string, emit emitter,
) (string, error) {
	for _, source := range c.Sources {
		stream, ok, err := source.Stream(ctx, digest.Digest(diffID))
		if !ok {
			continue
		}
		defer emit.phase(event.Downloading, fmt.Sprintf("layer %.19s of the cache %s", diffID, source.Name()))()
		if err != nil {
			return "", fmt.Errorf("the cache %s: %w", source.Name(), err)
		}
		id, err := s.store.PutStream(parent, diffID, stream)
		if err = errors.Join(err, stream.Close()); err != nil {
			return "", fmt.Errorf("the cache %s: %w", source.Name(), err)
		}
		return id, nil
	}
	return "", fmt.Errorf("no remote cache has the layer %s", diffID)
}

// records are the steps of a build as records of a remote cache.
func records(steps []exec.Remembered, only map[string]bool) []remotecache.Record {
	var out []remotecache.Record
	for _, st := range steps {
		if only != nil && !only[st.DiffID] {
			continue
		}
		out = append(out, remotecache.Record{
			Key: fmt.Sprintf("%x", st.Key), Shape: fmt.Sprintf("%x", st.Shape),
			DiffID: digest.Digest(st.DiffID), Size: st.Size, Created: st.Created, Took: st.Took,
		})
	}
	return out
}

// exportCaches sends the steps of a build, for all its platforms together. A cache
// that cannot be written is a warning.
func (s *server) exportCaches(ctx context.Context, r *api.Request, outcomes []exec.Outcome, emit emitter) {
	inTarget, layerOf := map[string]bool{}, map[digest.Digest]string{}
	var steps []exec.Remembered
	for _, outcome := range outcomes {
		for _, l := range outcome.Target.Image.Layers {
			inTarget[l.DiffID] = true
		}
		for _, st := range outcome.Steps {
			layerOf[digest.Digest(st.DiffID)] = st.Layer
		}
		steps = append(steps, outcome.Steps...)
	}
	for _, to := range r.Cache.To {
		if to.Type == "inline" {
			continue
		}
		only := inTarget
		if to.Mode == "max" {
			only = nil
		}
		phase := event.Exporting
		if to.Type == "registry" {
			phase = event.Pushing
		}
		done := emit.phase(phase, "the cache to "+to.Ref)
		if err := s.exportCache(ctx, r, to, records(steps, only), layerOf); err != nil && ctx.Err() == nil {
			emit.warn(fmt.Sprintf("the cache was not written to %s: %v", to.Ref, err))
		}
		done()
	}
}

func (s *server) exportCache(
	ctx context.Context, r *api.Request, to api.RemoteCache, list []remotecache.Record,
	layerOf map[digest.Digest]string,
) error {
	access, err := s.access(r.Access)
	if err != nil {
		return err
	}
	ref, sys, err := registry.Destination(access, cacheReference(&to))
	if err != nil {
		return err
	}
	known, err := s.store.Dir("cache/compressed")
	if err != nil {
		return err
	}
	file := func(id digest.Digest) string { return filepath.Join(known, id.Encoded()+string(to.Compression)) }
	e := &remotecache.Exporter{
		TempDir: access.TempDir, Zstd: to.Compression == api.CompressionZstd,
		Layer: func(id digest.Digest) (io.ReadCloser, error) { return s.store.LayerStream(layerOf[id]) },
		Known: func(id digest.Digest) (d ocispec.Descriptor, ok bool) {
			text, err := os.ReadFile(file(id))
			return d, err == nil && json.Unmarshal(text, &d) == nil && d.Digest.Validate() == nil
		},
		Learn: func(id digest.Digest, d ocispec.Descriptor) {
			if text, err := json.Marshal(d); err == nil {
				_ = safepath.WriteFile(file(id), text, 0o600)
			}
		},
	}
	return e.Write(ctx, list, ref, sys)
}
