package copier

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/build/internal/tarentry"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// extraction writes the entries of an archive below a directory of the root. Links
// in it are followed as a program of the image would, below the root.
type extraction struct {
	*copying
	archive string // its name
	dest    string // below the root, with no link in it
	times   []dirTime
	nodes   int // device nodes that could not be made
	marks   int // entries that no layer can hold
	limits  limits.Limits
	count   limits.Count
}

// report warns of skipped entries.
func (x *extraction) report() {
	if x.opts.Warn == nil {
		return
	}
	if x.nodes != 0 {
		x.opts.Warn(fmt.Sprintf("%s: skipped %d device nodes: only root of the host can create them",
			x.archive, x.nodes))
	}
	if x.marks != 0 {
		x.opts.Warn(fmt.Sprintf(
			"%s: skipped %d entries whose names begin with .wh.: such a name marks a removed file in a layer",
			x.archive,
			x.marks,
		))
	}
}

type dirTime struct {
	name string
	at   time.Time
}

func (x *extraction) extract(ctx context.Context, archive *tar.Reader) error {
	for {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		h, err := archive.Next()
		if err == io.EOF {
			break
		}
		if errors.Is(err, tar.ErrFieldTooLong) {
			return exceeded("the names and attributes of an entry are larger than", "archive-header", 1<<20)
		}
		if err != nil {
			return err
		}
		if err := x.count.Entry(h, x.limits); err != nil {
			return err
		}
		if err := x.entry(h, contextReader{ctx, archive}); err != nil {
			return fmt.Errorf("entry %q: %w", h.Name, err)
		}
	}
	for i := len(x.times) - 1; i >= 0; i-- {
		t := x.times[i]
		if f, err := x.root.Open(t.name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW, 0); err == nil {
			err = setTimes(int(f.Fd()), f.Name(), x.opts.dated(statTime(t.at)))
			f.Close()
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func statTime(t time.Time) *unix.Stat_t {
	return &unix.Stat_t{Mtim: tarentry.Time(t)}
}

func (x *extraction) entry(h *tar.Header, body io.Reader) error {
	name := safepath.Clean(h.Name)
	if h.Typeflag == tar.TypeXGlobalHeader {
		return nil // about the archive, as git writes it; not a file
	}
	if name == "." {
		return nil // the destination keeps its own mode and owner
	}
	if marked, err := x.marked(name); marked || err != nil {
		return err
	}
	name = path.Join(x.dest, name)
	if h.Typeflag == tar.TypeDir {
		return x.directory(name, h)
	}
	dir, _, err := x.root.MkdirAll(path.Dir(name), safepath.Owner{Mode: 0o755})
	if err != nil {
		return err
	}
	defer dir.Close()
	base := path.Base(name)
	if h.Typeflag == tar.TypeLink {
		return x.link(dir, base, h)
	}
	// An entry replaces anything, like in tar.
	if err := dir.RemoveAll(base); err != nil {
		return err
	}
	switch h.Typeflag {
	case tar.TypeReg, tar.TypeGNUSparse, tar.TypeCont:
		return x.regular(dir, base, h, body)
	}
	return x.node(dir, base, h)
}

// node makes a link, FIFO or device node.
func (x *extraction) node(dir *safepath.Root, base string, h *tar.Header) (err error) {
	switch h.Typeflag {
	case tar.TypeSymlink:
		err = unix.Symlinkat(h.Linkname, dir.FD(), base)
	case tar.TypeFifo:
		err = unix.Mkfifoat(dir.FD(), base, 0o600)
	case tar.TypeChar, tar.TypeBlock:
		if err = x.device(dir, base, h); errors.Is(err, unix.EPERM) {
			x.nodes++
			return nil
		}
	default:
		return fmt.Errorf("type %q is not supported", h.Typeflag)
	}
	if err != nil {
		return err
	}
	return x.nodeMetadata(dir, base, h)
}

// marked reports whether a name marks a removed file in a layer. A layer cannot contain a
// file of such a name. The entry is skipped with a warning. It is an error if the file that
// it marks exists, or if nobody gets warnings.
func (x *extraction) marked(name string) (bool, error) {
	above := x.dest
	for element := range strings.SplitSeq(name, "/") {
		removed, mark := strings.CutPrefix(element, whiteoutPrefix)
		if !mark {
			above = path.Join(above, element)
			continue
		}
		there, err := x.removes(above, removed)
		switch {
		case x.opts.Warn == nil:
			err = errors.New("a name that begins with .wh. marks a removed file in a layer")
		case there:
			err = errors.New(
				"a name that begins with .wh. marks a removed file in a layer, and the file that this one marks exists",
			)
		}
		x.marks++
		return true, err
	}
	return false, nil
}

// whiteoutPrefix begins the names of marks.
const whiteoutPrefix = ".wh."

// removes reports whether there is something that a mark in a directory would remove.
func (x *extraction) removes(dir, removed string) (bool, error) {
	if rest, ok := strings.CutPrefix(removed, whiteoutPrefix); ok {
		if rest != ".opq" {
			return false, nil // about a file system of old, itself
		}
		f, err := x.root.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY, 0)
		if err != nil {
			return false, missingIsFine(err)
		}
		defer f.Close()
		_, err = f.Readdirnames(1)
		return err == nil, nil
	}
	_, err := x.root.Lstat(dir + "/" + removed)
	return err == nil, missingIsFine(err)
}

func missingIsFine(err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, unix.ENOTDIR) {
		return nil
	}
	return err
}

func (x *extraction) headerStat(h *tar.Header) *unix.Stat_t {
	st := x.opts.dated(statTime(h.ModTime))
	st.Mode, st.Uid, st.Gid = uint32(h.Mode)&0o7777, uint32(h.Uid), uint32(h.Gid)
	return st
}

// directory makes a directory. An existing link to a directory stays: an archive with lib/
// must not replace the link /lib of an image that has merged /usr. A file, or a link to
// anything else, is replaced.
func (x *extraction) directory(name string, h *tar.Header) error {
	st, err := x.root.Stat(name)
	if err != nil {
		st, err = x.root.Lstat(name) // a link that leads nowhere
	}
	if err == nil && st.Mode&unix.S_IFMT != unix.S_IFDIR {
		above, base, err := x.root.Parent(name)
		if err != nil {
			return err
		}
		err = unix.Unlinkat(int(above.Fd()), base, 0)
		above.Close()
		if err != nil {
			return err
		}
	}
	dir, _, err := x.root.MkdirAll(name, safepath.Owner{Mode: 0o755})
	if err != nil {
		return err
	}
	defer dir.Close()
	f, err := dir.Open(".", unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	real, err := x.root.Real(f)
	if err != nil {
		return err
	}
	if real == "." || real == x.dest {
		return nil // through a link: how these are is not for the archive to say
	}
	x.times = append(x.times, dirTime{real, h.ModTime})
	return x.metadata(int(f.Fd()), h)
}

func (x *extraction) regular(dir *safepath.Root, base string, h *tar.Header, body io.Reader) error {
	out, err := create(dir.FD(), base)
	if err != nil {
		return err
	}
	defer out.Close()
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	if err := tarentry.WriteBody(out, out.fd, h, body, *buf); err != nil {
		return err
	}
	if err := x.metadata(out.fd, h); err != nil {
		return err
	}
	return setTimes(out.fd, h.Name, x.headerStat(h))
}

// metadata sets owner, mode and attributes. The owners are those of the archive unless
// --chown sets others.
func (x *extraction) metadata(fd int, h *tar.Header) error {
	st := x.headerStat(h)
	uid, gid := x.archiveOwner(st)
	if err := x.apply(fd, h.Name, uid, gid, st); err != nil {
		return err
	}
	for key, value := range h.PAXRecords {
		name, ok := strings.CutPrefix(key, "SCHILY.xattr.")
		if !ok || !x.tree.belongs(name) {
			continue
		}
		if err := owner.Fsetxattr(fd, name, []byte(value), 0); err != nil {
			return &os.PathError{Op: "setxattr " + name, Path: h.Name, Err: err}
		}
	}
	return nil
}

func (x *extraction) archiveOwner(st *unix.Stat_t) (uid, gid int) {
	if x.opts.Chown != nil {
		return x.opts.Chown.UID, x.opts.Chown.GID
	}
	return int(st.Uid), int(st.Gid)
}

// link makes a hard link to an earlier entry, or to a file of the destination.
func (x *extraction) link(dir *safepath.Root, base string, h *tar.Header) error {
	from, name, err := x.root.Parent(path.Join(x.dest, safepath.Clean(h.Linkname)))
	if err != nil {
		return err
	}
	defer from.Close()
	return hardlink(int(from.Fd()), name, dir.FD(), base, func() error { return dir.RemoveAll(base) })
}

// device makes a device node.
func (x *extraction) device(dir *safepath.Root, base string, h *tar.Header) error {
	kind := uint32(unix.S_IFCHR)
	if h.Typeflag == tar.TypeBlock {
		kind = unix.S_IFBLK
	}
	number := unix.Mkdev(uint32(h.Devmajor), uint32(h.Devminor))
	if number == 0 {
		return unix.EPERM // in a layer it would be a whiteout
	}
	return unix.Mknodat(dir.FD(), base, kind|0o600, int(number))
}

// nodeMetadata sets owner, mode and times of a link, FIFO or device node.
func (x *extraction) nodeMetadata(dir *safepath.Root, base string, h *tar.Header) error {
	st := x.headerStat(h)
	uid, gid := x.archiveOwner(st)
	if err := owner.Set(dir.FD(), base, uid, gid); err != nil {
		return err
	}
	if h.Typeflag != tar.TypeSymlink {
		if err := unix.Fchmodat(dir.FD(), base, st.Mode, 0); err != nil {
			return err
		}
	}
	times := []unix.Timespec{st.Mtim, st.Mtim}
	return unix.UtimesNanoAt(dir.FD(), base, times, unix.AT_SYMLINK_NOFOLLOW)
}
