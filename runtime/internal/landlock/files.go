package landlock

import "golang.org/x/sys/unix"

// NoFiles takes all files from this process and its children that are not open, and signals to others,
// as far as the kernel can. It needs no_new_privs.
func NoFiles() error {
	abi, err := ABI()
	if err != nil {
		if Missing(err) {
			return nil
		}
		return err
	}
	rules := Rules{Handled: 1<<13 - 1} // all rights of the first ABI
	if abi >= 2 {
		rules.Handled |= unix.LANDLOCK_ACCESS_FS_REFER
	}
	if abi >= 3 {
		rules.Handled |= unix.LANDLOCK_ACCESS_FS_TRUNCATE
	}
	if abi >= 5 {
		rules.Handled |= unix.LANDLOCK_ACCESS_FS_IOCTL_DEV
	}
	if abi >= 6 {
		rules.Scoped = unix.LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | unix.LANDLOCK_SCOPE_SIGNAL
	}
	return rules.RestrictProcess()
}
