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
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// parsePlatform reads a platform as linux/arm64.
func parsePlatform(text string) (ocispec.Platform, error) {
	p, err := platforms.Parse(text)
	if err != nil {
		return p, fmt.Errorf("platform %q: %w", text, err)
	}
	if p.OS != "linux" {
		return p, fmt.Errorf("platform %q is not supported: only those of linux are", text)
	}
	return platforms.Normalize(p), nil
}

// targets are the platforms that are built for; the machine's when none is named.
func (r *Request) targets() ([]ocispec.Platform, error) {
	var out []ocispec.Platform
	for _, text := range r.Platforms {
		p, err := parsePlatform(text)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(out, func(q ocispec.Platform) bool { return platforms.Format(p) == platforms.Format(q) }) {
			out = append(out, p)
		}
	}
	if len(out) == 0 {
		out = append(out, hostPlatform())
	}
	return out, nil
}

// targets are the platforms of a request, which may be those of its bases.
func (b *session) targets(ctx context.Context) ([]ocispec.Platform, error) {
	r := b.request
	if !r.AllPlatforms {
		return r.targets()
	}
	if len(r.Platforms) != 0 {
		return nil, errors.New("all platforms and some of them cannot both be built for: --all-platforms, or --platform")
	}
	common, err := b.basePlatforms(ctx)
	if err != nil {
		return nil, fmt.Errorf("looking for all platforms: %w", err)
	}
	r.List, r.Platforms = true, common
	return r.targets()
}

// anyPlatform stands for the one that is built for, to see which bases follow it.
var anyPlatform = ocispec.Platform{OS: "linux", Architecture: "any"}

// basePlatforms are the platforms that all bases are there for.
func (b *session) basePlatforms(ctx context.Context) ([]string, error) {
	p, err := b.load(anyPlatform)
	if err != nil {
		return nil, err
	}
	policy, err := registry.ParsePolicy(b.request.Pull)
	if err != nil {
		return nil, err
	}
	c, err := b.client(b.request.Access, b.emit)
	if err != nil {
		return nil, err
	}
	var common []string
	var bases []string
	for i, stage := range p.Stages {
		if !p.Needed[i] || stage.Base.Kind != plan.BaseImage || stage.Platform.Architecture != anyPlatform.Architecture || slices.Contains(bases, stage.Base.Image) {
			continue
		}
		have, err := c.Platforms(ctx, stage.Base.Image, policy)
		if err != nil {
			return nil, b.request.inFile(describe(imagebuilder.At(p.File, stage.Location, err), p.Source))
		}
		if bases = append(bases, stage.Base.Image); len(bases) == 1 {
			common = have
		}
		common = slices.DeleteFunc(common, func(name string) bool { return !slices.Contains(have, name) })
	}
	switch {
	case len(bases) == 0:
		return nil, errors.New("no stage starts from an image that could say which there are: name them with --platform")
	case len(common) == 0:
		return nil, fmt.Errorf("the bases %s have none in common", strings.Join(bases, ", "))
	}
	return common, nil
}

// all builds for several platforms side by side, and makes a list of the images.
func (b *session) all(ctx context.Context, targets []ocispec.Platform) (Result, error) {
	r := b.request
	for _, o := range r.Outputs {
		if o.Type == "tar" || o.Type == "docker" {
			return Result{}, fmt.Errorf("output type %s cannot hold images for several platforms: local, oci and registry can", o.Type)
		}
	}
	entries, outcomes := make([]store.ListEntry, len(targets)), make([]exec.Outcome, len(targets))
	group, gctx := errgroup.WithContext(ctx)
	var emitting sync.Mutex
	shared := &sharedDirs{files: map[string]string{}}
	for i, target := range targets {
		group.Go(func() error {
			one := b.forPlatform(target, &emitting, shared)
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
	id, raw, err := b.store.PutList(store.List{Entries: entries}, b.names)
	if err != nil {
		return Result{}, err
	}
	result := Result{ID: id, Digest: store.Digest(raw), Names: b.names, Type: ocispec.MediaTypeImageIndex, Size: int64(len(raw))}
	return result, b.exportList(ctx, id)
}

// forPlatform is the session of one platform of several: its image has no name
// and goes nowhere by itself, and its events say what they are about.
func (b *session) forPlatform(target ocispec.Platform, emitting *sync.Mutex, shared *sharedDirs) *session {
	one := &session{server: b.server, run: b.run, work: b.work, contexts: b.contexts, provided: b.provided, shell: b.shell, emulator: b.emulator}
	request := *b.request
	request.Tags, request.Outputs = nil, nil
	name := platforms.Format(target)
	one.platform, one.shared = name, shared
	for _, o := range b.request.Outputs {
		if o.Type == "local" {
			if !o.Together {
				o.Dest = filepath.Join(o.Dest, strings.ReplaceAll(name, "/", "_"))
			}
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
		case o.Type == "image" && !o.Push:
			full, err := registry.NormalizeAll(names)
			if err == nil {
				err = b.store.AddNames(id, full)
			}
			errs = append(errs, err)
			continue
		}
		errs = append(errs, b.send(o, names, func(name string) error {
			_, err := c.PushList(ctx, id, name, o.pushOptions())
			return err
		}))
	}
	return errors.Join(errs...)
}
