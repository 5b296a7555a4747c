// Package reading limits which files a process can read, for programs that interpret files of strangers.
package reading

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/landlock"
)

// Only takes all files from this process that are not below some files and directories, as far as the
// kernel has Landlock. It can read those, and write none.
func Only(paths ...string) error {
	if _, err := landlock.ABI(); err != nil {
		if landlock.Missing(err) {
			return nil
		}
		return err
	}
	rules := landlock.Rules{Handled: 1<<13 - 1} // all rights of the first ABI
	for _, path := range paths {
		fd, err := unix.Open(path, unix.O_PATH|unix.O_CLOEXEC, 0)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return &fs.PathError{Op: "open", Path: path, Err: err}
		}
		defer unix.Close(fd)
		access := uint64(unix.LANDLOCK_ACCESS_FS_READ_FILE)
		var stat unix.Stat_t
		if err := unix.Fstat(fd, &stat); err != nil {
			return &fs.PathError{Op: "stat", Path: path, Err: err}
		}
		if stat.Mode&unix.S_IFMT == unix.S_IFDIR {
			access |= unix.LANDLOCK_ACCESS_FS_READ_DIR
		}
		rules.Allowed = append(rules.Allowed, landlock.Beneath{FD: fd, Access: access})
	}
	if err := landlock.NoNewPrivileges(); err != nil {
		return err
	}
	return rules.RestrictProcess()
}
