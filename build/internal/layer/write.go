package layer

import (
	"archive/tar"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"sync"

	"github.com/cooper-build/cooper/runtime/safepath"
)

// Names of the changeset format for removed files and hidden directories.
const (
	whiteoutPrefix = ".wh."
	opaqueMarker   = ".wh..wh..opq"
)

// small is the largest file that is read before its turn, in bytes; batch is how
// many entries, and batchBytes about how much content, are handed over at once;
// readAhead is how many batches wait.
const (
	small      = 256 << 10
	batch      = 32
	batchBytes = 1 << 20
	readAhead  = 4
)

var copyBuffers = sync.Pool{New: func() any { b := make([]byte, 1<<20); return &b }}

// Write writes the layer of an upper directory: its stream to out and its
// tar-split record to record, either of which may be nil.
func Write(ctx context.Context, upper *safepath.Root, out, record io.Writer, opts Options) (Layer, error) {
	ctx, cancel := context.WithCancel(ctx)
	w := &walker{
		root:    upper,
		opts:    opts,
		entries: make(chan []*entry, readAhead),
		links:   map[inode]string{},
		removed: map[string][]string{},
	}
	var walkErr error
	for _, name := range opts.Removed {
		dir, base := path.Split(name)
		w.removed[dir] = append(w.removed[dir], base)
	}
	walked := make(chan struct{})
	go func() {
		defer close(walked)
		defer close(w.entries)
		if walkErr = w.walkRoot(ctx); walkErr == nil {
			walkErr = w.flush(ctx)
		}
	}()
	// The walk always ends before Write returns.
	defer func() {
		cancel()
		for batch := range w.entries {
			closeAll(batch)
		}
		<-walked
		closeAll(w.next)
	}()
	s := newStream(out, record)
	owners := newOwnerSets()
	for batch := range w.entries {
		for i, e := range batch {
			owners.add(e.header)
			err := s.add(e.header, untilDone{ctx, e.body()})
			e.close()
			if err != nil {
				closeAll(batch[i+1:])
				return Layer{}, err
			}
		}
	}
	if <-walked; walkErr != nil {
		return Layer{}, fmt.Errorf("reading the layer's files: %w", walkErr)
	}
	diffID, size, err := s.finish()
	if err != nil {
		return Layer{}, err
	}
	return Layer{DiffID: diffID, Size: size, UIDs: owners.list(owners.uids), GIDs: owners.list(owners.gids)}, nil
}

// UntilDone is a reader that ends with its context, between two reads: a sparse file may have as
// many bytes as it likes.
func UntilDone(ctx context.Context, in io.Reader) io.Reader { return untilDone{ctx, in} }

type untilDone struct {
	ctx context.Context //nolint:containedctx // lives for one file
	in  io.Reader
}

func (r untilDone) Read(p []byte) (int, error) {
	if r.ctx.Err() != nil {
		return 0, context.Cause(r.ctx)
	}
	return r.in.Read(p)
}

type ownerSets struct{ uids, gids map[uint32]bool }

func newOwnerSets() *ownerSets { return &ownerSets{map[uint32]bool{}, map[uint32]bool{}} }

func (o *ownerSets) add(h *tar.Header) {
	o.uids[uint32(h.Uid)] = true
	o.gids[uint32(h.Gid)] = true
}

func (o *ownerSets) list(set map[uint32]bool) []uint32 {
	var out []uint32
	for id := range set {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

type inode struct{ dev, ino uint64 }

// entry is one tar entry with its content: read already, or to be read from file.
type entry struct {
	header *tar.Header
	data   []byte
	file   *os.File
}

func (e *entry) body() io.Reader {
	if e.file != nil {
		return e.file
	}
	return bytes.NewReader(e.data)
}

func (e *entry) close() {
	if e.file != nil {
		e.file.Close()
	}
}

func closeAll(entries []*entry) {
	for _, e := range entries {
		e.close()
	}
}
