// Package overlay mounts overlay filesystems. Open descriptors name the layers, so the
// directory of a layer can be renamed while it is in use.
package overlay

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/idmap"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// maxData is how much the kernel takes as mount data, in bytes.
const maxData = 4095

// Spec describes a mount.
type Spec struct {
	Lowers  []*safepath.Root // top first; at least one
	Upper   *safepath.Root   // nil: read-only
	Work    *safepath.Root   // empty directory beside Upper
	Target  string
	Durable bool // Upper is used again: the kernel syncs it, and Work stays valid
	// UserXattr keeps the overlay's own attributes in the user namespace of
	// attributes: needed when the mounter is not the host's root.
	UserXattr bool
	// Shift, when it is not nil, shows the owners of all files as others: the layers
	// stay as they are on the disk. Base is then a directory that Upper and Work lie
	// in, and Scratch an empty one.
	Shift   *idmap.Space
	Base    *safepath.Root
	Scratch string
}

// maxStack is how many layers the kernel puts below one mount (OVL_MAX_STACK).
const maxStack = 500

// MaxLayers is how many layers a mount may have. If there are more than the kernel allows,
// the bottom ones are merged by a mount of their own. The kernel does not stack a third
// overlay on two, so this is the maximum.
const MaxLayers = 2*maxStack - 1

// Mount mounts. The caller unmounts Target.
func Mount(s Spec) error {
	switch {
	case len(s.Lowers) > MaxLayers:
		return wrap(s, fmt.Errorf("the kernel allows at most %d layers", MaxLayers))
	case s.Shift != nil:
		return wrap(s, s.mountShifted())
	}
	return wrap(s, s.mount(s.paths()))
}

func (s Spec) paths() (p paths) {
	for _, l := range s.Lowers {
		p.lowers = append(p.lowers, l.ProcPath())
	}
	if s.Upper != nil {
		p.upper, p.work = s.Upper.ProcPath(), s.Work.ProcPath()
	}
	return p
}

// paths name the parts of an overlay to the kernel, each below descriptors.
type paths struct {
	lowers      []string
	upper, work string // empty: read-only
}

// descriptors is the directory that all paths begin with.
const descriptors = "/proc/self/fd/"

// relative are the paths as seen from the directory of descriptors.
func (p paths) relative() paths {
	out := paths{upper: strings.TrimPrefix(p.upper, descriptors), work: strings.TrimPrefix(p.work, descriptors)}
	for _, lower := range p.lowers {
		out.lowers = append(out.lowers, strings.TrimPrefix(lower, descriptors))
	}
	return out
}

func (s Spec) mount(p paths) error {
	if len(p.lowers) > maxStack {
		return s.mountMerged(p)
	}
	if data := s.data(p); len(data) <= maxData {
		err := unix.Mount("overlay", s.Target, "overlay", 0, data)
		if err == nil || !errors.Is(err, unix.EINVAL) {
			return err
		}
	}
	err := mountByParts(s.Target, s.options(p), p.lowers)
	if errors.Is(err, errNoParts) {
		err = s.mountByNumbers(p)
	}
	return err
}

// data are all options in one text.
func (s Spec) data(p paths) string {
	return strings.Join(append(s.options(p), "lowerdir="+strings.Join(p.lowers, ":")), ",")
}

// options are those besides the layers below.
func (s Spec) options(p paths) (options []string) {
	if p.upper != "" {
		// The files of a build are synced once, before the image gets its name. So the many
		// fsyncs of package managers cost nothing.
		options = append(options, "upperdir="+p.upper, "workdir="+p.work)
		if !s.Durable {
			options = append(options, "volatile")
		}
	}
	if s.UserXattr {
		return append(options, "userxattr")
	}
	return append(options, "index=off", "redirect_dir=nofollow", "metacopy=off")
}

// mountMerged mounts the lowest layers for reading, and the others on that. The mount
// below needs no name once it is in the one above.
func (s Spec) mountMerged(p paths) (err error) {
	below := s.Target + ".below"
	if err := os.Mkdir(below, 0o700); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(below)) }()
	top := maxStack - 1
	if len(p.lowers)-top == 1 {
		top-- // one directory is no overlay for reading
	}
	bottom := s
	bottom.Target = below
	if err := bottom.mount(paths{lowers: p.lowers[top:]}); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, Unmount(below)) }()
	merged, err := safepath.OpenRoot(below)
	if err != nil {
		return err
	}
	defer merged.Close()
	p.lowers = append(p.lowers[:top:top], merged.ProcPath())
	return s.mount(p)
}

func wrap(s Spec, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("mounting an overlay of %d layers on %s: %w", len(s.Lowers), s.Target, err)
}

// errNoParts means that the kernel cannot add layers one by one.
var errNoParts = errors.New("the kernel cannot add layers one by one")

// mountByNumbers names layers by the numbers of their descriptors alone, seen from
// the directory of them, so that 500 fit in a page (before Linux 6.5). The thread
// that looks from there ends with this.
func (s Spec) mountByNumbers(p paths) error {
	data := s.data(p.relative())
	if len(data) > maxData {
		return fmt.Errorf("their names do not fit in a page: %w", unix.E2BIG)
	}
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // for good
		mount := func() error { return mountFromDescriptors(s.Target, data) }
		if s.Shift != nil {
			done <- s.Shift.As(mount) // this thread is another than the one that began
			return
		}
		done <- mount()
	}()
	return <-done
}

// mountFromDescriptors moves the thread to the directory of its descriptors.
func mountFromDescriptors(target, data string) error {
	if err := unix.Unshare(unix.CLONE_FS); err != nil {
		return err
	}
	if err := unix.Chdir(descriptors); err != nil {
		return err
	}
	return unix.Mount("overlay", target, "overlay", 0, data)
}

// mountByParts adds layers one at a time, for stacks that one page cannot name
// (Linux 6.5).
func mountByParts(target string, options, lowers []string) error {
	fs, err := unix.Fsopen("overlay", unix.FSOPEN_CLOEXEC)
	if err != nil {
		return err
	}
	defer unix.Close(fs)
	for i, lower := range lowers {
		if err := unix.FsconfigSetString(fs, "lowerdir+", lower); errors.Is(err, unix.EINVAL) && i == 0 {
			return errNoParts
		} else if err != nil {
			return err
		}
	}
	for _, option := range options {
		key, value, pair := strings.Cut(option, "=")
		if pair {
			err = unix.FsconfigSetString(fs, key, value)
		} else {
			err = unix.FsconfigSetFlag(fs, key)
		}
		if err != nil {
			return err
		}
	}
	if err := unix.FsconfigCreate(fs); err != nil {
		return err
	}
	mount, err := unix.Fsmount(fs, unix.FSMOUNT_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(mount)
	return unix.MoveMount(mount, "", unix.AT_FDCWD, target, unix.MOVE_MOUNT_F_EMPTY_PATH)
}

// Unmount detaches a mount. Open files in it stay open.
func Unmount(target string) error {
	if err := unix.Unmount(target, unix.MNT_DETACH); err != nil {
		return &os.PathError{Op: "unmount", Path: target, Err: err}
	}
	return nil
}
