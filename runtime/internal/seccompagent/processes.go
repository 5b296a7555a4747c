package seccompagent

import (
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// processCalls are the numbers of the calls about other processes in one table.
type processCalls struct {
	kill, tkill, tgkill, queue, queueThread, pidfdOpen, pidfdSignal, prlimit         int32
	priority, ioPriority, schedParam, schedPolicy, schedAttr, affinity, fcntl, ioctl int32
	fcntl64                                                                          int32 // 0: there is none
}

// fcntls are the numbers of fcntl.
func (n processCalls) fcntls() []int32 {
	if n.fcntl64 == 0 {
		return []int32{n.fcntl}
	}
	return []int32{n.fcntl, n.fcntl64}
}

// processTable are their handlers, by table and number. Numbers of processes mean
// what they mean to the agent, unless the caller is in a process namespace that
// the sandbox made itself: there all are of the sandbox.
var processTable = func() map[callKey]handler {
	out := map[callKey]handler{}
	for arch, tables := range processNumbers {
		for _, n := range tables {
			for number, handle := range map[int32]handler{
				n.kill: (*call).kill, n.tkill: (*call).signalThread, n.tgkill: (*call).signalThreadOf,
				n.queue:       func(c *call) response { return c.queue(c.fd(0), c.fd(0), 1) },
				n.queueThread: func(c *call) response { return c.queue(c.fd(0), c.fd(1), 2) },
				n.pidfdOpen:   (*call).openPidfd, n.prlimit: (*call).limit,
				n.priority: (*call).setPriority, n.ioPriority: (*call).setIOPriority,
				n.schedParam: (*call).setParam, n.schedPolicy: (*call).setPolicy, n.schedAttr: (*call).setAttr,
				n.affinity: (*call).setAffinity,
			} {
				out[callKey{arch, number}] = func(c *call) response {
					self, err := c.self()
					if err != nil {
						return failed(unix.ESRCH)
					}
					if self.nested {
						return passThrough
					}
					return handle(c)
				}
			}
			out[callKey{arch, n.pidfdSignal}] = (*call).signalPidfd
			// These the filter sends for one command only.
			for _, number := range n.fcntls() {
				out[callKey{arch, number}] = (*call).setOwner
			}
		}
	}
	return out
}()

// process is a process or thread, as /proc describes it.
type process struct {
	pid, thread            int  // of its process, and its own
	real, effective, saved int  // user ids
	nested                 bool // in a process namespace of its own
}

// describe reads a process or thread from /proc.
func (c *call) describe(thread int) (p process, err error) {
	text, err := c.statusOf(thread)
	if err != nil {
		return p, err
	}
	p = process{thread: thread, nested: depth(text) > c.agent.depth}
	ids := strings.Fields(field(text, "Uid"))
	if len(ids) != 4 {
		return p, unix.ESRCH
	}
	for into, number := range map[*int]string{
		&p.pid:       field(text, "Tgid"),
		&p.real:      ids[0],
		&p.effective: ids[1],
		&p.saved:     ids[2],
	} {
		if *into, err = strconv.Atoi(strings.TrimSpace(number)); err != nil {
			return p, err
		}
	}
	return p, nil
}

// depth counts the process namespaces that a process has a number in, from that of
// /proc on.
func depth(status string) int { return len(strings.Fields(field(status, "NSpid"))) }

// self is the caller. As long as it waits, the numbers of its thread and its process
// stay theirs, so that a call about these may go on.
func (c *call) self() (process, error) {
	if c.caller.pid == 0 {
		p, err := c.describe(c.pid)
		if err != nil {
			return p, err
		}
		c.caller = p
	}
	return c.caller, nil
}

// isSelf reports whether a number is the caller's own, or stands for it.
func (c *call) isSelf(pid int) bool {
	self, err := c.self()
	return err == nil && (pid == self.pid || pid == self.thread)
}

// hold opens a process or thread of the sandbox. As long as its descriptor is open, no
// other process gets its number. A call through the descriptor reaches this process or
// none.
func (c *call) hold(number int, thread bool) (fd int, p process, err error) {
	if p, err = c.describe(number); err != nil {
		return -1, p, unix.ESRCH
	}
	if !thread {
		number = p.pid
	}
	if fd, err = unix.PidfdOpen(number, pidfdFlags(thread)); err == unix.EINVAL && thread { // before Linux 6.9
		fd, err = unix.PidfdOpen(p.pid, 0)
	}
	if err != nil {
		return -1, p, err
	}
	c.keep(fd)
	if p, err = c.describe(number); err != nil {
		return -1, p, unix.ESRCH
	}
	if !c.ours(number) {
		return -1, p, unix.EPERM
	}
	return fd, p, unix.PidfdSendSignal(fd, 0, nil, 0) // ESRCH: it may have been another process
}

func pidfdFlags(thread bool) int {
	if thread {
		return unix.PIDFD_THREAD
	}
	return 0
}

// ours reports whether a process, or a thread of it, descends from this one. The
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
	buf, err := c.readProc(strconv.Itoa(pid)+"/stat", 512)
	if err != nil {
		return 0, 0, false
	}
	// The name of the program, in parentheses, may hold anything.
	text := string(buf)
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

// numbersIn lists the processes, or threads, that a directory of /proc shows.
func (c *call) numbersIn(name string) (out []int) {
	fd, err := unix.Openat(c.agent.proc, name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil
	}
	dir := os.NewFile(uintptr(fd), name)
	defer dir.Close()
	names, _ := dir.Readdirnames(-1)
	for _, name := range names {
		if pid, err := strconv.Atoi(name); err == nil {
			out = append(out, pid)
		}
	}
	return out
}

// has reports whether the process has a capability, in the namespace of the sandbox.
func (c *call) has(capability int) bool {
	have, err := c.capabilities()
	return err == nil && have&(1<<capability) != 0
}
