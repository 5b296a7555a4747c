package child

import "golang.org/x/sys/unix"

// hide keeps this process from being traced, and its memory and files from being
// read through /proc, by a command that has as many capabilities. It comes after
// the parent has written the maps and the network is connected, which need them.
func hide() error { return unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0) }

// joinKeyring gives this thread, and the command that it starts, a session keyring
// of its own: the caller's may hold keys. A pod's filter may forbid it, and a user
// may have as many keyrings as the kernel allows.
func joinKeyring() error {
	_, _, errno := unix.Syscall(unix.SYS_KEYCTL, unix.KEYCTL_JOIN_SESSION_KEYRING, 0, 0)
	switch errno {
	case 0, unix.EPERM, unix.ENOSYS, unix.EDQUOT:
		return nil
	}
	return errno
}
