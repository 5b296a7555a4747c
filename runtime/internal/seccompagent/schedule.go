package seccompagent

import (
	"errors"
	"path"
	"runtime"
	"strconv"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Whom setpriority(2) and ioprio_set(2) are about; the latter counts from 1.
const (
	priorityProcess = iota
	priorityGroup
	priorityUser
)

func (c *call) setPriority() response {
	return c.prioritize(c.fd(0), c.fd(1), func(thread int) error {
		return unix.Setpriority(unix.PRIO_PROCESS, thread, c.fd(2))
	})
}

func (c *call) setIOPriority() response {
	return c.prioritize(c.fd(0)-1, c.fd(1), func(thread int) error {
		const ofProcess = 1 // IOPRIO_WHO_PROCESS
		_, _, errno := unix.Syscall(unix.SYS_IOPRIO_SET, ofProcess, uintptr(thread), uintptr(c.arg(2)))
		return errnoOrNil(errno)
	})
}

// prioritize does something to a thread, or all of a group or user that are in the
// sandbox. A user has processes outside of it too.
func (c *call) prioritize(which, who int, set func(thread int) error) response {
	self, err := c.self()
	switch {
	case err != nil:
		return failed(unix.ESRCH)
	case which == priorityProcess && (who == 0 || c.isSelf(who)), which == priorityGroup && who == 0:
		return passThrough
	case which == priorityProcess:
		return result(c.reschedule(who, set))
	case which != priorityGroup && which != priorityUser:
		return failed(unix.EINVAL)
	case which == priorityUser && who == 0:
		who = self.real
	}
	return c.rescheduleAll(func(pid int) bool { return c.belongs(pid, which, who) }, set)
}

// belongs reports whether a process is in a group, or of a user.
func (c *call) belongs(pid, which, who int) bool {
	_, group, ok := c.parentOf(pid)
	them, err := c.describe(pid)
	if !ok || err != nil {
		return false
	}
	return which == priorityGroup && group == who || which == priorityUser && them.real == who
}

// rescheduleAll does something to all threads of chosen processes. As the kernel has
// it, one success is enough.
func (c *call) rescheduleAll(chosen func(pid int) bool, set func(thread int) error) response {
	last := error(unix.ESRCH)
	done := false
	for _, pid := range c.numbersIn(".") {
		if !chosen(pid) {
			continue
		}
		for _, thread := range c.numbersIn(path.Join(strconv.Itoa(pid), "task")) {
			if err := c.reschedule(thread, set); err == nil {
				done = true
			} else if !errors.Is(err, unix.ESRCH) {
				last = err
			}
		}
	}
	if done {
		return value(0)
	}
	return failed(last)
}

// reschedule does something to a thread of the sandbox that the caller may schedule:
// its user's, or with the capability for it.
func (c *call) reschedule(thread int, set func(thread int) error) error {
	if thread <= 0 {
		return unix.EINVAL
	}
	_, them, err := c.hold(thread, true)
	if err != nil {
		return err
	}
	self, err := c.self()
	if err != nil {
		return unix.ESRCH
	}
	if self.effective != them.effective && self.effective != them.real && !c.has(unix.CAP_SYS_NICE) {
		return unix.EPERM
	}
	return set(thread)
}

func (c *call) setParam() response {
	return c.schedule(c.arg(1), parameterSize, func(thread, memory uintptr) unix.Errno {
		_, _, errno := unix.Syscall(unix.SYS_SCHED_SETPARAM, thread, memory, 0)
		return errno
	})
}

func (c *call) setPolicy() response {
	return c.schedule(c.arg(2), parameterSize, func(thread, memory uintptr) unix.Errno {
		_, _, errno := unix.Syscall(unix.SYS_SCHED_SETSCHEDULER, thread, uintptr(c.arg(1)), memory)
		return errno
	})
}

func (c *call) setAffinity() response {
	size := min(uint64(c.id(1)), maxMask)
	return c.schedule(c.arg(2), size, func(thread, memory uintptr) unix.Errno {
		_, _, errno := unix.Syscall(unix.SYS_SCHED_SETAFFINITY, thread, uintptr(size), memory)
		return errno
	})
}

// setAttr is sched_setattr(2), whose structure begins with its length.
func (c *call) setAttr() response {
	length, err := c.readNumbers(c.arg(1), 1)
	if err != nil {
		return failed(err)
	}
	size := uint64(length[0])
	if size == 0 {
		size = smallestAttr
	}
	if size < smallestAttr || size > largestAttr {
		return failed(unix.E2BIG)
	}
	return c.schedule(c.arg(1), size, func(thread, memory uintptr) unix.Errno {
		_, _, errno := unix.Syscall(unix.SYS_SCHED_SETATTR, thread, memory, uintptr(c.arg(2)))
		return errno
	})
}

// Lengths of the arguments of these calls, in bytes: struct sched_param, a set of CPUs, and
// struct sched_attr.
const (
	parameterSize = 4
	maxMask       = 8192
	smallestAttr  = 48
	largestAttr   = 4096
)

// schedule answers a call about a thread, with a copy of the argument in the caller's
// memory. The kernel handles calls of a thread about itself.
func (c *call) schedule(address, size uint64, do func(thread, memory uintptr) unix.Errno) response {
	thread := c.fd(0)
	if thread == 0 || c.isSelf(thread) {
		return passThrough
	}
	memory := make([]byte, max(size, 8))
	n, err := c.readMemory(address, memory[:size])
	if err == nil && uint64(n) != size {
		err = unix.EFAULT
	}
	if err != nil {
		return failed(err)
	}
	return result(c.reschedule(thread, func(thread int) error {
		errno := do(uintptr(thread), uintptr(unsafe.Pointer(&memory[0])))
		runtime.KeepAlive(memory)
		return errnoOrNil(errno)
	}))
}

func errnoOrNil(errno unix.Errno) error {
	if errno != 0 {
		return errno
	}
	return nil
}

// limit is prlimit(2) of another process, of which the caller has all ids.
func (c *call) limit() response {
	pid := c.fd(0)
	if pid == 0 || c.isSelf(pid) {
		return passThrough
	}
	var limit, old unix.Rlimit
	var set *unix.Rlimit
	if c.arg(2) != 0 {
		set = &limit
		if n, err := c.readMemory(c.arg(2), bytesOf(set)); err != nil || n != len(bytesOf(set)) {
			return failed(unix.EFAULT)
		}
	}
	_, them, err := c.hold(pid, false)
	if err != nil {
		return failed(err)
	}
	self, err := c.self()
	if err != nil || self.real != them.real || self.real != them.effective || self.real != them.saved {
		return failed(unix.EPERM)
	}
	if err := unix.Prlimit(pid, int(int32(c.arg(1))), set, &old); err != nil {
		return failed(err)
	}
	if c.arg(3) == 0 {
		return value(0)
	}
	return result(c.writeMemory(c.arg(3), bytesOf(&old)))
}

// setOwner is fcntl(F_SETOWN): who gets signals about a file. That may be the
// caller only; with the other ways to say it, which name a process in memory, the
// filter lets nobody be.
func (c *call) setOwner() response {
	if who := c.fd(2); who == 0 || c.isSelf(who) {
		return passThrough
	}
	return failed(unix.EPERM)
}
