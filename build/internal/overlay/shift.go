package overlay

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/safepath"
)

// mountShifted mounts an overlay of layers that are each mounted with mapped ids (Linux
// 5.19), because the overlay itself cannot be. The root of the mapped ids mounts it, so
// that files that the kernel creates in a layer can have an owner.
func (s Spec) mountShifted() (err error) {
	var trees []*os.File
	defer func() {
		for i, tree := range trees {
			tree.Close()
			// The overlay has its own copies of these mounts.
			at := s.place(i)
			err = errors.Join(err, unix.Unmount(at, unix.MNT_DETACH), os.Remove(at))
		}
	}()
	show := func(layer *safepath.Root) (string, error) {
		tree, err := s.Shift.Tree(layer.FD(), "", false)
		if err != nil {
			return "", err
		}
		// Before Linux 6.15 a layer must be attached somewhere: not over another one,
		// which could not be renamed then.
		at := s.place(len(trees))
		if err = os.Mkdir(at, 0o700); err == nil {
			err = unix.MoveMount(int(tree.Fd()), "", unix.AT_FDCWD, at, unix.MOVE_MOUNT_F_EMPTY_PATH)
		}
		if err != nil {
			tree.Close()
			return "", err
		}
		trees = append(trees, tree)
		return "/proc/self/fd/" + strconv.Itoa(int(tree.Fd())), nil
	}
	var p paths
	for _, l := range s.Lowers {
		name, err := show(l)
		if err != nil {
			return err
		}
		p.lowers = append(p.lowers, name)
	}
	if s.Upper != nil {
		base, err := show(s.Base)
		if err != nil {
			return err
		}
		if p.upper, err = s.within(base, s.Upper); err != nil {
			return err
		}
		if p.work, err = s.within(base, s.Work); err != nil {
			return err
		}
	}
	return s.Shift.As(func() error { return s.mount(p) })
}

// place is where a layer is attached while the overlay is mounted.
func (s Spec) place(n int) string { return filepath.Join(s.Scratch, strconv.Itoa(n)) }

// within names a directory below another mount of Base: those of an upper and a work
// directory have to be the same.
func (s Spec) within(mount string, dir *safepath.Root) (string, error) {
	base, err := os.Readlink(s.Base.ProcPath())
	if err != nil {
		return "", err
	}
	name, err := os.Readlink(dir.ProcPath())
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(base, name)
	return filepath.Join(mount, rel), err
}
