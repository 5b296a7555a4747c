package identity

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// Offsets in struct seccomp_data; of an argument only the low half is looked at.
const (
	offsetNumber = 0
	offsetArch   = 4
	offsetArgs   = 16
)

func load(offset uint32) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: offset}
}

func jump(test uint16, k uint32, yes, no uint8) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_JMP | test | unix.BPF_K, Jt: yes, Jf: no, K: k}
}

func answer(action uint32) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: action}
}

// program sends the calls of the table to the supervisor. Calls that open are
// sent when they may create a file; setting the limit that holds the credentials
// seems to work.
func program() []unix.SockFilter {
	const create = unix.O_CREAT | unix.O_TMPFILE&^unix.O_DIRECTORY
	out := []unix.SockFilter{load(offsetArch), jump(unix.BPF_JEQ, auditArch, 1, 0), answer(unix.SECCOMP_RET_ALLOW), load(offsetNumber)}
	for number, argument := range opening {
		out = append(out,
			jump(unix.BPF_JEQ, number, 0, 4),
			load(offsetArgs+8*argument),
			jump(unix.BPF_JSET, create, 0, 1),
			answer(unix.SECCOMP_RET_USER_NOTIF),
			answer(unix.SECCOMP_RET_ALLOW))
	}
	for number, argument := range limiting {
		out = append(out,
			jump(unix.BPF_JEQ, number, 0, 6),
			load(offsetArgs+8*argument.resource),
			jump(unix.BPF_JEQ, unix.RLIMIT_LOCKS, 0, 3),
			load(offsetArgs+8*argument.value),
			jump(unix.BPF_JEQ, 0, 1, 0),
			answer(unix.SECCOMP_RET_ERRNO),
			answer(unix.SECCOMP_RET_ALLOW))
	}
	for number := range calls {
		out = append(out, jump(unix.BPF_JEQ, uint32(number), 0, 1), answer(unix.SECCOMP_RET_USER_NOTIF))
	}
	return append(out, answer(unix.SECCOMP_RET_ALLOW))
}

// install puts the filter on this thread and returns the supervisor's descriptor.
func install() (int, error) {
	filter := program()
	prog := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	// Killable only: otherwise a signal makes a program repeat a call that was done.
	flags := uintptr(unix.SECCOMP_FILTER_FLAG_NEW_LISTENER | unix.SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV)
	fd, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, flags, uintptr(unsafe.Pointer(&prog)))
	if errno == unix.EINVAL { // before Linux 5.19
		flags = unix.SECCOMP_FILTER_FLAG_NEW_LISTENER
		fd, _, errno = unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, flags, uintptr(unsafe.Pointer(&prog)))
	}
	if errno != 0 {
		return -1, errno
	}
	return int(fd), nil
}
