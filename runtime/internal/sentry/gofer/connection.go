package gofer

import (
	"golang.org/x/sys/unix"
	"gvisor.dev/gvisor/pkg/abi/linux"
	"gvisor.dev/gvisor/pkg/lisafs"

	"github.com/cooper-build/cooper/runtime/owner"
)

// tree serves one directory or file of the host. It is a lisafs.ConnectionImpl.
type tree struct {
	root   int // O_PATH
	socket bool
	links  *links // nil: the counts of the kernel are right
}

// messages are the requests that a gofer answers.
var messages = []lisafs.MID{
	lisafs.Mount, lisafs.Channel, lisafs.FStat, lisafs.SetStat, lisafs.Walk, lisafs.WalkStat, lisafs.OpenAt,
	lisafs.OpenCreateAt, lisafs.Close, lisafs.FSync, lisafs.PWrite, lisafs.PRead, lisafs.MkdirAt, lisafs.MknodAt,
	lisafs.SymlinkAt, lisafs.LinkAt, lisafs.FStatFS, lisafs.FAllocate, lisafs.ReadLinkAt, lisafs.Connect,
	lisafs.UnlinkAt, lisafs.RenameAt, lisafs.RenameAt2, lisafs.Getdents64, lisafs.FGetXattr, lisafs.FSetXattr,
	lisafs.FListXattr, lisafs.FRemoveXattr,
}

// options say that all operations work on descriptors, so that removed files are no
// exception.
func options(readOnly bool) lisafs.ConnectionOpts {
	return lisafs.ConnectionOpts{
		Readonly: readOnly, WalkStatSupported: true, SetAttrOnDeleted: true, AllocateOnDeleted: true,
		OpenOnDeleted: true,
	}
}

// Mount opens the root of the tree.
func (t *tree) Mount(c *lisafs.Connection, node *lisafs.Node) (*lisafs.ControlFD, lisafs.Statx, int, error) {
	fd, err := unix.FcntlInt(uintptr(t.root), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, lisafs.Statx{}, -1, err
	}
	stat, err := t.statOf(fd)
	if err != nil {
		unix.Close(fd)
		return nil, lisafs.Statx{}, -1, err
	}
	root := &file{fd: fd}
	node.IncRef() // for the file
	root.Init(c, node, linux.FileMode(stat.Mode), root)
	return root.FD(), stat, -1, nil
}

// SupportedMessages lists the requests that are answered.
func (t *tree) SupportedMessages() []lisafs.MID { return messages }

// MaxMessageSize is the maximum size of a message, in bytes.
func (t *tree) MaxMessageSize() uint32 { return lisafs.MaxMessageSize() }

// statOf describes an open file, with its remembered owner and mode.
func (t *tree) statOf(fd int) (lisafs.Statx, error) {
	var st unix.Stat_t
	if err := owner.Stat(fd, "", &st); err != nil {
		return lisafs.Statx{}, err
	}
	time := func(t unix.Timespec) lisafs.StatxTimestamp {
		return lisafs.StatxTimestamp{Sec: t.Sec, Nsec: uint32(t.Nsec)}
	}
	return lisafs.Statx{
		Mask: unix.STATX_BASIC_STATS, Mode: uint16(st.Mode), Ino: st.Ino, Nlink: t.links.of(&st),
		DevMajor: unix.Major(st.Dev), DevMinor: unix.Minor(st.Dev),
		RdevMajor: unix.Major(st.Rdev), RdevMinor: unix.Minor(st.Rdev),
		UID: st.Uid, GID: st.Gid, Size: uint64(st.Size), Blksize: uint32(st.Blksize), Blocks: uint64(st.Blocks),
		Atime: time(st.Atim), Mtime: time(st.Mtim), Ctime: time(st.Ctim),
	}, nil
}
