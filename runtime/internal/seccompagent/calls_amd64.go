package seccompagent

import "golang.org/x/sys/unix"

const auditArch = unix.AUDIT_ARCH_X86_64

const sysNewfstatat = unix.SYS_NEWFSTATAT

// x32 marks the numbers of the ABI with 32-bit pointers.
const x32 = 0x40000000

// otherArchs are tables of system calls that programs of this machine can use too.
var otherArchs = []uint32{unix.AUDIT_ARCH_I386}

// wide reports whether the call is of the table with the machine's own structures.
func (c *call) wide() bool { return c.arch == auditArch && c.nr&x32 == 0 }

// processNumbers are the calls about other processes, by table.
var processNumbers = map[uint32][]processCalls{
	unix.AUDIT_ARCH_X86_64: {
		{
			kill: 62, tkill: 200, tgkill: 234, queue: 129, queueThread: 297, pidfdOpen: 434, pidfdSignal: 424,
			prlimit:  302,
			priority: 141, ioPriority: 251, schedParam: 142, schedPolicy: 144, schedAttr: 314, affinity: 203, fcntl: 72,
			ioctl: 16,
		},
		{
			kill: x32 | 62, tkill: x32 | 200, tgkill: x32 | 234, queue: x32 | 524, queueThread: x32 | 536,
			pidfdOpen:   x32 | 434,
			pidfdSignal: x32 | 424, prlimit: x32 | 302, priority: x32 | 141, ioPriority: x32 | 251,
			schedParam:  x32 | 142,
			schedPolicy: x32 | 144, schedAttr: x32 | 314, affinity: x32 | 203, fcntl: x32 | 72, ioctl: x32 | 514,
		},
	},
	unix.AUDIT_ARCH_I386: {{
		kill: 37, tkill: 238, tgkill: 270, queue: 178, queueThread: 335, pidfdOpen: 434, pidfdSignal: 424, prlimit: 340,
		priority: 97, ioPriority: 289, schedParam: 154, schedPolicy: 156, schedAttr: 351, affinity: 241, fcntl: 55,
		fcntl64: 221, ioctl: 54,
	}},
}

// opening are the calls that create files only with a flag, and which argument
// holds it.
var opening = map[uint32]uint32{unix.SYS_OPEN: 1, unix.SYS_OPENAT: 2}

// limiting are the calls that set resource limits, by table.
var limiting = map[uint32][]limitCall{
	unix.AUDIT_ARCH_X86_64: {
		{unix.SYS_SETRLIMIT, 0, 1}, {unix.SYS_PRLIMIT64, 1, 2}, {x32 | 160, 0, 1}, {x32 | 302, 1, 2},
	},
	unix.AUDIT_ARCH_I386: {{75, 0, 1}, {340, 1, 2}},
}

// ringSetup are the numbers of io_uring_setup, by table.
var ringSetup = map[uint32][]uint32{unix.AUDIT_ARCH_X86_64: {425, x32 | 425}, unix.AUDIT_ARCH_I386: {425}}

// attributeNumbers are the calls about extended attributes, by table.
var attributeNumbers = map[uint32][]attributeCalls{
	unix.AUDIT_ARCH_X86_64: {
		{
			set:    [4]int32{188, 189, 190, 463},
			get:    [4]int32{191, 192, 193, 464},
			list:   [4]int32{194, 195, 196, 465},
			remove: [4]int32{197, 198, 199, 466},
		},
		{
			set:    [4]int32{x32 | 188, x32 | 189, x32 | 190, x32 | 463},
			get:    [4]int32{x32 | 191, x32 | 192, x32 | 193, x32 | 464},
			list:   [4]int32{x32 | 194, x32 | 195, x32 | 196, x32 | 465},
			remove: [4]int32{x32 | 197, x32 | 198, x32 | 199, x32 | 466},
		},
	},
	unix.AUDIT_ARCH_I386: {attributes32},
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
