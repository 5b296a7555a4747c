// Package overlay mounts overlay file systems whose layers are named by open
// descriptors, so that a layer's directory may be renamed while it is in use.
package overlay

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/idmap"
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
	// Shift, when it is not nil, shows the owners of all files as others: the layers
	// stay as they are on the disk. Base is then a directory that Upper and Work lie
	// in, and Scratch an empty one.
	Shift   *idmap.Space
	Base    *safepath.Root
	Scratch string
}

// Mount mounts. The caller unmounts Target.
func Mount(s Spec) error {
	if s.Shift != nil {
		return wrap(s, s.mountShifted())
	}
	p := paths{lowers: make([]string, len(s.Lowers))}
	for i, l := range s.Lowers {
		p.lowers[i] = l.ProcPath()
	}
	if s.Upper != nil {
		p.upper, p.work = s.Upper.ProcPath(), s.Work.ProcPath()
	}
	return wrap(s, s.mount(p))
}

// paths name the parts of an overlay to the kernel.
type paths struct {
	lowers      []string
	upper, work string // empty: read-only
}

func (s Spec) mount(p paths) error {
	var options []string
	if p.upper != "" {
		// What a build wrote is synced once, before the image gets its name, so
		// that the many fsyncs of package managers cost nothing.
		options = append(options, "upperdir="+p.upper, "workdir="+p.work, "volatile")
	}
	if s.UserXattr {
		options = append(options, "userxattr")
	} else {
		options = append(options, "index=off", "redirect_dir=nofollow", "metacopy=off")
	}
	data := strings.Join(append(options, "lowerdir="+strings.Join(p.lowers, ":")), ",")
	if len(data) <= maxData {
		err := unix.Mount("overlay", s.Target, "overlay", 0, data)
		if err == nil || !errors.Is(err, unix.EINVAL) {
			return err
		}
	}
	return mountByParts(s.Target, options, p.lowers)
}

func wrap(s Spec, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("mounting an overlay of %d layers on %s: %w", len(s.Lowers), s.Target, err)
}

// mountByParts adds layers one at a time, for stacks that one page cannot name
// (Linux 6.5).
func mountByParts(target string, options, lowers []string) error {
	fs, err := unix.Fsopen("overlay", unix.FSOPEN_CLOEXEC)
	if err != nil {
		return err
	}
	defer unix.Close(fs)
	for _, lower := range lowers {
		if err := unix.FsconfigSetString(fs, "lowerdir+", lower); err != nil {
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
