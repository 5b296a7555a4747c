package layer

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/opencontainers/go-digest"
	"github.com/vbatts/tar-split/tar/asm"
	"github.com/vbatts/tar-split/tar/storage"

	"github.com/cooper-build/cooper/runtime/safepath"
)

// Receive extracts a layer's tar stream like Extract, and returns what Write would return for it. It
// writes the tar-split record, with which the files give the same bytes again. The digest, the
// record and the files are made side by side.
func Receive(
	ctx context.Context, root *safepath.Root, stream io.Reader, record io.Writer, opts ExtractOptions,
) (l Layer, err error) {
	sum := digest.Canonical.Digester()
	counted := &counter{to: sum.Hash()}
	buffered := bufio.NewWriterSize(record, 256<<10)
	// The record keeps checksums of files instead of the files.
	files, done, err := asm.NewInputTarStreamWithDone(
		io.TeeReader(stream, counted), storage.NewJSONPacker(buffered), storage.NewDiscardFilePutter(),
	)
	if err != nil {
		return Layer{}, fmt.Errorf("reading a layer: %w", err)
	}
	owners := newOwnerSets()
	opts.owners = owners
	err = Extract(ctx, root, bufio.NewReaderSize(files, 128<<10), opts)
	if err == nil {
		_, err = io.Copy(io.Discard, files) // the padding, which the digest covers
	}
	closeErr := files.Close()
	if doneErr := <-done; err == nil {
		err = errors.Join(closeErr, doneErr)
	}
	if err != nil {
		return Layer{}, err
	}
	return Layer{
		DiffID: sum.Digest().String(), Size: counted.n,
		UIDs: owners.list(owners.uids), GIDs: owners.list(owners.gids),
	}, buffered.Flush()
}

// counter counts what is written.
type counter struct {
	to io.Writer
	n  int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	c.n += int64(n)
	return n, err
}
