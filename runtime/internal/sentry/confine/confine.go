// Package confine takes system calls from the helper processes of cooper-sentry.
package confine

import (
	"slices"
	"unsafe"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/seccomp"
)

// runtimeCalls are calls of the Go runtime.
var runtimeCalls = []string{
	"clock_gettime", "clock_nanosleep", "epoll_create1", "epoll_ctl", "epoll_pwait", "eventfd2", "exit",
	"exit_group", "futex", "getpid", "getrandom", "gettid", "madvise", "mmap", "mprotect", "munmap", "nanosleep",
	"pipe2", "restart_syscall", "rseq", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sched_getaffinity",
	"sched_yield", "set_robust_list", "sigaltstack", "tgkill", "write", "read", "close", "fcntl", "geteuid",
}

// threadFlags are what the Go runtime makes threads with, besides CLONE_SETTLS on some
// architectures.
const threadFlags = unix.CLONE_VM | unix.CLONE_FS | unix.CLONE_FILES | unix.CLONE_SIGHAND | unix.CLONE_SYSVSEM |
	unix.CLONE_THREAD

// Calls leaves all threads of this process the calls of the Go runtime, others by their names, and more
// by their arguments. Any other call kills the process. It needs no_new_privs.
func Calls(names [][]string, more ...specs.LinuxSyscall) error {
	arch, err := seccomp.Native()
	if err != nil {
		return err
	}
	program, err := seccomp.Compile(&specs.LinuxSeccomp{
		DefaultAction: specs.ActKillProcess,
		Syscalls: append([]specs.LinuxSyscall{
			{Names: slices.Concat(append(names, runtimeCalls)...), Action: specs.ActAllow},
			{Names: []string{"clone"}, Action: specs.ActAllow, Args: []specs.LinuxSeccompArg{
				{Index: 0, Value: ^uint64(unix.CLONE_SETTLS), ValueTwo: threadFlags, Op: specs.OpMaskedEqual},
			}},
			// The Go runtime names its memory, if the kernel can (CONFIG_ANON_VMA_NAME).
			{Names: []string{"prctl"}, Action: specs.ActAllow, Args: []specs.LinuxSeccompArg{
				{Index: 0, Value: unix.PR_SET_VMA, Op: specs.OpEqualTo},
			}},
		}, more...),
	}, arch)
	if err != nil {
		return err
	}
	return install(program)
}

// install installs a filter in all threads.
func install(program seccomp.Program) error {
	code, err := program.Encode()
	if err != nil {
		return err
	}
	prog := unix.SockFprog{Len: uint16(len(code) / 8), Filter: (*unix.SockFilter)(unsafe.Pointer(&code[0]))}
	_, _, errno := unix.Syscall(
		unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&prog)),
	)
	if errno != 0 {
		return errno
	}
	return nil
}
