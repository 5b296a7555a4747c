package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/opencontainers/go-digest"
	"go.podman.io/storage"
)

// An image that is being written has one name that says so, and gets those that
// it is to have once it is whole:
//
//	create with app:1@sha256:…  →  records  →  add app:1  →  remove app:1@sha256:…
//
// So no image is ever without a name, which `podman image prune` in another
// process would remove, and no name ever leads to half an image. Whoever holds
// the lock of names and finds such a name has found what a dead process left.

// unfinished is the name of an image that is being written. No other name has both a tag
// and a digest.
func unfinished(name string, manifest digest.Digest) string {
	name, _, _ = strings.Cut(name, "@")
	if !strings.Contains(name[strings.LastIndex(name, "/")+1:], ":") {
		name += ":unfinished"
	}
	return name + "@" + manifest.String()
}

func isUnfinished(name string) bool {
	before, _, digested := strings.Cut(name, "@")
	return digested && strings.Contains(before[strings.LastIndex(before, "/")+1:], ":")
}

func unfinishedNames(img *storage.Image) []string {
	return slices.DeleteFunc(slices.Clone(img.Names), func(name string) bool { return !isUnfinished(name) })
}

// lockImages keeps other processes from making images at the same time.
func (l *library) lockImages(flags int) (unlock func() error, err error) {
	lock, err := lockFile(filepath.Join(l.private(), "images.lock"), flags)
	if err != nil {
		return nil, err
	}
	return lock.Close, nil
}

// CreateImage creates an image. The image gets its names when it is complete, and then is
// on the disk with all its records. If the image exists already, it still gets the names.
func (l *library) CreateImage(
	id string, names []string, layer, metadata string, options *storage.ImageOptions,
) (img *storage.Image, err error) {
	if err := l.note(imageNote, id); err != nil {
		return nil, err
	}
	if layer != "" {
		if err := syncFileSystem(l.layerRoot()); err != nil {
			return nil, err
		}
	}
	unlock, err := l.lockImages(0)
	if err != nil {
		return nil, fmt.Errorf("storing the image: %w", err)
	}
	defer func() { err = errors.Join(err, unlock()) }()
	return l.createLocked(id, names, layer, metadata, options)
}

func (l *library) createLocked(
	id string, names []string, layer, metadata string, options *storage.ImageOptions,
) (*storage.Image, error) {
	var first []string
	if len(names) != 0 {
		first = []string{unfinished(names[0], options.Digest)}
	}
	create := func() (*storage.Image, error) { return l.Store.CreateImage(id, first, layer, metadata, options) }
	img, err := value(l, create)
	if errors.Is(err, storage.ErrDuplicateID) {
		kept, keepErr := l.keep(id, layer, names)
		if keepErr != nil {
			return nil, keepErr
		}
		if kept {
			return nil, err
		}
		img, err = value(l, create)
	}
	if err != nil {
		return nil, err
	}
	if err := l.finish(img.ID, names, first); err != nil {
		return nil, err
	}
	return l.Image(img.ID)
}

// keep adds names to an existing image. It returns false if there is none: another program
// removed it, or it was an incomplete index, which keep deletes. An incomplete image with
// layers is completed by the process that stores it.
func (l *library) keep(id, layer string, names []string) (bool, error) {
	img, err := l.Image(id)
	if err == nil && layer == "" && len(unfinishedNames(img)) != 0 {
		_, err := value(l, func() ([]string, error) { return l.Store.DeleteImage(id, true) })
		return false, err
	}
	if err == nil {
		err = l.addNames(id, names)
	}
	if errors.Is(err, storage.ErrImageUnknown) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, l.syncImage(id)
}

// finish sets the names of a complete image.
func (l *library) finish(id string, names, before []string) error {
	err := l.addNames(id, names)
	if err == nil && len(before) != 0 {
		err = l.try(func() error { return l.Store.RemoveNames(id, before) })
	}
	if err != nil {
		return fmt.Errorf("naming image %s: %w", id, err)
	}
	return l.syncImage(id)
}

// addNames adds those names that an image does not have.
func (l *library) addNames(id string, names []string) error {
	img, err := l.Image(id)
	if err != nil {
		return err
	}
	add := missing(img, names)
	if len(add) == 0 {
		return nil
	}
	return l.try(func() error { return l.Store.AddNames(id, add) })
}

// missing are the names that an image does not have.
func missing(img *storage.Image, names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return slices.Contains(img.Names, n) })
}

// AddNames adds names to an image.
func (l *library) AddNames(id string, names []string) error {
	if err := l.addNames(id, names); err != nil {
		return err
	}
	return l.syncIndexes()
}

// RemoveNames takes names from an image.
func (l *library) RemoveNames(id string, names []string) error {
	if err := l.try(func() error { return l.Store.RemoveNames(id, names) }); err != nil {
		return err
	}
	return l.syncIndexes()
}

// SetNames replaces the names of a container.
func (l *library) SetNames(id string, names []string) error {
	if err := l.try(func() error { return l.Store.SetNames(id, names) }); err != nil {
		return err
	}
	return l.syncIndexes()
}

// SetImageBigData puts something beside an image.
func (l *library) SetImageBigData(
	id, key string, data []byte, digestManifest func([]byte) (digest.Digest, error),
) error {
	if err := l.try(func() error { return l.Store.SetImageBigData(id, key, data, digestManifest) }); err != nil {
		return err
	}
	return l.syncImage(id)
}

// SetMetadata puts a note on a layer, image or container.
func (l *library) SetMetadata(id, metadata string) error {
	if err := l.try(func() error { return l.Store.SetMetadata(id, metadata) }); err != nil {
		return err
	}
	return l.syncIndexes()
}

// indexDir is a directory with an index of the library, which it replaces by a
// rename that it does not sync.
func (l *library) indexDir(of string) string {
	root := l.GraphRoot()
	if of == "images" {
		root = l.layerRoot()
	}
	return filepath.Join(root, l.GraphDriverName()+"-"+of)
}

// syncImage makes an image last, with its names.
func (l *library) syncImage(id string) error {
	return errors.Join(syncDirectory(filepath.Join(l.indexDir("images"), id)), syncDirectory(l.indexDir("images")))
}

// syncContainer makes a container last, with its names.
func (l *library) syncContainer(id string) error {
	return errors.Join(
		syncDirectory(filepath.Join(l.indexDir("containers"), id)), syncDirectory(l.indexDir("containers")),
	)
}

// syncIndexes syncs the lists of images and containers, with their names, to the disk.
func (l *library) syncIndexes() error {
	return errors.Join(syncDirectory(l.indexDir("images")), syncDirectory(l.indexDir("containers")))
}
