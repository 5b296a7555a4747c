package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/farm"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/build/internal/worker"
)

// finishParts makes the result of a build whose images were made on other machines. If it only goes to
// registries, it is made of the descriptors there. Otherwise the images are fetched.
func (s *server) finishParts(ctx context.Context, c call.Finishing, emit emitter) (result api.Result, err error) {
	b, err := s.resolve(c.Build, worker.Files(ctx), emit)
	if err != nil {
		return result, err
	}
	b.timestamp = b.request.Image.Timestamp
	index := len(c.Parts) > 1 || b.request.Platforms.Index || b.request.Platforms.All
	if b.onlySends() && !slices.ContainsFunc(c.Parts, func(p farm.Part) bool { return p.InArchive() }) {
		return b.join(ctx, c.Parts, index)
	}
	if b.work, err = s.store.NewWork(); err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, b.work.Close()) }()
	return b.gather(ctx, c.Parts, index)
}

// onlySends reports whether the result goes to registries and nowhere else.
func (b *job) onlySends() bool {
	for i := range b.outputs {
		o := &b.outputs[i]
		if o.Type != api.OutputRegistry && (o.Type != api.OutputImage || !o.Push) || o.GnuPG != "" {
			return false
		}
	}
	return len(b.outputs) != 0 && b.request.Platforms.AddTo == "" && b.request.Transfer.GnuPG == ""
}

// join makes an image index of images in a registry, or names one image of it.
func (b *job) join(ctx context.Context, parts []farm.Part, index bool) (result api.Result, err error) {
	c, err := b.client(b.request.Access, b.emit)
	if err != nil {
		return result, err
	}
	j, err := c.NewJoint(ctx, parts, index)
	if err != nil {
		return result, err
	}
	for _, o := range b.outputs {
		names := o.Names
		if len(names) == 0 {
			names = b.request.Tags
		}
		for _, name := range names {
			done := b.emit.phase(event.Pushing, name)
			pushed, err := j.Push(ctx, name, o.ByDigest, o.pushOptions())
			if err != nil {
				return result, fmt.Errorf("output %s: %w", o.Type, err)
			}
			done()
			b.sent(pushed)
		}
	}
	result = api.Result{Names: b.names, Pushed: b.pushed}
	if !index {
		result.ID = parts[0].Result.ID
	}
	if len(b.pushed) != 0 {
		result.Digest, result.Type, result.Size = b.pushed[0].Digest, b.pushed[0].Type, b.pushed[0].Size
	}
	if index {
		result.ID = strings.TrimPrefix(result.Digest, "sha256:")
	}
	return result, nil
}

// gather fetches the images into the store, and does there what a build does with its images.
func (b *job) gather(ctx context.Context, parts []farm.Part, index bool) (result api.Result, err error) {
	c, err := b.client(b.request.Access, b.emit)
	if err != nil {
		return result, err
	}
	c.NoNames = true
	h, err := host.New(host.Config{
		Store: b.store, Work: b.work, Limits: b.limits, Isolation: b.isolation, Emulator: &b.emulator, Warn: b.warn,
	})
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	var emitting sync.Mutex
	shared := &sharedDirs{files: map[string]string{}}
	entries := make([]store.IndexEntry, len(parts))
	for i, part := range parts {
		f, err := b.fetchPart(ctx, c, &part)
		if err != nil {
			return result, err
		}
		defer func() { err = errors.Join(err, b.forget(&f)) }()
		if entries[i] = f.IndexEntry; !index {
			return b.finishOne(ctx, h, &f.IndexEntry)
		}
		if err := b.forPlatform(*f.Descriptor.Platform, &emitting, shared).export(ctx, h, f.ID); err != nil {
			return result, err
		}
	}
	id, err := b.putIndex(entries)
	if err != nil {
		return result, err
	}
	raw, err := b.store.RawIndex(id)
	if err != nil {
		return result, err
	}
	result = api.Result{
		ID: id, Digest: store.Digest(raw), Names: b.names, Type: ocispec.MediaTypeImageIndex, Size: int64(len(raw)),
	}
	err = b.exportIndex(ctx, id)
	result.Pushed = b.pushed
	return result, err
}

// finishOne names and exports the one image of a build.
func (b *job) finishOne(ctx context.Context, h *host.Host, e *store.IndexEntry) (result api.Result, err error) {
	result = api.Result{
		ID: e.ID, Digest: e.Descriptor.Digest.String(), Type: e.Descriptor.MediaType, Size: e.Descriptor.Size,
		Names: b.names,
	}
	if len(b.names) != 0 {
		if err := b.store.AddNames(e.ID, b.names); err != nil {
			return result, err
		}
	}
	if list := b.request.Platforms.AddTo; list != "" {
		entry, err := b.entryOf(e.ID)
		if err != nil {
			return result, err
		}
		if _, err := b.addEntries(list, []store.IndexEntry{entry}); err != nil {
			return result, err
		}
	}
	err = b.export(ctx, h, e.ID)
	result.Pushed = b.pushed
	return result, err
}

// fetchPart fetches the image of a part, with what is attested about it.
func (b *job) fetchPart(ctx context.Context, c *registry.Client, part *farm.Part) (f fetchedPart, err error) {
	platform, err := parsePlatform(part.Platform)
	if err != nil {
		return f, err
	}
	got, err := c.FetchPart(ctx, part)
	if err != nil {
		return f, err
	}
	f.name, f.ID = got.Name, got.ID
	_, manifest, err := b.store.Data(f.ID)
	if err != nil {
		return f, err
	}
	f.Descriptor = ocispec.Descriptor{
		MediaType: registry.MediaType(manifest), Digest: digest.FromBytes(manifest), Size: int64(len(manifest)),
		Platform: &platform,
	}
	if len(got.Predicates) == 0 {
		return f, nil
	}
	return f, b.store.SetAttestations(f.ID, got.Predicates)
}

// fetchedPart is an image of an index, with a name that it is to lose.
type fetchedPart struct {
	store.IndexEntry
	name string
}

// forget takes the name that the fetch gave an image.
func (b *job) forget(f *fetchedPart) error {
	if f.name == "" {
		return nil
	}
	return b.store.RemoveNames(f.ID, []string{f.name})
}
