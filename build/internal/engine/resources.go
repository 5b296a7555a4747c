package engine

import (
	"errors"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/runtime/cgroup"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// linuxResources has the form of the OCI runtime specification; nil: nothing is bounded.
func linuxResources(r api.Resources) *specs.LinuxResources {
	out := &specs.LinuxResources{}
	if r.Memory != 0 || r.MemorySwap != 0 {
		out.Memory = &specs.LinuxMemory{Limit: given(r.Memory), Swap: given(r.MemorySwap)}
	}
	cpu := specs.LinuxCPU{
		Shares: given(r.CPUShares), Period: given(r.CPUPeriod), Quota: given(r.CPUQuota),
		Cpus: r.CPUs, Mems: r.MemoryNodes,
	}
	if cpu != (specs.LinuxCPU{}) {
		out.CPU = &cpu
	}
	if r.Pids != 0 {
		out.Pids = &specs.LinuxPids{Limit: &r.Pids}
	}
	if out.Memory == nil && out.CPU == nil && out.Pids == nil {
		return nil
	}
	return out
}

func given[T comparable](v T) *T {
	if v == *new(T) {
		return nil
	}
	return &v
}

// checkResources finds out, before anything runs, whether limits can be set.
func checkResources(r *specs.LinuxResources, cgroupsPath string) error {
	err := sandbox.CheckLimits(r, cgroupsPath)
	var missing *cgroup.UnavailableError
	if errors.As(err, &missing) {
		return imagebuilder.WithHint(err, "start cooper with systemd-run --user --scope -p Delegate=yes cooper …, "+
			"or use --isolation oci, where the runtime sets limits")
	}
	return err
}
