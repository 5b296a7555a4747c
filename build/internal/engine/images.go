package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/nearest"
)

// images lists the images of the store, the newest first.
func (s *server) images(context.Context, call.None, emitter) ([]api.Image, error) {
	list, err := s.store.Images()
	if err != nil {
		return nil, err
	}
	sizes, err := s.store.Sizes(list)
	if err != nil {
		return nil, err
	}
	out := make([]api.Image, 0, len(list))
	for i, img := range list {
		out = append(out, publicImage(img, sizes[i]))
	}
	slices.SortStableFunc(out, func(a, b api.Image) int { return b.Created.Compare(a.Created) })
	return out, nil
}

func publicImage(img store.Image, size int64) api.Image {
	return api.Image{
		ID: img.ID, Names: img.Names, Digest: img.Digest, Digests: img.Digests, Created: img.Created,
		Size: size, Layer: img.Layer, Intermediate: img.Intermediate,
		Index: img.Index, History: img.History,
	}
}

// inspect describes one image.
func (s *server) inspect(_ context.Context, name string, _ emitter) (api.Inspection, error) {
	id, err := s.find(name)
	if err != nil {
		return api.Inspection{}, err
	}
	img, err := s.store.Image(id)
	if err != nil {
		return api.Inspection{}, err
	}
	sizes, err := s.store.Sizes([]store.Image{img})
	if err != nil {
		return api.Inspection{}, err
	}
	if img.Index {
		raw, err := s.store.RawIndex(id)
		return api.Inspection{Image: publicImage(img, sizes[0]), Manifest: raw}, err
	}
	config, manifest, err := s.store.Data(id)
	if err != nil {
		return api.Inspection{}, err
	}
	attestations, err := s.storedAttestations(id)
	return api.Inspection{
		Image: publicImage(img, sizes[0]), Config: config, Manifest: manifest, Attestations: attestations,
	}, err
}

func (s *server) find(name string) (string, error) {
	c, err := s.finder()
	if err != nil {
		return "", err
	}
	id, err := c.Find(name)
	return id, s.nearestImage(name, err)
}

// nearestImage adds the name that is most like one that no image has.
func (s *server) nearestImage(name string, err error) error {
	if !errors.Is(err, store.ErrNoImage) {
		return err
	}
	images, listErr := s.store.Images()
	if listErr != nil {
		return err
	}
	var names []string
	for _, img := range images {
		for _, n := range img.Names {
			short := strings.TrimSuffix(strings.TrimPrefix(n, "localhost/"), ":latest")
			names = append(names, n, short)
		}
	}
	if near, ok := nearest.Word(name, names); ok {
		return imagebuilder.WithHint(err, "did you mean "+near+"?")
	}
	return err
}

// tag adds names to an image.
func (s *server) tag(_ context.Context, c call.Tag, _ emitter) (none call.None, err error) {
	id, err := s.find(c.Image)
	if err != nil {
		return none, err
	}
	names, err := registry.NormalizeAll(c.Names)
	if err != nil {
		return none, err
	}
	return none, s.store.AddNames(id, names)
}

// remove removes images by name or id.
func (s *server) remove(ctx context.Context, c call.Remove, emit emitter) (api.Removed, error) {
	var out api.Removed
	if c.Options.All || c.Options.Prune {
		all, err := s.removable(c.Options.All, c.Options.Force)
		if err != nil {
			return out, err
		}
		c.Images = append(c.Images, all...)
	}
	var errs []error
	for _, name := range c.Images {
		err := s.removeOne(ctx, name, c.Options, &out, emit)
		spared := errors.Is(err, store.ErrInUse) || errors.Is(err, store.ErrNoImage) || errors.Is(err, store.ErrHeld)
		if c.Options.Prune && spared {
			continue // it is in use now, or was removed
		}
		if err != nil {
			errs = append(errs, err)
		}
	}
	if c.Options.Prune {
		errs = append(errs, s.store.Sweep())
	}
	unlock, err := s.store.LockIndexes()
	if err != nil {
		return out, errors.Join(append(errs, err)...)
	}
	defer unlock()
	return out, errors.Join(append(errs, s.store.ReleaseListed(), s.store.PruneBlobs())...)
}

