package supervisor

import "golang.org/x/sys/unix"

const auditArch = unix.AUDIT_ARCH_AARCH64

const sysNewfstatat = unix.SYS_FSTATAT

// otherArchs are tables of system calls that programs of this machine can use too.
var otherArchs = []uint32{unix.AUDIT_ARCH_ARM}

// processNumbers are the calls about other processes, by table.
var processNumbers = map[uint32][]processCalls{
	unix.AUDIT_ARCH_AARCH64: {
		{unix.SYS_KILL, unix.SYS_TKILL, unix.SYS_TGKILL, unix.SYS_RT_SIGQUEUEINFO, unix.SYS_RT_TGSIGQUEUEINFO, unix.SYS_PIDFD_OPEN, unix.SYS_PIDFD_SEND_SIGNAL, unix.SYS_PRLIMIT64},
	},
	unix.AUDIT_ARCH_ARM: {{37, 238, 268, 178, 363, 434, 424, 369}},
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
	unix.AUDIT_ARCH_AARCH64: {{set: [4]int32{5, 6, 7, 463}, get: [4]int32{8, 9, 10, 464}, list: [4]int32{11, 12, 13, 465}, remove: [4]int32{14, 15, 16, 466}}},
	unix.AUDIT_ARCH_ARM:     {attributes32},
}
