package identity

import "golang.org/x/sys/unix"

const auditArch = unix.AUDIT_ARCH_X86_64

const sysNewfstatat = unix.SYS_NEWFSTATAT

// opening are the calls that create files only with a flag, and which argument
// holds it.
var opening = map[uint32]uint32{unix.SYS_OPEN: 1, unix.SYS_OPENAT: 2}

// limiting are the calls that set resource limits.
var limiting = map[uint32]struct{ resource, value uint32 }{
	unix.SYS_SETRLIMIT: {0, 1}, unix.SYS_PRLIMIT64: {1, 2},
}

func init() {
	for number, call := range map[int]handler{
		unix.SYS_STAT:   plainStat(0),
		unix.SYS_LSTAT:  plainStat(unix.AT_SYMLINK_NOFOLLOW),
		unix.SYS_CHOWN:  plainChown(0),
		unix.SYS_LCHOWN: plainChown(unix.AT_SYMLINK_NOFOLLOW),
		unix.SYS_OPEN: func(c *call) response {
			return c.open(unix.AT_FDCWD, 0, int(c.arg(1)), uint32(c.arg(2)))
		},
		unix.SYS_CREAT: func(c *call) response {
			return c.open(unix.AT_FDCWD, 0, unix.O_CREAT|unix.O_WRONLY|unix.O_TRUNC, uint32(c.arg(1)))
		},
		unix.SYS_MKDIR:   func(c *call) response { return c.mkdir(unix.AT_FDCWD, 0) },
		unix.SYS_MKNOD:   func(c *call) response { return c.mknod(unix.AT_FDCWD, 0) },
		unix.SYS_SYMLINK: func(c *call) response { return c.symlink(unix.AT_FDCWD, 0, 1) },
		unix.SYS_RENAME:  func(c *call) response { return c.materialize(unix.AT_FDCWD, 0) },
		unix.SYS_LINK:    func(c *call) response { return c.materialize(unix.AT_FDCWD, 0) },
	} {
		calls[number] = call
	}
}
