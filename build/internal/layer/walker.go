package layer

import (
	"archive/tar"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// walker reads an upper directory in sorted order.
type walker struct {
	root    *safepath.Root
	opts    Options
	entries chan []*entry
	next    []*entry            // the batch being made
	bytes   int64               // of its content
	links   map[inode]string    // first name of each file with several links
	removed map[string][]string // Options.Removed, by directory as the tar names it
}

func (w *walker) walkRoot(ctx context.Context) error {
	dir, err := w.root.Open(".", unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return err
	}
	if w.opts.Only != "" {
		defer dir.Close()
		return w.visit(ctx, dir, w.opts.Only, w.opts.Only)
	}
	if w.opts.RootChanged {
		if err := w.visit(ctx, dir, ".", "./"); err != nil {
			dir.Close()
			return err
		}
	}
	return w.walk(ctx, dir, "")
}

// walk visits the content of a directory, and closes the directory.
func (w *walker) walk(ctx context.Context, dir *os.File, prefix string) error {
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return err
	}
	removed := w.removed[prefix]
	slices.Sort(removed)
	names = append(names, removed...)
	slices.Sort(names)
	for _, name := range names {
		if _, gone := slices.BinarySearch(removed, name); gone {
			if err := w.send(ctx, &entry{header: w.marker(prefix, whiteoutPrefix+name, &unix.Stat_t{})}); err != nil {
				return err
			}
			continue
		}
		if err := w.visit(ctx, dir, name, prefix+name); err != nil {
			return err
		}
	}
	return nil
}

// visit sends the entry of one file; full is its path in the layer.
func (w *walker) visit(ctx context.Context, dir *os.File, name, full string) error {
	var st unix.Stat_t
	if err := owner.Stat(int(dir.Fd()), name, &st); err != nil {
		return &os.PathError{Op: "stat", Path: full, Err: err}
	}
	if isWhiteout(&st) {
		return w.send(ctx, &entry{header: w.marker(path.Dir(full), whiteoutPrefix+name, &st)})
	}
	if strings.HasPrefix(name, whiteoutPrefix) {
		return fmt.Errorf("%s: a name that begins with %s marks a removed file in a layer", full, whiteoutPrefix)
	}
	header, err := w.header(dir, name, full, &st)
	if err != nil {
		return err
	}
	switch header.Typeflag {
	case tar.TypeDir:
		return w.directory(ctx, dir, name, full, header, &st)
	case tar.TypeReg:
		return w.regular(ctx, dir, name, header)
	case tar.TypeChar, tar.TypeBlock, tar.TypeFifo:
		if err := addXattrs(header, fmt.Sprintf("/proc/self/fd/%d/%s", dir.Fd(), name)); err != nil {
			return err
		}
	case 0:
		return nil // a socket: the format has no entry for it
	}
	return w.send(ctx, &entry{header: header})
}

// send puts an entry into the next batch.
func (w *walker) send(ctx context.Context, e *entry) error {
	w.next = append(w.next, e)
	w.bytes += int64(len(e.data))
	if len(w.next) < batch && w.bytes < batchBytes && e.file == nil {
		return nil
	}
	return w.flush(ctx)
}

