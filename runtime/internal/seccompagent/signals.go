package seccompagent

import (
	"encoding/binary"
	"errors"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// kill is kill(2): of a process, a group, or all that may be signalled. Signals to
// others are sent from here, by a descriptor.
func (c *call) kill() response {
	pid, signal := c.fd(0), unix.Signal(int32(c.arg(1)))
	switch {
	case pid == 0, c.isSelf(pid):
		return passThrough // the group of the caller is of the sandbox, since that has its own session
	case pid > 0:
		return result(c.send(pid, false, signal, nil))
	}
	self, err := c.self()
	if err != nil {
		return failed(err)
	}
	var sent, strangers int
	for _, p := range c.numbersIn(".") {
		_, group, ok := c.parentOf(p)
		if !ok || pid == -1 && p == self.pid || pid != -1 && group != -pid {
			continue
		}
		switch err := c.send(p, false, signal, nil); {
		case err == nil:
			sent++
		case errors.Is(err, unix.EINVAL):
			return failed(err)
		case !errors.Is(err, unix.ESRCH):
			strangers++
		}
	}
	switch {
	case sent != 0:
		return value(0)
	case strangers != 0:
		return failed(unix.EPERM)
	}
	return failed(unix.ESRCH)
}

// signalThread is tkill(2).
func (c *call) signalThread() response {
	thread, signal := c.fd(0), unix.Signal(int32(c.arg(1)))
	if thread == c.pid {
		return passThrough
	}
	return result(c.send(thread, true, signal, nil))
}

// signalThreadOf is tgkill(2). Threads of the caller's own process the kernel finds.
func (c *call) signalThreadOf() response {
	pid, thread, signal := c.fd(0), c.fd(1), unix.Signal(int32(c.arg(2)))
	if self, err := c.self(); err == nil && pid == self.pid {
		return passThrough
	}
	if err := c.isThread(pid, thread); err != nil {
		return failed(err)
	}
	return result(c.send(thread, true, signal, nil))
}

func (c *call) isThread(pid, thread int) error {
	if pid <= 0 || thread <= 0 {
		return unix.EINVAL
	}
	p, err := c.describe(thread)
	if err != nil || p.pid != pid {
		return unix.ESRCH
	}
	return nil
}

// queue is rt_sigqueueinfo(2) and rt_tgsigqueueinfo(2). The signal follows the numbers of
// the process and thread, and the siginfo follows the signal.
func (c *call) queue(pid, thread, next int) response {
	if self, err := c.self(); err == nil && pid == self.pid {
		return passThrough
	}
	ofThread := next == 2
	if ofThread {
		if err := c.isThread(pid, thread); err != nil {
			return failed(err)
		}
	}
	signal := unix.Signal(int32(c.arg(next)))
	info, err := c.readInfo(c.arg(next + 1))
	if err != nil {
		return failed(err)
	}
	info.Signo = int32(signal)
	const fromThread = -6 // SI_TKILL, which is the kernel's to say, as all from 0 on
	if info.Code >= 0 || info.Code == fromThread {
		return failed(unix.EPERM)
	}
	return result(c.send(thread, ofThread, signal, info))
}

// readInfo reads a siginfo. In that of 32 bits, what the sender says follows without
// a gap, and its value is as long as an address.
func (c *call) readInfo(address uint64) (*unix.Siginfo, error) {
	info := &unix.Siginfo{}
	data := bytesOf(info)
	n, err := c.readMemory(address, data)
	if err == nil && n != len(data) {
		err = unix.EFAULT
	}
	if err == nil && !c.wide() {
		const head, pid, uid, value = 12, 16, 20, 24
		narrow := [3]uint32{}
		for i := range narrow {
			narrow[i] = binary.NativeEndian.Uint32(data[head+4*i:])
		}
		clear(data[head:])
		for i, at := range []int{pid, uid, value} {
			binary.NativeEndian.PutUint32(data[at:], narrow[i])
		}
	}
	return info, err
}

// send sends a signal to a process of the sandbox that the caller may signal.
func (c *call) send(pid int, thread bool, signal unix.Signal, info *unix.Siginfo) error {
	fd, them, err := c.hold(pid, thread)
	if err != nil {
		return err
	}
	if !c.maySignal(them) {
		return unix.EPERM
	}
	return unix.PidfdSendSignal(fd, signal, info, 0)
}

// maySignal is the kernel's rule, see kill(2).
func (c *call) maySignal(them process) bool {
	self, err := c.self()
	if err != nil {
		return false
	}
	for _, mine := range []int{self.real, self.effective} {
		if mine == them.real || mine == them.saved {
			return true
		}
	}
	return c.has(unix.CAP_KILL)
}

// openPidfd is pidfd_open(2): the caller gets the descriptor that was looked at.
func (c *call) openPidfd() response {
	pid, flags := c.fd(0), int(c.id(1))
	fd, err := unix.PidfdOpen(pid, flags)
	if err != nil {
		return failed(err)
	}
	c.keep(fd)
	if !c.isSelf(pid) {
		if !c.ours(pid) {
			return failed(unix.EPERM)
		}
		if err := unix.PidfdSendSignal(fd, 0, nil, 0); err != nil {
			return failed(err)
		}
	}
	return c.installFD(fd, unix.O_CLOEXEC)
}

// signalPidfd is pidfd_send_signal(2), also with a descriptor that came from
// elsewhere. The signal is sent by a descriptor of the agent's own, to whatever
// process the caller's had when it was looked at.
func (c *call) signalPidfd() response {
	fd, signal, flags := c.fd(0), unix.Signal(int32(c.arg(1))), int(c.id(3))
	if fd == unix.PIDFD_SELF_THREAD || fd == unix.PIDFD_SELF_THREAD_GROUP {
		return passThrough
	}
	text, err := c.readProc(strconv.Itoa(c.pid)+"/fdinfo/"+strconv.Itoa(fd), 4096)
	if err != nil {
		return failed(unix.EBADF)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(field(string(text), "Pid")))
	switch {
	case err != nil:
		return failed(unix.EPERM) // a directory of /proc, which is one too
	case pid <= 0:
		return failed(unix.ESRCH)
	}
	var info *unix.Siginfo
	if c.arg(2) != 0 {
		if info, err = c.readInfo(c.arg(2)); err != nil {
			return failed(err)
		}
		if !c.isSelf(pid) && info.Code >= 0 {
			return failed(unix.EPERM)
		}
	}
	flagThread := flags&unix.PIDFD_SIGNAL_THREAD != 0
	held, them, err := c.hold(pid, flagThread)
	if err != nil {
		return failed(err)
	}
	if !c.maySignal(them) {
		return failed(unix.EPERM)
	}
	return result(unix.PidfdSendSignal(held, signal, info, flags))
}
