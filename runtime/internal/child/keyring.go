package child

import "golang.org/x/sys/unix"

// hide keeps this process from being traced, and its memory and files from being
// read through /proc, by a command that has as many capabilities. It comes after
// the parent has written the maps and the network is connected, which need them.
func hide() error { return unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0) }

// joinKeyring joins a new session keyring with this thread, and so with the command that it
// starts. The keyring of the caller may contain keys. A seccomp filter of a pod may forbid
// it, and the kernel limits the number of keyrings of a user.
func joinKeyring() error {
	_, _, errno := unix.Syscall(unix.SYS_KEYCTL, unix.KEYCTL_JOIN_SESSION_KEYRING, 0, 0)
	switch errno {
	case 0, unix.EPERM, unix.ENOSYS, unix.EDQUOT:
		return nil
	}
	return errno
}
