package kernel

import (
	"archive/tar"
	"bufio"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"gvisor.dev/gvisor/pkg/abi/linux"
	"gvisor.dev/gvisor/pkg/context"
	"gvisor.dev/gvisor/pkg/errors/linuxerr"
	"gvisor.dev/gvisor/pkg/sentry/vfs"
	"gvisor.dev/gvisor/pkg/usermem"
)

// layerWriter writes the upper filesystem as an OCI layer. The sentry's own writer of upper
// layers drops file capabilities and has no order.
type layerWriter struct {
	*sandbox
	ctx    context.Context
	tar    *tar.Writer
	inodes map[uint64]string // first name of each file with several
	buffer []byte
	quiet  []*tar.Header // directories that were copied up alone, down to the present one
}

// writeLayer writes the changes to the layer pipe. They are complete when the pipe is closed
// after the end of the archive.
func (s *sandbox) writeLayer() error {
	out := bufio.NewWriterSize(s.layer, 1<<20)
	w := &layerWriter{
		sandbox: s, ctx: s.kernel.SupervisorContext(), tar: tar.NewWriter(out), inodes: map[uint64]string{},
		buffer: make([]byte, 1<<20),
	}
	if err := w.rootDirectory(); err != nil {
		return fmt.Errorf("reading the root directory: %w", err)
	}
	if err := w.directory("", true); err != nil {
		return fmt.Errorf("reading what the command changed: %w", err)
	}
	if err := w.tar.Close(); err != nil {
		return fmt.Errorf("writing the layer: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the layer: %w", err)
	}
	return s.layer.Close()
}

// below describes the file of a name that the root filesystem had, if there was one.
func (w *layerWriter) below(name string) (st linux.Statx, there bool, err error) {
	st, err = w.kernel.VFS().StatAt(
		w.ctx, w.root, at(w.base, name), &vfs.StatOptions{Mask: linux.STATX_TYPE | statxAll},
	)
	if linuxerr.Equals(linuxerr.ENOENT, err) || linuxerr.Equals(linuxerr.ENOTDIR, err) {
		return st, false, nil
	}
	return st, err == nil, err
}

// write writes a header, after those of quiet directories above.
func (w *layerWriter) write(h *tar.Header) error {
	quiet := w.quiet
	w.quiet = nil
	for _, above := range quiet {
		if err := w.tar.WriteHeader(above); err != nil {
			return err
		}
	}
	return w.tar.WriteHeader(h)
}

// rootDirectory writes the root directory if its owner or mode changed.
func (w *layerWriter) rootDirectory() error {
	v := w.kernel.VFS()
	st, err := v.StatAt(w.ctx, w.root, at(w.upper, ""), &vfs.StatOptions{Mask: statxAll})
	if err != nil {
		return err
	}
	was, err := v.StatAt(w.ctx, w.root, at(w.base, ""), &vfs.StatOptions{Mask: statxAll})
	if err != nil || st.Mode == was.Mode && st.UID == was.UID && st.GID == was.GID {
		return err
	}
	return w.write(&tar.Header{
		Typeflag: tar.TypeDir, Name: "./", Mode: int64(st.Mode &^ linux.S_IFMT), Uid: int(st.UID), Gid: int(st.GID),
		ModTime: time.Unix(st.Mtime.Sec, int64(st.Mtime.Nsec)), Format: tar.FormatPAX,
	})
}

