package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	signals "os/signal"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// ignore is a process of this sandbox that SIGTERM does not end.
func ignore([]string) error { //nolint:unparam // the type of a verb
	signals.Ignore(unix.SIGTERM)
	fmt.Println("ready")
	time.Sleep(time.Minute)
	return nil
}

// disturb does to a process what is no signal, or not at once: disturb PID.
func disturb(args []string) error {
	pid, err := strconv.Atoi(args[0])
	if err != nil {
		return err
	}
	runtime.LockOSThread()
	var one, idle [64]byte
	one[0] = 1
	attr := unix.SchedAttr{Size: unix.SizeofSchedAttr, Policy: unix.SCHED_BATCH, Nice: 7}
	p, ptr := uintptr(pid), func(b *[64]byte) uintptr { return uintptr(unsafe.Pointer(b)) }
	const ofProcess, ofGroup, bestEffort = 1, 2, 2 << 13
	for _, try := range []attempt{
		{"setpriority", unix.SYS_SETPRIORITY, [6]uintptr{unix.PRIO_PROCESS, p, 3}},
		{"setpriority of a group", unix.SYS_SETPRIORITY, [6]uintptr{unix.PRIO_PGRP, p, 4}},
		{"ioprio_set", unix.SYS_IOPRIO_SET, [6]uintptr{ofProcess, p, bestEffort | 7}},
		{"ioprio_set of a group", unix.SYS_IOPRIO_SET, [6]uintptr{ofGroup, p, bestEffort | 6}},
		{"sched_setaffinity", unix.SYS_SCHED_SETAFFINITY, [6]uintptr{p, 8, ptr(&one)}},
		{"sched_setscheduler", unix.SYS_SCHED_SETSCHEDULER, [6]uintptr{p, unix.SCHED_BATCH, ptr(&idle)}},
		{"sched_setparam", unix.SYS_SCHED_SETPARAM, [6]uintptr{p, ptr(&idle)}},
		{"sched_setattr", unix.SYS_SCHED_SETATTR, [6]uintptr{p, uintptr(unsafe.Pointer(&attr)), 0}},
	} {
		if _, _, errno := unix.Syscall(try.number, try.args[0], try.args[1], try.args[2]); errno == 0 {
			fmt.Println("did:", try.name)
		} else if errno != unix.EPERM {
			fmt.Println("did not:", try.name, errno)
		}
	}
	runtime.KeepAlive(&attr)
	if err := notify(pid); err != nil {
		return err
	}
	if err := exchangePidfd(pid); err != nil {
		return err
	}
	fmt.Println("disturbed")
	return nil
}

// notify has signals about a socket sent to a process, by every way to say to whom.
func notify(pid int) error {
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		return err
	}
	fd := uintptr(pair[0])
	number := int32(pid)
	owner := struct{ kind, pid int32 }{1, number} // F_OWNER_PID
	for _, try := range []attempt{
		{"F_SETOWN", unix.SYS_FCNTL, [6]uintptr{fd, unix.F_SETOWN, uintptr(pid)}},
		{"F_SETOWN of a group", unix.SYS_FCNTL, [6]uintptr{fd, unix.F_SETOWN, uintptr(-pid)}},
		{"F_SETOWN_EX", unix.SYS_FCNTL, [6]uintptr{fd, unix.F_SETOWN_EX, uintptr(unsafe.Pointer(&owner))}},
		{"FIOSETOWN", unix.SYS_IOCTL, [6]uintptr{fd, 0x8901, uintptr(unsafe.Pointer(&number))}},
		{"SIOCSPGRP", unix.SYS_IOCTL, [6]uintptr{fd, unix.SIOCSPGRP, uintptr(unsafe.Pointer(&number))}},
		{"F_SETSIG", unix.SYS_FCNTL, [6]uintptr{fd, unix.F_SETSIG, uintptr(unix.SIGKILL)}},
	} {
		if _, _, errno := unix.Syscall(try.number, try.args[0], try.args[1], try.args[2]); errno == 0 {
			fmt.Println("did:", try.name)
		}
	}
	runtime.KeepAlive(&owner)
	// For itself a program may have it.
	if _, err := unix.FcntlInt(fd, unix.F_SETOWN, os.Getpid()); err != nil {
		return err
	}
	_, err = unix.Write(pair[1], []byte("x"))
	return err
}

// exchangePidfd signals by a descriptor that is now one of a process of this sandbox
// and now that of another.
func exchangePidfd(stranger int) error {
	child := exec.Command("/proc/self/exe", "ignore")
	ready, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		return err
	}
	defer func() {
		_ = child.Process.Kill()
		_ = child.Wait()
	}()
	if _, err := ready.Read(make([]byte, 1)); err != nil {
		return err
	}
	ours, err := unix.PidfdOpen(child.Process.Pid, 0)
	if err != nil {
		return err
	}
	theirs, err := unix.Open(fmt.Sprintf("/proc/%d", stranger), unix.O_DIRECTORY|unix.O_RDONLY, 0)
	if errors.Is(err, unix.ENOENT) {
		return nil // the processes are not shared
	}
	if err != nil {
		return err
	}
	const both = 100
	var over atomic.Bool
	go func() {
		for !over.Load() {
			_ = unix.Dup2(ours, both)
			_ = unix.Dup2(theirs, both)
		}
	}()
	defer over.Store(true)
	sent := 0
	for end := time.Now().Add(2 * time.Second); time.Now().Before(end); {
		if unix.PidfdSendSignal(both, unix.SIGTERM, nil, 0) == nil {
			sent++
		}
	}
	if sent == 0 {
		return errors.New("no signal was sent at all")
	}
	return nil
}
