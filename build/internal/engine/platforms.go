package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/containerd/platforms"
	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"golang.org/x/sync/errgroup"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/failure"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/nearest"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// architectures are values of GOARCH, which images use (image-spec, config.md), and of other toolchains.
// A name that is like one of them, and not one of them, is a mistake.
var architectures = []string{
	"386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "loong64", "mips", "mipsle", "mips64",
	"mips64le", "ppc", "ppc64", "ppc64le", "riscv", "riscv32", "riscv64", "s390", "s390x", "sparc", "sparc64",
	"wasm", "wasm32", "wasm64",
}

// parsePlatform reads a platform as linux/arm64. A variant that is given stays, also the
// usual one; platforms.Normalize drops that.
func parsePlatform(text string) (ocispec.Platform, error) {
	if strings.HasPrefix(text, "/") {
		text = "linux" + text // buildah has it without a system too
	}
	p, err := platforms.Parse(text)
	if err != nil {
		return p, fmt.Errorf("platform %q: %w", text, err)
	}
	if near, ok := nearest.Word(p.Architecture, architectures); ok {
		return p, imagebuilder.WithHint(
			fmt.Errorf("platform %q: unknown architecture %q", text, p.Architecture), "did you mean "+near+"?")
	}
	normal := platforms.Normalize(p)
	if parts := strings.Split(text, "/"); len(parts) == 3 && normal.Variant == "" {
		normal.Variant = parts[2]
	}
	return normal, nil
}

// CheckPlatform refuses a text that is no platform. name says where it comes from.
func CheckPlatform(name, text string) error {
	if _, err := parsePlatform(text); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// finalPlatform is the platform of an image. A last stage that names another platform than
// the one that is built for, as in FROM --platform=$BUILDPLATFORM, has files for that one.
func finalPlatform(target, stage, config ocispec.Platform) ocispec.Platform {
	if !platforms.OnlyStrict(stage).Match(platforms.Normalize(target)) {
		return target
	}
	if config.OS == target.OS && config.Architecture == target.Architecture && config.Variant == "" {
		config.Variant = target.Variant
	}
	return config
}

// parsePlatforms reads platforms, each once; the machine's when none is named.
func parsePlatforms(names []string) ([]ocispec.Platform, error) {
	var out []ocispec.Platform
	for _, text := range names {
		p, err := parsePlatform(text)
		if err != nil {
			return nil, err
		}
		same := func(q ocispec.Platform) bool { return platforms.Format(p) == platforms.Format(q) }
		if !slices.ContainsFunc(out, same) {
			out = append(out, p)
		}
	}
	if len(out) == 0 {
		out = append(out, image.HostPlatform())
	}
	return out, nil
}

// several reports whether images of several platforms can come out.
func several(o *api.PlatformOptions) bool { return len(o.Names) > 1 || o.All }

// targets are the platforms of a request, which may be those of its bases.
func (b *job) targets(ctx context.Context) ([]ocispec.Platform, error) {
	wanted := b.request.Platforms
	if !wanted.All {
		return parsePlatforms(wanted.Names)
	}
	if len(wanted.Names) != 0 {
		return nil, errors.New("--all-platforms and --platform exclude each other")
	}
	common, err := b.basePlatforms(ctx)
	if err != nil {
		return nil, fmt.Errorf("looking for all platforms: %w", err)
	}
	return parsePlatforms(common)
}

// anyPlatform stands for the one that is built for, to see which bases follow it.
var anyPlatform = ocispec.Platform{OS: "linux", Architecture: "any"}

// basePlatforms are the platforms that all bases are there for.
func (b *job) basePlatforms(ctx context.Context) ([]string, error) {
	p, err := b.load(anyPlatform, b.request.Args)
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
		if !p.Needed[i] || stage.Base.Kind != plan.BaseImage || slices.Contains(bases, stage.Base.Image) ||
			stage.Platform.Architecture != anyPlatform.Architecture {
			continue
		}
		var have []string
		name, err := b.sources.image(stage.Base.Image)
		if err == nil {
			have, err = c.Platforms(ctx, name, policy)
		}
		if err != nil {
			return nil, b.file.Place(failure.Describe(imagebuilder.At(p.File, stage.Location, err), p.Source))
		}
		if bases = append(bases, stage.Base.Image); len(bases) == 1 {
			common = have
		}
		common = slices.DeleteFunc(common, func(name string) bool { return !slices.Contains(have, name) })
	}
	switch {
	case len(bases) == 0:
		return nil, errors.New("no base is an image index that lists platforms: name the platforms with --platform")
	case len(common) == 0:
		return nil, fmt.Errorf("the bases %s have no platform in common", strings.Join(bases, ", "))
	}
	return common, nil
}

