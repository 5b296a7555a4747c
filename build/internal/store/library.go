package store

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/opencontainers/go-digest"
	"go.podman.io/storage"
	"golang.org/x/sys/unix"
)

// library is the library's store as all of cooper and the library for images see
// it. What the library does by panicking is an error here: it cannot lock a file
// of a file system that became read-only, for one. Its locks are left as they
// were then, so nothing is asked of it any more.
type library struct {
	storage.Store
	presence presence

	broken atomic.Pointer[LostError]
	lost   chan struct{} // closed when broken is set
}

func newLibrary(s storage.Store) *library {
	l := &library{Store: s, lost: make(chan struct{})}
	l.presence.home = filepath.Join(l.private(), "alive")
	return l
}

// private is the directory of cooper's own records beside the library's.
func (l *library) private() string { return filepath.Join(l.GraphRoot(), "cooper") }

// layerRoot is the directory of the store that has images and their layers.
func (l *library) layerRoot() string { return cmp.Or(l.ImageStore(), l.GraphRoot()) }

// LostError says that a store cannot be used any more by this process.
type LostError struct {
	Root  string
	State string // of its file system; empty: nothing is wrong with it now
	Cause error
}

func (e *LostError) Error() string {
	if e.State == "" {
		return fmt.Sprintf("the image store %s: %v", e.Root, e.Cause)
	}
	return fmt.Sprintf("the image store %s lies on a file system that %s: %v", e.Root, e.State, e.Cause)
}

func (e *LostError) Unwrap() error { return e.Cause }

// Lost is closed when the store cannot be used any more; Err says why.
func (s *Store) Lost() <-chan struct{} { return s.library.lost }

// Err is a LostError once the store cannot be used any more.
func (s *Store) Err() error { return s.library.err() }

// ReadOnly reports whether nothing can be written any more: most failures are for
// that reason then.
func (s *Store) ReadOnly() bool {
	var fs unix.Statfs_t
	return unix.Statfs(s.library.GraphRoot(), &fs) == nil && fs.Flags&unix.ST_RDONLY != 0
}

// Blame names the state of the store as the reason for something.
func (s *Store) Blame(what string) string {
	return (&LostError{
		Root: s.library.GraphRoot(), State: fileSystemState(s.library.GraphRoot()), Cause: errors.New(what),
	}).Error()
}

// Recovered makes an error of a panic, that names the state of the store.
func (s *Store) Recovered(panicked any) error { return recovered(s.library.GraphRoot(), panicked) }

func recovered(root string, panicked any) *LostError {
	cause, ok := panicked.(error)
	if !ok {
		cause = fmt.Errorf("%v", panicked)
	}
	return &LostError{Root: root, State: fileSystemState(root), Cause: cause}
}

// fileSystemState says what is wrong with a file system, to follow "that".
func fileSystemState(dir string) string {
	var fs unix.Statfs_t
	switch err := unix.Statfs(dir, &fs); {
	case err != nil:
		return "does not respond (" + err.Error() + ")"
	case fs.Flags&unix.ST_RDONLY != 0:
		return "is read-only"
	case fs.Bavail == 0:
		return "is full"
	}
	return ""
}

func (l *library) err() error {
	if lost := l.broken.Load(); lost != nil {
		return lost
	}
	return nil
}

// try calls the library. A call that panics is the last one.
func (l *library) try(do func() error) (err error) {
	if err := l.err(); err != nil {
		return err
	}
	defer func() {
		if p := recover(); p != nil {
			lost := recovered(l.GraphRoot(), p)
			if l.broken.CompareAndSwap(nil, lost) {
				close(l.lost)
			}
			err = lost
		}
	}()
	return do()
}

func value[T any](l *library, do func() (T, error)) (out T, err error) {
	err = l.try(func() (err error) {
		out, err = do()
		return err
	})
	return out, err
}

// Layer finds a layer.
func (l *library) Layer(id string) (*storage.Layer, error) {
	return value(l, func() (*storage.Layer, error) { return l.Store.Layer(id) })
}

// Layers lists all layers.
func (l *library) Layers() ([]storage.Layer, error) { return value(l, l.Store.Layers) }

// LayersByCompressedDigest finds layers.
func (l *library) LayersByCompressedDigest(d digest.Digest) ([]storage.Layer, error) {
	return value(l, func() ([]storage.Layer, error) { return l.Store.LayersByCompressedDigest(d) })
}

// LayersByUncompressedDigest finds layers.
func (l *library) LayersByUncompressedDigest(d digest.Digest) ([]storage.Layer, error) {
	return value(l, func() ([]storage.Layer, error) { return l.Store.LayersByUncompressedDigest(d) })
}

// LayersByTOCDigest finds layers.
func (l *library) LayersByTOCDigest(d digest.Digest) ([]storage.Layer, error) {
	return value(l, func() ([]storage.Layer, error) { return l.Store.LayersByTOCDigest(d) })
}

