package supervisor

import "golang.org/x/sys/unix"

const auditArch = unix.AUDIT_ARCH_X86_64

const sysNewfstatat = unix.SYS_NEWFSTATAT

// x32 marks the numbers of the ABI with 32-bit pointers.
const x32 = 0x40000000

// otherArchs are tables of system calls that programs of this machine can use too.
var otherArchs = []uint32{unix.AUDIT_ARCH_I386}

// processNumbers are the calls about other processes, by table.
var processNumbers = map[uint32][]processCalls{
	unix.AUDIT_ARCH_X86_64: {
		{unix.SYS_KILL, unix.SYS_TKILL, unix.SYS_TGKILL, unix.SYS_RT_SIGQUEUEINFO, unix.SYS_RT_TGSIGQUEUEINFO, unix.SYS_PIDFD_OPEN, unix.SYS_PIDFD_SEND_SIGNAL, unix.SYS_PRLIMIT64},
		{x32 | 62, x32 | 200, x32 | 234, x32 | 524, x32 | 536, x32 | 434, x32 | 424, x32 | 302},
	},
	unix.AUDIT_ARCH_I386: {{37, 238, 270, 178, 335, 434, 424, 340}},
}

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
		idTable[number] = call
	}
}
