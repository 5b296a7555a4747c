package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/opencontainers/go-digest"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/overlay"
	"github.com/cooper-build/cooper/runtime/idmap"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// Upper is the upper directory of a step, which contains its changes.
type Upper struct {
	*safepath.Root
	dir      string
	lowers   []*safepath.Root
	rootMode os.FileMode
	before   unix.Stat_t // the root directory as it was
	mounts   int
	sealed   layer.Layer
	packed   digest.Digest // of the blob that it came as; empty: it was made here
	store    *Store
	working  *workingCopy // in a store that does not stack
	marked   bool         // in such a store: the directory has marks like in one that stacks
	work     *Work
	tree     func() (*safepath.Root, error) // the layers below as one tree; nil: it is the first
	kept     string                         // path of the layer of a container, which is not the build's own
	release  func() error
}

// NewUpper makes an empty upper directory over layers, top first. With no layers
// it is an empty root file system.
func (w *Work) NewUpper(lowers []*safepath.Root) (*Upper, error) {
	dir := filepath.Join(w.dir, strconv.FormatInt(w.next.Add(1), 10))
	for _, d := range []string{dir, filepath.Join(dir, "diff")} {
		if err := os.Mkdir(d, 0o755); err != nil {
			return nil, fmt.Errorf("creating a layer: %w", err)
		}
	}
	root, err := safepath.OpenRoot(filepath.Join(dir, "diff"))
	if err != nil {
		return nil, err
	}
	u := &Upper{Root: root, dir: dir, lowers: lowers, store: w.store, work: w}
	if err := u.likeRoot(); err != nil {
		root.Close()
		return nil, fmt.Errorf("creating a layer: %w", err)
	}
	return u, nil
}

// likeRoot sets the owner and mode of the upper directory to those of the root below,
// because the merged root has those of the upper directory.
func (u *Upper) likeRoot() error {
	if len(u.lowers) == 0 {
		return owner.Stat(u.FD(), "", &u.before)
	}
	if err := owner.Stat(u.lowers[0].FD(), "", &u.before); err != nil {
		return err
	}
	if err := owner.Set(u.FD(), "", int(u.before.Uid), int(u.before.Gid)); err != nil {
		return err
	}
	return owner.SetMode(u.FD(), "", u.before.Mode&0o7777)
}

// MaxLayers is how many layers an image may have in a store that stacks them. One
// more is below each: that of the stubs.
const MaxLayers = overlay.MaxLayers - 1

// Mount mounts the layers with the upper directory on top, and bottom, when it is
// not nil, below everything. With shift, owners are shown as it says, where layers are
// stacked. The caller calls unmount.
func (u *Upper) Mount(bottom *safepath.Root, shift *idmap.Space) (target string, unmount func() error, err error) {
	if target, ok := u.there(); ok {
		return target, func() error { return nil }, nil
	}
	if !u.store.stacks {
		return u.openCopy()
	}
	u.mounts++
	name := func(part string) string { return filepath.Join(u.dir, part+strconv.Itoa(u.mounts)) }
	for _, d := range []string{name("work"), name("merged"), name("empty"), name("scratch")} {
		if err := os.Mkdir(d, 0o755); err != nil {
			return "", nil, fmt.Errorf("mounting a layer: %w", err)
		}
	}
	lowers := u.lowers[:len(u.lowers):len(u.lowers)]
	if bottom != nil {
		lowers = append(lowers, bottom)
	}
	if len(lowers) == 0 {
		// An overlay needs a layer below; an empty one adds nothing.
		empty, err := safepath.OpenRoot(name("empty"))
		if err != nil {
			return "", nil, err
		}
		defer empty.Close()
		lowers = append(lowers, empty)
	}
	dir, home, err := u.workDir(name("work"))
	if err != nil {
		return "", nil, err
	}
	work, err := safepath.OpenRoot(dir)
	if err != nil {
		return "", nil, err
	}
	defer work.Close()
	target = name("merged")
	base, err := safepath.OpenRoot(home)
	if err != nil {
		return "", nil, err
	}
	defer base.Close()
	spec := overlay.Spec{
		Lowers: lowers, Upper: u.Root, Work: work, Target: target, UserXattr: u.store.userXattr,
		Shift: shift, Base: base, Scratch: name("scratch"),
	}
	if err := overlay.Mount(spec); err != nil {
		return "", nil, err
	}
	return target, func() error {
		err := overlay.Unmount(target)
		if dir != name("work") {
			err = errors.Join(err, os.RemoveAll(dir))
		}
		return err
	}, nil
}

// workDir is the work directory of an overlay, with the directory of the driver that it
// and the upper directory lie in. It is usual, unless the upper directory is that of a
// container in another directory than images: both have to be in one mount.
func (u *Upper) workDir(usual string) (dir, home string, err error) {
	home = filepath.Dir(u.store.library.workHome())
	if u.kept == "" || filepath.Dir(filepath.Dir(u.kept)) == home {
		return usual, home, nil
	}
	dir, err = os.MkdirTemp(filepath.Dir(u.kept), "work-")
	return dir, filepath.Dir(filepath.Dir(u.kept)), err
}

// Path is the upper directory's own path.
func (u *Upper) Path() string {
	if u.kept != "" {
		return u.kept
	}
	return filepath.Join(u.dir, "diff")
}

// Close closes the directory.
func (u *Upper) Close() error {
	err := u.Root.Close()
	if u.release != nil {
		err = errors.Join(err, u.release())
	}
	return err
}

// rootOptions say whether the root directory itself was changed.
func (u *Upper) rootOptions(opts layer.Options) layer.Options {
	var now unix.Stat_t
	if owner.Stat(u.FD(), "", &now) == nil {
		opts.RootChanged = now.Mode != u.before.Mode || now.Uid != u.before.Uid || now.Gid != u.before.Gid
	}
	return opts
}

func (u *Upper) recordPath() string { return filepath.Join(u.dir, "tar-split") }
func (u *Upper) streamPath() string { return filepath.Join(u.dir, "stream.tar") }

// noteRootMode remembers the mode of the directory, which the library sets again.
func (u *Upper) noteRootMode() error {
	var now unix.Stat_t
	if err := unix.Fstat(u.FD(), &now); err != nil {
		return err
	}
	u.rootMode = os.FileMode(now.Mode & 0o777)
	if now.Mode&unix.S_ISVTX != 0 {
		u.rootMode |= os.ModeSticky
	}
	return nil
}

// Seal computes the layer of a finished step.
func (u *Upper) Seal(ctx context.Context, opts layer.Options) (layer.Layer, error) {
	if err := u.noteRootMode(); err != nil {
		return layer.Layer{}, err
	}
	opts = u.rootOptions(opts)
	if u.working != nil {
		opts.Removed, opts.Opaque = u.working.removed, u.working.opaque
	}
	if u.store.stacks || u.marked {
		opts.Below = u.below
	}
	stream := io.Writer(nil)
	if !u.store.stacks {
		file, err := os.Create(u.streamPath())
		if err != nil {
			return layer.Layer{}, err
		}
		defer file.Close()
		stream = file
	}
	err := u.writeRecord(func(record io.Writer) (err error) {
		u.sealed, err = layer.Write(ctx, u.Root, stream, record, opts)
		return err
	})
	return u.sealed, err
}
