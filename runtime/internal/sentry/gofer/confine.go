package gofer

import (
	"slices"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/landlock"
	"github.com/cooper-build/cooper/runtime/internal/sentry"
	"github.com/cooper-build/cooper/runtime/internal/sentry/confine"
)

// hold takes everything from this process but its trees: Landlock holds files, and a
// seccomp filter the rest of the kernel.
func hold(trees []sentry.Tree, roots []int) error {
	if err := landlock.NoNewPrivileges(); err != nil {
		return err
	}
	if err := holdFiles(trees, roots); err != nil {
		return err
	}
	return filter(trees)
}

// Rights of Landlock by the ABI that introduced them.
const (
	reading  = unix.LANDLOCK_ACCESS_FS_READ_FILE | unix.LANDLOCK_ACCESS_FS_READ_DIR
	writing1 = unix.LANDLOCK_ACCESS_FS_WRITE_FILE | unix.LANDLOCK_ACCESS_FS_REMOVE_DIR |
		unix.LANDLOCK_ACCESS_FS_REMOVE_FILE | unix.LANDLOCK_ACCESS_FS_MAKE_DIR | unix.LANDLOCK_ACCESS_FS_MAKE_REG |
		unix.LANDLOCK_ACCESS_FS_MAKE_FIFO | unix.LANDLOCK_ACCESS_FS_MAKE_SYM
	never1 = unix.LANDLOCK_ACCESS_FS_EXECUTE | unix.LANDLOCK_ACCESS_FS_MAKE_CHAR |
		unix.LANDLOCK_ACCESS_FS_MAKE_BLOCK | unix.LANDLOCK_ACCESS_FS_MAKE_SOCK
	writing2 = unix.LANDLOCK_ACCESS_FS_REFER
	writing3 = unix.LANDLOCK_ACCESS_FS_TRUNCATE
	never5   = unix.LANDLOCK_ACCESS_FS_IOCTL_DEV
	scope6   = unix.LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | unix.LANDLOCK_SCOPE_SIGNAL
	// ofFile are the rights of a file that is no directory.
	ofFile = unix.LANDLOCK_ACCESS_FS_READ_FILE | unix.LANDLOCK_ACCESS_FS_WRITE_FILE | unix.LANDLOCK_ACCESS_FS_TRUNCATE
)

func holdFiles(trees []sentry.Tree, roots []int) error {
	abi, err := landlock.ABI()
	if err != nil {
		if landlock.Missing(err) {
			return nil
		}
		return err
	}
	if abi < 2 {
		return nil // it forbids moving files between directories
	}
	writing := uint64(writing1 | writing2)
	rules := landlock.Rules{}
	if abi >= 3 {
		writing |= writing3
	}
	rules.Handled = reading | never1 | writing
	if abi >= 5 {
		rules.Handled |= never5
	}
	if abi >= 6 {
		rules.Scoped = scope6
	}
	for i, t := range trees {
		access := uint64(reading)
		if t.Writable {
			access |= writing
		}
		var st unix.Stat_t
		if err := unix.Fstat(roots[i], &st); err != nil {
			return err
		}
		if st.Mode&unix.S_IFMT != unix.S_IFDIR {
			access &= ofFile
		}
		rules.Allowed = append(rules.Allowed, landlock.Beneath{FD: roots[i], Access: access})
	}
	return rules.RestrictProcess()
}

// Calls of lisafs, and of each kind of tree.
var (
	protocolCalls = []string{
		"dup", "ftruncate", "memfd_create", "ppoll", "recvmsg", "sendmsg", "shutdown", "socketpair",
	}
	readingCalls = []string{
		"fstat", "fstatfs", "getdents64", "getxattr", "lgetxattr", "listxattr", "lseek", "newfstatat", "openat",
		"pread64", "readlinkat", "statx",
	}
	writingCalls = []string{
		"fallocate", "fchmod", "fchmodat", "fchownat", "fdatasync", "fsync", "linkat", "lremovexattr", "lsetxattr",
		"mkdirat", "mknodat", "pwrite64", "removexattr", "renameat2", "setxattr", "symlinkat", "truncate",
		"unlinkat", "utimensat",
	}
	socketCalls = []string{"connect", "socket"}
)

func filter(trees []sentry.Tree) error {
	calls := [][]string{protocolCalls, readingCalls}
	if slices.ContainsFunc(trees, func(t sentry.Tree) bool { return t.Writable }) {
		calls = append(calls, writingCalls)
	}
	if slices.ContainsFunc(trees, func(t sentry.Tree) bool { return t.Socket }) {
		calls = append(calls, socketCalls)
	}
	return confine.Calls(calls)
}
