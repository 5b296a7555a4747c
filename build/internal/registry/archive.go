package registry

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/copy"
	"go.podman.io/image/v5/directory"
	dockerarchive "go.podman.io/image/v5/docker/archive"
	"go.podman.io/image/v5/docker/reference"
	ociarchive "go.podman.io/image/v5/oci/archive"
	"go.podman.io/image/v5/oci/layout"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/imagebuilder"
)

// Saved is an image for an archive, with its names there.
type Saved struct {
	ID    string
	Names []string
}

// Save writes images to a new docker-archive.
func (c *Client) Save(ctx context.Context, path string, images []Saved) (err error) {
	sys, err := c.Access.context()
	if err != nil {
		return err
	}
	w, err := dockerarchive.NewWriter(sys, path)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := w.Close(); err == nil {
			err = closeErr
		}
	}()
	for _, img := range images {
		if err := c.saveOne(ctx, w, img); err != nil {
			return err
		}
	}
	return nil
}

func (c *Client) saveOne(ctx context.Context, w *dockerarchive.Writer, img Saved) error {
	sys, err := c.Access.context()
	if err != nil {
		return err
	}
	if err := nameInside(sys, img.Names); err != nil {
		return err
	}
	src, err := c.pushSource(img.ID)
	if err != nil {
		return err
	}
	dest, err := w.NewReference(nil)
	if err != nil {
		return err
	}
	what := img.ID[:12]
	if len(img.Names) != 0 {
		what = img.Names[0]
	}
	if _, err := c.transfer(ctx, movement{event.Exporting, what}, dest, src, &copy.Options{
		SourceCtx: sys, DestinationCtx: sys, RemoveSignatures: true,
	}, nil); err != nil {
		return fmt.Errorf("saving %s: %w", what, err)
	}
	return nil
}

// Loaded is an image that came from an archive.
type Loaded struct {
	ID    string
	Names []string
}

// Load pulls all images of an archive or a layout, under their names in it.
func (c *Client) Load(ctx context.Context, path string) ([]Loaded, error) {
	out, err := c.load(ctx, path)
	if err != nil {
		return out, fmt.Errorf("loading %s: %w", path, err)
	}
	return out, nil
}

func (c *Client) load(ctx context.Context, path string) ([]Loaded, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		transport := directory.Transport.Name()
		if _, err := os.Stat(filepath.Join(path, ocispec.ImageIndexFile)); err == nil {
			transport = layout.Transport.Name()
		}
		return c.loadOCI(ctx, transport, path)
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	sys, err := c.Access.context()
	if err != nil {
		return nil, err
	}
	r, dockerErr := dockerarchive.NewReader(sys, path)
	if dockerErr == nil {
		defer func() { _ = r.Close() }()
		return c.loadDocker(ctx, sys, path, r)
	}
	if _, err := readIndex(File{Path: path}); err != nil {
		return nil, imagebuilder.WithHint(
			fmt.Errorf("it is neither a docker-archive nor an oci-archive: %w", dockerErr),
			"use cooper import for the files of a root filesystem",
		)
	}
	return c.loadOCI(ctx, ociarchive.Transport.Name(), path)
}

// loadDocker pulls the images of a docker-archive.
func (c *Client) loadDocker(
	ctx context.Context, sys *types.SystemContext, path string, r *dockerarchive.Reader,
) (out []Loaded, err error) {
	images, err := r.List()
	if err != nil {
		return nil, err
	}
	for i, refs := range images {
		var names []reference.Named
		for _, ref := range refs {
			if named := ref.DockerReference(); named != nil {
				names = append(names, reference.TagNameOnly(named))
			}
		}
		ref, err := dockerarchive.NewIndexReference(path, i)
		if err != nil {
			return out, err
		}
		id, err := c.pullOne(ctx, sys, ref, names...)
		if err != nil {
			return out, err
		}
		out = append(out, Loaded{id, texts(names)})
	}
	return out, nil
}

// loadOCI pulls the images of a layout, which may be in an archive, or the one of a directory.
func (c *Client) loadOCI(ctx context.Context, transport, path string) (out []Loaded, err error) {
	f := File{Transport: transport, Path: path, Directory: transport != ociarchive.Transport.Name()}
	inside := []string{""}
	if transport != directory.Transport.Name() {
		if inside, err = imagesInside(f); err != nil {
			return nil, err
		}
	}
	for _, f.image = range inside {
		ref, err := parseTransport(f.At(path))
		if err != nil {
			return out, err
		}
		sys, err := c.Access.context()
		if err != nil {
			return out, err
		}
		names, err := namesInside(sys, ref)
		if err != nil {
			return out, err
		}
		id, err := c.pullOne(ctx, sys, ref, names...)
		if err != nil {
			return out, err
		}
		out = append(out, Loaded{id, texts(names)})
	}
	return out, nil
}

// imagesInside are the names of the images in a layout. The only one needs none.
func imagesInside(f File) (names []string, err error) {
	text, err := readIndex(f)
	if err != nil {
		return nil, err
	}
	index, err := image.ParseIndex(text)
	switch {
	case err != nil:
		return nil, err
	case len(index.Manifests) == 0:
		return nil, errors.New("it has no images")
	case len(index.Manifests) == 1:
		return []string{""}, nil
	}
	for i, d := range index.Manifests {
		name := d.Annotations[ocispec.AnnotationRefName]
		if name == "" {
			return nil, fmt.Errorf("image %d of %d in %s has no name: %w", i+1, len(index.Manifests),
				ocispec.ImageIndexFile, fs.ErrInvalid)
		}
		names = append(names, name)
	}
	return names, nil
}

func texts(names []reference.Named) (out []string) {
	for _, n := range names {
		out = append(out, n.String())
	}
	return out
}
