package sandbox

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/idmap"
	"github.com/cooper-build/cooper/runtime/internal/child"
)

// Shift says how the files of a sandbox belong to its ids where these are none of the
// owners on the disk.
type Shift struct {
	// Space shows the root, and binds with the option idmap or ridmap.
	Space *idmap.Space
	// RootShown says that the root is shown so already.
	RootShown bool
}

// trees opens the root and the sources of bind mounts as detached mounts for the child,
// because the sandbox may not enter their directories.
func (s *Shift) trees(config *child.Config) (out []*os.File, err error) {
	if s == nil {
		return nil, nil
	}
	defer func() {
		if err != nil {
			closeAll(out)
		}
	}()
	add := func(space *idmap.Space, source string, recursive bool, attr uint64) (uint32, error) {
		tree, err := space.Tree(unix.AT_FDCWD, source, recursive)
		if err != nil {
			return 0, err
		}
		out = append(out, tree)
		if attr != 0 {
			flags := uint(unix.AT_EMPTY_PATH)
			if recursive {
				flags |= unix.AT_RECURSIVE
			}
			if err := unix.MountSetattr(int(tree.Fd()), "", flags, &unix.MountAttr{Attr_set: attr}); err != nil {
				return 0, fmt.Errorf("mounting %s: %w", source, err)
			}
		}
		return uint32(child.FirstTree + len(out) - 1), nil
	}
	space := s.Space
	if s.RootShown {
		space = nil
	}
	if config.RootTree, err = add(space, config.Root, false, 0); err != nil {
		return out, err
	}
	for i := range config.Mounts {
		m := &config.Mounts[i]
		if m.Op != child.OpBind || ofKernel(m.Source) {
			continue
		}
		space := s.Space
		if !m.Shown {
			space = nil
		}
		if m.Tree, err = add(space, m.Source, m.Recursive, m.Attr); err != nil {
			return out, err
		}
	}
	return out, nil
}

// ofKernel reports whether a path is in a file system of the kernel, which all may enter.
func ofKernel(source string) bool {
	for _, dir := range []string{"/dev", "/proc", "/sys"} {
		if source == dir || strings.HasPrefix(source, dir+"/") {
			return true
		}
	}
	return false
}

func closeAll(files []*os.File) {
	for _, f := range files {
		f.Close()
	}
}

// mountpoint is a directory of the host that all may enter, for the child to assemble
// its root on.
func (s *Shift) mountpoint() (string, error) {
	for _, dir := range []string{"/mnt", "/tmp", "/var", "/usr"} {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir, nil
		}
	}
	return "", fmt.Errorf(
		"preparing the sandbox: the host has none of the directories /mnt, /tmp, /var and /usr",
	)
}

// own changes the owner of the pipes of a process to the sandbox's root, so that commands
// can open them by name, for example as /dev/stdout.
func (s *Shift) own(pid int) error {
	const pipes = 0x50495045 // PIPEFS_MAGIC
	for n := range 3 {
		fd, err := unix.Open(fmt.Sprintf("/proc/%d/fd/%d", pid, n), unix.O_PATH|unix.O_CLOEXEC, 0)
		if err != nil {
			continue // it has none
		}
		var fs unix.Statfs_t
		if err = unix.Fstatfs(fd, &fs); err == nil && fs.Type == pipes {
			maps := s.Space.Maps
			err = unix.Fchownat(fd, "", int(maps.UIDs[0].HostID), int(maps.GIDs[0].HostID), unix.AT_EMPTY_PATH)
		}
		unix.Close(fd)
		if err != nil {
			return fmt.Errorf("giving a pipe to the sandbox: %w", err)
		}
	}
	return nil
}
