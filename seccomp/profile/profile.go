// Package profile reads seccomp profiles in Docker's JSON format. Their rules may depend
// on the capabilities of the process, the architecture and the kernel.
package profile

import (
	"fmt"
	"os"
	"slices"

	"github.com/moby/profiles/seccomp"
	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"
)

// maxSize bounds a profile file, in bytes; Docker's own is 16 KiB.
const maxSize = 4 << 20

// Default is Docker's default profile for a process with the given bounding set,
// without socketcall: the address family that it opens is in memory, where no filter
// sees it, so that AF_ALG and AF_VSOCK could be had. Programs of 32 bits call socket
// instead where that is answered with ENOSYS; Linux has it since 4.3.
func Default(bounding []string) (*specs.LinuxSeccomp, error) {
	p, err := seccomp.GetDefaultProfile(withCapabilities(bounding))
	if err != nil {
		return nil, err
	}
	const multiplexer = "socketcall"
	for i := range p.Syscalls {
		entry := &p.Syscalls[i]
		entry.Names = slices.DeleteFunc(
			slices.Clone(entry.Names), func(name string) bool { return name == multiplexer },
		)
	}
	errno := uint(unix.ENOSYS)
	p.Syscalls = append(p.Syscalls, specs.LinuxSyscall{
		Names:    []string{multiplexer},
		Action:   specs.ActErrno,
		ErrnoRet: &errno,
	})
	return p, nil
}

// Load reads a profile from a file.
func Load(path string, bounding []string) (*specs.LinuxSeccomp, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("reading seccomp profile: %w", err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxSize {
		return nil, fmt.Errorf("reading seccomp profile %s: not a regular file of at most %d bytes", path, maxSize)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading seccomp profile: %w", err)
	}
	p, err := seccomp.LoadProfile(string(text), withCapabilities(bounding))
	if err != nil {
		return nil, fmt.Errorf("reading seccomp profile %s: %w", path, err)
	}
	if p == nil || p.DefaultAction == "" {
		return nil, fmt.Errorf("reading seccomp profile %s: it has no defaultAction", path)
	}
	return p, nil
}

func withCapabilities(bounding []string) *specs.Spec {
	return &specs.Spec{Process: &specs.Process{Capabilities: &specs.LinuxCapabilities{Bounding: bounding}}}
}
