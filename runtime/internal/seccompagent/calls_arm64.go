package seccompagent

import "golang.org/x/sys/unix"

const auditArch = unix.AUDIT_ARCH_AARCH64

const sysNewfstatat = unix.SYS_FSTATAT

// otherArchs are tables of system calls that programs of this machine can use too.
var otherArchs = []uint32{unix.AUDIT_ARCH_ARM}

// wide reports whether the call is of the table with the machine's own structures.
func (c *call) wide() bool { return c.arch == auditArch }

// processNumbers are the calls about other processes, by table.
var processNumbers = map[uint32][]processCalls{
	unix.AUDIT_ARCH_AARCH64: {{
		kill: 129, tkill: 130, tgkill: 131, queue: 138, queueThread: 240, pidfdOpen: 434, pidfdSignal: 424,
		prlimit:  261,
		priority: 140, ioPriority: 30, schedParam: 118, schedPolicy: 119, schedAttr: 274, affinity: 122, fcntl: 25,
		ioctl: 29,
	}},
	unix.AUDIT_ARCH_ARM: {{
		kill: 37, tkill: 238, tgkill: 268, queue: 178, queueThread: 363, pidfdOpen: 434, pidfdSignal: 424, prlimit: 369,
		priority: 97, ioPriority: 314, schedParam: 154, schedPolicy: 156, schedAttr: 380, affinity: 241, fcntl: 55,
		fcntl64: 221, ioctl: 54,
	}},
}

// opening are the calls that create files only with a flag, and which argument
// holds it.
var opening = map[uint32]uint32{unix.SYS_OPENAT: 2}

// limiting are the calls that set resource limits, by table.
var limiting = map[uint32][]limitCall{
	unix.AUDIT_ARCH_AARCH64: {{unix.SYS_SETRLIMIT, 0, 1}, {unix.SYS_PRLIMIT64, 1, 2}},
	unix.AUDIT_ARCH_ARM:     {{75, 0, 1}, {369, 1, 2}},
}

// ringSetup are the numbers of io_uring_setup, by table.
var ringSetup = map[uint32][]uint32{unix.AUDIT_ARCH_AARCH64: {425}, unix.AUDIT_ARCH_ARM: {425}}

// attributeNumbers are the calls about extended attributes, by table.
var attributeNumbers = map[uint32][]attributeCalls{
	unix.AUDIT_ARCH_AARCH64: {
		{
			set:    [4]int32{5, 6, 7, 463},
			get:    [4]int32{8, 9, 10, 464},
			list:   [4]int32{11, 12, 13, 465},
			remove: [4]int32{14, 15, 16, 466},
		},
	},
	unix.AUDIT_ARCH_ARM: {attributes32},
}
