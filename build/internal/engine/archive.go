package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/containerd/platforms"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/worker"
	"github.com/cooper-build/cooper/imagebuilder"
)

// save writes images to the file that came with the call.
func (s *server) save(ctx context.Context, r api.SaveRequest, emit emitter) (none call.None, err error) {
	files := worker.Files(ctx)
	if len(files) != 1 {
		return none, errors.New("the call has the wrong number of files")
	}
	images, err := s.toSave(&r)
	if err != nil {
		return none, err
	}
	c, err := s.client(api.Access{}, emit)
	if err != nil {
		return none, err
	}
	return none, c.Save(ctx, fmt.Sprintf("/proc/self/fd/%d", files[0].Fd()), images)
}

// toSave finds images, each of them once, with all names by which it is wanted.
func (s *server) toSave(r *api.SaveRequest) (out []registry.Saved, err error) {
	target := image.HostPlatform()
	if r.Platform != "" {
		if target, err = parsePlatform(r.Platform); err != nil {
			return nil, err
		}
	}
	for _, name := range r.Images {
		listed, err := s.find(name)
		if err != nil {
			return nil, err
		}
		img, err := s.store.Image(listed)
		if err != nil {
			return nil, err
		}
		id, err := s.instanceOf(name, listed, target)
		if err != nil {
			return nil, imagebuilder.WithHint(err,
				"`cooper manifest push --all "+name+" oci-archive:FILE` saves all its images")
		}
		at := slices.IndexFunc(out, func(i registry.Saved) bool { return i.ID == id })
		if at < 0 {
			at, out = len(out), append(out, registry.Saved{ID: id})
		}
		if full, ok := s.nameOf(name, img.Names); ok && !slices.Contains(out[at].Names, full) {
			out[at].Names = append(out[at].Names, full)
		}
	}
	return out, nil
}

// instanceOf is an image itself, or the one of an image index for a platform.
func (s *server) instanceOf(name, id string, target ocispec.Platform) (string, error) {
	if _, isIndex, err := s.store.IndexOf(id); err != nil || !isIndex {
		return id, err
	}
	if instance, ok := s.store.Instance(id, platforms.Normalize(target)); ok {
		return instance, nil
	}
	return "", imagebuilder.WithHint(
		fmt.Errorf("%s is an image index without an image for %s", name, platforms.Format(target)),
		"`cooper manifest inspect "+name+"` lists its images: name one of them by its digest",
	)
}

// findOwn finds an image, or the one of an index for this machine.
func (s *server) findOwn(name string) (string, error) {
	id, err := s.find(name)
	if err != nil {
		return "", err
	}
	return s.instanceOf(name, id, image.HostPlatform())
}

// loadArchive puts the images of an archive into the store.
func (s *server) loadArchive(ctx context.Context, r api.LoadRequest, emit emitter) (out []api.LoadedImage, err error) {
	c, err := s.client(r.Access, emit)
	if err != nil {
		return nil, err
	}
	loaded, err := c.Load(ctx, r.File)
	for _, img := range loaded {
		out = append(out, api.LoadedImage(img))
	}
	return out, err
}
