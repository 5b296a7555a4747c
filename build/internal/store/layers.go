package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/opencontainers/go-digest"
	"go.podman.io/storage"
	graphdriver "go.podman.io/storage/drivers"
	"go.podman.io/storage/pkg/archive"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// Layer is a layer of the store.
type Layer struct {
	ID     string
	DiffID string // sha256:…
	Size   int64  // of the uncompressed tar stream, in bytes
}

// Layer finds a layer by its full id.
func (s *Store) Layer(id string) (Layer, bool) {
	l, err := s.library.Layer(id)
	if err != nil || l.ID != id || l.UncompressedDigest == "" {
		return Layer{}, false
	}
	return Layer{ID: id, DiffID: l.UncompressedDigest.String(), Size: l.UncompressedSize}, true
}

// CompressedSizes are the sizes of the layers that came as a blob of a digest, in bytes.
// A size that is not known is 0 or less.
func (s *Store) CompressedSizes(blob digest.Digest) ([]int64, error) {
	layers, err := s.library.LayersByCompressedDigest(blob)
	if err != nil {
		return nil, fmt.Errorf("looking for the layer %s: %w", blob, err)
	}
	out := make([]int64, len(layers))
	for i, l := range layers {
		out[i] = l.CompressedSize
	}
	return out, nil
}

// Stacks reports whether layers are directories that an overlay mount stacks.
// Otherwise each stands for the whole tree down to its base.
func (s *Store) Stacks() bool { return s.stacks }

// SharesFiles reports whether layers have the files of others by hard links.
func (s *Store) SharesFiles() bool { return s.shares }

// LayerDir opens the directory with a layer's own files or, in a store that does
// not stack, with the whole tree.
// The caller calls release after it has closed the directory.
func (s *Store) LayerDir(id string) (dir *safepath.Root, release func() error, err error) {
	path, release, err := s.layerPath(id)
	if err == nil {
		dir, err = safepath.OpenRoot(path)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("opening layer %s: %w", id, err)
	}
	return dir, release, nil
}

func (s *Store) layerPath(id string) (path string, release func() error, err error) {
	if !s.stacks {
		path, err = s.driver.Get(id, graphdriver.MountOpts{})
		return path, func() error { return s.driver.Put(id) }, err
	}
	meta, err := s.driver.Metadata(id)
	if err != nil {
		return "", nil, err
	}
	path, err = filepath.EvalSymlinks(meta["UpperDir"])
	return path, func() error { return nil }, err
}

// Chain returns a layer and its parents, bottom first.
func (s *Store) Chain(id string) ([]Layer, error) {
	var out []Layer
	for id != "" {
		l, err := s.library.Layer(id)
		if err != nil {
			return nil, fmt.Errorf("reading layer %s: %w", id, gone(err))
		}
		out = append(out, Layer{ID: l.ID, DiffID: l.UncompressedDigest.String(), Size: l.UncompressedSize})
		id = l.Parent
	}
	slices.Reverse(out)
	return out, nil
}

// LayerID names a layer by its parent and content, in the way that a pull by
// containers/image does, so that the same layer is the same everywhere.
func LayerID(parent, diffID string) string {
	hex := digest.Digest(diffID).Encoded()
	if parent == "" {
		return hex
	}
	return digest.FromString(parent + "+" + hex).Encoded()
}

// Register makes a layer of a sealed upper directory. It moves the directory into the
// store, or removes it if the store has the same layer already.
func (s *Store) Register(parent string, u *Upper) (Layer, error) {
	l := u.sealed
	id := LayerID(parent, l.DiffID)
	// Another process may be making the same layer.
	err := s.library.withDigestLock(id, func() error {
		s.commit.Lock()
		defer s.commit.Unlock()
		if _, ok := s.Layer(id); ok {
			return nil
		}
		if !s.stacks {
			return s.putStream(parent, id, u)
		}
		return s.putStaged(parent, id, u)
	})
	return Layer{ID: id, DiffID: l.DiffID, Size: l.Size}, err
}

// putStaged makes a layer of an upper directory by renaming it.
func (s *Store) putStaged(parent, id string, u *Upper) error {
	l := u.sealed
	if err := s.putRecord(id, u); err != nil {
		return err
	}
	target := u.Path()
	mode := u.rootMode
	_, err := s.library.ApplyStagedLayer(storage.ApplyStagedLayerOptions{
		ID: id, ParentLayer: parent,
		LayerOptions: &storage.LayerOptions{},
		DiffOutput: &graphdriver.DriverWithDifferOutput{
			Target: target, Size: l.Size, UIDs: l.UIDs, GIDs: l.GIDs,
			UncompressedDigest: digest.Digest(l.DiffID), CompressedDigest: u.packed,
			RootDirMode: &mode,
		},
		DiffOptions: &graphdriver.ApplyDiffWithDifferOpts{},
	})
	if err != nil && !errors.Is(err, storage.ErrDuplicateID) { // else the record is that of the other layer
		err = errors.Join(err, os.Remove(s.recordOf(id)))
	}
	if err != nil {
		return fmt.Errorf("registering layer %s: %w", id, gone(err))
	}
	return nil
}

// LayerStream opens the tar stream of a layer.
func (s *Store) LayerStream(id string) (io.ReadCloser, error) {
	plain := archive.Uncompressed
	return s.library.Diff("", id, &storage.DiffOptions{Compression: &plain})
}

// PutStream makes a layer of a tar stream from elsewhere, and keeps it only when
// its content has the digest that was promised.
func (s *Store) PutStream(parent, diffID string, stream io.Reader) (id string, err error) {
	id = LayerID(parent, diffID)
	return id, s.library.withDigestLock(id, func() error {
		if _, ok := s.Layer(id); ok {
			return nil
		}
		l, _, err := s.library.PutLayer(id, parent, nil, "", false, nil, stream)
		if err != nil {
			return err
		}
		if got := l.UncompressedDigest.String(); got != diffID {
			return errors.Join(fmt.Errorf("a layer has the digest %s, not %s", got, diffID), s.library.DeleteLayer(id))
		}
		return nil
	})
}

// putStream registers a layer for drivers that take tar streams only.
func (s *Store) putStream(parent, id string, u *Upper) error {
	stream, err := os.Open(u.streamPath())
	if err != nil {
		return err
	}
	defer stream.Close()
	_, _, err = s.library.PutLayer(id, parent, nil, "", false, nil, stream)
	if errors.Is(err, storage.ErrDuplicateID) {
		return nil
	}
	if err == nil {
		err = s.sameRoot(id, u)
	}
	if err != nil {
		return fmt.Errorf("registering layer %s: %w", id, err)
	}
	return nil
}

// sameRoot gives the root directory of a layer the mode that it has in an upper directory: a
// tar stream does not say it.
func (s *Store) sameRoot(id string, u *Upper) (err error) {
	var st unix.Stat_t
	if err := owner.Stat(u.FD(), "", &st); err != nil {
		return err
	}
	dir, release, err := s.LayerDir(id)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dir.Close(), release()) }()
	return owner.SetMode(dir.FD(), "", st.Mode&0o7777)
}
