// Package tarentry sets the content and the times of a file from an entry of a tar
// archive, whichever program wrote the archive. Layers, contexts and ADD use it.
package tarentry

import (
	"archive/tar"
	"bytes"
	"io"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// IsSparse reports whether an entry has holes, which take no space in the archive.
func IsSparse(h *tar.Header) bool {
	if h.Typeflag == tar.TypeGNUSparse {
		return true
	}
	for key := range h.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return true
		}
	}
	return false
}

// WriteBody writes the content of an entry to an empty file, which out and fd are both.
// Holes stay holes: a few bytes of an archive may stand for exabytes of them.
func WriteBody(out io.Writer, fd int, h *tar.Header, body io.Reader, buffer []byte) error {
	to := file{out: out, fd: fd, sparse: IsSparse(h)}
	if _, err := io.CopyBuffer(to, struct{ io.Reader }{body}, buffer); err != nil {
		return err
	}
	if to.sparse {
		return unix.Ftruncate(fd, h.Size)
	}
	return nil
}

type file struct {
	out    io.Writer
	fd     int
	sparse bool
}

func (f file) Write(p []byte) (int, error) {
	if f.sparse && len(bytes.TrimLeft(p, "\x00")) == 0 {
		_, err := unix.Seek(f.fd, int64(len(p)), unix.SEEK_CUR)
		return len(p), err
	}
	return f.out.Write(p)
}

// maxTime is the year 2446, the last of ext4, in seconds.
const maxTime = 15 << 30

// Time is the time of an entry as a file can have it. One that no file can have is the
// beginning of 1970.
func Time(t time.Time) unix.Timespec {
	if at := t.Unix(); at < 0 || at >= maxTime {
		return unix.Timespec{}
	}
	return unix.Timespec{Sec: t.Unix(), Nsec: int64(t.Nanosecond())}
}