// removable are all images, or those without a name that nothing needs. With force, a
// container needs nothing.
func (s *server) removable(all, force bool) (ids []string, err error) {
	list, err := s.store.Images()
	if err != nil {
		return nil, err
	}
	held, err := s.store.Held()
	if err != nil {
		return nil, err
	}
	for _, img := range list {
		if all || len(img.Names) == 0 && (force || !held[img.ID]) {
			ids = append(ids, img.ID)
		}
	}
	return ids, nil
}

// removeOne removes a name; the image too, when no other name is left.
func (s *server) removeOne(
	ctx context.Context, name string, o api.RemoveOptions, out *api.Removed, emit emitter,
) error {
	id, err := s.find(name)
	if err != nil {
		return err
	}
	img, err := s.store.Image(id)
	if err != nil {
		return fmt.Errorf("removing %s: %w", name, err)
	}
	full, named := s.nameOf(name, img.Names)
	byID := !named && strings.HasPrefix(id, strings.TrimPrefix(name, "sha256:"))
	if byID && len(img.Names) > 1 && !o.Force && !o.All {
		return fmt.Errorf("removing %s: the image has several names (%s): remove them one by one, or use --force",
			name, strings.Join(img.Names, ", "))
	}
	if !byID && len(img.Names) > 1 {
		if !named {
			return fmt.Errorf("%s: %w", name, store.ErrNoImage)
		}
		out.Untagged = append(out.Untagged, full)
		return s.store.RemoveNames(id, []string{full})
	}
	if o.Force {
		if err := s.removeContainersOf(ctx, id, emit); err != nil {
			return fmt.Errorf("removing %s: %w", name, err)
		}
	}
	if err := s.store.Delete(id); err != nil {
		return fmt.Errorf("removing %s: %w", name, s.usedBy(name, id, err))
	}
	out.Untagged = append(out.Untagged, img.Names...)
	out.Deleted = append(out.Deleted, id)
	return nil
}

// removeContainersOf removes the working containers of an image.
func (s *server) removeContainersOf(ctx context.Context, id string, emit emitter) error {
	containers, err := s.store.Containers()
	if err != nil {
		return err
	}
	for _, c := range containers {
		if c.Image != id {
			continue
		}
		if _, err := s.removeContainer(ctx, c.ID, emit); err != nil && !errors.Is(err, store.ErrNoContainer) {
			return err
		}
	}
	return nil
}

// usedBy names the containers for which an image cannot be removed.
func (s *server) usedBy(image, id string, err error) error {
	containers, listErr := s.store.Containers()
	if listErr != nil {
		return err
	}
	var names []string
	own := true
	for _, c := range containers {
		if c.Image == id {
			names, own = append(names, name(c)), own && c.Own
		}
	}
	if len(names) == 0 {
		return err
	}
	list := strings.Join(names, " ")
	err = fmt.Errorf("image is in use by a container: %s", list)
	if !own {
		return imagebuilder.WithHint(err, "remove it with the program that made it: podman rm "+list)
	}
	return imagebuilder.WithHint(err, fmt.Sprintf("cooper rm %s, or cooper rmi --force %s", list, image))
}

// nameOf finds which of an image's names was meant.
func (s *server) nameOf(name string, names []string) (full string, ok bool) {
	name = registry.StripStorage(name)
	c, err := s.finder()
	if err != nil {
		return "", false
	}
	for _, n := range c.FullNames(name) {
		if slices.Contains(names, n) {
			return n, true
		}
	}
	for _, n := range names {
		if registry.EndsWith(n, name) {
			return n, true
		}
	}
	return "", false
}

// shortName is the full name of the image of the store that a short name means to a
// command. What no image has is returned as it is.
func (s *server) shortName(name string) string {
	id, err := s.find(name)
	if err != nil {
		return name
	}
	if img, err := s.store.Image(id); err == nil {
		if full, ok := s.nameOf(name, img.Names); ok {
			return full
		}
	}
	return name
}
