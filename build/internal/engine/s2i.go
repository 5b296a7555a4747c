package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/containerd/platforms"
	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/s2i"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// maxEnvironment is the size of an environment file, in bytes.
const maxEnvironment = 1 << 20

// assemble makes the Containerfile of a build from source by a builder image.
func (b *job) assemble(ctx context.Context) error {
	r, o := &b.request, &b.request.Source
	if o.Builder == "" {
		return nil
	}
	if b.main.dir == "" || r.File != "" || r.Text != nil {
		return imagebuilder.WithHint(errors.New("a builder image assembles a directory, without a Containerfile"),
			"use --builder-image IMAGE DIR, without -f")
	}
	config, err := b.builderConfig(ctx, o.Builder)
	if err != nil {
		return fmt.Errorf("reading the builder image: %w", err)
	}
	options := s2i.Options{
		Builder: o.Builder, Labels: config.Labels, User: config.User, ScriptsURL: o.ScriptsURL, Previous: o.Previous,
	}
	root, err := safepath.OpenRoot(b.main.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, name := range []string{"assemble", "run", "save-artifacts"} {
		if _, err := root.Lstat(s2i.Scripts + "/" + name); err == nil {
			options.Own = append(options.Own, name)
		}
	}
	options.Environment, err = root.ReadFile(s2i.Environment, maxEnvironment)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("reading %s: %w", s2i.Environment, err)
	}
	if o.EnvironmentFile != "" {
		more, err := os.ReadFile(o.EnvironmentFile)
		if err != nil {
			return fmt.Errorf("reading the environment: %w", err)
		}
		options.Environment = append(append(options.Environment, '\n'), more...)
	}
	if err := b.useIgnoreFile(root); err != nil {
		return err
	}
	r.Text, err = s2i.Containerfile(options)
	return err
}

// useIgnoreFile has the ignore file of s2i apply. It is copied, because it may be a link that leads out
// of the context.
func (b *job) useIgnoreFile(root *safepath.Root) error {
	text, err := root.ReadFile(s2i.Ignore, maxEnvironment)
	if errors.Is(err, os.ErrNotExist) || b.request.IgnoreFile != "" {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", s2i.Ignore, err)
	}
	dir, err := b.work.TempDir()
	if err != nil {
		return err
	}
	b.request.IgnoreFile = filepath.Join(dir, "ignore")
	return safepath.WriteNew(b.request.IgnoreFile, text, 0o600)
}

// builderConfig is the config of an image, of the store or of a registry.
func (b *job) builderConfig(ctx context.Context, name string) (config dockerspec.DockerOCIImageConfig, err error) {
	if name, err = b.sources.image(name); err != nil {
		return config, err
	}
	c, err := b.client(b.request.Access, b.emit)
	if err != nil {
		return config, err
	}
	if id, err := c.Find(name); err == nil {
		text, _, err := b.store.Data(id)
		var img dockerspec.DockerOCIImage
		if err == nil {
			err = json.Unmarshal(text, &img)
		}
		return img.Config, err
	}
	found, err := c.Resolve(ctx, name, platforms.Normalize(image.HostPlatform()))
	return found.Config.Config, err
}
