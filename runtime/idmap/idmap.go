// Package idmap mounts files with other owners than they have on the disk
// (mount_setattr(2), MOUNT_ATTR_IDMAP). A process whose ids belong to no user of the host
// can then read and write files of that user.
package idmap

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"syscall"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/helper"
	"github.com/cooper-build/cooper/runtime/userns"
)

// The ids of sandboxes of the host's root: the upper half of all ids, which are never
// assigned. No file has one of them, because all files are shown through a Space.
const (
	first = 1 << 31
	count = 1<<31 - 1 // the last id of all is none
)

// Shifted are maps of a sandbox of the host's root that contain none of the host's users.
func Shifted() userns.Maps {
	ids := []specs.LinuxIDMapping{{HostID: first, Size: count}}
	return userns.Maps{UIDs: ids, GIDs: ids}
}

// Space maps owners of files: id 0 of the disk is shown as the first id of the maps.
type Space struct {
	Maps userns.Maps
	file *os.File // a user namespace
}

// New makes a space. Close it.
func New(maps userns.Maps) (*Space, error) {
	cmd, err := helper.Command([]*os.File{nil}, "trial", "")
	if err != nil {
		return nil, err
	}
	cmd.Env = []string{}
	cmd.SysProcAttr = &syscall.SysProcAttr{}
	if err := userns.Start(cmd, maps); err != nil {
		return nil, err
	}
	// Until it is waited for it has its namespace, also when it has ended.
	file, err := os.Open(fmt.Sprintf("/proc/%d/ns/user", cmd.Process.Pid))
	_ = cmd.Wait() // its result does not matter
	if err != nil {
		return nil, fmt.Errorf("opening a user namespace: %w", err)
	}
	return &Space{maps, file}, nil
}

// Close ends the space. Mounts that were made with it stay.
func (s *Space) Close() error { return s.file.Close() }

// Tree is a mount of a directory or file, and with recursive of those below, attached
// nowhere, in which owners are shown. A nil Space shows them as they are.
func (s *Space) Tree(dir int, name string, recursive bool) (*os.File, error) {
	flags, at := uint(unix.OPEN_TREE_CLONE|unix.OPEN_TREE_CLOEXEC), uint(unix.AT_EMPTY_PATH)
	if name == "" {
		flags |= unix.AT_EMPTY_PATH
	}
	if recursive {
		flags, at = flags|unix.AT_RECURSIVE, at|unix.AT_RECURSIVE
	}
	fd, err := unix.OpenTree(dir, name, flags)
	if name == "" {
		name, _ = os.Readlink(fmt.Sprintf("/proc/self/fd/%d", dir)) // for errors
	}
	if err != nil {
		return nil, &os.PathError{Op: "open_tree", Path: name, Err: err}
	}
	tree := os.NewFile(uintptr(fd), name)
	if s == nil {
		return tree, nil
	}
	attr := unix.MountAttr{Attr_set: unix.MOUNT_ATTR_IDMAP, Userns_fd: uint64(s.file.Fd())}
	if err := unix.MountSetattr(fd, "", at, &attr); err != nil {
		tree.Close()
		return nil, &os.PathError{Op: "showing other ids in", Path: name, Err: err}
	}
	return tree, nil
}

// As calls do as the owner with the first id of the maps, with all other rights of this
// process. The kernel uses both for a new mount. The thread is restored afterwards: a
// thread that ends would end the processes that it started.
func (s *Space) As(do func() error) error {
	runtime.LockOSThread()
	bits, err := unix.PrctlRetInt(unix.PR_GET_SECUREBITS, 0, 0, 0, 0)
	if err != nil {
		runtime.UnlockOSThread()
		return err
	}
	const keepCapabilities = 1 << 2 // SECBIT_NO_SETUID_FIXUP
	if err := unix.Prctl(unix.PR_SET_SECUREBITS, uintptr(bits|keepCapabilities), 0, 0, 0); err != nil {
		runtime.UnlockOSThread()
		return err
	}
	err = setOwner(s.Maps.UIDs[0].HostID, s.Maps.GIDs[0].HostID)
	if err == nil {
		err = do()
	}
	back := errors.Join(setOwner(0, 0), unix.Prctl(unix.PR_SET_SECUREBITS, uintptr(bits), 0, 0, 0))
	if back == nil {
		runtime.UnlockOSThread() // else the thread ends with this goroutine
	}
	return errors.Join(err, back)
}

// setOwner sets the ids of this thread for files. These system calls return the previous
// ids, not errors.
func setOwner(uid, gid uint32) error {
	for number, id := range map[uintptr]uint32{unix.SYS_SETFSUID: uid, unix.SYS_SETFSGID: gid} {
		_, _, _ = unix.RawSyscall(number, uintptr(id), 0, 0)
		if now, _, _ := unix.RawSyscall(number, ^uintptr(0), 0, 0); uint32(now) != id {
			return fmt.Errorf("becoming the owner %d of files: %w", id, unix.EPERM)
		}
	}
	return nil
}
