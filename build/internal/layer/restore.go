package layer

import (
	"context"
	"fmt"
	"io"

	"github.com/vbatts/tar-split/tar/storage"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/safepath"
)

// Restore writes the tar stream of a layer again, from its files and its tar-split record. Whoever
// reads the stream compares its digest: checksums in the record are not.
func Restore(ctx context.Context, root *safepath.Root, record io.Reader, out io.Writer) error {
	entries := storage.NewJSONUnpacker(record)
	buffer := make([]byte, 256<<10)
	for {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		e, err := entries.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading the record of a layer: %w", err)
		}
		switch {
		case e.Type == storage.SegmentType:
			_, err = out.Write(e.Payload)
		case e.Size > 0:
			err = restoreFile(ctx, root, e, out, buffer)
		}
		if err != nil {
			return err
		}
	}
}

// restoreFile writes the content of a file.
func restoreFile(ctx context.Context, root *safepath.Root, e *storage.Entry, out io.Writer, buffer []byte) error {
	name := safepath.Clean(e.GetName())
	f, err := root.Open(name, unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	from := io.LimitReader(untilDone{ctx, f}, e.Size)
	n, err := io.CopyBuffer(struct{ io.Writer }{out}, from, buffer)
	if err == nil && n != e.Size {
		err = fmt.Errorf("file %s of a layer has %d bytes, its record says %d", name, n, e.Size)
	}
	return err
}
