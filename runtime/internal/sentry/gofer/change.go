package gofer

import (
	"errors"

	"golang.org/x/sys/unix"
	"gvisor.dev/gvisor/pkg/abi/linux"
	"gvisor.dev/gvisor/pkg/lisafs"

	"github.com/cooper-build/cooper/runtime/owner"
)

// SetStat changes attributes. It returns those that could not be changed.
func (f *file) SetStat(want lisafs.SetStatReq) (failed uint32, err error) {
	change := func(mask uint32, do func() error) {
		if want.Mask&mask == 0 {
			return
		}
		if e := do(); e != nil {
			failed |= want.Mask & mask
			err = e
		}
	}
	change(unix.STATX_SIZE, func() error { return unix.Truncate(f.path(), int64(want.Size)) })
	change(unix.STATX_UID|unix.STATX_GID, func() error {
		uid, gid := -1, -1
		if want.Mask&unix.STATX_UID != 0 {
			uid = int(want.UID)
		}
		if want.Mask&unix.STATX_GID != 0 {
			gid = int(want.GID)
		}
		return owner.Set(f.fd, "", uid, gid)
	})
	change(unix.STATX_MODE, func() error {
		if f.IsSymlink() {
			return unix.EOPNOTSUPP
		}
		return owner.SetMode(f.fd, "", want.Mode&0o7777)
	})
	change(unix.STATX_ATIME|unix.STATX_MTIME, func() error {
		times := []unix.Timespec{{Nsec: unix.UTIME_OMIT}, {Nsec: unix.UTIME_OMIT}}
		if want.Mask&unix.STATX_ATIME != 0 {
			times[0] = unix.Timespec{Sec: want.Atime.Sec, Nsec: want.Atime.Nsec}
		}
		if want.Mask&unix.STATX_MTIME != 0 {
			times[1] = unix.Timespec{Sec: want.Mtime.Sec, Nsec: want.Mtime.Nsec}
		}
		return unix.UtimesNanoAt(f.fd, "", times, unix.AT_EMPTY_PATH)
	})
	return failed, err
}

// made gives a new file in the directory f its owner and mode, and removes it where that
// fails.
func (f *file) made(name string, mode linux.FileMode, uid lisafs.UID, gid lisafs.GID, remove int) (
	*file, lisafs.Statx, error,
) {
	fd, err := unix.Openat(f.fd, name, nameOnly, 0)
	if err == nil {
		err = setOwner(fd, uid, gid)
		if err == nil && mode.FileType() != linux.S_IFLNK {
			err = owner.SetMode(fd, "", uint32(mode.Permissions()|mode.ExtraBits()))
		}
		if err != nil {
			unix.Close(fd)
		}
	}
	if err != nil {
		return nil, lisafs.Statx{}, errors.Join(err, unix.Unlinkat(f.fd, name, remove))
	}
	return f.child(fd, name)
}

// setOwner sets the owner of an open file. An id that is not ok is not changed.
func setOwner(fd int, uid lisafs.UID, gid lisafs.GID) error {
	ids := [2]int{-1, -1}
	if uid.Ok() {
		ids[0] = int(uid)
	}
	if gid.Ok() {
		ids[1] = int(gid)
	}
	return owner.Set(fd, "", ids[0], ids[1])
}

// OpenCreate makes a regular file and opens it.
func (f *file) OpenCreate(mode linux.FileMode, uid lisafs.UID, gid lisafs.GID, name string, flags uint32) (
	*lisafs.ControlFD, lisafs.Statx, *lisafs.OpenFD, int, error,
) {
	const creating = unix.O_CREAT | unix.O_EXCL | unix.O_NOFOLLOW | unix.O_CLOEXEC
	fd, err := unix.Openat(f.fd, name, unix.O_WRONLY|creating, 0o600)
	if err != nil {
		return nil, lisafs.Statx{}, nil, -1, err
	}
	unix.Close(fd)
	child, stat, err := f.made(name, mode|linux.S_IFREG, uid, gid, 0)
	if err != nil {
		return nil, stat, nil, -1, err
	}
	open, donated, err := child.Open(flags)
	return child.FD(), stat, open, donated, err
}

// Mkdir makes a directory.
func (f *file) Mkdir(mode linux.FileMode, uid lisafs.UID, gid lisafs.GID, name string) (
	*lisafs.ControlFD, lisafs.Statx, error,
) {
	if err := unix.Mkdirat(f.fd, name, 0o700); err != nil {
		return nil, lisafs.Statx{}, err
	}
	return answer(f.made(name, mode|linux.S_IFDIR, uid, gid, unix.AT_REMOVEDIR))
}

// Mknod makes a FIFO or a regular file. Devices belong to the host.
func (f *file) Mknod(mode linux.FileMode, uid lisafs.UID, gid lisafs.GID, name string, _, _ uint32) (
	*lisafs.ControlFD, lisafs.Statx, error,
) {
	kind := mode.FileType()
	if kind != linux.S_IFREG && kind != linux.S_IFIFO {
		return nil, lisafs.Statx{}, unix.EPERM
	}
	if err := unix.Mknodat(f.fd, name, uint32(kind)|0o600, 0); err != nil {
		return nil, lisafs.Statx{}, err
	}
	return answer(f.made(name, mode, uid, f.groupFor(gid), 0))
}

// Symlink makes a symbolic link.
func (f *file) Symlink(name, target string, uid lisafs.UID, gid lisafs.GID) (*lisafs.ControlFD, lisafs.Statx, error) {
	if err := unix.Symlinkat(target, f.fd, name); err != nil {
		return nil, lisafs.Statx{}, err
	}
	return answer(f.made(name, linux.S_IFLNK, uid, f.groupFor(gid), 0))
}

// groupFor is the group of a new link or FIFO in the directory f. The sentry asks for that of
// the process, also where the directory gives its own.
func (f *file) groupFor(gid lisafs.GID) lisafs.GID {
	st, err := f.tree().statOf(f.fd)
	if err == nil && st.Mode&unix.S_ISGID != 0 {
		return lisafs.GID(st.GID)
	}
	return gid
}

// Link makes another name for the file.
func (f *file) Link(dir lisafs.ControlFDImpl, name string) (*lisafs.ControlFD, lisafs.Statx, error) {
	to := dir.(*file)
	if err := unix.Linkat(unix.AT_FDCWD, f.path(), to.fd, name, unix.AT_SYMLINK_FOLLOW); err != nil {
		return nil, lisafs.Statx{}, err
	}
	return answer(to.open(name))
}

// BindAt refuses sockets: other processes of the host could use them.
func (f *file) BindAt(string, uint32, linux.FileMode, lisafs.UID, lisafs.GID) (
	*lisafs.ControlFD, lisafs.Statx, *lisafs.BoundSocketFD, int, error,
) {
	return nil, lisafs.Statx{}, nil, -1, unix.EPERM
}

// Unlink removes a name in this directory.
func (f *file) Unlink(name string, flags uint32) error { return unix.Unlinkat(f.fd, name, int(flags)) }

// RenameAt renames a file.
func (f *file) RenameAt(from string, dir lisafs.ControlFDImpl, to string) error {
	return f.RenameAt2(from, dir, to, 0)
}

// RenameAt2 renames a file with flags of renameat2(2).
func (f *file) RenameAt2(from string, dir lisafs.ControlFDImpl, to string, flags uint32) error {
	return unix.Renameat2(f.fd, from, dir.(*file).fd, to, uint(flags))
}