// LayerSize is the size of a layer.
func (l *library) LayerSize(id string) (int64, error) {
	return value(l, func() (int64, error) { return l.Store.LayerSize(id) })
}

// LayerBigData opens what lies beside a layer.
func (l *library) LayerBigData(id, key string) (io.ReadCloser, error) {
	return value(l, func() (io.ReadCloser, error) { return l.Store.LayerBigData(id, key) })
}

// SetLayerBigData puts something beside a layer.
func (l *library) SetLayerBigData(id, key string, data io.Reader) error {
	return l.try(func() error { return l.Store.SetLayerBigData(id, key, data) })
}

// Diff opens the tar stream of a layer.
func (l *library) Diff(from, to string, options *storage.DiffOptions) (io.ReadCloser, error) {
	return value(l, func() (io.ReadCloser, error) { return l.Store.Diff(from, to, options) })
}

// Mount mounts a layer or container.
func (l *library) Mount(id, label string) (string, error) {
	return value(l, func() (string, error) { return l.Store.Mount(id, label) })
}

// Unmount undoes Mount.
func (l *library) Unmount(id string, force bool) (bool, error) {
	return value(l, func() (bool, error) { return l.Store.Unmount(id, force) })
}

// Image finds an image.
func (l *library) Image(id string) (*storage.Image, error) {
	img, err := value(l, func() (*storage.Image, error) { return l.Store.Image(id) })
	if err == nil {
		hideListed(img)
	}
	return img, err
}

// Images lists all images.
func (l *library) Images() ([]storage.Image, error) {
	images, err := value(l, l.Store.Images)
	for i := range images {
		hideListed(&images[i])
	}
	return images, err
}

// ImagesByTopLayer finds images.
func (l *library) ImagesByTopLayer(id string) ([]*storage.Image, error) {
	return hidingListed(value(l, func() ([]*storage.Image, error) { return l.Store.ImagesByTopLayer(id) }))
}

// ImagesByDigest finds images.
func (l *library) ImagesByDigest(d digest.Digest) ([]*storage.Image, error) {
	return hidingListed(value(l, func() ([]*storage.Image, error) { return l.Store.ImagesByDigest(d) }))
}

// ImageSize is the size of an image.
func (l *library) ImageSize(id string) (int64, error) {
	return value(l, func() (int64, error) { return l.Store.ImageSize(id) })
}

// ListImageBigData lists what lies beside an image.
func (l *library) ListImageBigData(id string) ([]string, error) {
	return value(l, func() ([]string, error) { return l.Store.ListImageBigData(id) })
}

// ImageBigData is what lies beside an image.
func (l *library) ImageBigData(id, key string) ([]byte, error) {
	return value(l, func() ([]byte, error) { return l.Store.ImageBigData(id, key) })
}

// ImageBigDataSize is the size of what lies beside an image.
func (l *library) ImageBigDataSize(id, key string) (int64, error) {
	return value(l, func() (int64, error) { return l.Store.ImageBigDataSize(id, key) })
}

// ImageBigDataDigest is the digest of what lies beside an image.
func (l *library) ImageBigDataDigest(id, key string) (digest.Digest, error) {
	return value(l, func() (digest.Digest, error) { return l.Store.ImageBigDataDigest(id, key) })
}

// Container finds a container.
func (l *library) Container(id string) (*storage.Container, error) {
	return value(l, func() (*storage.Container, error) { return l.Store.Container(id) })
}

// Containers lists all containers.
func (l *library) Containers() ([]storage.Container, error) { return value(l, l.Store.Containers) }

// ContainerBigData is what lies beside a container.
func (l *library) ContainerBigData(id, key string) ([]byte, error) {
	return value(l, func() ([]byte, error) { return l.Store.ContainerBigData(id, key) })
}

// Lookup finds the id of a name.
func (l *library) Lookup(name string) (string, error) {
	return value(l, func() (string, error) { return l.Store.Lookup(name) })
}

// Metadata is a note on a layer, image or container.
func (l *library) Metadata(id string) (string, error) {
	return value(l, func() (string, error) { return l.Store.Metadata(id) })
}

// Names are those of a layer, image or container.
func (l *library) Names(id string) ([]string, error) {
	names, err := value(l, func() ([]string, error) { return l.Store.Names(id) })
	return withoutListed(names), err
}

// GarbageCollect removes directories that no record names.
func (l *library) GarbageCollect() error { return l.try(l.Store.GarbageCollect) }

// syncFileSystem writes a file system to its disk.
func syncFileSystem(dir string) error {
	fd, err := unix.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return fmt.Errorf("syncing the store: %w", err)
	}
	defer unix.Close(fd)
	if err := unix.Syncfs(fd); err != nil {
		return fmt.Errorf("syncing the store: %w", err)
	}
	return nil
}

// syncDirectory makes what was renamed in a directory last.
func syncDirectory(name string) error {
	dir, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("syncing the store: %w", err)
	}
	if err := errors.Join(dir.Sync(), dir.Close()); err != nil {
		return fmt.Errorf("syncing the store: %w", err)
	}
	return nil
}
