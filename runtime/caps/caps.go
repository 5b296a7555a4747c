// Package caps names the capabilities of capabilities(7) and computes sets of them.
package caps

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// names in the order of the kernel's numbers, from 0.
var names = []string{
	"CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_SETGID",
	"CAP_SETUID", "CAP_SETPCAP", "CAP_LINUX_IMMUTABLE", "CAP_NET_BIND_SERVICE", "CAP_NET_BROADCAST", "CAP_NET_ADMIN",
	"CAP_NET_RAW", "CAP_IPC_LOCK", "CAP_IPC_OWNER", "CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_CHROOT",
	"CAP_SYS_PTRACE", "CAP_SYS_PACCT", "CAP_SYS_ADMIN", "CAP_SYS_BOOT", "CAP_SYS_NICE", "CAP_SYS_RESOURCE",
	"CAP_SYS_TIME", "CAP_SYS_TTY_CONFIG", "CAP_MKNOD", "CAP_LEASE", "CAP_AUDIT_WRITE", "CAP_AUDIT_CONTROL",
	"CAP_SETFCAP", "CAP_MAC_OVERRIDE", "CAP_MAC_ADMIN", "CAP_SYSLOG", "CAP_WAKE_ALARM", "CAP_BLOCK_SUSPEND",
	"CAP_AUDIT_READ", "CAP_PERFMON", "CAP_BPF", "CAP_CHECKPOINT_RESTORE",
}

// Default is the set a RUN has unless asked otherwise, the same as buildah's.
func Default() []string {
	return []string{
		"CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_NET_BIND_SERVICE",
		"CAP_SETFCAP", "CAP_SETGID", "CAP_SETPCAP", "CAP_SETUID", "CAP_SYS_CHROOT",
	}
}

// Adjust adds capabilities to a set and drops others. Drops win. Names may lack CAP_ and be
// in lower case; "all" means all.
func Adjust(set, add, drop []string) ([]string, error) {
	added, err := canonical(add)
	if err != nil {
		return nil, fmt.Errorf("adding capabilities: %w", err)
	}
	dropped, err := canonical(drop)
	if err != nil {
		return nil, fmt.Errorf("dropping capabilities: %w", err)
	}
	if slices.ContainsFunc(drop, isAll) && len(add) != 0 && !slices.ContainsFunc(add, isAll) {
		return sorted(added), nil // --cap-drop all --cap-add X leaves X
	}
	out := slices.Concat(set, added)
	out = slices.DeleteFunc(out, func(name string) bool { return slices.Contains(dropped, name) })
	return sorted(out), nil
}

func sorted(set []string) []string {
	set = slices.Clone(set)
	slices.Sort(set)
	return slices.Compact(set)
}

func isAll(name string) bool {
	return strings.EqualFold(name, "all") || strings.EqualFold(name, "CAP_ALL")
}

func canonical(list []string) ([]string, error) {
	var out []string
	for _, name := range list {
		if isAll(name) {
			out = append(out, names...)
			continue
		}
		full := strings.ToUpper(name)
		if !strings.HasPrefix(full, "CAP_") {
			full = "CAP_" + full
		}
		if !slices.Contains(names, full) {
			return nil, fmt.Errorf("unknown capability %q", name)
		}
		out = append(out, full)
	}
	return out, nil
}

// Mask is a set as bits by the kernel's numbers.
func Mask(set []string) (uint64, error) {
	var mask uint64
	for _, name := range set {
		number := slices.Index(names, name)
		if number < 0 {
			return 0, fmt.Errorf("unknown capability %q", name)
		}
		mask |= 1 << number
	}
	return mask, nil
}

// Last is the number of the last capability that the kernel knows.
func Last() uintptr {
	last := uintptr(0)
	for unix.Prctl(unix.PR_CAPBSET_READ, last+1, 0, 0, 0) == nil {
		last++
	}
	return last
}
