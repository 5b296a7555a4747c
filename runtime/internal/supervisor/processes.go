package supervisor

import (
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// processCalls are the numbers of the calls about other processes in one table.
type processCalls struct{ kill, tkill, tgkill, queue, queueThread, pidfdOpen, pidfdSignal, prlimit int32 }

// processTable are their handlers, by table and number.
var processTable = func() map[callKey]handler {
	out := map[callKey]handler{}
	for arch, tables := range processNumbers {
		for _, n := range tables {
			for number, handle := range map[int32]handler{
				n.kill: (*call).kill, n.tkill: first, n.tgkill: first, n.queue: first, n.queueThread: first,
				n.pidfdOpen: first, n.pidfdSignal: (*call).signalPidfd, n.prlimit: (*call).limit,
			} {
				out[callKey{arch, number}] = handle
			}
		}
	}
	return out
}()

// first lets a call through whose first argument is a process of the sandbox.
func first(c *call) response { return c.only(c.fd(0)) }

// only lets a call about a process through when that is one of the sandbox.
func (c *call) only(pid int) response {
	if !c.ours(pid) {
		return failed(unix.EPERM)
	}
	return goOn
}

// ours says whether a process, or a thread of it, descends from this one. The
// kernel has it that orphans do, see package descendants.
func (c *call) ours(pid int) bool {
	self := os.Getpid()
	for pid > 1 {
		parent, _, ok := c.parentOf(pid)
		if !ok {
			return false
		}
		if parent == self {
			return true
		}
		pid = parent
	}
	return false
}

// parentOf reads the parent and the process group of a process.
func (c *call) parentOf(pid int) (parent, group int, ok bool) {
	fd, err := unix.Openat(c.supervisor.proc, strconv.Itoa(pid)+"/stat", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return 0, 0, false
	}
	defer unix.Close(fd)
	buf := make([]byte, 512)
	n, err := unix.Read(fd, buf)
	if err != nil {
		return 0, 0, false
	}
	// The name of the program, in parentheses, may hold anything.
	text := string(buf[:n])
	fields := strings.Fields(text[strings.LastIndexByte(text, ')')+1:])
	if len(fields) < 3 {
		return 0, 0, false
	}
	parent, err = strconv.Atoi(fields[1])
	if err == nil {
		group, err = strconv.Atoi(fields[2])
	}
	return parent, group, err == nil
}

// kill is kill(2): of a process, a group, or all that may be signalled.
func (c *call) kill() response {
	pid := c.fd(0)
	switch {
	case pid > 0:
		return c.only(pid)
	case pid == 0:
		return goOn // the group of the caller, which is of the sandbox
	}
	all, strangers, sent := pid == -1, 0, 0
	var targets []int
	for _, p := range c.processes() {
		_, group, ok := c.parentOf(p)
		if !ok || !all && group != -pid {
			continue
		}
		if c.ours(p) {
			targets = append(targets, p)
		} else {
			strangers++
		}
	}
	if !all && strangers == 0 {
		return goOn
	}
	for _, p := range targets {
		if (!all || p != c.pid) && unix.Kill(p, unix.Signal(c.arg(1))) == nil {
			sent++
		}
	}
	if sent == 0 {
		return failed(unix.EPERM)
	}
	return value(0)
}

// processes lists all that /proc shows.
func (c *call) processes() (out []int) {
	fd, err := unix.Openat(c.supervisor.proc, ".", unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil
	}
	dir := os.NewFile(uintptr(fd), "/proc")
	defer dir.Close()
	names, _ := dir.Readdirnames(-1)
	for _, name := range names {
		if pid, err := strconv.Atoi(name); err == nil {
			out = append(out, pid)
		}
	}
	return out
}

// signalPidfd is pidfd_send_signal(2), also with a descriptor that came from
// elsewhere.
func (c *call) signalPidfd() response {
	name := strconv.Itoa(c.pid) + "/fdinfo/" + strconv.Itoa(c.fd(0))
	fd, err := unix.Openat(c.supervisor.proc, name, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return failed(unix.EBADF)
	}
	buf := make([]byte, 4096)
	n, err := unix.Read(c.keep(fd), buf)
	if err != nil {
		return failed(unix.EPERM)
	}
	_, rest, ok := strings.Cut(string(buf[:n]), "\nPid:\t")
	text, _, _ := strings.Cut(rest, "\n")
	pid, err := strconv.Atoi(text)
	if !ok || err != nil {
		return failed(unix.EPERM) // a directory of /proc, which is one too
	}
	return c.only(pid)
}

// limit is prlimit(2), which 0 means the caller for.
func (c *call) limit() response {
	if c.fd(0) == 0 {
		return goOn
	}
	return c.only(c.fd(0))
}
