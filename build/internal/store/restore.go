package store

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/cooper-build/cooper/build/internal/layer"
)

// Restores reports whether Restore can read layers.
func (s *Store) Restores() bool { return s.stacks }

// Restore is the tar stream of a layer that a Work uses. The library would lock the store until
// the stream ends. Whoever reads it compares its digest.
func (w *Work) Restore(ctx context.Context, id string) (_ io.ReadCloser, err error) {
	record, err := os.Open(w.store.recordOf(id))
	if err != nil {
		return nil, fmt.Errorf("reading layer %s: %w", id, err)
	}
	plain, err := gzip.NewReader(bufio.NewReaderSize(record, 128<<10))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("reading layer %s: %w", id, err), record.Close())
	}
	root, release, err := w.store.LayerDir(id)
	if err != nil {
		return nil, errors.Join(err, record.Close())
	}
	ctx, cancel := context.WithCancel(ctx)
	read, write := io.Pipe()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		buffered := bufio.NewWriterSize(write, 256<<10)
		err := layer.Restore(ctx, root, plain, buffered)
		if err == nil {
			err = buffered.Flush()
		}
		write.CloseWithError(err)
	}()
	return &restored{read, func() error {
		cancel()
		_ = read.Close()
		<-ended
		return errors.Join(root.Close(), release(), record.Close())
	}}, nil
}

type restored struct {
	io.Reader
	close func() error
}

func (r *restored) Close() error { return r.close() }
