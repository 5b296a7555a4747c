// Package overlay mounts overlay file systems whose layers are named by open
// descriptors, so that a layer's directory may be renamed while it is in use.
package overlay

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/safepath"
)

// maxData is how much the kernel takes as mount data, in bytes.
const maxData = 4095

// Spec describes a mount.
type Spec struct {
	Lowers []*safepath.Root // top first; at least one
	Upper  *safepath.Root   // nil: read-only
	Work   *safepath.Root   // empty directory beside Upper
	Target string
	// UserXattr keeps the overlay's own attributes in the user namespace of
	// attributes: needed when the mounter is not the host's root.
	UserXattr bool
}

// maxStack is how many layers the kernel puts below one mount (OVL_MAX_STACK).
const maxStack = 500

// MaxLayers is how many layers a mount may have: what is more than the kernel takes
// at once is merged at the bottom by a mount of its own. There it ends, as the kernel
// puts no third overlay on two.
const MaxLayers = 2*maxStack - 1

// Mount mounts. The caller unmounts Target.
func Mount(s Spec) error {
	if len(s.Lowers) > maxStack {
		return mountMerged(s)
	}
	lowers := make([]string, len(s.Lowers))
	for i, l := range s.Lowers {
		lowers[i] = l.ProcPath()
	}
	options := s.options((*safepath.Root).ProcPath)
	data := strings.Join(append(options, "lowerdir="+strings.Join(lowers, ":")), ",")
	if len(data) <= maxData {
		err := unix.Mount("overlay", s.Target, "overlay", 0, data)
		if err == nil || !errors.Is(err, unix.EINVAL) {
			return wrap(s, err)
		}
	}
	err := mountByParts(s.Target, options, lowers)
	if errors.Is(err, errNoParts) {
		err = mountByNumbers(s)
	}
	return wrap(s, err)
}

// options are those besides the layers below; name names a directory.
func (s *Spec) options(name func(*safepath.Root) string) (options []string) {
	if s.Upper != nil {
		// What a build wrote is synced once, before the image gets its name, so
		// that the many fsyncs of package managers cost nothing.
		options = append(options, "upperdir="+name(s.Upper), "workdir="+name(s.Work), "volatile")
	}
	if s.UserXattr {
		return append(options, "userxattr")
	}
	return append(options, "index=off", "redirect_dir=nofollow", "metacopy=off")
}

// mountMerged mounts the lowest layers for reading, and the others on that. The mount
// below needs no name once it is in the one above.
func mountMerged(s Spec) (err error) {
	if len(s.Lowers) > MaxLayers {
		return wrap(s, fmt.Errorf("the kernel stacks no more than %d", MaxLayers))
	}
	below := s.Target + ".below"
	if err := os.Mkdir(below, 0o700); err != nil {
		return wrap(s, err)
	}
	defer func() { err = errors.Join(err, os.Remove(below)) }()
	top, bottom := s.Lowers[:maxStack-1], s.Lowers[maxStack-1:]
	if len(bottom) == 1 {
		// One directory is no overlay for reading.
		top, bottom = s.Lowers[:maxStack-2], s.Lowers[maxStack-2:]
	}
	if err := Mount(Spec{Lowers: bottom, Target: below, UserXattr: s.UserXattr}); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, Unmount(below)) }()
	merged, err := safepath.OpenRoot(below)
	if err != nil {
		return wrap(s, err)
	}
	defer merged.Close()
	s.Lowers = append(top[:len(top):len(top)], merged)
	return Mount(s)
}

func wrap(s Spec, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("mounting an overlay of %d layers on %s: %w", len(s.Lowers), s.Target, err)
}

// errNoParts says that the kernel takes no layer by itself.
var errNoParts = errors.New("layers cannot be added one at a time")

// mountByNumbers names layers by the numbers of their descriptors alone, seen from
// the directory of them, so that 500 fit in a page (before Linux 6.5). The thread
// that looks from there ends with this.
func mountByNumbers(s Spec) error {
	data := s.numbers()
	if len(data) > maxData {
		return fmt.Errorf("their names do not fit in a page: %w", unix.E2BIG)
	}
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // for good
		done <- mountFromDescriptors(s.Target, data)
	}()
	return <-done
}

// numbers are the options with all directories.
func (s *Spec) numbers() string {
	number := func(dir *safepath.Root) string { return strconv.Itoa(dir.FD()) }
	lowers := make([]string, len(s.Lowers))
	for i, l := range s.Lowers {
		lowers[i] = number(l)
	}
	return strings.Join(append(s.options(number), "lowerdir="+strings.Join(lowers, ":")), ",")
}

// mountFromDescriptors moves the thread to the directory of its descriptors.
func mountFromDescriptors(target, data string) error {
	if err := unix.Unshare(unix.CLONE_FS); err != nil {
		return err
	}
	if err := unix.Chdir("/proc/self/fd"); err != nil {
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

// Unmount detaches a mount; what is still open in it goes on.
func Unmount(target string) error {
	if err := unix.Unmount(target, unix.MNT_DETACH); err != nil {
		return &os.PathError{Op: "unmount", Path: target, Err: err}
	}
	return nil
}
