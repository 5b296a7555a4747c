package seccomp

import (
	"slices"

	"github.com/opencontainers/runtime-spec/specs-go"
)

// narrow are the arguments of which the kernel looks at the low half only: those
// that are declared as int, or shorter. A comparison of all 64 bits would take
// socket(1<<32|AF_ALG, …) for another family than AF_ALG.
var narrow = map[string][]uint{
	"accept4": {0, 3}, "arch_prctl": {0}, "bind": {0}, "bpf": {0, 2}, "chmod": {1}, "clock_adjtime": {0},
	"clock_settime": {0},
	"clone":         {0}, "connect": {0}, "epoll_create1": {0}, "eventfd2": {0, 1}, "execveat": {0, 4},
	"fanotify_init": {0, 1},
	"fanotify_mark": {0, 1}, "fchmod": {0, 1}, "fchmodat": {0, 2}, "fchmodat2": {0, 2, 3}, "fcntl": {0, 1},
	"fcntl64":  {0, 1},
	"fsconfig": {0, 1, 4}, "fsmount": {0, 1, 2}, "fsopen": {1}, "futex": {1, 2, 5}, "getsockopt": {0, 1, 2},
	"inotify_init1":  {0},
	"io_uring_enter": {0, 1, 2, 3}, "io_uring_register": {0, 1, 3}, "io_uring_setup": {0}, "ioctl": {0, 1},
	"ioperm": {2}, "iopl": {0},
	"ioprio_set": {0, 1, 2}, "ipc": {0}, "keyctl": {0}, "kill": {0, 1}, "madvise": {2}, "membarrier": {0, 1, 2},
	"memfd_create": {1},
	"memfd_secret": {0}, "mkdir": {1}, "mkdirat": {0, 2}, "mknod": {1, 2}, "mknodat": {0, 2, 3},
	"move_mount": {0, 2, 4},
	"open":       {1, 2}, "open_tree": {0, 2}, "openat": {0, 2, 3}, "perf_event_open": {1, 2, 3}, "personality": {0},
	"pidfd_getfd": {0, 1, 2},
	"pidfd_open":  {0, 1}, "pidfd_send_signal": {0, 1, 3}, "prctl": {0}, "prlimit64": {0, 1}, "quotactl": {0, 2},
	"reboot":    {0, 1, 2},
	"renameat2": {0, 2, 4}, "rt_sigqueueinfo": {0, 1}, "rt_tgsigqueueinfo": {0, 1, 2}, "sched_setscheduler": {0, 1},
	"seccomp": {0, 1},
	"semget":  {0, 1, 2}, "setdomainname": {1}, "setgid": {0}, "sethostname": {1}, "setns": {0, 1},
	"setpriority": {0, 1, 2},
	"setregid":    {0, 1}, "setresgid": {0, 1, 2}, "setresuid": {0, 1, 2}, "setreuid": {0, 1}, "setrlimit": {0},
	"setsockopt": {0, 1, 2},
	"setuid":     {0}, "shmget": {0, 2}, "socket": {0, 1, 2}, "socketcall": {0}, "socketpair": {0, 1, 2}, "swapon": {1},
	"syslog": {0, 2},
	"tgkill": {0, 1, 2}, "timerfd_create": {0, 1}, "tkill": {0, 1}, "umount2": {1}, "userfaultfd": {0},
}

// isNarrow reports whether a condition is on such an argument.
func isNarrow(call string, arg uint) bool { return slices.Contains(narrow[call], arg) }

// condition compares one argument.
type condition struct {
	specs.LinuxSeccompArg
	narrow bool
}

// conditions are those of a rule, on the arguments of a call.
func conditions(call string, args []specs.LinuxSeccompArg) []condition {
	var out []condition
	for _, a := range args {
		c := condition{a, isNarrow(call, a.Index)}
		if c.narrow {
			c.Value, c.ValueTwo = uint64(uint32(c.Value)), uint64(uint32(c.ValueTwo))
		}
		out = append(out, c)
	}
	return out
}

// holds reports whether an argument is as the condition wants it.
func (c condition) holds(value uint64) bool {
	if c.narrow {
		value = uint64(uint32(value))
	}
	switch c.Op {
	case specs.OpNotEqual:
		return value != c.Value
	case specs.OpLessThan:
		return value < c.Value
	case specs.OpLessEqual:
		return value <= c.Value
	case specs.OpEqualTo:
		return value == c.Value
	case specs.OpGreaterEqual:
		return value >= c.Value
	case specs.OpGreaterThan:
		return value > c.Value
	case specs.OpMaskedEqual:
		return value&c.Value == c.ValueTwo
	}
	return false
}
