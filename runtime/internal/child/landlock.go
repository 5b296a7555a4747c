package child

import (
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/landlock"
)

// The rights of Landlock for files, by the ABI that introduced them: all that change or
// list files. Reading and executing are left out, because binfmt_misc keeps interpreters
// open that lie outside of the root.
const (
	landlockFiles1 = unix.LANDLOCK_ACCESS_FS_WRITE_FILE | unix.LANDLOCK_ACCESS_FS_READ_DIR |
		unix.LANDLOCK_ACCESS_FS_REMOVE_DIR | unix.LANDLOCK_ACCESS_FS_REMOVE_FILE |
		unix.LANDLOCK_ACCESS_FS_MAKE_CHAR | unix.LANDLOCK_ACCESS_FS_MAKE_DIR | unix.LANDLOCK_ACCESS_FS_MAKE_REG |
		unix.LANDLOCK_ACCESS_FS_MAKE_SOCK | unix.LANDLOCK_ACCESS_FS_MAKE_FIFO | unix.LANDLOCK_ACCESS_FS_MAKE_BLOCK |
		unix.LANDLOCK_ACCESS_FS_MAKE_SYM
	landlockFiles2 = unix.LANDLOCK_ACCESS_FS_REFER
	landlockFiles3 = unix.LANDLOCK_ACCESS_FS_TRUNCATE
	landlockFiles5 = unix.LANDLOCK_ACCESS_FS_IOCTL_DEV
	landlockScope6 = unix.LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | unix.LANDLOCK_SCOPE_SIGNAL
	// landlockFile are those of a file that is no directory.
	landlockFile = unix.LANDLOCK_ACCESS_FS_WRITE_FILE | unix.LANDLOCK_ACCESS_FS_TRUNCATE |
		unix.LANDLOCK_ACCESS_FS_IOCTL_DEV
)

// confine restricts the command that this thread is about to start. It cannot signal
// processes outside the sandbox or connect to their abstract sockets, which matters if
// processes or the network are shared. It cannot change files outside the root, even if it
// gets a descriptor of one.
func (c *Config) confine() error {
	abi, err := landlock.ABI()
	if err != nil {
		if landlock.Missing(err) {
			return nil
		}
		return err
	}
	var rules landlock.Rules     // bits that the kernel does not know must be zero
	if c.HoldFiles && abi >= 2 { // the first forbids moving files between directories
		rules.Handled = landlockFiles1 | landlockFiles2
		if abi >= 3 {
			rules.Handled |= landlockFiles3
		}
		if abi >= 5 {
			rules.Handled |= landlockFiles5
		}
	}
	if abi >= 6 {
		rules.Scoped = landlockScope6
	}
	if rules.Handled == 0 && rules.Scoped == 0 {
		return nil
	}
	return applyLandlock(&rules)
}

// applyLandlock allows everything below the root, and writing to the standard descriptors
// by name, as in "echo >/dev/stdout", where they are files outside.
func applyLandlock(rules *landlock.Rules) error {
	if rules.Handled == 0 {
		return rules.RestrictThread()
	}
	root, err := unix.Open("/", unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(root)
	rules.Allowed = []landlock.Beneath{{FD: root, Access: rules.Handled}}
	for fd := range 3 {
		var st unix.Stat_t
		if unix.Fstat(fd, &st) == nil && st.Mode&unix.S_IFMT != unix.S_IFDIR {
			rules.Allowed = append(rules.Allowed, landlock.Beneath{FD: fd, Access: landlockFile})
		}
	}
	return rules.RestrictThread()
}
