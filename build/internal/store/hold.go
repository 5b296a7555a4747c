package store

import (
	"errors"
	"fmt"

	"go.podman.io/storage"
	"go.podman.io/storage/pkg/stringid"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/safepath"
)

// ErrGone means that another program removed a layer or image that a build needs.
var ErrGone = errors.New("another program removed it from the store")

// gone converts an error of the library about a missing object to ErrGone.
func gone(err error) error {
	for _, unknown := range []error{
		storage.ErrImageUnknown, storage.ErrLayerUnknown, storage.ErrParentUnknown, storage.ErrNotALayer,
	} {
		if errors.Is(err, unknown) {
			return ErrGone
		}
	}
	return err
}

// Hold keeps other programs from removing a layer that the build is about to read. `podman
// image prune` does not know our builds, but it keeps the layers below other layers. So a
// layer on top of it holds it, and all layers below.
func (w *Work) Hold(layer string) error {
	if !w.store.stacks {
		return nil // a layer would be a copy of the whole tree
	}
	w.holding.Lock()
	defer w.holding.Unlock()
	if w.held[layer] != "" {
		return nil
	}
	l := w.store.library
	// A process that removes its image meanwhile leaves the layer to us.
	if err := l.note(freedNote, layer); err != nil {
		return err
	}
	id := stringid.GenerateRandomID()
	if err := l.note(madeNote, id); err != nil {
		return err
	}
	_, err := value(l, func() (*storage.Layer, error) { return l.CreateLayer(id, layer, nil, "", false, nil) })
	if err != nil {
		return fmt.Errorf("holding layer %s: %w", layer, gone(err))
	}
	w.held[layer] = id
	return nil
}

// letGo ends all holds.
func (w *Work) letGo() (err error) {
	for _, id := range w.held {
		removeErr := w.store.library.DeleteLayer(id)
		if removeErr = gone(removeErr); !errors.Is(removeErr, ErrGone) {
			err = errors.Join(err, removeErr)
		}
	}
	return err
}

// IsLayer reports whether an open directory is still that of a layer: another program
// may have removed it, and a third made the same layer again.
func (s *Store) IsLayer(id string, dir *safepath.Root) bool {
	path, release, err := s.layerPath(id)
	if err != nil {
		return false
	}
	var there, open unix.Stat_t
	same := unix.Stat(path, &there) == nil && unix.Fstat(dir.FD(), &open) == nil && there.Ino == open.Ino &&
		there.Dev == open.Dev
	return same && release() == nil
}
