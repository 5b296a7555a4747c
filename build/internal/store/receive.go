package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/opencontainers/go-digest"
	"go.podman.io/storage"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// rootMode is the mode that the library gives to the root of an image.
const rootMode = 0o555

// Receives reports whether layers from elsewhere can be received here. The library takes them
// where they are not stacked, and where options of storage.conf change owners or modes.
func (s *Store) Receives() bool {
	squashes := func(option string) bool { return strings.Contains(option, "ignore_chown_errors") }
	return s.stacks && !slices.ContainsFunc(s.library.GraphOptions(), squashes) &&
		len(s.library.UIDMap())+len(s.library.GIDMap()) == 0
}

// Receive extracts the uncompressed tar stream of a layer. Close the result after Place.
func (w *Work) Receive(ctx context.Context, stream io.Reader, opts layer.ExtractOptions) (u *Upper, err error) {
	if u, err = w.NewUpper(nil); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("unpacking a layer: %w", err), u.Close(), os.RemoveAll(u.dir))
			u = nil
		}
	}()
	opts.Stacked = true
	return u, u.writeRecord(func(record io.Writer) (err error) {
		u.sealed, err = layer.Receive(ctx, u.Root, stream, record, opts)
		return err
	})
}

// Place puts a layer that came as a blob on a parent in the store.
func (s *Store) Place(parent string, u *Upper, blob digest.Digest) (id string, err error) {
	u.packed = blob
	if err := s.likeParent(parent, u); err != nil {
		return "", fmt.Errorf("placing the layer %s: %w", u.sealed.DiffID, err)
	}
	l, err := s.Register(parent, u)
	return l.ID, err
}

// likeParent gives the root directory of a layer the owner and the mode that it has below.
func (s *Store) likeParent(parent string, u *Upper) error {
	if parent == "" {
		return errors.Join(owner.SetMode(u.FD(), "", rootMode), u.noteRootMode())
	}
	below, release, err := s.LayerDir(parent)
	if err != nil {
		return err
	}
	u.lowers = []*safepath.Root{below}
	return errors.Join(u.likeRoot(), u.noteRootMode(), below.Close(), release())
}

// DiffID is the digest of a layer's uncompressed tar stream.
func (u *Upper) DiffID() string { return u.sealed.DiffID }

// CopyLayer puts a layer with the content of another one on a parent, unless it is there.
func (s *Store) CopyLayer(ctx context.Context, w *Work, parent string, from Layer, blob digest.Digest) (string, error) {
	if id := LayerID(parent, from.DiffID); s.hasLayer(id) {
		return id, nil
	}
	stream, err := s.LayerStream(from.ID)
	if err != nil {
		return "", err
	}
	u, err := w.Receive(ctx, stream, layer.ExtractOptions{})
	if err := errors.Join(err, stream.Close()); err != nil {
		return "", err
	}
	id, err := s.Place(parent, u, blob)
	return id, errors.Join(err, u.Close())
}

func (s *Store) hasLayer(id string) bool {
	_, ok := s.Layer(id)
	return ok
}

// LayerOf finds any layer with the content of a blob, compressed or not.
func (s *Store) LayerOf(blob digest.Digest) (Layer, bool) {
	for _, find := range []func(digest.Digest) ([]storage.Layer, error){
		s.library.LayersByCompressedDigest, s.library.LayersByUncompressedDigest,
	} {
		layers, err := find(blob)
		for _, l := range layers {
			if found, ok := s.Layer(l.ID); ok && err == nil {
				return found, true
			}
		}
	}
	return Layer{}, false
}
