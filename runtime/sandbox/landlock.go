package sandbox

import (
	"slices"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/landlock"
	"github.com/cooper-build/cooper/seccomp"
)

// canMount reports whether the command of a spec may have a way to mount, also in a
// user namespace that it makes: by its capabilities, or because no filter keeps it
// from the call.
func canMount(spec *specs.Spec) bool {
	c := spec.Process.Capabilities
	if c != nil && slices.Contains(c.Bounding, "CAP_SYS_ADMIN") || spec.Linux.Seccomp == nil {
		return true
	}
	arch, err := seccomp.Native()
	if err != nil {
		return true
	}
	number, _ := seccomp.Number(arch, "mount")
	audit := map[specs.Arch]uint32{
		specs.ArchX86_64:  unix.AUDIT_ARCH_X86_64,
		specs.ArchAARCH64: unix.AUDIT_ARCH_AARCH64,
	}[arch]
	answer, err := seccomp.Decide(spec.Linux.Seccomp, arch, seccomp.Call{Arch: audit, Number: number})
	return err != nil || answer&unix.SECCOMP_RET_ACTION_FULL != unix.SECCOMP_RET_ERRNO
}

// LandlockScopes is the ABI that keeps commands from abstract sockets and processes of
// others.
const LandlockScopes = 6

// Landlock is the ABI of Landlock that commands are confined with; an error says
// why they are not.
func Landlock() (int, error) { return landlock.ABI() }
