package layer

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/build/internal/tarentry"
	"github.com/cooper-build/cooper/build/internal/xattr"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/userns"
)

// Extract writes the files of a layer's tar stream below a directory, where no
// entry can leave it. Owners are remembered where they cannot be given.
//
// With Stacked the directory is one of an overlay: what the layer removes is
// marked in it. Otherwise it holds the layers below, and what is removed is gone.
// Device nodes are left out where nobody may make them.
func Extract(ctx context.Context, root *safepath.Root, stream io.Reader, opts ExtractOptions) error {
	x := &extraction{
		root: root, stacked: opts.Stacked, filled: opts.Filled, rootToo: opts.Root, changes: opts.Changes,
		owners: opts.owners,
		limits: opts.Limits.WithDefaults(), count: limits.Count{Packed: opts.Packed},
		made: map[string]bool{},
	}
	defer x.leave()
	for r := tar.NewReader(stream); ; {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if err := x.entry(h, r); err != nil {
			return fmt.Errorf("entry %q: %w", h.Name, err)
		}
	}
	return x.finishDirectories()
}

// ExtractOptions say how to unpack a layer.
type ExtractOptions struct {
	Stacked bool
	Filled  bool // with Stacked: the directory may have changes already
	Root    bool // the stream may change the root directory
	// Changes, when it is not nil, gets what the stream says.
	Changes *Changes
	Packed  int64 // size that the layer was compressed to, in bytes; 0: not known
	Limits  limits.Limits

	owners *ownerSets // gets the owners of entries; nil: they are not wanted
}

// Changes are the names in a layer, each as it is in the tree.
type Changes struct {
	Written []string // files and directories
	Opaque  []string // directories that hide the layers below
}

type extraction struct {
	root    *safepath.Root
	stacked bool
	filled  bool
	rootToo bool
	changes *Changes
	owners  *ownerSets
	limits  limits.Limits
	count   limits.Count
	dirs    []*tar.Header   // in order; their modes and times come last
	made    map[string]bool // files of this layer, where it is not stacked
	last    string          // name of the last entry
	// The directory of the last entry, which most often is that of the next. Only an entry
	// of another directory can put something else in its place.
	parent *safepath.Root
	at     string
}

// enter opens the directory of an entry.
func (x *extraction) enter(name string) (*safepath.Root, error) {
	if x.parent != nil && x.at == name {
		return x.parent, nil
	}
	x.leave()
	dir, _, err := x.root.MkdirAll(name, safepath.Owner{Mode: 0o755})
	if err == nil {
		x.parent, x.at = dir, name
	}
	return dir, err
}

func (x *extraction) leave() {
	if x.parent != nil {
		_ = x.parent.Close()
		x.parent = nil
	}
}

func (x *extraction) entry(h *tar.Header, body io.Reader) error {
	name := safepath.Clean(h.Name)
	if h.Typeflag == tar.TypeXGlobalHeader {
		return nil
	}
	if err := x.count.Entry(h, x.limits); err != nil {
		return err
	}
	if name == "." {
		if x.rootToo {
			x.dirs = append(x.dirs, h)
		}
		return nil // how "/" is, is not for a layer to say: podman and docker leave it out too
	}
	dir, err := x.enter(path.Dir(name))
	if err != nil {
		return err
	}
	base := path.Base(name)
	if removed, ok := strings.CutPrefix(base, whiteoutPrefix); ok {
		return x.remove(dir, path.Dir(name), removed)
	}
	x.last = name
	if x.owners != nil {
		x.owners.add(h)
	}
	if !x.stacked || x.filled {
		x.made[name] = true
	}
	if x.changes != nil {
		x.changes.Written = append(x.changes.Written, name)
	}
	return x.create(dir, base, h, body)
}

