package store

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/vbatts/tar-split/tar/storage"
)

// LayerFile is a file of a layer.
type LayerFile struct {
	Path string // from the root of the image, without a slash
	Size int64  // bytes
}

// Largest are the largest files of a layer, largest first. They come from its tar-split record: the
// layer itself is not read.
func (s *Store) Largest(id string, most int) (out []LayerFile, err error) {
	record, err := os.Open(s.recordOf(id))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil // a driver without records
	}
	if err != nil {
		return nil, fmt.Errorf("reading the record of layer %s: %w", id, err)
	}
	defer record.Close()
	plain, err := gzip.NewReader(bufio.NewReaderSize(record, 128<<10))
	if err != nil {
		return nil, fmt.Errorf("reading the record of layer %s: %w", id, err)
	}
	entries := storage.NewJSONUnpacker(plain)
	for {
		e, err := entries.Next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("reading the record of layer %s: %w", id, err)
		}
		if e.Type != storage.FileType || e.Size == 0 || len(out) == most && e.Size <= out[most-1].Size {
			continue
		}
		at, _ := slices.BinarySearchFunc(out, e.Size, func(f LayerFile, size int64) int {
			return cmp.Compare(size, f.Size)
		})
		out = slices.Insert(out, at, LayerFile{strings.TrimPrefix(e.GetName(), "./"), e.Size})
		out = out[:min(len(out), most)]
	}
}
