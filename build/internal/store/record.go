package store

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// The tar-split record of a layer is written in the form that the library keeps. The library
// would compress it with buffers of megabytes, which takes longer than a small step.

// compressors are used again: the tables of one take as long to make as a record takes.
var compressors = sync.Pool{New: func() any {
	w, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is valid
	return w
}}

// writeRecord writes the record of an upper directory by a function.
func (u *Upper) writeRecord(write func(io.Writer) error) (err error) {
	file, err := os.Create(u.recordPath())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	packed := compressors.Get().(*gzip.Writer)
	defer compressors.Put(packed)
	packed.Reset(file)
	plain := bufio.NewWriterSize(packed, 64<<10)
	if err := write(plain); err != nil {
		return err
	}
	return errors.Join(plain.Flush(), packed.Close())
}

// recordOf is the record of a layer of the store.
func (s *Store) recordOf(id string) string {
	return filepath.Join(s.library.layerRoot(), "overlay-layers", id+".tar-split.gz")
}

// putRecord puts the record of an upper directory where the library looks for that of a layer.
func (s *Store) putRecord(id string, u *Upper) error {
	from, err := os.Open(u.recordPath())
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := os.OpenFile(s.recordOf(id), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("storing the record of layer %s: %w", id, err)
	}
	_, err = io.Copy(to, from)
	if err = errors.Join(err, to.Close()); err != nil {
		return errors.Join(fmt.Errorf("storing the record of layer %s: %w", id, err), os.Remove(to.Name()))
	}
	return nil
}
