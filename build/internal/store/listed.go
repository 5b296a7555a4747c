package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/opencontainers/go-digest"
	"go.podman.io/storage"
)

// An image of an index needs no name of its own, but `podman image prune` removes images
// without one. So it has a name that says why it is there. Only other programs see that
// name. To cooper the image has no name, and its index keeps it.

const listedPrefix = "localhost/cooper/listed@"

func listedName(manifest digest.Digest) string { return listedPrefix + manifest.String() }

// withoutListed are the names that a user gave.
func withoutListed(names []string) []string {
	if !slices.ContainsFunc(names, isListed) {
		return names
	}
	return slices.DeleteFunc(slices.Clone(names), isListed)
}

func isListed(name string) bool { return strings.HasPrefix(name, listedPrefix) }

func hideListed(img *storage.Image) {
	img.Names = withoutListed(img.Names)
	img.NamesHistory = withoutListed(img.NamesHistory)
}

func hidingListed(images []*storage.Image, err error) ([]*storage.Image, error) {
	for _, img := range images {
		hideListed(img)
	}
	return images, err
}

// keepListed gives the images of an index these names. An image that was removed stays in
// the index.
func (s *Store) keepListed(entries []IndexEntry) error {
	for _, e := range entries {
		if e.ID == "" {
			continue
		}
		name := []string{listedName(e.Descriptor.Digest)}
		err := s.library.try(func() error { return s.library.Store.AddNames(e.ID, name) })
		if err != nil && !errors.Is(err, storage.ErrImageUnknown) {
			return fmt.Errorf("keeping image %s of the index: %w", e.ID, err)
		}
	}
	return nil
}

// ReleaseListed takes these names from images that no index has any more. The
// caller has the lock of indexes.
func (s *Store) ReleaseListed() error {
	images, err := value(s.library, s.library.Store.Images)
	if err != nil {
		return fmt.Errorf("listing images: %w", err)
	}
	if !slices.ContainsFunc(images, func(img storage.Image) bool { return slices.ContainsFunc(img.Names, isListed) }) {
		return nil
	}
	listed, err := s.listed()
	if err != nil {
		return err
	}
	for _, img := range images {
		names := slices.DeleteFunc(slices.Clone(img.Names), func(n string) bool { return !isListed(n) })
		if len(names) == 0 || listed[img.ID] {
			continue
		}
		if err := s.library.RemoveNames(img.ID, names); err != nil && !errors.Is(err, storage.ErrImageUnknown) {
			return fmt.Errorf("releasing image %s of an index: %w", img.ID, err)
		}
	}
	return nil
}
