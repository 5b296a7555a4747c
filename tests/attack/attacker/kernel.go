package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// attempt is a system call that the profile denies to a process without the
// capability for it. Its arguments are such that nothing happens where it is let in.
type attempt struct {
	name   string
	number uintptr
	args   [6]uintptr
}

const bad = ^uintptr(0) // neither an address nor a descriptor

var attempts = []attempt{
	{"acct", unix.SYS_ACCT, [6]uintptr{bad}},
	{"add_key", unix.SYS_ADD_KEY, [6]uintptr{bad, bad}},
	{"bpf", unix.SYS_BPF, [6]uintptr{bad, bad, bad}},
	{"clock_settime", unix.SYS_CLOCK_SETTIME, [6]uintptr{bad, bad}},
	{"clone(NEWUSER)", unix.SYS_CLONE, [6]uintptr{unix.CLONE_NEWUSER | unix.CLONE_SIGHAND}},
	{"clone3", unix.SYS_CLONE3, [6]uintptr{bad, 0}},
	{"delete_module", unix.SYS_DELETE_MODULE, [6]uintptr{bad}},
	{"fanotify_init", unix.SYS_FANOTIFY_INIT, [6]uintptr{bad, bad}},
	{"finit_module", unix.SYS_FINIT_MODULE, [6]uintptr{bad}},
	{"fsconfig", unix.SYS_FSCONFIG, [6]uintptr{bad}},
	{"fsmount", unix.SYS_FSMOUNT, [6]uintptr{bad}},
	{"fsopen", unix.SYS_FSOPEN, [6]uintptr{bad, bad}},
	{"fspick", unix.SYS_FSPICK, [6]uintptr{bad, bad, bad}},
	{"init_module", unix.SYS_INIT_MODULE, [6]uintptr{bad}},
	{"io_uring_enter", unix.SYS_IO_URING_ENTER, [6]uintptr{bad}},
	{"io_uring_register", unix.SYS_IO_URING_REGISTER, [6]uintptr{bad}},
	{"io_uring_setup", unix.SYS_IO_URING_SETUP, [6]uintptr{1, bad}},
	{"kcmp", unix.SYS_KCMP, [6]uintptr{bad, bad, bad}},
	{"kexec_file_load", unix.SYS_KEXEC_FILE_LOAD, [6]uintptr{bad}},
	{"kexec_load", unix.SYS_KEXEC_LOAD, [6]uintptr{bad, bad, bad, bad}},
	{"keyctl", unix.SYS_KEYCTL, [6]uintptr{0, bad}},
	{"lookup_dcookie", unix.SYS_LOOKUP_DCOOKIE, [6]uintptr{bad, bad}},
	{"mount", unix.SYS_MOUNT, [6]uintptr{bad, bad}},
	{"mount_setattr", unix.SYS_MOUNT_SETATTR, [6]uintptr{bad, bad, bad}},
	{"move_mount", unix.SYS_MOVE_MOUNT, [6]uintptr{bad, bad, bad, bad, bad}},
	{"open_by_handle_at", unix.SYS_OPEN_BY_HANDLE_AT, [6]uintptr{bad, bad}},
	{"open_tree", unix.SYS_OPEN_TREE, [6]uintptr{bad, bad, bad}},
	{"perf_event_open", unix.SYS_PERF_EVENT_OPEN, [6]uintptr{bad}},
	{"pivot_root", unix.SYS_PIVOT_ROOT, [6]uintptr{bad, bad}},
	{"quotactl", unix.SYS_QUOTACTL, [6]uintptr{bad, bad}},
	{"reboot", unix.SYS_REBOOT, [6]uintptr{bad, bad}},
	{"request_key", unix.SYS_REQUEST_KEY, [6]uintptr{bad, bad}},
	{"setdomainname", unix.SYS_SETDOMAINNAME, [6]uintptr{bad, 1}},
	{"sethostname", unix.SYS_SETHOSTNAME, [6]uintptr{bad, 1}},
	{"setns", unix.SYS_SETNS, [6]uintptr{bad}},
	{"settimeofday", unix.SYS_SETTIMEOFDAY, [6]uintptr{bad}},
	{"swapon", unix.SYS_SWAPON, [6]uintptr{bad}},
	{"swapoff", unix.SYS_SWAPOFF, [6]uintptr{bad}},
	{"syslog", unix.SYS_SYSLOG, [6]uintptr{3, bad, 1}},
	{"umount2", unix.SYS_UMOUNT2, [6]uintptr{bad}},
	{"unshare(NEWUSER)", unix.SYS_UNSHARE, [6]uintptr{unix.CLONE_NEWUSER}},
	{"unshare(NEWNS)", unix.SYS_UNSHARE, [6]uintptr{unix.CLONE_NEWNS}},
	{"userfaultfd", unix.SYS_USERFAULTFD, [6]uintptr{bad}},
}

