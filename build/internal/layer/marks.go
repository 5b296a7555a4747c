package layer

import (
	"errors"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/userns"
)

// This file makes the marks of an overlay filesystem.

// Whiteout makes a mark that removes a file of the layers below.
func Whiteout(dir *safepath.Root, name string) error {
	return unix.Mknodat(dir.FD(), name, unix.S_IFCHR, 0)
}

// MakeOpaque marks a directory that hides those of the layers below. A user namespace may not
// set the attribute that root has, nor may a user.
func MakeOpaque(dir *safepath.Root) error {
	if userns.Initial() {
		err := unix.Setxattr(dir.ProcPath(), "trusted.overlay.opaque", []byte("y"), 0)
		if !errors.Is(err, unix.EPERM) {
			return err
		}
	}
	return unix.Setxattr(dir.ProcPath(), "user.overlay.opaque", []byte("y"), 0)
}
