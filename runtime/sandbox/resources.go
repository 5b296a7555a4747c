package sandbox

import (
	"errors"
	"reflect"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/runtime/cgroup"
)

// limits are the resources of a spec that the built-in sandbox bounds.
func limits(r *specs.LinuxResources) (l cgroup.Limits, err error) {
	if r == nil {
		return l, nil
	}
	known := specs.LinuxResources{}
	if m := r.Memory; m != nil {
		l.Memory, l.MemorySwap = value(m.Limit), value(m.Swap)
		known.Memory = &specs.LinuxMemory{Limit: m.Limit, Swap: m.Swap}
	}
	if c := r.CPU; c != nil {
		l.CPUShares, l.CPUPeriod, l.CPUQuota = value(c.Shares), value(c.Period), value(c.Quota)
		l.CPUs, l.Mems = c.Cpus, c.Mems
		known.CPU = &specs.LinuxCPU{Shares: c.Shares, Period: c.Period, Quota: c.Quota, Cpus: c.Cpus, Mems: c.Mems}
	}
	if p := r.Pids; p != nil {
		l.Pids = value(p.Limit)
		known.Pids = &specs.LinuxPids{Limit: p.Limit}
	}
	if !reflect.DeepEqual(*r, known) {
		return l, errors.New(
			"the built-in sandbox supports memory, cpu and pids of linux.resources only: try --isolation oci",
		)
	}
	return l, nil
}

func value[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

// openGroup makes the cgroup of limits or of a path, if there are any, and a function that
// removes it.
func openGroup(r *specs.LinuxResources, path string) (g *cgroup.Group, remove func() error, err error) {
	l, err := limits(r)
	if err != nil || l.IsZero() && path == "" {
		return nil, func() error { return nil }, err
	}
	if g, err = cgroup.New(l, path); err != nil {
		return nil, nil, err
	}
	return g, g.Close, nil
}

// OutsideSentry are the resources that RunSentry bounds by a cgroup: the sentry itself bounds the
// number of processes.
func OutsideSentry(r *specs.LinuxResources) *specs.LinuxResources {
	if r == nil || r.Pids == nil {
		return r
	}
	out := *r
	out.Pids = nil
	return &out
}

// CheckLimits says why the limits of a spec, or its cgroupsPath, cannot be set here; nil when
// they can.
func CheckLimits(r *specs.LinuxResources, path string) error {
	_, remove, err := openGroup(r, path)
	if err != nil {
		return err
	}
	return remove()
}
