package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/opencontainers/go-digest"
	"go.podman.io/storage"
	"go.podman.io/storage/pkg/archive"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// CommitContainer makes a layer on a parent of what a container changed. The
// container stays as it is: its directory is copied, with the marks of what was
// removed.
func (w *Work) CommitContainer(ctx context.Context, parent string, c Container, u *Upper, opts layer.Options) (Layer, error) {
	if !w.store.stacks && opts.ClampTo != nil {
		return Layer{}, errors.New("files of a commit cannot be given a time in a store that does not stack layers (driver vfs)")
	}
	if !w.store.stacks {
		return w.commitTree(parent, c)
	}
	same, err := w.NewUpper(u.lowers)
	if err != nil {
		return Layer{}, err
	}
	defer same.Close()
	if err := same.copyRaw(ctx, u); err != nil {
		return Layer{}, fmt.Errorf("copying the container %s: %w", c.ID, err)
	}
	if _, err := same.Seal(ctx, opts); err != nil {
		return Layer{}, err
	}
	return w.store.Register(parent, same)
}

// copyRaw copies another upper directory.
func (u *Upper) copyRaw(ctx context.Context, from *Upper) error {
	tree := &copier.Tree{Root: from.Root}
	matches, err := tree.Scan(ctx, copier.Selection{Sources: []string{"."}})
	if err != nil {
		return err
	}
	if err := tree.Copy(ctx, u.Root, "/", matches, nil, copier.Options{Workers: runtime.NumCPU()}); err != nil {
		return err
	}
	for _, e := range matches[0].Entries {
		if e.Stat.Mode&unix.S_IFMT != unix.S_IFDIR {
			continue
		}
		if err := copyOpaque(from.Root, u.Root, e.Path); err != nil {
			return err
		}
	}
	root := &matches[0].Entries[0].Stat
	return errors.Join(owner.Set(u.FD(), "", int(root.Uid), int(root.Gid)), owner.SetMode(u.FD(), "", root.Mode&0o7777))
}

// GiveBack makes the tree of a container again of the layer that was made of it.
func (w *Work) GiveBack(ctx context.Context, c Container, layer string) error {
	path, release, err := w.store.layerPath(layer)
	if err != nil {
		return err
	}
	defer release()
	from, err := safepath.OpenRoot(path)
	if err != nil {
		return err
	}
	defer from.Close()
	meta, err := w.store.driver.Metadata(c.Layer)
	if err != nil {
		return err
	}
	if err := os.Mkdir(meta["UpperDir"], 0o755); err != nil {
		return nil // it was not taken
	}
	root, err := safepath.OpenRoot(meta["UpperDir"])
	if err != nil {
		return err
	}
	defer root.Close()
	return (&Upper{Root: root}).copyRaw(ctx, &Upper{Root: from})
}

// copyOpaque copies the mark of a directory that hides all below it.
func copyOpaque(from, to *safepath.Root, name string) error {
	in, err := from.Open(name, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return err
	}
	defer in.Close()
	for _, attr := range []string{"user.overlay.opaque", "trusted.overlay.opaque"} {
		value := make([]byte, 8)
		n, err := unix.Fgetxattr(int(in.Fd()), attr, value)
		if err != nil {
			continue // it has none
		}
		out, err := to.Open(name, unix.O_RDONLY|unix.O_DIRECTORY, 0)
		if err != nil {
			return err
		}
		err = unix.Fsetxattr(int(out.Fd()), attr, value[:n], 0)
		if err := errors.Join(err, out.Close()); err != nil {
			return err
		}
	}
	return nil
}

// commitTree commits in a store that does not stack layers. The difference is
// written to a file first: while it is read the store is locked.
func (w *Work) commitTree(parent string, c Container) (Layer, error) {
	dir, err := w.TempDir()
	if err != nil {
		return Layer{}, err
	}
	file, err := os.Create(filepath.Join(dir, "diff.tar"))
	if err != nil {
		return Layer{}, err
	}
	defer file.Close()
	out, err := w.store.spool(parent, c.Layer, file)
	if err != nil {
		return Layer{}, err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return Layer{}, err
	}
	out.ID, err = w.store.PutStream(parent, out.DiffID, file)
	return out, err
}

// spool writes what a layer changed of another as a tar stream.
func (s *Store) spool(from, to string, file io.Writer) (Layer, error) {
	plain := archive.Uncompressed
	stream, err := s.Diff(from, to, &storage.DiffOptions{Compression: &plain})
	if err != nil {
		return Layer{}, err
	}
	defer stream.Close()
	sum := digest.SHA256.Digester()
	n, err := io.Copy(io.MultiWriter(file, sum.Hash()), stream)
	return Layer{DiffID: sum.Digest().String(), Size: n}, err
}
