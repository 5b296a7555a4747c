package engine

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/containerd/platforms"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/failure"
	"github.com/cooper-build/cooper/build/internal/lock"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// lockSuffix is what the name of a lock file adds to that of the Containerfile.
const lockSuffix = ".lock"

// lockFileOf is the lock file of a Containerfile.
func (b *job) lockFileOf(given string) (string, error) {
	switch {
	case given != "":
		return given, nil
	case b.file.Path == "":
		return "", imagebuilder.WithHint(errors.New("a Containerfile without a path has no lock file"),
			"use --lock-file FILE")
	case b.request.Context.Foreign():
		return filepath.Base(b.file.Path) + lockSuffix, nil // beside the caller, who cannot write there
	}
	return b.file.Path + lockSuffix, nil
}

// lock resolves the sources of a Containerfile into its lock file.
func (s *server) lock(ctx context.Context, r api.LockRequest, emit emitter) (out api.LockResult, err error) {
	b, err := s.newJob(call.Build{Request: r.Request}, nil, emit)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, b.work.Close()) }()
	if err := b.openContext(ctx); err != nil {
		return out, err
	}
	targets, err := b.targets(ctx)
	if err != nil {
		return out, err
	}
	if _, err := b.loadDated(platforms.Normalize(targets[0])); err != nil {
		return out, err
	}
	if out.File, err = b.lockFileOf(r.Lock.File); err != nil {
		return out, err
	}
	before, err := lock.Read(out.File)
	if errors.Is(err, os.ErrNotExist) {
		before, err = lock.New(), nil
	}
	if err != nil {
		return out, err
	}
	l := &locker{
		job: b, before: before, after: lock.New(), request: &r, configs: map[string]dockerspec.DockerOCIImageConfig{},
	}
	if l.client, err = b.client(b.request.Access, emit); err != nil {
		return out, err
	}
	b.sources.client = l.client
	for _, target := range targets {
		if err := l.platform(ctx, target); err != nil {
			return out, err
		}
	}
	if err := l.unknownNames(); err != nil {
		return out, err
	}
	return l.write(out)
}

// write stores the lock file if it changed.
func (l *locker) write(out api.LockResult) (api.LockResult, error) {
	out.Sources = len(l.after.Sources)
	for _, c := range lock.Changes(l.before, l.after) {
		change := api.LockChange{Name: c.Name, Old: lockedSource(c.Old), New: lockedSource(c.New)}
		out.Changes = append(out.Changes, change)
	}
	if l.request.Check || len(out.Changes) == 0 {
		return out, nil
	}
	text, err := l.after.Encode()
	if err != nil {
		return out, err
	}
	return out, safepath.WriteFile(out.File, text, 0o644)
}

func lockedSource(s *lock.Source) *api.LockedSource {
	if s == nil {
		return nil
	}
	return &api.LockedSource{Kind: s.Kind, Identity: s.Identity(), Size: s.Size, At: s.At}
}

// locker resolves sources, each once.
type locker struct {
	*job
	client        *registry.Client
	before, after *lock.File
	request       *api.LockRequest
	configs       map[string]dockerspec.DockerOCIImageConfig // by name and platform
}

// unknownNames refuses names to update that are not in the Containerfile.
func (l *locker) unknownNames() error {
	for _, name := range l.request.Names {
		if _, ok := l.after.Sources[name]; !ok {
			return fmt.Errorf("updating %s: the Containerfile has no such source", name)
		}
	}
	return nil
}

// kept is what the lock file has for a name, unless it is to be resolved again.
func (l *locker) kept(name, kind string) (s lock.Source, ok bool) {
	if s, ok = l.after.Sources[name]; ok {
		return s, true
	}
	if l.request.Update || slices.Contains(l.request.Names, name) {
		return s, false
	}
	s, ok = l.before.Sources[name]
	return s, ok && s.Kind == kind
}

// platform locks what the Containerfile names for a platform.
func (l *locker) platform(ctx context.Context, target ocispec.Platform) error {
	p, err := l.loadDated(platforms.Normalize(target))
	if err != nil {
		return err
	}
	if name, _, location, ok := parser.DetectSyntax(p.Source); ok {
		if _, err := l.image(ctx, name, lock.Syntax, target); err != nil {
			return l.file.Place(failure.Describe(imagebuilder.At(p.File, location, err), p.Source))
		}
	}
	w := &lockWalk{locker: l, plan: p, states: make([]*dispatch.State, len(p.Stages))}
	for i := range p.Stages {
		if err := w.stage(ctx, i); err != nil {
			return l.file.Place(failure.Describe(err, p.Source))
		}
	}
	return nil
}

// image locks an image, and returns its config.
func (l *locker) image(
	ctx context.Context, name, kind string, p ocispec.Platform,
) (config dockerspec.DockerOCIImageConfig, err error) {
	if name, err = l.sources.converted(name); err != nil {
		return config, err
	}
	key := name + " " + platforms.Format(p)
	if config, ok := l.configs[key]; ok {
		return config, nil
	}
	s, kept := l.kept(name, kind)
	query := name
	switch {
	case kept && registry.IsLocal(s.Name):
		err = l.sources.unchanged(s.Name, s.Digest)
	case kept:
		query = pinned(s.Name, s.Digest)
	}
	if err != nil {
		return config, err
	}
	found, err := l.client.Resolve(ctx, query, p)
	if err != nil {
		return config, err
	}
	if !kept {
		s = lock.Source{Kind: kind, Name: found.Name, Digest: found.Digest, Size: found.Size, At: now()}
	}
	l.after.Sources[name], l.configs[key] = s, found.Config.Config
	return found.Config.Config, nil
}

func now() time.Time { return time.Now().UTC().Truncate(time.Second) }

// remote locks the source of an ADD.
func (l *locker) remote(ctx context.Context, r dispatch.Remote) error {
	r, err := l.sources.decided(r)
	if err != nil {
		return err
	}
	kind := lock.HTTP
	if r.Git {
		kind = lock.Git
	}
	s, kept := l.kept(r.URL, kind)
	if !kept {
		s = lock.Source{Kind: kind, At: now()}
		if r.Git {
			s.Commit, err = l.contexts.fetcher.Commit(ctx, r.URL)
		} else {
			s.Digest, s.Size, err = l.download(ctx, r)
		}
		if err != nil {
			return err
		}
	}
	l.after.Sources[r.URL] = s
	return nil
}

// download fetches a file, whose digest no server knows.
func (l *locker) download(ctx context.Context, r dispatch.Remote) (d digest.Digest, size int64, err error) {
	var got remote.Fetched
	fetcher := *l.contexts.fetcher
	fetcher.Note = func(f remote.Fetched) { got = f }
	dir, name, err := fetcher.File(ctx, r.URL, digest.Digest(r.Checksum))
	if err != nil {
		return "", 0, err
	}
	info, err := os.Stat(filepath.Join(dir, name))
	if err != nil {
		return "", 0, err
	}
	return got.Digest, info.Size(), nil
}
