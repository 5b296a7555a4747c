package store

import (
	"slices"

	"go.podman.io/image/v5/docker/reference"
	istorage "go.podman.io/image/v5/storage"
	"go.podman.io/image/v5/types"
	"go.podman.io/storage"
)

// Reference is an image of the store as a source for containers/image. The name is its name
// in messages, and may be nil.
func (s *Store) Reference(name reference.Named, id string) (types.ImageReference, error) {
	return istorage.Transport.NewStoreReference(s.library, name, id)
}

// NewReference is an image that the library for images is to put into the store. It has
// the names from the start, or none at all.
func (s *Store) NewReference(names []reference.Named) (types.ImageReference, error) {
	if len(names) == 0 {
		// The library requires a name, but the store does not provide one.
		placeholder, err := reference.ParseNormalizedNamed("localhost/unnamed:latest")
		if err != nil {
			return nil, err
		}
		return istorage.Transport.NewStoreReference(&nameless{s.library}, placeholder, "")
	}
	var all []string
	for _, name := range names {
		all = append(all, name.String())
	}
	return istorage.Transport.NewStoreReference(&named{s.library, all}, names[0], "")
}

// nameless is the store for a library that names every image: the image gets no name.
type nameless struct{ *library }

// AddNames does nothing.
func (n *nameless) AddNames(string, []string) error { return nil }

// named is the store for a library that makes an image first, and names it then: the
// image has the names from the start.
type named struct {
	*library
	names []string
}

// CreateImage creates an image with the names.
func (n *named) CreateImage(
	id string, names []string, layer, metadata string, options *storage.ImageOptions,
) (*storage.Image, error) {
	return n.library.CreateImage(id, append(slices.Clone(names), n.names...), layer, metadata, options)
}
