package script

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// confined runs a command that can make no user namespace, as in a pod with the
// seccomp profile of containerd or Docker.
func confined() { runFiltered(forbidUserNamespaces) }

// noptrace runs a command that cannot use ptrace, which gVisor's kernel needs.
func noptrace() {
	runFiltered(func() error {
		return installFilter([]unix.SockFilter{
			load(0),
			test(unix.BPF_JEQ, unix.SYS_PTRACE, 0, 1),
			end(unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)),
			end(unix.SECCOMP_RET_ALLOW),
		})
	})
}

// runFiltered executes the command of the arguments under a filter.
func runFiltered(filter func() error) {
	runtime.LockOSThread()
	path, err := exec.LookPath(os.Args[1])
	if err == nil {
		err = unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
	}
	if err == nil {
		err = filter()
	}
	if err == nil {
		err = unix.Exec(path, os.Args[1:], os.Environ())
	}
	fmt.Fprintln(os.Stderr, "confined:", err)
	os.Exit(1)
}

func forbidUserNamespaces() error {
	return installFilter([]unix.SockFilter{
		load(0),
		test(unix.BPF_JEQ, unix.SYS_CLONE3, 4, 0),
		test(unix.BPF_JEQ, unix.SYS_CLONE, 1, 0),
		test(unix.BPF_JEQ, unix.SYS_UNSHARE, 0, 4),
		load(16), // the flags
		test(unix.BPF_JSET, unix.CLONE_NEWUSER, 1, 2),
		end(unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS)),
		end(unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)),
		end(unix.SECCOMP_RET_ALLOW),
	})
}

func load(offset uint32) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: offset}
}

func test(kind uint16, k uint32, yes, no uint8) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_JMP | kind | unix.BPF_K, Jt: yes, Jf: no, K: k}
}

func end(k uint32) unix.SockFilter { return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: k} }

func installFilter(filter []unix.SockFilter) error {
	prog := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	_, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0, uintptr(unsafe.Pointer(&prog)))
	if errno != 0 {
		return errno
	}
	return nil
}
