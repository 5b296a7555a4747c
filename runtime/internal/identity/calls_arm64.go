package identity

import "golang.org/x/sys/unix"

const auditArch = unix.AUDIT_ARCH_AARCH64

const sysNewfstatat = unix.SYS_FSTATAT

// opening are the calls that create files only with a flag, and which argument
// holds it.
var opening = map[uint32]uint32{unix.SYS_OPENAT: 2}

// limiting are the calls that set resource limits.
var limiting = map[uint32]struct{ resource, value uint32 }{
	unix.SYS_SETRLIMIT: {0, 1}, unix.SYS_PRLIMIT64: {1, 2},
}
