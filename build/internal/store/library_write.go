package store

import (
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/opencontainers/go-digest"
	"go.podman.io/storage"
	"go.podman.io/storage/pkg/stringid"
)

// PutLayer makes a layer of a tar stream.
func (l *library) PutLayer(
	id, parent string, names []string, label string, writeable bool, options *storage.LayerOptions, diff io.Reader,
) (layer *storage.Layer, size int64, err error) {
	if id == "" {
		id = stringid.GenerateRandomID()
	}
	if err := l.note(madeNote, id); err != nil {
		return nil, 0, err
	}
	defer boundLayer(id, diff)()
	err = l.try(func() error {
		layer, size, err = l.Store.PutLayer(id, parent, names, label, writeable, options, diff)
		return explainUnpack(err)
	})
	return layer, size, err
}

// ApplyStagedLayer makes a layer of a directory.
func (l *library) ApplyStagedLayer(args storage.ApplyStagedLayerOptions) (*storage.Layer, error) {
	if err := l.note(madeNote, args.ID); err != nil {
		return nil, err
	}
	return value(l, func() (*storage.Layer, error) { return l.Store.ApplyStagedLayer(args) })
}

// CreateContainer creates a container, which has its names and records from the
// start for everybody but a process that dies: see reclaim.
func (l *library) CreateContainer(
	id string, names []string, image, layer, metadata string, options *storage.ContainerOptions,
) (*storage.Container, error) {
	if layer == "" {
		layer = stringid.GenerateRandomID()
	}
	if err := l.note(madeNote, layer); err != nil {
		return nil, err
	}
	c, err := value(l, func() (*storage.Container, error) {
		return l.Store.CreateContainer(id, names, image, layer, metadata, options)
	})
	if err != nil {
		return nil, err
	}
	return c, l.syncContainer(c.ID)
}

// SetContainerBigData puts something beside a container.
func (l *library) SetContainerBigData(id, key string, data []byte) error {
	if err := l.try(func() error { return l.Store.SetContainerBigData(id, key, data) }); err != nil {
		return err
	}
	return l.syncContainer(id)
}

// DeleteContainer removes a container and its layer.
func (l *library) DeleteContainer(id string) error {
	c, err := l.Container(id)
	if err != nil {
		return err
	}
	if err := l.note(freedNote, c.LayerID); err != nil {
		return err
	}
	if err := l.try(func() error { return l.Store.DeleteContainer(id) }); err != nil {
		return err
	}
	return l.syncIndexes()
}

// DeleteImage removes an image and the layers that nothing else needs.
func (l *library) DeleteImage(id string, commit bool) ([]string, error) {
	img, err := l.Image(id)
	if err != nil {
		return nil, err
	}
	if commit {
		if err := l.note(freedNote, img.TopLayer); err != nil {
			return nil, err
		}
	}
	layers, err := value(l, func() ([]string, error) { return l.Store.DeleteImage(id, commit) })
	if err != nil || !commit {
		return layers, err
	}
	return layers, l.syncIndexes()
}

// DeleteLayer removes a layer that nothing needs.
func (l *library) DeleteLayer(id string) error {
	return l.try(func() error { return l.Store.DeleteLayer(id) })
}

// withDigestLock does something that other processes do not do at the same time to
// a layer of that id.
func (l *library) withDigestLock(id string, do func() error) error {
	lock, err := l.GetDigestLock(digest.NewDigestFromEncoded(digest.SHA256, id))
	if err != nil {
		return fmt.Errorf("locking layer %s: %w", id, err)
	}
	if err := l.try(func() error { lock.Lock(); return nil }); err != nil {
		return err
	}
	return errors.Join(do(), l.unlock(lock))
}

func (l *library) unlock(lock sync.Locker) error {
	return l.try(func() error { lock.Unlock(); return nil })
}
