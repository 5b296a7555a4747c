package kernel

import (
	"fmt"
	"strconv"

	"gvisor.dev/gvisor/pkg/abi/linux"
	"gvisor.dev/gvisor/pkg/context"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/cgroupfs"
	"gvisor.dev/gvisor/pkg/sentry/kernel"
	"gvisor.dev/gvisor/pkg/sentry/vfs"
	"gvisor.dev/gvisor/pkg/usermem"
)

// defaultMaxPIDs bounds a command that forks without end: each process of it is one of the
// host, too, and pods often have a few thousand.
const defaultMaxPIDs = 4096

// limitPIDs returns a cgroup of the sentry that bounds the number of processes.
func (s *sandbox) limitPIDs(ctx context.Context) (map[kernel.Cgroup]struct{}, error) {
	most := s.orders.MaxPIDs
	if most == 0 {
		most = defaultMaxPIDs
	}
	m, err := s.disconnected(ctx, cgroupfs.Name, vfs.MountOptions{
		GetFilesystemOptions: vfs.GetFilesystemOptions{Data: string(kernel.CgroupControllerPIDs)},
	})
	if err != nil {
		return nil, err
	}
	v, hierarchy := s.kernel.VFS(), vfs.MakeVirtualDentry(m, m.Root())
	if err := v.MkdirAt(ctx, s.root, at(hierarchy, name), &vfs.MkdirOptions{Mode: 0o755}); err != nil {
		return nil, fmt.Errorf("making a cgroup: %w", err)
	}
	file, err := v.OpenAt(ctx, s.root, at(hierarchy, name+"/pids.max"), &vfs.OpenOptions{Flags: linux.O_WRONLY})
	if err != nil {
		return nil, fmt.Errorf("limiting processes: %w", err)
	}
	defer file.DecRef(ctx)
	limit := usermem.BytesIOSequence(strconv.AppendInt(nil, most, 10))
	if _, err := file.Write(ctx, limit, vfs.WriteOptions{}); err != nil {
		return nil, fmt.Errorf("limiting processes to %d: %w", most, err)
	}
	group, err := s.kernel.CgroupRegistry().FindCgroup(ctx, kernel.CgroupControllerPIDs, "/"+name)
	if err != nil {
		return nil, fmt.Errorf("finding a cgroup: %w", err)
	}
	return map[kernel.Cgroup]struct{}{group: {}}, nil
}