// directory writes the content of a directory. Shown says that the layers below show through.
func (w *layerWriter) directory(name string, shown bool) error {
	names, err := w.list(name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, base := range names {
		child := base
		if name != "" {
			child = name + "/" + base
		}
		if err := w.entry(child, shown); err != nil {
			return err
		}
	}
	return nil
}

func (w *layerWriter) list(name string) (names []string, err error) {
	dir, err := w.kernel.VFS().OpenAt(
		w.ctx, w.root, at(w.upper, name), &vfs.OpenOptions{Flags: linux.O_RDONLY | linux.O_DIRECTORY},
	)
	if err != nil {
		return nil, err
	}
	defer dir.DecRef(w.ctx)
	err = dir.IterDirents(w.ctx, vfs.IterDirentsCallbackFunc(func(e vfs.Dirent) error {
		if strings.HasPrefix(e.Name, whiteoutPrefix) {
			return fmt.Errorf("%s: a name that begins with %s marks a removed file in a layer", e.Name, whiteoutPrefix)
		}
		if e.Name != "." && e.Name != ".." {
			names = append(names, e.Name)
		}
		return nil
	}))
	slices.Sort(names)
	return names, err
}

// entry writes a file, and what is below it.
func (w *layerWriter) entry(name string, shown bool) error {
	st, err := w.kernel.VFS().StatAt(w.ctx, w.root, at(w.upper, name), &vfs.StatOptions{Mask: linux.STATX_BASIC_STATS})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var was linux.Statx
	if shown {
		if was, shown, err = w.below(name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	same := shown && unchanged(&st, &was)
	if isWhiteout(&st) {
		return w.removed(name, &st, shown)
	}
	if same && w.fifosUp[name] {
		return nil
	}
	return w.changed(name, &st, shown, same)
}

// removed writes that a file was removed. The sentry marks every removed name.
func (w *layerWriter) removed(name string, st *linux.Statx, shown bool) error {
	if !shown {
		return nil
	}
	dir, base := path.Split(name)
	return w.mark(dir+whiteoutPrefix+base, st)
}

// changed writes a file that was written. Same says that nothing about it itself changed.
func (w *layerWriter) changed(name string, st *linux.Statx, shown, same bool) error {
	header, opaque, err := w.header(name, st)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if header == nil {
		return nil
	}
	if same && header.Typeflag == tar.TypeDir && !opaque {
		was, _, err := w.attributes(at(w.base, name))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if maps.Equal(header.PAXRecords, was) {
			return w.quietly(header, name)
		}
	}
	if err := w.write(header); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	switch header.Typeflag {
	case tar.TypeDir:
		return w.changedDirectory(name, st, shown, opaque)
	case tar.TypeReg:
		return w.content(name, header.Size)
	}
	return nil
}

// Marks of the changeset format.
const (
	whiteoutPrefix = ".wh."
	opaqueMarker   = ".wh..wh..opq"
)

func isWhiteout(st *linux.Statx) bool {
	return st.Mode&linux.S_IFMT == linux.S_IFCHR && st.RdevMajor == 0 && st.RdevMinor == 0
}

// changedDirectory writes the content of a directory, and that it is opaque. The sentry marks
// every new directory.
func (w *layerWriter) changedDirectory(name string, st *linux.Statx, shown, opaque bool) error {
	if opaque && shown {
		if err := w.mark(path.Join(name, opaqueMarker), st); err != nil {
			return err
		}
	}
	return w.directory(name, shown && !opaque)
}

// quietly writes a directory that did not change itself, if there is something in it. The
// sentry also copies up directories for operations that fail.
func (w *layerWriter) quietly(h *tar.Header, name string) error {
	n := len(w.quiet)
	w.quiet = append(w.quiet, h)
	err := w.directory(name, true)
	w.quiet = w.quiet[:min(n, len(w.quiet))]
	return err
}

// unchanged reports whether a file is as it was copied up.
func unchanged(now, was *linux.Statx) bool {
	return now.Mode == was.Mode && now.UID == was.UID && now.GID == was.GID && now.Mtime == was.Mtime
}

// mark writes a whiteout or an opaque mark.
func (w *layerWriter) mark(name string, st *linux.Statx) error {
	return w.write(&tar.Header{
		Typeflag: tar.TypeReg, Name: name, Format: tar.FormatPAX,
		ModTime: time.Unix(st.Mtime.Sec, int64(st.Mtime.Nsec)),
	})
}

// header describes a file; nil if a layer cannot hold it.
func (w *layerWriter) header(name string, st *linux.Statx) (h *tar.Header, opaque bool, err error) {
	h = &tar.Header{
		Name: name, Mode: int64(st.Mode &^ linux.S_IFMT), Uid: int(st.UID), Gid: int(st.GID), Format: tar.FormatPAX,
		ModTime: time.Unix(st.Mtime.Sec, int64(st.Mtime.Nsec)),
	}
	kind := st.Mode & linux.S_IFMT
	if kind != linux.S_IFDIR && st.Nlink > 1 {
		if first, ok := w.inodes[st.Ino]; ok {
			h.Typeflag, h.Linkname = tar.TypeLink, first
			return h, false, nil
		}
		w.inodes[st.Ino] = name
	}
	switch kind {
	case linux.S_IFDIR:
		h.Typeflag, h.Name = tar.TypeDir, name+"/"
	case linux.S_IFREG:
		h.Typeflag, h.Size = tar.TypeReg, int64(st.Size)
	case linux.S_IFLNK:
		h.Typeflag = tar.TypeSymlink
		if h.Linkname, err = w.kernel.VFS().ReadlinkAt(w.ctx, w.root, at(w.upper, name)); err != nil {
			return nil, false, err
		}
	case linux.S_IFIFO:
		h.Typeflag = tar.TypeFifo
	case linux.S_IFCHR, linux.S_IFBLK:
		h.Typeflag = tar.TypeChar
		if kind == linux.S_IFBLK {
			h.Typeflag = tar.TypeBlock
		}
		h.Devmajor, h.Devminor = int64(st.RdevMajor), int64(st.RdevMinor)
	default:
		return nil, false, nil // a socket
	}
	if kind == linux.S_IFLNK {
		return h, false, nil
	}
	h.PAXRecords, opaque, err = w.attributes(at(w.upper, name))
	return h, opaque, err
}

// attributes are the extended attributes of a file as records of a header, without the mark
// of an opaque directory.
func (w *layerWriter) attributes(file *vfs.PathOperation) (records map[string]string, opaque bool, err error) {
	v := w.kernel.VFS()
	names, err := v.ListXattrAt(w.ctx, w.root, file, 0)
	if err != nil {
		return nil, false, err
	}
	for _, attribute := range names {
		value, err := v.GetXattrAt(w.ctx, w.root, file, &vfs.GetXattrOptions{Name: attribute})
		if err != nil {
			return nil, false, fmt.Errorf("%s: %w", attribute, err)
		}
		if strings.HasPrefix(attribute, "user.overlay.") {
			opaque = opaque || attribute == "user.overlay.opaque" && value == "y"
			continue
		}
		if records == nil {
			records = map[string]string{}
		}
		records["SCHILY.xattr."+attribute] = value
	}
	return records, opaque, nil
}

// content writes the bytes of a regular file.
func (w *layerWriter) content(name string, size int64) error {
	if size == 0 {
		return nil
	}
	file, err := w.kernel.VFS().OpenAt(w.ctx, w.root, at(w.upper, name), &vfs.OpenOptions{Flags: linux.O_RDONLY})
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	defer file.DecRef(w.ctx)
	for offset := int64(0); offset < size; {
		part := w.buffer[:min(int64(len(w.buffer)), size-offset)]
		n, err := file.PRead(w.ctx, usermem.BytesIOSequence(part), offset, vfs.ReadOptions{})
		if n == 0 && err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if _, err := w.tar.Write(part[:n]); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		offset += n
	}
	return nil
}
