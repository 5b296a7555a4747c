package seccomp

import (
	"fmt"
	"runtime"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"
)

// x32Bit marks a number of the x32 table in an amd64 system call.
const x32Bit = 0x40000000

// table is one system call table of the kernel.
type table struct {
	audit   uint32 // AUDIT_ARCH_*, as seccomp_data.arch holds it
	numbers map[string]uint32
	x32     bool // numbers from x32Bit up belong to another table
}

var tables = map[specs.Arch]table{
	specs.ArchX86_64:  {audit: unix.AUDIT_ARCH_X86_64, numbers: syscallsAMD64, x32: true},
	specs.ArchX86:     {audit: unix.AUDIT_ARCH_I386, numbers: syscalls386},
	specs.ArchAARCH64: {audit: unix.AUDIT_ARCH_AARCH64, numbers: syscallsARM64},
	specs.ArchARM:     {audit: unix.AUDIT_ARCH_ARM, numbers: syscallsARM},
}

// Native is the specification's name of the architecture this program was built for.
func Native() (specs.Arch, error) {
	switch runtime.GOARCH {
	case "amd64":
		return specs.ArchX86_64, nil
	case "arm64":
		return specs.ArchAARCH64, nil
	}
	return "", fmt.Errorf("seccomp has no system call table for %s", runtime.GOARCH)
}

// Number is the number of a system call in the table of arch.
func Number(arch specs.Arch, name string) (uint32, bool) {
	nr, ok := tables[arch].numbers[name]
	return nr, ok
}

// architectures lists the tables a profile covers, native first.
func architectures(profile *specs.LinuxSeccomp, native specs.Arch) ([]table, error) {
	if _, ok := tables[native]; !ok {
		return nil, fmt.Errorf("seccomp has no system call table for %s", native)
	}
	list := []table{tables[native]}
	seen := map[specs.Arch]bool{native: true}
	for _, arch := range profile.Architectures {
		t, known := tables[arch]
		if known && !seen[arch] && compatible(native, arch) {
			list = append(list, t)
		}
		seen[arch] = true
	}
	return list, nil
}

// compatible reports whether a kernel of one architecture runs programs of the other.
func compatible(native, other specs.Arch) bool {
	switch native {
	case specs.ArchX86_64:
		return other == specs.ArchX86
	case specs.ArchAARCH64:
		return other == specs.ArchARM
	}
	return false
}
