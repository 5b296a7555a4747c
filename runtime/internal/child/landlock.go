package child

import (
	"unsafe"

	"golang.org/x/sys/unix"
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

// LandlockABI is the version of Landlock in the kernel. The error says why there is none.
func LandlockABI() (int, error) {
	abi, _, errno := unix.RawSyscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	if errno != 0 {
		return 0, errno
	}
	return int(abi), nil
}

// landlockMissing reports whether the kernel has no Landlock, or a filter around us
// hides it.
func landlockMissing(err error) bool {
	return err == unix.ENOSYS || err == unix.EOPNOTSUPP || err == unix.EPERM
}

// confine restricts the command that this thread is about to start. It cannot signal
// processes outside the sandbox or connect to their abstract sockets, which matters if
// processes or the network are shared. It cannot change files outside the root, even if it
// gets a descriptor of one.
func (c *Config) confine() error {
	abi, err := LandlockABI()
	if err != nil {
		if landlockMissing(err) {
			return nil
		}
		return err
	}
	var rules unix.LandlockRulesetAttr // fields that the kernel does not know must be zero
	if c.HoldFiles && abi >= 2 {       // the first forbids moving files between directories
		rules.Handled_access_fs = landlockFiles1 | landlockFiles2
		if abi >= 3 {
			rules.Handled_access_fs |= landlockFiles3
		}
		if abi >= 5 {
			rules.Handled_access_fs |= landlockFiles5
		}
	}
	if abi >= 6 {
		rules.Scoped = landlockScope6
	}
	if rules.Handled_access_fs == 0 && rules.Scoped == 0 {
		return nil
	}
	return applyLandlock(&rules)
}

func applyLandlock(rules *unix.LandlockRulesetAttr) error {
	set, _, errno := unix.Syscall(
		unix.SYS_LANDLOCK_CREATE_RULESET, uintptr(unsafe.Pointer(rules)), unsafe.Sizeof(*rules), 0,
	)
	if errno != 0 {
		return errno
	}
	defer unix.Close(int(set))
	if rules.Handled_access_fs != 0 {
		if err := allowFiles(int(set), rules.Handled_access_fs); err != nil {
			return err
		}
	}
	_, _, errno = unix.Syscall(unix.SYS_LANDLOCK_RESTRICT_SELF, set, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// allowFiles allows everything below the root, and writing to the standard
// descriptors by name, as in "echo >/dev/stdout", where they are files outside.
func allowFiles(set int, access uint64) error {
	root, err := unix.Open("/", unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(root)
	if err := allowBeneath(set, root, access); err != nil {
		return err
	}
	for fd := range 3 {
		var st unix.Stat_t
		if unix.Fstat(fd, &st) != nil || st.Mode&unix.S_IFMT == unix.S_IFDIR {
			continue
		}
		// Pipes and sockets need no rule, and cannot have one.
		if err := allowBeneath(set, fd, access&landlockFile); err != nil && err != unix.EBADFD {
			return err
		}
	}
	return nil
}

func allowBeneath(set, fd int, access uint64) error {
	rule := unix.LandlockPathBeneathAttr{Allowed_access: access, Parent_fd: int32(fd)}
	_, _, errno := unix.Syscall6(
		unix.SYS_LANDLOCK_ADD_RULE, uintptr(set), unix.LANDLOCK_RULE_PATH_BENEATH, uintptr(unsafe.Pointer(&rule)),
		0, 0, 0,
	)
	if errno != 0 {
		return errno
	}
	return nil
}