// syscalls names the calls that are let in: all that fail with something else
// than EPERM or ENOSYS, or do not fail.
func syscalls([]string) error { //nolint:unparam // the type of a verb
	runtime.LockOSThread()
	for _, a := range attempts {
		_, _, errno := unix.Syscall6(a.number, a.args[0], a.args[1], a.args[2], a.args[3], a.args[4], a.args[5])
		if errno != unix.EPERM && errno != unix.ENOSYS {
			fmt.Printf("let in: %s (%v)\n", a.name, errno)
		}
	}
	fmt.Println("tried", len(attempts))
	return nil
}

// The instructions of a filter.
const (
	filterLoad = unix.BPF_LD | unix.BPF_W | unix.BPF_ABS
	filterSame = unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K
	filterSome = unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K
	filterRet  = unix.BPF_RET | unix.BPF_K
)

// refuseUserns runs a command without the right to make or join namespaces, as
// the seccomp profile of a container engine has it for a container without
// CAP_SYS_ADMIN.
func refuseUserns(args []string) error {
	const namespaces = unix.CLONE_NEWUSER | unix.CLONE_NEWNS | unix.CLONE_NEWPID | unix.CLONE_NEWNET |
		unix.CLONE_NEWIPC | unix.CLONE_NEWUTS | unix.CLONE_NEWCGROUP
	return runFiltered(args, []unix.SockFilter{
		{Code: filterLoad, K: 0}, // the number of the call
		{Code: filterSame, Jt: 8, K: unix.SYS_UNSHARE},
		{Code: filterSame, Jt: 7, K: unix.SYS_SETNS},
		{Code: filterSame, Jt: 6, K: unix.SYS_MOUNT},
		{Code: filterSame, Jt: 4, K: unix.SYS_CLONE3},
		{Code: filterSame, Jf: 2, K: unix.SYS_CLONE},
		{Code: filterLoad, K: 16}, // its flags
		{Code: filterSome, Jt: 2, K: namespaces},
		{Code: filterRet, K: unix.SECCOMP_RET_ALLOW},
		{Code: filterRet, K: unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS)},
		{Code: filterRet, K: unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)},
	})
}

// refusePtrace runs a command without ptrace(2), which gVisor's kernel needs.
func refusePtrace(args []string) error { return runRefusing(unix.SYS_PTRACE, unix.EPERM, args) }

// refuseLandlock runs a command as on a kernel without Landlock.
func refuseLandlock(args []string) error {
	return runRefusing(unix.SYS_LANDLOCK_CREATE_RULESET, unix.ENOSYS, args)
}

// runRefusing runs a command to which one system call fails.
func runRefusing(call uint32, errno unix.Errno, args []string) error {
	return runFiltered(args, []unix.SockFilter{
		{Code: filterLoad, K: 0},
		{Code: filterSame, Jf: 1, K: call},
		{Code: filterRet, K: unix.SECCOMP_RET_ERRNO | uint32(errno)},
		{Code: filterRet, K: unix.SECCOMP_RET_ALLOW},
	})
}

