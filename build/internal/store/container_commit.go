package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// CommitContainer makes a layer of the changes of a container, on a parent. The container
// stays as it is: its directory is copied, with the whiteouts.
func (w *Work) CommitContainer(
	ctx context.Context, parent string, c Container, u *Upper, opts layer.Options,
) (l Layer, err error) {
	same, err := w.NewUpper(u.lowers)
	if err != nil {
		return Layer{}, err
	}
	defer func() { err = errors.Join(err, same.Close()) }()
	take := func() error { return same.copyRaw(ctx, u) }
	if !w.store.stacks {
		take = func() error { return same.compareWith(u.kept) }
	}
	if err := take(); err != nil {
		return Layer{}, fmt.Errorf("copying the container %s: %w", c.ID, err)
	}
	if err := same.ignoreNewRoot(); err != nil {
		return Layer{}, err
	}
	if _, err := same.Seal(ctx, opts); err != nil {
		return Layer{}, err
	}
	return w.store.Register(parent, same)
}

// newRoot is the mode that the storage library gives the root of a container of nothing.
const newRoot = 0o555

// ignoreNewRoot leaves the root directory out of the layer if nobody changed it.
func (u *Upper) ignoreNewRoot() error {
	var now unix.Stat_t
	if err := owner.Stat(u.FD(), "", &now); err != nil {
		return err
	}
	if len(u.lowers) == 0 && now.Mode&0o7777 == newRoot && now.Uid == 0 && now.Gid == 0 {
		u.before = now
	}
	return nil
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
func (w *Work) GiveBack(ctx context.Context, c Container, layer string) (err error) {
	path, release, err := w.store.layerPath(layer)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
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

// compareWith fills the upper directory with the differences between a whole tree, which
// once was a copy of the layers below, and those layers.
func (u *Upper) compareWith(tree string) error {
	u.working = &workingCopy{path: tree, separate: true, before: map[string]seen{}}
	note := func(name string, st *unix.Stat_t) error {
		u.working.before[name] = u.working.stateOf(st)
		return nil
	}
	if len(u.lowers) == 0 {
		var st unix.Stat_t
		if err := owner.Stat(unix.AT_FDCWD, tree, &st); err != nil {
			return err
		}
		return errors.Join(note(".", &st), u.findChanges())
	}
	if err := walkStat(u.lowers[0].ProcPath()+"/.", note); err != nil {
		return err
	}
	return u.findChanges()
}
