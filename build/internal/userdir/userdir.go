// Package userdir finds the directories of the calling user (XDG Base Directory
// Specification), and decides which of them are trusted.
//
// A directory is trusted when it belongs to the user or to root. In /tmp, or where
// HOME was kept by sudo, somebody else may have made it.
package userdir

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// ErrUntrusted is wrapped by errors about a directory of another user.
var ErrUntrusted = errors.New("directory of another user")

// Check reports why a directory is not trusted. One that does not exist is: the
// caller makes it. The error wraps ErrUntrusted.
func Check(dir string) error {
	if err := checkLink(dir); err != nil {
		return err
	}
	fd, err := unix.Open(dir, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if errors.Is(err, unix.ENOENT) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("opening %s: %w", dir, err)
	}
	defer unix.Close(fd)
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil {
		return fmt.Errorf("reading the owner of %s: %w", dir, err)
	}
	if !trustedOwner(st.Uid) {
		return fmt.Errorf("%s belongs to user %d: %w", dir, st.Uid, ErrUntrusted)
	}
	if st.Mode&unix.S_IWOTH == 0 {
		return nil
	}
	return checkEntries(dir)
}

// checkLink refuses a link of another user, for example in /tmp.
func checkLink(dir string) error {
	var st unix.Stat_t
	if err := unix.Lstat(filepath.Clean(dir), &st); err != nil || st.Mode&unix.S_IFMT != unix.S_IFLNK {
		return nil // the descriptor shows if it is absent or not a link
	}
	if !trustedOwner(st.Uid) {
		return fmt.Errorf("%s is a link of user %d: %w", dir, st.Uid, ErrUntrusted)
	}
	return nil
}

// checkEntries checks the content of a directory that anybody can write to, for example a
// volume of a pod. All entries must have a trusted owner.
func checkEntries(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("reading %s: %w", dir, err)
	}
	for _, e := range entries {
		if err := checkOwner(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

func checkOwner(path string) error {
	var st unix.Stat_t
	if err := unix.Lstat(path, &st); err == nil && !trustedOwner(st.Uid) {
		return fmt.Errorf("%s belongs to user %d: %w", path, st.Uid, ErrUntrusted)
	}
	return nil
}

// trustedOwner reports whether a directory of uid is safe to use. In a worker 0 is
// the calling user, and everybody else has the overflow id.
func trustedOwner(uid uint32) bool {
	return uid == 0 || uid == uint32(os.Geteuid())
}