// all builds for several platforms side by side, and makes a list of the images.
func (b *job) all(ctx context.Context, targets []ocispec.Platform) (api.Result, error) {
	for _, o := range b.outputs {
		if o.Type == "tar" || o.Type == "docker" {
			return api.Result{}, fmt.Errorf(
				"output type %s cannot contain images for several platforms: use local, oci or registry", o.Type)
		}
	}
	entries, outcomes := make([]store.IndexEntry, len(targets)), make([]exec.Outcome, len(targets))
	times := make([]*time.Time, len(targets))
	group, gctx := errgroup.WithContext(ctx)
	var emitting sync.Mutex
	shared := &sharedDirs{files: map[string]string{}}
	for i, target := range targets {
		group.Go(func() error {
			one := b.forPlatform(target, &emitting, shared)
			one.quiet = i > 0
			result, err := one.one(gctx, target)
			outcomes[i], times[i] = one.outcome, one.timestamp
			entries[i] = store.IndexEntry{ID: result.ID, Descriptor: ocispec.Descriptor{
				MediaType: result.Type, Digest: digest.Digest(result.Digest), Size: result.Size, Platform: &target,
			}}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return api.Result{}, err
	}
	if b.request.Cache.DryRun {
		return api.Result{}, nil
	}
	b.timestamp = times[0]
	b.finish(ctx, outcomes...)
	id, err := b.putIndex(entries)
	if err != nil {
		return api.Result{}, err
	}
	raw, err := b.store.RawIndex(id)
	if err != nil {
		return api.Result{}, err
	}
	result := api.Result{
		ID: id, Digest: store.Digest(raw), Names: b.names, Type: ocispec.MediaTypeImageIndex, Size: int64(len(raw)),
	}
	err = b.exportIndex(ctx, id)
	result.Pushed = b.pushed
	return result, err
}

// putIndex stores a list of the images under the names of the build, and adds them to the
// list that is to get them.
func (b *job) putIndex(entries []store.IndexEntry) (id string, err error) {
	into := b.request.Platforms.AddTo
	if into == "" || len(b.names) != 0 {
		if id, err = b.store.PutIndex(store.Index{Entries: entries}, b.names); err != nil {
			return "", err
		}
	}
	if into == "" {
		return id, nil
	}
	list, err := b.addEntries(into, entries)
	return cmp.Or(id, list), err
}

// forPlatform is the job of one platform of several: its image has no name and goes nowhere
// by itself, and its events name the platform.
func (b *job) forPlatform(target ocispec.Platform, emitting *sync.Mutex, shared *sharedDirs) *job {
	one := &job{
		server: b.server, inputs: b.inputs, request: b.request, run: b.run, shell: b.shell, stdin: b.stdin,
		sources: b.sources, scan: b.scan, shared: shared,
	}
	one.platform = platforms.Format(target)
	for _, o := range b.outputs {
		if o.Type != "local" {
			continue
		}
		if !o.Together {
			o.Dest = filepath.Join(o.Dest, strings.ReplaceAll(one.platform, "/", "_"))
		}
		one.outputs = append(one.outputs, o)
	}
	one.emit = func(e event.Event) {
		emitting.Lock()
		defer emitting.Unlock()
		e.Platform = one.platform
		b.emit(e)
	}
	return one
}

// exportIndex sends a list where the outputs say.
func (b *job) exportIndex(ctx context.Context, id string) error {
	c, err := b.client(b.request.Access, b.emit)
	if err != nil {
		return err
	}
	var errs []error
	for _, o := range b.outputs {
		names := o.Names
		if len(names) == 0 {
			names = b.request.Tags
		}
		if len(names) == 0 && b.request.Platforms.AddTo != "" {
			names = []string{b.request.Platforms.AddTo}
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
		opts := o.pushOptions()
		opts.Timestamp = b.timestamp
		push := c.PushIndex
		if o.ByDigest {
			push = c.PushIndexByDigest
		}
		errs = append(errs, b.send(o, names, func(name string) error {
			pushed, err := push(ctx, id, name, opts)
			b.sent(pushed)
			return err
		}))
	}
	return errors.Join(errs...)
}
