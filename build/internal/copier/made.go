package copier

import (
	"context"
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/safepath"
)

// madeDir is a directory that no source describes.
type madeDir struct {
	path string // below the root
	at   unix.Timespec
}

// mkdirAll makes a directory and its parents for a source. New directories get the times of
// the source, because times of the clock would make a different layer each time. The source
// is nil for the text of an instruction.
func (c *copying) mkdirAll(name string, as safepath.Owner, source *unix.Stat_t) (*safepath.Root, error) {
	dir, made, err := c.root.MkdirAll(name, as)
	for _, m := range made {
		if source == nil {
			break
		}
		c.made = append(c.made, madeDir{m, c.opts.dated(source).Mtim})
	}
	return dir, err
}

// setMadeTimes sets the times of the directories that mkdirAll made.
func (c *copying) setMadeTimes() error {
	for _, m := range c.made {
		dir, base, err := c.root.Parent(m.path)
		if err != nil {
			return err
		}
		err = unix.UtimesNanoAt(int(dir.Fd()), base, []unix.Timespec{m.at, m.at}, unix.AT_SYMLINK_NOFOLLOW)
		dir.Close()
		if err != nil {
			return &os.PathError{Op: "utimes", Path: m.path, Err: err}
		}
	}
	return nil
}

// parentOwner is who directories belong to that no source describes.
func (c *copying) parentOwner() safepath.Owner {
	owner := safepath.Owner{Mode: 0o755}
	if c.opts.Chown != nil {
		owner.UID, owner.GID = c.opts.Chown.UID, c.opts.Chown.GID
	}
	if c.opts.Chmod.fixed != nil {
		owner.Mode = *c.opts.Chmod.fixed & 0o777 // as mkdir(2) takes it, and BuildKit
	}
	return owner
}

// Empty is a directory with nothing in it, below any layer.
type Empty struct {
	path string // below the root, with no link in it
	made []madeDir
}

// EmptyTarget makes the directory dest for the contents of a match if it is missing. It
// returns dest if it is empty: then [Tree.Fill] can copy without a look at the layers below
// an overlay. Otherwise it returns nil.
func (t *Tree) EmptyTarget(root *safepath.Root, dest string, m *Match, opts Options) (*Empty, error) {
	if st, err := root.Stat(dest); err == nil && st.Mode&unix.S_IFMT != unix.S_IFDIR {
		return nil, nil
	}
	c := &copying{tree: t, root: root, opts: opts}
	dir, err := c.mkdirAll(dest, c.parentOwner(), &m.Entries[0].Stat)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	f, err := dir.Open(".", unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if _, err := f.Readdirnames(1); !errors.Is(err, io.EOF) {
		return nil, err
	}
	// Setting the mode that it has puts the directory into the upper layer.
	var st unix.Stat_t
	if err := unix.Fstat(int(f.Fd()), &st); err != nil {
		return nil, err
	}
	if err := unix.Fchmod(int(f.Fd()), st.Mode&0o7777); err != nil {
		return nil, err
	}
	real, err := root.Real(f)
	return &Empty{path: real, made: c.made}, err
}

// Fill copies the contents of a match into an empty directory, below the root of the
// layer that it is in.
func (t *Tree) Fill(ctx context.Context, layer *safepath.Root, target *Empty, m *Match, opts Options) error {
	c := &copying{tree: t, root: layer, opts: opts, made: target.made}
	if err := c.match(ctx, m, target.path); err != nil {
		return err
	}
	c.report()
	return c.setMadeTimes()
}
