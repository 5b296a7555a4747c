package engine

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/dfgitutil"
	"github.com/opencontainers/go-digest"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// copyInto copies files into a container.
func (s *server) copyInto(ctx context.Context, c call.Copy, emit emitter) (sum string, err error) {
	if len(c.Sources) == 0 {
		return "", errors.New("name at least one source to copy")
	}
	err = s.using(ctx, c.Container, emit, func(o *opened) error {
		certificates, err := registry.Certificates(c.Options.Access)
		if err != nil {
			return err
		}
		config := host.Config{
			Warn: emit.warn, Sums: s.cache.Sums(""), Fetcher: &remote.Fetcher{TLS: certificates},
		}
		step, dir := o.state.copyStep(&c)
		if c.Options.Checksum != "" && len(step.Remotes) == 0 {
			return errors.New("a checksum needs a source that is downloaded: a URL or a git repository")
		}
		err = s.withHost(config, func(h *host.Host) error {
			var from exec.Mounted
			var err error
			if step.From.Kind == plan.SourceImage {
				if from, err = s.filesOf(ctx, h, c.Options.From, c.Options.Access, byCaller, emit); err != nil {
					return err
				}
			} else if h.Context, err = s.openSources(ctx, &c, dir, h.Work); err != nil {
				return err
			} else {
				defer h.Context.Close()
			}
			sources, err := h.Scan(ctx, step, from.Files)
			if err != nil {
				return err
			}
			tree, err := h.OpenContainer(o.Container)
			if err != nil {
				return err
			}
			if err := tree.Snapshot().Copy(ctx, step, sources); err != nil || !c.Digest {
				return err
			}
			sum, err = contentDigest(ctx, sources)
			return err
		})
		if err == nil && c.Options.AddHistory {
			sources := strings.Join(c.Sources, " ")
			createdBy := fmt.Sprintf("/bin/sh -c #(nop) %s %s in %s", step.Name, sources, step.Dest)
			o.state.Image = image.AppendHistory(o.state.Image, createdBy)
			o.dirty = true
		}
		return err
	})
	return sum, err
}

// contentDigest is one hash for all parts of the sources of a copy.
func contentDigest(ctx context.Context, s exec.Sources) (string, error) {
	text, err := s.Digest(ctx)
	return digest.FromString(text).String(), err
}

// copyStep is a copy as a COPY or ADD would have it. Without a context, sources
// are paths of the host: their tree is "/". dir is the root of the sources.
func (s *containerState) copyStep(c *call.Copy) (step *dispatch.CopyStep, dir string) {
	o := &c.Options
	step = &dispatch.CopyStep{
		Name: "COPY", Dest: s.destination(c.Dest), Chown: o.Chown, Chmod: o.Chmod, Exclude: o.Exclude,
		Parents: o.Parents, Literal: o.Literal, NeedMatch: !o.AllowEmpty, IntoDir: true,
		Unpack: c.Unpack, KeepLinks: o.KeepLinks, Link: o.Link,
	}
	if o.Timestamp != nil {
		seconds := o.Timestamp.Unix()
		step.Time = &seconds
	}
	if c.Unpack {
		step.Name = "ADD"
	}
	dir = "/"
	if o.ContextDir != "" {
		dir = o.ContextDir
	}
	if o.From != "" {
		step.From = plan.Source{Kind: plan.SourceImage, Image: o.From}
	}
	for _, src := range c.Sources {
		if remote, ok := remoteSource(c, src); ok {
			step.Remotes = append(step.Remotes, remote)
			continue
		}
		if o.From == "" && o.ContextDir == "" && c.Archive == "" && !filepath.IsAbs(src) {
			slash := strings.HasSuffix(src, "/")
			if src = filepath.Join(c.Dir, src); slash {
				src += "/"
			}
		}
		step.Sources = append(step.Sources, withinContext(o, src))
	}
	return step, dir
}

// withinContext is a source as a path in its tree. With a context directory it may be a path
// of the host below that, as buildah wants it.
func withinContext(o *api.CopyOptions, src string) string {
	if o.From == "" && o.ContextDir != "" {
		if inside, err := filepath.Rel(o.ContextDir, src); err == nil && filepath.IsLocal(inside) {
			src = inside
		}
	}
	if src = strings.TrimPrefix(src, "/"); src == "" {
		src = "."
	}
	return src
}

// remoteSource reads a source that is fetched.
func remoteSource(c *call.Copy, src string) (r dispatch.Remote, ok bool) {
	if c.Options.From != "" {
		return r, false
	}
	r = dispatch.Remote{URL: src, Checksum: c.Options.Checksum}
	if !c.Unpack { // only ADD fetches repositories
		return r, strings.HasPrefix(src, "http://") || strings.HasPrefix(src, "https://")
	}
	if ref, isGit, err := dfgitutil.ParseGitRef(src); isGit && err == nil && !ref.IndistinguishableFromLocal {
		r.Git = true
		return r, true
	}
	return r, strings.HasPrefix(src, "http://") || strings.HasPrefix(src, "https://")
}

func (s *containerState) destination(dest string) string {
	cwd := path.Join("/", s.Image.Config.Config.WorkingDir)
	switch {
	case dest == "":
		return cwd + "/"
	case path.IsAbs(dest):
		return dest
	}
	slash := strings.HasSuffix(dest, "/") || dest == "."
	if dest = path.Join(cwd, dest); slash {
		dest += "/"
	}
	return dest
}

// openSources opens the tree that sources lie in.
func (s *server) openSources(ctx context.Context, c *call.Copy, dir string, work *store.Work) (*source.Context, error) {
	if c.Archive != "" {
		var err error
		if dir, err = (&contexts{work: work}).unpack(ctx, c.Archive); err != nil {
			return nil, err
		}
	}
	if c.Options.IgnoreFile != "" && c.Options.ContextDir == "" {
		return nil, errors.New("an ignore file needs the directory to which its patterns apply: use --contextdir DIR")
	}
	if c.Options.ContextDir == "" && c.Archive == "" {
		return source.OpenPlain(dir)
	}
	return source.Open(dir, "", c.Options.IgnoreFile)
}
