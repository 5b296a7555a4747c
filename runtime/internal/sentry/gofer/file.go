package gofer

import (
	"math"
	"strconv"

	"golang.org/x/sys/unix"
	"gvisor.dev/gvisor/pkg/abi/linux"
	"gvisor.dev/gvisor/pkg/lisafs"
)

// file is a file of a tree, open for nothing but its name. It is a lisafs.ControlFDImpl.
type file struct {
	lisafs.ControlFD
	fd int // O_PATH
}

// nameOnly opens a file without reading it, and follows no link.
const nameOnly = unix.O_PATH | unix.O_NOFOLLOW | unix.O_CLOEXEC

// child makes the file of a name in the directory f, with a descriptor that it then owns.
func (f *file) child(fd int, name string) (*file, lisafs.Statx, error) {
	stat, err := f.tree().statOf(fd)
	if err != nil {
		unix.Close(fd)
		return nil, stat, err
	}
	out := &file{fd: fd}
	out.Init(f.Conn(), f.node(name, stat), linux.FileMode(stat.Mode), out)
	return out, stat, nil
}

// node is the place of a file in the tree of lisafs, which refuses to use a file once its
// name is gone. Only directories need one: a file may have other names.
func (f *file) node(name string, stat lisafs.Statx) *lisafs.Node {
	if stat.Mode&unix.S_IFMT != unix.S_IFDIR {
		node := new(lisafs.Node)
		node.InitLocked(name, nil)
		return node
	}
	var node *lisafs.Node
	parent := f.Node()
	parent.WithChildrenMu(func() {
		if node = parent.LookupChildLocked(name); node != nil {
			node.IncRef()
			return
		}
		node = new(lisafs.Node)
		node.InitLocked(name, parent)
	})
	return node
}

// open opens the file of a name in the directory f.
func (f *file) open(name string) (*file, lisafs.Statx, error) {
	fd, err := unix.Openat(f.fd, name, nameOnly, 0)
	if err != nil {
		return nil, lisafs.Statx{}, err
	}
	return f.child(fd, name)
}

// tree is the tree that the file belongs to.
func (f *file) tree() *tree { return f.Conn().Impl().(*tree) }

// path names the file itself for calls that take no descriptor of this kind.
func (f *file) path() string { return "/proc/self/fd/" + strconv.Itoa(f.fd) }

// FD is the part of the file that lisafs knows.
func (f *file) FD() *lisafs.ControlFD {
	if f == nil {
		return nil
	}
	return &f.ControlFD
}

// Close closes the descriptor.
func (f *file) Close() {
	if f.fd >= 0 {
		unix.Close(f.fd)
		f.fd = -1
	}
}

// Stat describes the file.
func (f *file) Stat() (lisafs.Statx, error) { return f.tree().statOf(f.fd) }

// Walk opens a file in this directory.
func (f *file) Walk(name string) (*lisafs.ControlFD, lisafs.Statx, error) {
	return answer(f.open(name))
}

// answer is a file in the form of lisafs.
func answer(f *file, stat lisafs.Statx, err error) (*lisafs.ControlFD, lisafs.Statx, error) {
	return f.FD(), stat, err
}

// WalkStat describes the files of a path, up to the first that is missing or a link.
func (f *file) WalkStat(path lisafs.StringArray, record func(lisafs.Statx)) error {
	if len(path) > 0 && path[0] == "" {
		stat, err := f.tree().statOf(f.fd)
		if err != nil {
			return err
		}
		record(stat)
		path = path[1:]
	}
	if f.IsSymlink() {
		return nil
	}
	dir := f.fd
	closeDir := func() {
		if dir != f.fd {
			unix.Close(dir)
		}
	}
	defer func() { closeDir() }()
	for _, name := range path {
		fd, err := unix.Openat(dir, name, nameOnly, 0)
		if err == unix.ENOENT {
			return nil
		}
		if err != nil {
			return err
		}
		closeDir()
		dir = fd
		stat, err := f.tree().statOf(fd)
		if err != nil {
			return err
		}
		record(stat)
		if stat.Mode&unix.S_IFMT == unix.S_IFLNK {
			return nil
		}
	}
	return nil
}

// StatFS describes the filesystem.
func (f *file) StatFS() (lisafs.StatFS, error) {
	var s unix.Statfs_t
	if err := unix.Fstatfs(f.fd, &s); err != nil {
		return lisafs.StatFS{}, err
	}
	return lisafs.StatFS{
		Type: uint64(s.Type), BlockSize: s.Bsize, Blocks: s.Blocks, BlocksFree: s.Bfree,
		BlocksAvailable: s.Bavail, Files: s.Files, FilesFree: s.Ffree, NameLength: uint64(s.Namelen),
	}, nil
}

// Readlink reads the text of a link.
func (f *file) Readlink(buffer func(uint32) []byte) (uint16, error) {
	for size := uint32(256); size <= math.MaxUint16; size *= 2 {
		b := buffer(size)
		n, err := unix.Readlinkat(f.fd, "", b)
		if err != nil || n < len(b) {
			return uint16(max(n, 0)), err
		}
	}
	return 0, unix.ENAMETOOLONG
}

// Connect connects to a socket, where the tree is one.
func (f *file) Connect(kind uint32) (int, error) {
	if !f.tree().socket {
		return -1, unix.ECONNREFUSED
	}
	sock, err := unix.Socket(unix.AF_UNIX, int(kind)|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return -1, err
	}
	if err := unix.Connect(sock, &unix.SockaddrUnix{Name: f.path()}); err != nil {
		unix.Close(sock)
		return -1, err
	}
	return sock, nil
}

// ConnectWithCreds connects as a user, which a gofer cannot become.
func (f *file) ConnectWithCreds(kind uint32, _ lisafs.UID, _ lisafs.GID) (int, error) {
	return f.Connect(kind)
}

// Renamed does nothing: a descriptor has no name.
func (f *file) Renamed() {}
