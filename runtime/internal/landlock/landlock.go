// Package landlock restricts what files a process can use (landlock(7)).
package landlock

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Rules are restrictions. The fields are those of struct landlock_ruleset_attr. A kernel
// must know all of them: see ABI.
type Rules struct {
	Handled uint64 // LANDLOCK_ACCESS_FS_*: forbidden except below Allowed
	Scoped  uint64 // LANDLOCK_SCOPE_*
	Allowed []Beneath
}

// Beneath allows access to a file or directory and everything below it.
type Beneath struct {
	FD     int
	Access uint64 // LANDLOCK_ACCESS_FS_*
}

// ABI is the version of Landlock in the kernel. The error says why there is none.
func ABI() (int, error) {
	abi, _, errno := unix.RawSyscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	if errno != 0 {
		return 0, errno
	}
	return int(abi), nil
}

// Missing reports whether the kernel has no Landlock, or a filter around us hides it.
func Missing(err error) bool {
	return err == unix.ENOSYS || err == unix.EOPNOTSUPP || err == unix.EPERM
}

// RestrictThread applies rules to the calling thread and its children. It needs
// no_new_privs or CAP_SYS_ADMIN.
func (r *Rules) RestrictThread() error {
	return r.apply(func(set uintptr) syscall.Errno {
		_, _, errno := unix.Syscall(unix.SYS_LANDLOCK_RESTRICT_SELF, set, 0, 0)
		return errno
	})
}

// NoNewPrivileges sets no_new_privs in all threads of this process.
func NoNewPrivileges() error {
	_, _, errno := syscall.AllThreadsSyscall6(unix.SYS_PRCTL, unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}

// RestrictProcess applies rules to all threads of this process, and to its children.
func (r *Rules) RestrictProcess() error {
	return r.apply(func(set uintptr) syscall.Errno {
		_, _, errno := syscall.AllThreadsSyscall(unix.SYS_LANDLOCK_RESTRICT_SELF, set, 0, 0)
		return errno
	})
}

func (r *Rules) apply(restrict func(set uintptr) syscall.Errno) error {
	attr := unix.LandlockRulesetAttr{Handled_access_fs: r.Handled, Scoped: r.Scoped}
	set, _, errno := unix.Syscall(
		unix.SYS_LANDLOCK_CREATE_RULESET, uintptr(unsafe.Pointer(&attr)), unsafe.Sizeof(attr), 0,
	)
	if errno != 0 {
		return errno
	}
	defer unix.Close(int(set))
	for _, b := range r.Allowed {
		// Pipes and sockets need no rule, and cannot have one.
		if err := b.allow(int(set), r.Handled); err != nil && err != unix.EBADFD {
			return err
		}
	}
	if errno := restrict(set); errno != 0 {
		return errno
	}
	return nil
}

func (b Beneath) allow(set int, handled uint64) error {
	rule := unix.LandlockPathBeneathAttr{Allowed_access: b.Access & handled, Parent_fd: int32(b.FD)}
	_, _, errno := unix.Syscall6(
		unix.SYS_LANDLOCK_ADD_RULE, uintptr(set), unix.LANDLOCK_RULE_PATH_BENEATH, uintptr(unsafe.Pointer(&rule)),
		0, 0, 0,
	)
	if errno != 0 {
		return errno
	}
	return nil
}
