package kernel

import (
	"os"
	"path"
	"slices"

	"golang.org/x/sys/unix"
	"gvisor.dev/gvisor/pkg/abi/linux"
	"gvisor.dev/gvisor/pkg/context"
	"gvisor.dev/gvisor/pkg/errors/linuxerr"
	"gvisor.dev/gvisor/pkg/sentry/vfs"

	"github.com/cooper-build/cooper/runtime/internal/sentry/scan"
)

// The overlay of the sentry cannot copy up a FIFO, and the gofer opens none. So all FIFOs of
// the root filesystem are copied up before the command starts, and left out of the layer if
// they are as they were.

// openRoots opens the trees of the root filesystem.
func (s *sandbox) openRoots() (roots []int, err error) {
	for _, index := range s.orders.Root {
		t := s.orders.Trees[index]
		dir, name := unix.AT_FDCWD, t.Path
		if t.Opened != 0 {
			dir, name = t.Opened, "."
		}
		fd, err := unix.Openat(dir, name, unix.O_PATH|unix.O_CLOEXEC, 0)
		if err != nil {
			return nil, &os.PathError{Op: "open", Path: t.Path, Err: err}
		}
		roots = append(roots, fd)
	}
	return roots, nil
}

// findFIFOs lists the FIFOs of trees, which it closes. A tree may hide those of another one.
func findFIFOs(roots []int) (found []string) {
	for _, root := range roots {
		scan.Tree(root, func(e scan.Entry) {
			if e.Kind == unix.DT_FIFO {
				found = append(found, e.Name)
			}
		})
		unix.Close(root)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// statxAll is everything of a file that is copied up.
const statxAll = linux.STATX_MODE | linux.STATX_UID | linux.STATX_GID | linux.STATX_MTIME | linux.STATX_ATIME

// copyUpFIFOs copies all FIFOs to the upper filesystem.
func (s *sandbox) copyUpFIFOs(ctx context.Context) error {
	s.fifosUp = map[string]bool{}
	for _, fifo := range s.fifos {
		if err := s.copyUpFIFO(ctx, fifo); err != nil {
			return err
		}
	}
	return nil
}

func (s *sandbox) copyUpFIFO(ctx context.Context, fifo string) error {
	v, dir := s.kernel.VFS(), path.Dir(fifo)
	st, err := v.StatAt(ctx, s.root, at(s.base, fifo), &vfs.StatOptions{Mask: statxAll | linux.STATX_TYPE})
	if linuxerr.Equals(linuxerr.ENOENT, err) || linuxerr.Equals(linuxerr.ENOTDIR, err) ||
		err == nil && st.Mode&linux.S_IFMT != linux.S_IFIFO {
		return nil // it is hidden
	}
	if err != nil {
		return err
	}
	above, err := v.StatAt(ctx, s.root, at(s.base, dir), &vfs.StatOptions{Mask: statxAll})
	if err != nil {
		return err
	}
	// A change of nothing copies up the directory.
	if err := s.set(ctx, s.merged, dir, above, linux.STATX_MODE); err != nil {
		return err
	}
	if err := v.MknodAt(ctx, s.root, at(s.upper, fifo), &vfs.MknodOptions{
		Mode: linux.S_IFIFO | linux.FileMode(st.Mode&0o7777),
	}); err != nil {
		return err
	}
	if err := s.set(ctx, s.upper, fifo, st, statxAll); err != nil {
		return err
	}
	s.fifosUp[fifo] = true
	for ; ; dir = path.Dir(dir) {
		if above, err = v.StatAt(ctx, s.root, at(s.base, dir), &vfs.StatOptions{Mask: statxAll}); err != nil {
			return err
		}
		if err := s.set(ctx, s.upper, dir, above, statxAll); err != nil || dir == "." {
			return err
		}
	}
}

// set sets attributes of a file.
func (s *sandbox) set(ctx context.Context, in vfs.VirtualDentry, name string, st linux.Statx, mask uint32) error {
	st.Mask, st.Mode = mask, st.Mode&0o7777
	return s.kernel.VFS().SetStatAt(ctx, s.root, at(in, name), &vfs.SetStatOptions{Stat: st})
}