// remove applies a whiteout of a file, or an opaque mark of a directory.
func (x *extraction) remove(dir *safepath.Root, above, name string) error {
	switch {
	case whiteoutPrefix+name == opaqueMarker:
		if x.stacked {
			err := MakeOpaque(dir)
			if err == nil && x.filled {
				err = x.empty(dir, above)
			}
			return err
		}
		if x.changes != nil {
			x.changes.Opaque = append(x.changes.Opaque, above)
		} else if x.last == above && above != "." {
			return x.replace(above)
		}
		return x.empty(dir, above)
	case strings.HasPrefix(name, whiteoutPrefix):
		return nil // of the file system that first had such marks, about itself
	case name == "" || name == "." || name == "..":
		return errors.New("a whiteout without a name")
	}
	if err := dir.RemoveAll(name); err != nil {
		return err
	}
	if x.stacked {
		return Whiteout(dir, name)
	}
	return nil
}

// replace replaces a directory whose entry came just now by an empty one. In an overlay mount that is
// one mark, as the kernel makes it for a command, where empty would leave a whiteout for each file.
func (x *extraction) replace(name string) error {
	x.leave()
	parent, err := x.enter(path.Dir(name))
	if err != nil {
		return err
	}
	if err := parent.RemoveAll(path.Base(name)); err != nil {
		return err
	}
	return unix.Mkdirat(parent.FD(), path.Base(name), 0o700)
}

