// Package profile reads seccomp profiles in Docker's JSON form, whose rules may
// depend on the capabilities of the process, the architecture and the kernel.
package profile

import (
	"fmt"
	"os"

	"github.com/moby/profiles/seccomp"
	"github.com/opencontainers/runtime-spec/specs-go"
)

// maxSize bounds a profile file, in bytes; Docker's own is 16 KiB.
const maxSize = 4 << 20

// Default is Docker's default profile for a process with the given bounding set.
func Default(bounding []string) (*specs.LinuxSeccomp, error) {
	return seccomp.GetDefaultProfile(withCapabilities(bounding))
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
