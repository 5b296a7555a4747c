package limits

import (
	"archive/tar"
	"errors"
	"io"
	"path"
	"strings"
)

// RatioFrom is how much an archive may unpack to whatever its own size, in bytes: a small
// file of zeros is no attack.
const RatioFrom = 256 << 20

// Tar is a tar stream that fails with an [Exceeded] if its content exceeds the limits. It
// sees entries that expand to much more than their stream, such as sparse files, too late.
// Readers of this program use [Count] for them. packed is the compressed size, in bytes; 0:
// unknown. Tar sees the same bytes as its reader, and does not validate them.
func Tar(stream io.Reader, packed int64, l Limits) io.Reader {
	from, to := io.Pipe()
	t := &tarStream{stream: stream, limits: l.WithDefaults(), packed: packed, copy: to, judged: make(chan struct{})}
	go t.judge(from)
	return t
}

type tarStream struct {
	stream io.Reader
	limits Limits
	packed int64
	bytes  int64
	copy   *io.PipeWriter
	judged chan struct{} // closed when all headers were looked at
	err    error         // bytes read so far
}

func (t *tarStream) Read(p []byte) (int, error) {
	n, err := t.stream.Read(p)
	t.bytes += int64(n)
	if err := t.tooLarge(); err != nil {
		_ = t.copy.CloseWithError(err)
		return 0, err
	}
	var exceeded *Exceeded
	if _, writeErr := t.copy.Write(p[:n]); errors.As(writeErr, &exceeded) {
		return 0, writeErr
	}
	if err != nil {
		_ = t.copy.Close()
		<-t.judged
		if t.err != nil {
			return 0, t.err
		}
	}
	return n, err
}

func (t *tarStream) tooLarge() error {
	switch {
	case t.bytes > t.limits.Bytes:
		return &Exceeded{What: "the archive unpacks to more than", Name: "archive-bytes", Limit: t.limits.Bytes}
	case t.packed > 0 && t.bytes > RatioFrom && t.bytes/t.limits.Ratio > t.packed:
		return &Exceeded{
			What:  "the archive unpacks to more than its own size times",
			Name:  "archive-ratio",
			Limit: t.limits.Ratio,
		}
	}
	return nil
}

// judge looks at the headers of the copy. A stream that is no archive is for its
// reader to refuse.
func (t *tarStream) judge(from *io.PipeReader) {
	defer close(t.judged)
	c := Count{Packed: t.packed}
	for r := tar.NewReader(from); ; {
		h, err := r.Next()
		if err != nil {
			_, _ = io.Copy(io.Discard, from)
			return
		}
		if t.err = c.Entry(h, t.limits); t.err != nil {
			_ = from.CloseWithError(t.err)
			return
		}
	}
}

// Count adds up the entries of an archive.
type Count struct {
	// Packed is the size that the archive was compressed to, in bytes; 0: not known.
	Packed int64

	entries, bytes int64
}

// Entry checks an entry against the limits. No limit may be zero. The size of a sparse file
// can be larger than its data in the archive, so sizes are added up too.
func (c *Count) Entry(h *tar.Header, l Limits) error {
	c.entries++
	c.bytes += max(h.Size, 0)
	header := int64(len(h.Name) + len(h.Linkname) + len(h.Uname) + len(h.Gname))
	for key, value := range h.PAXRecords {
		header += int64(len(key) + len(value))
	}
	depth := int64(strings.Count(path.Clean("/"+h.Name), "/")) - 1
	switch {
	case c.entries > l.Entries:
		return &Exceeded{What: "the archive has more entries than", Name: "archive-entries", Limit: l.Entries}
	case c.bytes > l.Bytes || c.bytes < 0:
		return &Exceeded{What: "the archive unpacks to more than", Name: "archive-bytes", Limit: l.Bytes}
	case c.Packed > 0 && c.bytes > RatioFrom && c.bytes/l.Ratio > c.Packed:
		return &Exceeded{
			What:  "the archive unpacks to more than its own size times",
			Name:  "archive-ratio",
			Limit: l.Ratio,
		}
	case header > l.Header:
		return &Exceeded{
			What:  "the names and attributes of an entry are larger than",
			Name:  "archive-header",
			Limit: l.Header,
		}
	case depth > l.Depth:
		return &Exceeded{What: "an entry is nested deeper than", Name: "archive-depth", Limit: l.Depth}
	}
	return nil
}