// empty removes the files of the layers below from a directory.
func (x *extraction) empty(dir *safepath.Root, above string) error {
	f, err := dir.Open(".", unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	names, err := f.Readdirnames(-1)
	if err != nil {
		return err
	}
	for _, name := range names {
		if x.made[path.Join(above, name)] {
			continue
		}
		if err := dir.RemoveAll(name); err != nil {
			return err
		}
	}
	return nil
}

func (x *extraction) create(dir *safepath.Root, base string, h *tar.Header, body io.Reader) error {
	switch h.Typeflag {
	case tar.TypeDir:
		return x.directory(dir, base, h)
	case tar.TypeLink:
		return x.link(dir, base, h)
	}
	if err := dir.RemoveAll(base); err != nil {
		return err
	}
	switch h.Typeflag {
	case tar.TypeReg, tar.TypeGNUSparse, tar.TypeCont:
		return x.regular(dir, base, h, body)
	}
	if made, err := special(dir, base, h); err != nil || !made {
		return err
	}
	if err := owner.Set(dir.FD(), base, h.Uid, h.Gid); err != nil {
		return err
	}
	if h.Typeflag != tar.TypeSymlink {
		if err := owner.SetMode(dir.FD(), base, uint32(h.Mode&0o7777)); err != nil {
			return err
		}
	}
	return unix.UtimesNanoAt(dir.FD(), base, times(h), unix.AT_SYMLINK_NOFOLLOW)
}

// special makes a symbolic link, a FIFO or a device node.
func special(dir *safepath.Root, base string, h *tar.Header) (made bool, err error) {
	switch h.Typeflag {
	case tar.TypeSymlink:
		return true, unix.Symlinkat(h.Linkname, dir.FD(), base)
	case tar.TypeFifo:
		return true, unix.Mkfifoat(dir.FD(), base, uint32(h.Mode&0o7777))
	case tar.TypeChar, tar.TypeBlock:
		return device(dir, base, h)
	}
	return false, fmt.Errorf("type %q is not supported", h.Typeflag)
}

// device makes a device node, where this process may: no user namespace can.
func device(dir *safepath.Root, base string, h *tar.Header) (made bool, err error) {
	if !userns.Initial() {
		return false, nil
	}
	mode := uint32(h.Mode & 0o7777)
	if h.Typeflag == tar.TypeChar {
		mode |= unix.S_IFCHR
	} else {
		mode |= unix.S_IFBLK
	}
	err = unix.Mknodat(dir.FD(), base, mode, int(unix.Mkdev(uint32(h.Devmajor), uint32(h.Devminor))))
	if errors.Is(err, unix.EPERM) {
		return false, nil // root of a container without the capability
	}
	return err == nil, err
}

func times(h *tar.Header) []unix.Timespec {
	at := tarentry.Time(h.ModTime)
	return []unix.Timespec{at, at}
}

func (x *extraction) directory(dir *safepath.Root, base string, h *tar.Header) error {
	x.dirs = append(x.dirs, h)
	err := unix.Mkdirat(dir.FD(), base, 0o700)
	if err != unix.EEXIST {
		return err
	}
	var st unix.Stat_t
	if err := unix.Fstatat(dir.FD(), base, &st, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return err
	}
	if st.Mode&unix.S_IFMT == unix.S_IFDIR {
		return nil
	}
	if err := dir.RemoveAll(base); err != nil {
		return err
	}
	return unix.Mkdirat(dir.FD(), base, 0o700)
}

func (x *extraction) link(dir *safepath.Root, base string, h *tar.Header) error {
	from, name, err := x.root.Parent(h.Linkname)
	if err != nil {
		return err
	}
	defer from.Close()
	if safepath.Clean(h.Linkname) == safepath.Clean(h.Name) {
		return errors.New("a link to itself")
	}
	if err := dir.RemoveAll(base); err != nil {
		return err
	}
	return unix.Linkat(int(from.Fd()), name, dir.FD(), base, 0)
}

func (x *extraction) regular(dir *safepath.Root, base string, h *tar.Header, body io.Reader) error {
	fd, err := unix.Openat(dir.FD(), base, unix.O_CREAT|unix.O_EXCL|unix.O_WRONLY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return err
	}
	f := os.NewFile(uintptr(fd), h.Name)
	defer f.Close()
	buf := copyBuffers.Get().(*[]byte)
	defer copyBuffers.Put(buf)
	if err := tarentry.WriteBody(f, fd, h, body, *buf); err != nil {
		return err
	}
	if err := metadata(fd, h); err != nil {
		return err
	}
	return unix.UtimesNanoAt(fd, "", times(h), unix.AT_EMPTY_PATH)
}

// metadata sets owner, mode and attributes of an open file.
func metadata(fd int, h *tar.Header) error {
	if err := owner.Set(fd, "", h.Uid, h.Gid); err != nil {
		return err
	}
	if err := owner.SetMode(fd, "", uint32(h.Mode&0o7777)); err != nil {
		return err
	}
	for key, value := range h.PAXRecords {
		name, ok := strings.CutPrefix(key, paxXattr)
		if ok && strings.HasPrefix(name, "system.posix_acl_") {
			_ = unix.Fsetxattr(fd, name, []byte(value), 0) // not every file system has them
		}
		if !ok || !portable(name) {
			continue
		}
		err := owner.Fsetxattr(fd, name, []byte(value), 0)
		if err != nil {
			return fmt.Errorf("setxattr %s: %w", name, err)
		}
	}
	return nil
}

// dropAttributes removes the attributes of a directory that its entry lacks. A layer below may
// have them.
func (x *extraction) dropAttributes(fd int, h *tar.Header) error {
	if x.stacked {
		return nil
	}
	names, err := xattr.List(fd)
	if err != nil {
		return os.NewSyscallError("flistxattr", err)
	}
	for _, name := range names {
		_, given := h.PAXRecords[paxXattr+name]
		if given || !strings.HasPrefix(name, "user.") || !portable(name) {
			continue
		}
		if err := unix.Fremovexattr(fd, name); err != nil {
			return fmt.Errorf("removexattr %s: %w", name, err)
		}
	}
	return nil
}

// finishDirectories sets the metadata of directories that would have prevented writing into
// them.
func (x *extraction) finishDirectories() error {
	for i := len(x.dirs) - 1; i >= 0; i-- {
		h := x.dirs[i]
		f, err := x.root.Open(h.Name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW, 0)
		if errors.Is(err, unix.ENOENT) || errors.Is(err, unix.ENOTDIR) || errors.Is(err, unix.ELOOP) {
			continue // a later entry took its place
		}
		if err != nil {
			return err
		}
		err = errors.Join(x.dropAttributes(int(f.Fd()), h), metadata(int(f.Fd()), h),
			unix.UtimesNanoAt(int(f.Fd()), "", times(h), unix.AT_EMPTY_PATH), f.Close())
		if err != nil {
			return fmt.Errorf("directory %q: %w", h.Name, err)
		}
	}
	return nil
}
