package seccompagent_test

import (
	"testing"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/seccompagent"
	"github.com/cooper-build/cooper/seccomp"
)

// simulated is the filter as the simulator takes it.
func simulated(t *testing.T, opts seccompagent.Options) seccomp.Program {
	t.Helper()
	filter, err := seccompagent.Filter(opts)
	if err != nil {
		t.Fatal(err)
	}
	var raw []bpf.RawInstruction
	for _, f := range filter {
		raw = append(raw, bpf.RawInstruction{Op: f.Code, Jt: f.Jt, Jf: f.Jf, K: f.K})
	}
	program, ok := bpf.Disassemble(raw)
	if !ok {
		t.Fatal("the filter has an instruction that is none")
	}
	return program
}

const (
	allowed  = uint32(unix.SECCOMP_RET_ALLOW)
	notified = uint32(unix.SECCOMP_RET_USER_NOTIF)
	seems    = uint32(unix.SECCOMP_RET_ERRNO) // 0
	absent   = unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS)
)

// table is one that programs of the machine can use.
type table struct {
	arch  specs.Arch
	audit uint32
	plus  uint32 // added to a number: that of x32
}

func tablesOfMachine(t *testing.T) []table {
	t.Helper()
	native, err := seccomp.Native()
	if err != nil {
		t.Fatal(err)
	}
	if native == specs.ArchX86_64 {
		return []table{
			{native, unix.AUDIT_ARCH_X86_64, 0}, {native, unix.AUDIT_ARCH_X86_64, 0x40000000},
			{specs.ArchX86, unix.AUDIT_ARCH_I386, 0},
		}
	}
	return []table{{native, unix.AUDIT_ARCH_AARCH64, 0}, {specs.ArchARM, unix.AUDIT_ARCH_ARM, 0}}
}

// x32Numbers are those of x32 that are not of the 64-bit table.
var x32Numbers = map[string]uint32{"ioctl": 514, "rt_sigqueueinfo": 524, "rt_tgsigqueueinfo": 536}

// each runs the filter on a call of every table that has it.
func each(t *testing.T, program seccomp.Program, name string, want uint32, args ...uint64) {
	t.Helper()
	tried := 0
	for _, table := range tablesOfMachine(t) {
		number, ok := seccomp.Number(table.arch, name)
		if !ok {
			continue
		}
		tried++
		if other, ok := x32Numbers[name]; ok && table.plus != 0 {
			number = other
		}
		call := seccomp.Call{Arch: table.audit, Number: number | table.plus}
		copy(call.Args[:], args)
		got, err := program.Evaluate(call)
		if err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%s of %s+%#x with %x: %#x, want %#x", name, table.arch, table.plus, args, got, want)
		}
	}
	if tried == 0 {
		t.Errorf("no table has %s", name)
	}
}

// TestLimitOfCredentials: by no table, and with no address, the limit is set that
// says who a process is.
func TestLimitOfCredentials(t *testing.T) {
	program := simulated(t, seccompagent.Options{IDs: true})
	const locks, files = unix.RLIMIT_LOCKS, unix.RLIMIT_NOFILE
	for _, address := range []uint64{1 << 12, 1 << 32, 0x7f0000000000, 0x7f0000001000} {
		each(t, program, "prlimit64", seems, 0, locks, address)
		each(t, program, "prlimit64", seems, 77, locks, address, address)
		each(t, program, "setrlimit", seems, locks, address)
		each(t, program, "prlimit64", allowed, 0, files, address)
		each(t, program, "setrlimit", allowed, files, address)
	}
	each(t, program, "prlimit64", allowed, 0, locks, 0, 1<<32) // only asks
	each(t, program, "io_uring_setup", absent)
	each(t, simulated(t, seccompagent.Options{Processes: true}), "io_uring_setup", allowed)
}

// TestAttributesAreSeen: every call about extended attributes, of every table.
func TestAttributesAreSeen(t *testing.T) {
	program := simulated(t, seccompagent.Options{IDs: true})
	for _, verb := range []string{"set", "get", "list", "remove"} {
		for _, form := range []string{"", "l", "f"} {
			each(t, program, form+verb+"xattr", notified)
		}
		each(t, program, verb+"xattrat", notified)
	}
}

// TestProcessCallsAreSeen: no table has a call that reaches other processes and is
// let through.
func TestProcessCallsAreSeen(t *testing.T) {
	program := simulated(t, seccompagent.Options{Processes: true})
	for _, name := range []string{
		"kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_open", "pidfd_send_signal",
		"prlimit64", "setpriority", "ioprio_set",
		"sched_setparam", "sched_setscheduler", "sched_setattr", "sched_setaffinity",
	} {
		each(t, program, name, notified)
	}
	const refused, file, socket = unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM), 7, 0x8901
	for _, name := range []string{"fcntl", "fcntl64"} {
		for _, half := range []uint64{0, 1 << 32} { // of a command, which is an int
			each(t, program, name, notified, file, half|unix.F_SETOWN, 77)
			each(t, program, name, refused, file, half|unix.F_SETOWN_EX, 77)
			each(t, program, name, refused, file, half|unix.F_SETSIG, 9)
		}
		each(t, program, name, refused, file, unix.F_SETSIG, 9<<32)
		each(t, program, name, allowed, file, unix.F_SETSIG, 0)
		each(t, program, name, allowed, file, unix.F_GETFD)
		each(t, program, name, allowed, file, unix.F_SETFL, unix.O_ASYNC)
	}
	for _, half := range []uint64{0, 1 << 32} {
		each(t, program, "ioctl", refused, file, half|socket, 1<<20)
		each(t, program, "ioctl", refused, file, half|unix.SIOCSPGRP, 1<<20)
	}
	each(t, program, "ioctl", allowed, file, unix.TIOCGWINSZ, 1<<20)
}
