package copier

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/build/internal/overlay"
	"github.com/cooper-build/cooper/build/internal/tarentry"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// Unpack extracts the archive with a name into a directory; ok says whether it
// is one.
func (t *Tree) Unpack(ctx context.Context, into *safepath.Root, name string, bounds limits.Limits) (ok bool, err error) {
	matches, err := t.Scan(ctx, Selection{Sources: []string{name}})
	if err != nil || len(matches) != 1 {
		return false, err
	}
	c := &copying{tree: t, root: into, opts: Options{Unpack: true, Limits: bounds}}
	return c.unpack(ctx, matches[0], "/")
}

// unpack extracts a match that is an archive into the directory dest; done says
// whether it was one.
func (c *copying) unpack(ctx context.Context, m *Match, dest string) (done bool, err error) {
	f, err := c.tree.Root.Open(m.Path, unix.O_RDONLY, 0)
	if err != nil {
		return false, err
	}
	defer f.Close()
	if err := c.tree.unchanged(int(f.Fd()), f.Name(), &m.Entries[0].Stat); err != nil {
		return false, err
	}
	bounds := c.opts.Limits.Usual()
	archive, closeArchive := openArchive(f, bounds)
	if archive == nil {
		return false, nil
	}
	defer closeArchive()
	dir, _, err := c.root.MkdirAll(dest, c.parentOwner())
	if err != nil {
		return true, err
	}
	defer dir.Close()
	size := m.Entries[0].Stat.Size
	x := &extraction{copying: c, root: dir, limits: bounds, count: limits.Count{Packed: size}}
	if err := x.extract(ctx, archive); err != nil {
		return true, fmt.Errorf("extracting %s: %w", m.Path, err)
	}
	if x.devices != 0 && c.opts.Warn != nil {
		c.opts.Warn(fmt.Sprintf("%s: %d device nodes were left out: only the host's root can make them", m.Path, x.devices))
	}
	return true, nil
}

// openArchive returns a tar reader for a file that starts with a tar header,
// compressed or not, and nil for any other.
func openArchive(f io.Reader, bounds limits.Limits) (*tar.Reader, func()) {
	packed := &counted{Reader: f}
	buffered := bufio.NewReaderSize(packed, 64<<10)
	magic, _ := buffered.Peek(6)
	plain, closer := io.Reader(buffered), func() {}
	switch {
	case bytes.HasPrefix(magic, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(buffered)
		if err != nil {
			return nil, nil
		}
		plain = z
	case bytes.HasPrefix(magic, []byte("BZh")):
		plain = bzip2.NewReader(buffered)
	case bytes.HasPrefix(magic, []byte("\xfd7zXZ\x00")):
		z, err := xz.NewReader(buffered)
		if err != nil {
			return nil, nil
		}
		plain = z
	case bytes.HasPrefix(magic, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(buffered, zstd.WithDecoderMaxMemory(1<<30))
		if err != nil {
			return nil, nil
		}
		plain, closer = z, z.Close
	}
	inner := bufio.NewReaderSize(&unpacked{plain, packed, bounds, 0}, 64<<10)
	block, err := inner.Peek(512)
	if err != nil || !isTarHeader(block) {
		closer()
		return nil, nil
	}
	return tar.NewReader(inner), closer
}

// isTarHeader checks the checksum of a block; an archive's first is never empty.
func isTarHeader(block []byte) bool {
	if bytes.Equal(block, make([]byte, 512)) {
		return false
	}
	_, err := tar.NewReader(bytes.NewReader(block)).Next()
	return err == nil || errors.Is(err, io.ErrUnexpectedEOF)
}

// extraction writes the entries of an archive below a root.
type extraction struct {
	*copying
	root    *safepath.Root
	times   []dirTime
	devices int // nodes that could not be made
	limits  limits.Limits
	count   limits.Count
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
			return exceeded("an entry has names and attributes of more than", "archive-header", 1<<20)
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
			err = setTimes(int(f.Fd()), f.Name(), statTime(t.at))
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
	if strings.HasPrefix(path.Base(name), ".wh.") {
		return errors.New("names that begin with .wh. mark removed files in a layer")
	}
	dir, _, err := x.root.MkdirAll(path.Dir(name), safepath.Owner{Mode: 0o755})
	if err != nil {
		return err
	}
	defer dir.Close()
	base := path.Base(name)
	switch h.Typeflag {
	case tar.TypeDir:
		return x.directory(dir, name, base, h)
	case tar.TypeReg, tar.TypeGNUSparse, tar.TypeCont:
		return x.regular(dir, base, h, body)
	case tar.TypeLink:
		return x.link(dir, base, h)
	case tar.TypeSymlink:
		return x.node(dir, base, h, func() error { return unix.Symlinkat(h.Linkname, dir.FD(), base) })
	case tar.TypeFifo:
		return x.node(dir, base, h, func() error { return unix.Mkfifoat(dir.FD(), base, 0o600) })
	case tar.TypeChar, tar.TypeBlock:
		kind := uint32(unix.S_IFCHR)
		if h.Typeflag == tar.TypeBlock {
			kind = unix.S_IFBLK
		}
		device := unix.Mkdev(uint32(h.Devmajor), uint32(h.Devminor))
		err := x.node(dir, base, h, func() error { return unix.Mknodat(dir.FD(), base, kind|0o600, int(device)) })
		if errors.Is(err, unix.EPERM) {
			x.devices++
			return nil
		}
		return err
	}
	return fmt.Errorf("type %q is not supported", h.Typeflag)
}

func (x *extraction) headerStat(h *tar.Header) *unix.Stat_t {
	st := statTime(h.ModTime)
	st.Mode, st.Uid, st.Gid = uint32(h.Mode)&0o7777, uint32(h.Uid), uint32(h.Gid)
	return st
}

func (x *extraction) directory(dir *safepath.Root, name, base string, h *tar.Header) error {
	err := unix.Mkdirat(dir.FD(), base, 0o700)
	if err != nil && err != unix.EEXIST {
		return err
	}
	f, err := dir.Open(base, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	x.times = append(x.times, dirTime{name, h.ModTime})
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

// metadata sets owner, mode and attributes. The owners of an archive are kept
// unless --chown gives others.
func (x *extraction) metadata(fd int, h *tar.Header) error {
	st := x.headerStat(h)
	uid, gid := x.archiveOwner(st)
	if err := x.apply(fd, h.Name, uid, gid, st); err != nil {
		return err
	}
	for key, value := range h.PAXRecords {
		name, ok := strings.CutPrefix(key, "SCHILY.xattr.")
		if !ok || overlay.Believed(name) || owner.Private(name) || !strings.HasPrefix(name, "user.") && name != "security.capability" {
			continue
		}
		if err := unix.Setxattr(fmt.Sprintf("/proc/self/fd/%d", fd), name, []byte(value), 0); err != nil {
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

func (x *extraction) link(dir *safepath.Root, base string, h *tar.Header) error {
	from, name, err := x.root.Parent(h.Linkname)
	if err != nil {
		return err
	}
	defer from.Close()
	_ = unix.Unlinkat(dir.FD(), base, 0)
	return unix.Linkat(int(from.Fd()), name, dir.FD(), base, 0)
}

func (x *extraction) node(dir *safepath.Root, base string, h *tar.Header, make func() error) error {
	err := make()
	if err == unix.EEXIST {
		if err = unix.Unlinkat(dir.FD(), base, 0); err == nil {
			err = make()
		}
	}
	if err != nil {
		return err
	}
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
