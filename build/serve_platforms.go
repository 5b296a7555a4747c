package build

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/containerd/platforms"
	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"golang.org/x/sync/errgroup"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/store"
)

// targets are the platforms that are built for; the machine's when none is named.
func (r *Request) targets() ([]ocispec.Platform, error) {
	var out []ocispec.Platform
	for _, text := range r.Platforms {
		p, err := platforms.Parse(text)
		if err != nil {
			return nil, fmt.Errorf("platform %q: %w", text, err)
		}
		if p.OS != "linux" {
			return nil, fmt.Errorf("platform %q is not supported: only those of linux are", text)
		}
		p = platforms.Normalize(p)
		if !slices.ContainsFunc(out, func(q ocispec.Platform) bool { return platforms.Format(p) == platforms.Format(q) }) {
			out = append(out, p)
		}
	}
	if len(out) == 0 {
		out = append(out, hostPlatform())
	}
	return out, nil
}

// all builds for several platforms side by side, and makes a list of the images.
func (b *session) all(ctx context.Context, targets []ocispec.Platform) (Result, error) {
	r := b.request
	for _, o := range r.Outputs {
		if o.Type == "tar" || o.Type == "docker" || o.Type == "oci" && !o.Directory {
			return Result{}, fmt.Errorf("output type %s cannot hold images for several platforms: local, oci with tar=false and registry can", o.Type)
		}
	}
	entries, outcomes := make([]store.ListEntry, len(targets)), make([]exec.Outcome, len(targets))
	group, gctx := errgroup.WithContext(ctx)
	var emitting sync.Mutex
	for i, target := range targets {
		group.Go(func() error {
			one := b.forPlatform(target, &emitting)
			one.again = i > 0
			result, err := one.one(gctx, target)
			outcomes[i] = one.outcome
			entries[i] = store.ListEntry{ID: result.ID, Descriptor: ocispec.Descriptor{
				MediaType: result.Type, Digest: digest.Digest(result.Digest), Size: result.Size, Platform: &target,
			}}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return Result{}, err
	}
	if r.Cache.DryRun {
		return Result{}, nil
	}
	b.finish(ctx, outcomes...)
	id, raw, err := b.store.PutList(entries, nil, b.names)
	if err != nil {
		return Result{}, err
	}
	result := Result{ID: id, Digest: store.Digest(raw), Names: b.names, Type: ocispec.MediaTypeImageIndex, Size: int64(len(raw))}
	return result, b.exportList(ctx, id)
}

// forPlatform is the session of one platform of several: its image has no name
// and goes nowhere by itself, and its events say what they are about.
func (b *session) forPlatform(target ocispec.Platform, emitting *sync.Mutex) *session {
	one := &session{server: b.server, run: b.run, work: b.work, contexts: b.contexts, emulator: b.emulator}
	request := *b.request
	request.Tags, request.Outputs = nil, nil
	name := platforms.Format(target)
	for _, o := range b.request.Outputs {
		if o.Type == "local" {
			o.Dest = filepath.Join(o.Dest, strings.ReplaceAll(name, "/", "_"))
			request.Outputs = append(request.Outputs, o)
		}
	}
	one.request = &request
	one.emit = func(e event.Event) {
		emitting.Lock()
		defer emitting.Unlock()
		e.Platform = name
		b.emit(e)
	}
	return one
}

// exportList sends a list where the outputs say.
func (b *session) exportList(ctx context.Context, id string) error {
	c, err := b.client(b.request.Access, b.emit)
	if err != nil {
		return err
	}
	var errs []error
	for _, o := range b.request.Outputs {
		names := o.Names
		if len(names) == 0 {
			names = b.request.Tags
		}
		switch {
		case o.Type == "local":
			continue
		case o.Type == "oci":
			names = []string{archiveName(o, names)}
		case o.Type == "image" && !o.Push:
			full, err := registry.NormalizeAll(names)
			if err == nil {
				err = b.store.AddNames(id, full)
			}
			errs = append(errs, err)
			continue
		}
		for _, name := range names {
			_, err := c.PushList(ctx, id, name, registry.PushOptions{Compression: o.Compression, CompressionLevel: o.CompressionLevel, ForceCompression: o.ForceCompression})
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
