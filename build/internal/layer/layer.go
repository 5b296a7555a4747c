// Package layer converts the upper directory of an overlay mount into an OCI layer: the
// tar stream, its digest, and the tar-split record that restores the same bytes.
//
// The same directory always gives the same bytes: entries are sorted, headers
// hold nothing but what the file system holds (see the OCI image
// specification, "Image Layer Filesystem Changeset"), and times are those of
// the files, to the nanosecond, unless Options says otherwise. Extract goes the
// other way.
package layer

import (
	"archive/tar"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/crc64"
	"io"
	"time"

	"github.com/vbatts/tar-split/tar/storage"
)

// Options change how a layer is written. The zero value is right for a RUN.
type Options struct {
	// ClampTo, when set, is the latest time an entry may have.
	ClampTo *time.Time
	// RootChanged includes the root directory itself.
	RootChanged bool
	// Only is the one file of the directory to write, with its content if it is a directory. Empty:
	// all files.
	Only string
	// Removed are paths that the layer takes away, beside those that have a
	// whiteout in the directory.
	Removed []string
	// Opaque are directories that hide those of the layers below, beside those that say so
	// themselves.
	Opaque []string
	// Below, when it is not nil, reports whether the layers below show a file. Where they
	// do not, an opaque mark means nothing and is left out.
	Below func(name string) bool
}

// Layer describes a written layer.
type Layer struct {
	DiffID string // sha256:… of the uncompressed tar stream
	Size   int64  // of the stream, in bytes
	// UIDs and GIDs are the owners of entries.
	UIDs, GIDs []uint32
}

// splitter receives the tar stream: everything is hashed, headers and padding
// go into the record as they are, contents only as a checksum.
type splitter struct {
	out     io.Writer // a copy of the stream; may be nil
	sum     hash.Hash
	size    int64
	packer  storage.Packer // may be nil
	payload bool
	segment []byte
	crc     hash.Hash64
}

var crcTable = crc64.MakeTable(crc64.ISO)

func (s *splitter) Write(p []byte) (int, error) {
	s.size += int64(len(p))
	if !s.payload {
		s.sum.Write(p)
		s.segment = append(s.segment, p...)
	} else {
		s.hashBoth(p)
	}
	if s.out == nil {
		return len(p), nil
	}
	return s.out.Write(p)
}

// hashBoth computes the two checksums of a payload side by side.
func (s *splitter) hashBoth(p []byte) {
	if s.packer == nil || len(p) < 64<<10 {
		s.sum.Write(p)
		if s.packer != nil {
			s.crc.Write(p)
		}
		return
	}
	done := make(chan struct{})
	go func() {
		s.crc.Write(p)
		close(done)
	}()
	s.sum.Write(p)
	<-done
}

func (s *splitter) flushSegment() error {
	if s.packer == nil {
		s.segment = s.segment[:0]
		return nil
	}
	if len(s.segment) == 0 {
		return nil
	}
	_, err := s.packer.AddEntry(storage.Entry{Type: storage.SegmentType, Payload: s.segment})
	s.segment = s.segment[:0]
	return err
}

// stream writes entries to a tar stream and its record at once.
type stream struct {
	split *splitter
	tar   *tar.Writer
}

func newStream(out io.Writer, record io.Writer) *stream {
	split := &splitter{out: out, sum: sha256.New(), crc: crc64.New(crcTable)}
	if record != nil {
		split.packer = storage.NewJSONPacker(record)
	}
	return &stream{split: split, tar: tar.NewWriter(split)}
}

// add writes one entry. body must have header.Size bytes.
func (s *stream) add(header *tar.Header, body io.Reader) error {
	if err := s.tar.WriteHeader(header); err != nil {
		return fmt.Errorf("writing the layer's entry for %s: %w", header.Name, err)
	}
	if err := s.split.flushSegment(); err != nil {
		return err
	}
	s.split.crc.Reset()
	if header.Size > 0 {
		s.split.payload = true
		buf := copyBuffers.Get().(*[]byte)
		_, err := io.CopyBuffer(onlyWriter{s.tar}, io.LimitReader(body, header.Size), *buf)
		copyBuffers.Put(buf)
		s.split.payload = false
		if err != nil {
			return fmt.Errorf("writing the content of %s to the layer: %w", header.Name, err)
		}
	}
	if err := s.tar.Flush(); err != nil { // the padding, which belongs to the record
		return fmt.Errorf("%s shrank while it was read: %w", header.Name, err)
	}
	return s.recordFile(header)
}

func (s *stream) recordFile(header *tar.Header) error {
	if s.split.packer == nil {
		return nil
	}
	entry := storage.Entry{Type: storage.FileType, Size: header.Size}
	entry.SetName(header.Name)
	if header.Size > 0 {
		entry.Payload = s.split.crc.Sum(nil)
	}
	_, err := s.split.packer.AddEntry(entry)
	return err
}

// finish ends the stream.
func (s *stream) finish() (diffID string, size int64, err error) {
	if err := s.tar.Close(); err != nil {
		return "", 0, err
	}
	if err := s.split.flushSegment(); err != nil {
		return "", 0, err
	}
	return "sha256:" + hex.EncodeToString(s.split.sum.Sum(nil)), s.split.size, nil
}

// onlyWriter hides the tar writer's ReadFrom, which would use a small buffer.
type onlyWriter struct{ io.Writer }
