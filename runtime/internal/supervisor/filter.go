package supervisor

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

// program sends the calls of the supervisor's table to it. With ids, calls that
// open are sent when they may create a file, and setting the limit that holds the
// credentials only seems to work.
func (s *Supervisor) program() []unix.SockFilter {
	var out []unix.SockFilter
	for _, arch := range append([]uint32{auditArch}, otherArchs...) {
		section := []unix.SockFilter{load(offsetNumber)}
		if s.ids && arch == auditArch {
			section = append(section, idCalls()...)
		}
		for key := range s.calls {
			if key.arch == arch {
				section = append(section, jump(unix.BPF_JEQ, uint32(key.number), 0, 1), answer(unix.SECCOMP_RET_USER_NOTIF))
			}
		}
		section = append(section, answer(unix.SECCOMP_RET_ALLOW))
		// Sections are longer than a conditional jump reaches.
		skip := unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JA, K: uint32(len(section))}
		out = append(append(out, load(offsetArch), jump(unix.BPF_JEQ, arch, 1, 0), skip), section...)
	}
	return append(out, answer(unix.SECCOMP_RET_ALLOW))
}

// idCalls are the calls whose arguments decide.
func idCalls() (out []unix.SockFilter) {
	const create = unix.O_CREAT | unix.O_TMPFILE&^unix.O_DIRECTORY
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
			load(offsetNumber))
	}
	return out
}

// install puts the filter on this thread and returns the supervisor's descriptor.
func (s *Supervisor) install() (int, error) {
	filter := s.program()
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