func runFiltered(args []string, program []unix.SockFilter) error {
	runtime.LockOSThread()
	if os.Geteuid() != 0 {
		if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
			return err
		}
	}
	filter := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	_, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0, uintptr(unsafe.Pointer(&filter)))
	if errno != 0 {
		return errno
	}
	path, err := exec.LookPath(args[0])
	if err != nil {
		return err
	}
	return unix.Exec(path, args, os.Environ())
}

// unmask takes away what covers files of the kernel, and writes to them, also where it
// mounts another /proc: unmask FILE...
func unmask(args []string) error {
	for _, name := range []string{
		"/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus", "/proc/fs", "/proc/kcore", "/proc/keys",
		"/proc/timer_list",
		"/proc/acpi", "/proc/scsi", "/sys/firmware", "/sys",
	} {
		_ = unix.Unmount(name, unix.MNT_DETACH)
		_ = unix.Mount("", name, "", unix.MS_REMOUNT|unix.MS_BIND, "")
	}
	if err := write(args); err != nil {
		return err
	}
	if err := os.MkdirAll("/tmp/again", 0o755); err != nil {
		return err
	}
	for _, kind := range []string{"proc", "sysfs"} {
		if unix.Mount(kind, "/tmp/again", kind, 0, "") != nil {
			continue
		}
		var below []string
		for _, name := range args {
			_, rest, _ := strings.Cut(name[1:], "/")
			below = append(below, "/tmp/again/"+rest)
		}
		if err := write(below); err != nil {
			return err
		}
		_ = unix.Unmount("/tmp/again", unix.MNT_DETACH)
	}
	fmt.Println("unmasked")
	return nil
}

// terminal tries to type into the terminal that it was given.
func terminal([]string) error {
	text := byte('#')
	for _, name := range []string{"/dev/tty", "/proc/self/fd/0", "/dev/console"} {
		f, err := os.OpenFile(name, os.O_RDWR|syscall.O_NOCTTY, 0)
		if err != nil {
			continue
		}
		_, _, errno := unix.Syscall(unix.SYS_IOCTL, f.Fd(), unix.TIOCSTI, uintptr(unsafe.Pointer(&text)))
		if errno == 0 {
			fmt.Println("typed into", name)
		}
		_, _, errno = unix.Syscall(unix.SYS_IOCTL, f.Fd(), unix.TIOCLINUX, uintptr(unsafe.Pointer(&text)))
		if errno == 0 {
			fmt.Println("pasted into", name)
		}
		f.Close()
	}
	if _, err := unix.IoctlGetInt(0, unix.TIOCGSID); err == nil {
		fmt.Println("has a terminal")
	} else if !errors.Is(err, unix.ENOTTY) {
		return err
	}
	return nil
}

// ways are the system calls that end a process, also by the numbers of the ABI
// with 32-bit pointers.
func ways(pid int) []attempt {
	const x32 = 0x40000000
	p, kill := uintptr(pid), uintptr(unix.SIGKILL)
	out := []attempt{
		{"kill", unix.SYS_KILL, [6]uintptr{p, kill}},
		{"tkill", unix.SYS_TKILL, [6]uintptr{p, kill}},
		{"tgkill", unix.SYS_TGKILL, [6]uintptr{p, p, kill}},
		{"kill of a group", unix.SYS_KILL, [6]uintptr{-p, kill}},
	}
	if fd, err := unix.PidfdOpen(pid, 0); err == nil {
		out = append(out, attempt{"pidfd_send_signal", unix.SYS_PIDFD_SEND_SIGNAL, [6]uintptr{uintptr(fd), kill}})
	}
	if runtime.GOARCH == "amd64" {
		out = append(out, attempt{"kill of x32", x32 | unix.SYS_KILL, [6]uintptr{p, kill}})
	}
	return out
}
