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

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// Unpack extracts the archive with a name into a directory; ok says whether it
// is one.
func (t *Tree) Unpack(
	ctx context.Context, into *safepath.Root, name string, bounds limits.Limits,
) (ok bool, err error) {
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
		return false, readError(m.Path, err)
	}
	defer f.Close()
	if err := c.tree.unchanged(int(f.Fd()), f.Name(), &m.Entries[0].Stat); err != nil {
		return false, err
	}
	bounds := c.opts.Limits.WithDefaults()
	archive, closeArchive := openArchive(f, bounds)
	if archive == nil {
		return false, nil
	}
	defer closeArchive()
	// --chmod does not apply to the files of an archive.
	kept := &copying{tree: c.tree, root: c.root, opts: c.opts}
	kept.opts.Chmod = Chmod{}
	x := &extraction{
		copying: kept,
		archive: m.Path,
		limits:  bounds,
		count:   limits.Count{Packed: m.Entries[0].Stat.Size},
	}
	dir, err := c.mkdirAll(dest, kept.parentOwner(), &m.Entries[0].Stat)
	if err != nil {
		return true, err
	}
	x.dest, err = dir.PathBelow(c.root)
	dir.Close()
	if err != nil {
		return true, err
	}
	if err := x.extract(ctx, archive); err != nil {
		return true, fmt.Errorf("extracting %s: %w", m.Path, err)
	}
	x.report()
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
