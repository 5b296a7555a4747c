package subreaper

import (
	"errors"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

// RunAsInit runs this program once more, with the same arguments, and returns its exit
// code. It is for the first process of a container, for which the kernel ignores signals
// that have no handler and which is the parent of all orphans: signals are passed on, and
// every process that ends is reaped.
func RunAsInit() (code int, err error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	signals := make(chan os.Signal, 16)
	signal.Notify(signals)
	signal.Ignore(unix.SIGTTOU) // of giving the terminal away
	attr := &syscall.ProcAttr{Env: os.Environ(), Files: []uintptr{0, 1, 2}, Sys: &syscall.SysProcAttr{}}
	if group, err := unix.IoctlGetInt(0, unix.TIOCGPGRP); err == nil && group == unix.Getpgrp() {
		// Keys of the terminal reach the program itself, once.
		attr.Sys.Setpgid, attr.Sys.Foreground = true, true
	}
	child, err := syscall.ForkExec(self, os.Args, attr)
	if err != nil {
		return 0, &os.PathError{Op: "exec", Path: self, Err: err}
	}
	go func() {
		for s := range signals {
			if number, ok := s.(syscall.Signal); ok && number != unix.SIGCHLD && number != unix.SIGURG {
				_ = unix.Kill(child, number)
			}
		}
	}()
	return reap(child)
}

// reap waits for all children until one of them, and returns its code.
func reap(last int) (code int, err error) {
	for {
		var status unix.WaitStatus
		pid, err := unix.Wait4(-1, &status, 0, nil)
		switch {
		case errors.Is(err, unix.EINTR):
		case err != nil:
			return 0, os.NewSyscallError("wait4", err)
		case pid == last && status.Signaled():
			return 128 + int(status.Signal()), nil
		case pid == last && status.Exited():
			return status.ExitStatus(), nil
		}
	}
}