func (w *walker) flush(ctx context.Context) error {
	if len(w.next) == 0 {
		return nil
	}
	select {
	case w.entries <- w.next:
		w.next, w.bytes = nil, 0
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func isWhiteout(st *unix.Stat_t) bool {
	return st.Mode&unix.S_IFMT == unix.S_IFCHR && st.Rdev == 0
}

func (w *walker) marker(dir, name string, st *unix.Stat_t) *tar.Header {
	header := &tar.Header{Typeflag: tar.TypeReg, Name: path.Join(dir, name), Mode: 0}
	w.setTime(header, st)
	return header
}

func (w *walker) directory(
	ctx context.Context, parent *os.File, name, full string, header *tar.Header, st *unix.Stat_t,
) error {
	fd, err := unix.Openat(int(parent.Fd()), name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return &os.PathError{Op: "open", Path: full, Err: err}
	}
	dir := os.NewFile(uintptr(fd), full)
	if err := addXattrs(header, fmt.Sprintf("/proc/self/fd/%d", fd)); err != nil {
		dir.Close()
		return err
	}
	opaque := header.PAXRecords[opaqueRecord] == "y" || slices.Contains(w.opts.Opaque, full)
	delete(header.PAXRecords, opaqueRecord)
	err = w.send(ctx, &entry{header: header})
	if err == nil && opaque && full != "./" && (w.opts.Below == nil || w.opts.Below(full)) {
		err = w.send(ctx, &entry{header: w.marker(full, opaqueMarker, st)})
	}
	if err != nil || full == "./" {
		dir.Close()
		return err
	}
	return w.walk(ctx, dir, full+"/")
}

func (w *walker) regular(ctx context.Context, dir *os.File, name string, header *tar.Header) error {
	e := &entry{header: header}
	fd, err := unix.Openat(int(dir.Fd()), name, unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return &os.PathError{Op: "open", Path: header.Name, Err: err}
	}
	err = addXattrs(header, fd)
	switch {
	case err == nil && header.Size > small:
		e.file = os.NewFile(uintptr(fd), header.Name)
		return w.send(ctx, e)
	case err == nil:
		e.data, err = readAll(fd, header.Size)
	}
	unix.Close(fd)
	if err != nil {
		return fmt.Errorf("reading %s: %w", header.Name, err)
	}
	return w.send(ctx, e)
}

// readAll reads a small file without the overhead of os.File.
func readAll(fd int, size int64) ([]byte, error) {
	data := make([]byte, size)
	for n := 0; n < len(data); {
		m, err := unix.Read(fd, data[n:])
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return nil, err
		}
		if m == 0 {
			return nil, io.ErrUnexpectedEOF
		}
		n += m
	}
	return data, nil
}

// header describes a file as the changeset format has it. Its type is 0 for a
// file that the format cannot hold.
func (w *walker) header(dir *os.File, name, full string, st *unix.Stat_t) (*tar.Header, error) {
	h := &tar.Header{
		Name: full, Mode: int64(st.Mode & 0o7777), Uid: int(st.Uid), Gid: int(st.Gid), Format: tar.FormatPAX,
	}
	w.setTime(h, st)
	key := inode{st.Dev, st.Ino}
	kind := st.Mode & unix.S_IFMT
	if kind != unix.S_IFDIR && st.Nlink > 1 {
		if first, ok := w.links[key]; ok {
			h.Typeflag, h.Linkname = tar.TypeLink, first
			return h, nil
		}
		w.links[key] = full
	}
	switch kind {
	case unix.S_IFREG:
		h.Typeflag, h.Size = tar.TypeReg, st.Size
	case unix.S_IFDIR:
		h.Typeflag = tar.TypeDir
		if full != "./" {
			h.Name += "/"
		}
	case unix.S_IFLNK:
		target, err := readlinkat(int(dir.Fd()), name, st.Size)
		if err != nil {
			return nil, &os.PathError{Op: "readlink", Path: full, Err: err}
		}
		h.Typeflag, h.Linkname = tar.TypeSymlink, target
	case unix.S_IFCHR, unix.S_IFBLK:
		h.Typeflag = tar.TypeChar
		if kind == unix.S_IFBLK {
			h.Typeflag = tar.TypeBlock
		}
		h.Devmajor, h.Devminor = int64(unix.Major(st.Rdev)), int64(unix.Minor(st.Rdev))
	case unix.S_IFIFO:
		h.Typeflag = tar.TypeFifo
	default:
		return h, nil
	}
	return h, nil
}

func readlinkat(dir int, name string, size int64) (string, error) {
	buf := make([]byte, max(size+1, 256))
	for {
		n, err := unix.Readlinkat(dir, name, buf)
		if err != nil {
			return "", err
		}
		if n < len(buf) {
			return string(buf[:n]), nil
		}
		buf = make([]byte, 2*len(buf))
	}
}

func (w *walker) setTime(h *tar.Header, st *unix.Stat_t) {
	h.ModTime = time.Unix(st.Mtim.Unix())
	if w.opts.ClampTo != nil && h.ModTime.After(*w.opts.ClampTo) {
		h.ModTime = *w.opts.ClampTo
	}
}
