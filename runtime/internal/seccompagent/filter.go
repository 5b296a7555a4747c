package seccompagent

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// Offsets in struct seccomp_data. An argument has two halves; all machines here
// have the low one first.
const (
	offsetNumber = 0
	offsetArch   = 4
	offsetArgs   = 16
	highHalf     = 4
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

// program sends the calls of the agent's table to it. With ids, calls that
// open are sent when they may create a file, and setting the limit that holds the
// credentials only seems to work.
func (s *Agent) program() []unix.SockFilter {
	var out []unix.SockFilter
	for _, arch := range append([]uint32{auditArch}, otherArchs...) {
		section := []unix.SockFilter{load(offsetNumber)}
		if s.ids {
			section = append(section, idCalls(arch)...)
		}
		if s.processes {
			section = append(section, ownerCalls(arch)...)
		}
		for key := range s.calls {
			if key.arch == arch {
				section = append(
					section, jump(unix.BPF_JEQ, uint32(key.number), 0, 1), answer(unix.SECCOMP_RET_USER_NOTIF),
				)
			}
		}
		section = append(section, answer(unix.SECCOMP_RET_ALLOW))
		// Sections are longer than a conditional jump reaches.
		skip := unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JA, K: uint32(len(section))}
		out = append(append(out, load(offsetArch), jump(unix.BPF_JEQ, arch, 1, 0), skip), section...)
	}
	return append(out, answer(unix.SECCOMP_RET_ALLOW))
}

// idCalls are the calls whose arguments decide, and io_uring, which would do them
// without a filter seeing it.
func idCalls(arch uint32) (out []unix.SockFilter) {
	const create = unix.O_CREAT | unix.O_TMPFILE&^unix.O_DIRECTORY
	if arch == auditArch {
		for number, argument := range opening {
			out = append(out,
				jump(unix.BPF_JEQ, number, 0, 4),
				load(offsetArgs+8*argument),
				jump(unix.BPF_JSET, create, 0, 1),
				answer(unix.SECCOMP_RET_USER_NOTIF),
				answer(unix.SECCOMP_RET_ALLOW))
		}
	}
	for _, call := range limiting[arch] {
		value := offsetArgs + 8*call.value
		out = append(out,
			jump(unix.BPF_JEQ, call.number, 0, 8),
			load(offsetArgs+8*call.resource),
			jump(unix.BPF_JEQ, unix.RLIMIT_LOCKS, 0, 5),
			load(value),
			jump(unix.BPF_JEQ, 0, 0, 2),
			load(value+highHalf),
			jump(unix.BPF_JEQ, 0, 1, 0),
			answer(unix.SECCOMP_RET_ERRNO),
			load(offsetNumber))
	}
	for _, number := range ringSetup[arch] {
		out = append(out, jump(unix.BPF_JEQ, number, 0, 1), answer(unix.SECCOMP_RET_ERRNO|uint32(unix.ENOSYS)))
	}
	return out
}

// ownerCalls are those that say who gets signals about a file, which may be one that
// is shared with a process outside. One way names a process in an argument, and is
// looked at; the others are refused, as is to choose the signal.
func ownerCalls(arch uint32) (out []unix.SockFilter) {
	const command, chosen = offsetArgs + 8, offsetArgs + 16
	refuse, allow := answer(unix.SECCOMP_RET_ERRNO|uint32(unix.EPERM)), answer(unix.SECCOMP_RET_ALLOW)
	for _, n := range processNumbers[arch] {
		for _, number := range n.fcntls() {
			out = append(out,
				jump(unix.BPF_JEQ, uint32(number), 0, 11),
				load(command),
				jump(unix.BPF_JEQ, unix.F_SETOWN_EX, 6, 0),
				jump(unix.BPF_JEQ, unix.F_SETOWN, 7, 0),
				jump(unix.BPF_JEQ, unix.F_SETSIG, 0, 5),
				load(chosen),
				jump(unix.BPF_JEQ, 0, 0, 2),
				load(chosen+highHalf),
				jump(unix.BPF_JEQ, 0, 1, 0), // SIGIO, as ever
				refuse, allow, answer(unix.SECCOMP_RET_USER_NOTIF))
		}
		out = append(out,
			jump(unix.BPF_JEQ, uint32(n.ioctl), 0, 5),
			load(command),
			jump(unix.BPF_JEQ, fioSetOwn, 1, 0),
			jump(unix.BPF_JEQ, unix.SIOCSPGRP, 0, 1),
			refuse, allow)
	}
	return out
}

// fioSetOwn is FIOSETOWN.
const fioSetOwn = 0x8901

// limitCall is a call that sets a resource limit: its number, and the arguments
// with the resource and the address of the new limit.
type limitCall struct{ number, resource, value uint32 }

// install puts the filter on this thread and returns the agent's descriptor.
func (s *Agent) install() (int, error) {
	filter := s.program()
	prog := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	// Killable only: otherwise a signal makes a program repeat a call that was done.
	flags := uintptr(unix.SECCOMP_FILTER_FLAG_NEW_LISTENER | unix.SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV)
	fd, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, flags, uintptr(unsafe.Pointer(&prog)))
	if errno == unix.EINVAL { // before Linux 5.19
		flags = unix.SECCOMP_FILTER_FLAG_NEW_LISTENER
		fd, _, errno = unix.Syscall(
			unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, flags, uintptr(unsafe.Pointer(&prog)),
		)
	}
	if errno != 0 {
		return -1, errno
	}
	return int(fd), nil
}
