package copier

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"

	"golang.org/x/sys/unix"
)

// copyData copies content and keeps holes. The hash of a small file costs nothing
// while its content is at hand.
func copyData(ctx context.Context, out, in *file, e *Entry, attributes []attribute) error {
	st := &e.Stat
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	if st.Size < int64(len(*buf)) {
		return copySmall(out, in, e, attributes, *buf)
	}
	if st.Blocks*512 >= st.Size {
		n, err := io.CopyBuffer(&earlyWriter{out: out}, contextReader{ctx, io.LimitReader(in, st.Size+1)}, *buf)
		if err == nil && n != st.Size {
			err = ErrChanged
		}
		return err
	}
	return copySparse(ctx, out, in, st.Size, *buf)
}

func copySmall(out, in *file, e *Entry, attributes []attribute, buf []byte) error {
	// One read gets all of a regular file, and the byte too many says that it grew.
	n, err := in.Read(buf[:e.Stat.Size+1])
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if int64(n) != e.Stat.Size {
		return ErrChanged
	}
	if e.Sum == nil {
		sum := withAttributes(sha256.Sum256(buf[:n]), attributes)
		e.Sum = &sum
	}
	_, err = out.Write(buf[:n])
	return err
}

func copySparse(ctx context.Context, out, in *file, size int64, buf []byte) error {
	if err := unix.Ftruncate(out.fd, size); err != nil {
		return err
	}
	for at := int64(0); at < size; {
		data, err := unix.Seek(in.fd, at, unix.SEEK_DATA)
		if errors.Is(err, unix.ENXIO) {
			return nil
		}
		if err != nil {
			return err
		}
		hole, err := unix.Seek(in.fd, data, unix.SEEK_HOLE)
		if err != nil {
			return err
		}
		section := io.NewSectionReader(in, data, hole-data)
		_, err = io.CopyBuffer(onlyWriter{io.NewOffsetWriter(out, data)}, contextReader{ctx, section}, buf)
		if err != nil {
			return err
		}
		at = hole
	}
	return nil
}

type onlyWriter struct{ io.Writer }

// earlyWriter has the disk begin to write while the rest is still being copied:
// the image waits for it at its end.
type earlyWriter struct {
	out         *file
	done, begun int64 // bytes
}

// earlyBytes is how much is handed to the disk at once.
const earlyBytes = 32 << 20

func (w *earlyWriter) Write(p []byte) (int, error) {
	n, err := w.out.Write(p)
	if w.done += int64(n); w.done-w.begun >= earlyBytes {
		// Where it is not supported, the end waits longer.
		_ = unix.SyncFileRange(w.out.fd, w.begun, w.done-w.begun, unix.SYNC_FILE_RANGE_WRITE)
		w.begun = w.done
	}
	return n, err
}

// contextReader ends with its context, between two reads.
type contextReader struct {
	ctx context.Context //nolint:containedctx // lives for one copy
	in  io.Reader
}

func (r contextReader) Read(p []byte) (int, error) {
	if r.ctx.Err() != nil {
		return 0, context.Cause(r.ctx)
	}
	return r.in.Read(p)
}
