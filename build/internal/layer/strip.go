package layer

import (
	"archive/tar"
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/cooper-build/cooper/build/internal/overlay"
	"github.com/cooper-build/cooper/build/internal/tarentry"
)

// Stripped is the stream of Strip, for reading.
func Stripped(from io.Reader) io.Reader {
	read, write := io.Pipe()
	go func() { write.CloseWithError(Strip(write, from)) }()
	return read
}

// Strip copies the tar stream of a layer from elsewhere without the attributes that
// overlays interpret. Everything else stays the same, byte for byte: the key of such a
// record is replaced by an unknown key of the same length. A stream that is not a tar
// stream is copied too, so that its reader reports the error.
func Strip(to io.Writer, from io.Reader) error {
	s := &stripper{from: bufio.NewReaderSize(from, stripBuffer), to: bufio.NewWriterSize(to, stripBuffer)}
	reader := tar.NewReader(s)
	for {
		s.hold = true
		h, err := reader.Next()
		if err != nil {
			break // of the writer, Flush knows; another is for the reader of the stream
		}
		s.release(h.PAXRecords)
		if tarentry.IsSparse(h) {
			continue // a few bytes may stand for exabytes of holes: Next passes by them
		}
		if _, err := io.Copy(io.Discard, reader); err != nil {
			break
		}
	}
	s.release(nil)
	if s.err == nil {
		_, s.err = io.Copy(s.to, s.from)
	}
	return errors.Join(s.err, s.to.Flush())
}

const (
	stripBuffer = 256 << 10
	// longestHeader is more than the headers of one entry can have: package tar takes
	// one megabyte for each kind of it.
	longestHeader = 8 << 20
)

// stripper passes the stream on: headers when they are complete, contents at once.
type stripper struct {
	from *bufio.Reader
	to   *bufio.Writer
	held bytes.Buffer
	hold bool
	err  error // of reading
}

func (s *stripper) Read(p []byte) (int, error) {
	n, err := s.from.Read(p)
	if err != nil && err != io.EOF {
		s.err = err
	}
	if s.hold {
		s.held.Write(p[:n])
		if over := s.held.Len() - 2*longestHeader; over > 0 { // the rest of the entry before
			_, _ = s.to.Write(s.held.Next(over + longestHeader))
		}
	} else if _, writeErr := s.to.Write(p[:n]); writeErr != nil {
		return n, writeErr
	}
	return n, err
}

// release writes the delayed header.
func (s *stripper) release(records map[string]string) {
	held := s.held.Bytes()
	for key := range records {
		name, ok := strings.CutPrefix(key, paxXattr)
		if !ok || !overlay.Believed(name) {
			continue
		}
		unknown := strings.ToLower(paxXattr) + name
		held = bytes.ReplaceAll(held, []byte(" "+key+"="), []byte(" "+unknown+"="))
	}
	_, _ = s.to.Write(held) // Flush reports the error
	s.held.Reset()
	s.hold = false
}
