package rebase

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// Names of the changeset format (OCI image specification, "Whiteouts").
const (
	whiteout = ".wh."
	opaque   = ".wh..wh..opq"
)

// Base are the files of a base that are not directories.
type Base struct{ files map[string]bool }

// Add reads the next layer of the base.
func (b *Base) Add(layer io.Reader) error {
	if b.files == nil {
		b.files = map[string]bool{}
	}
	return walk(layer, func(name string, h *tar.Header) {
		dir, last := path.Split(name)
		switch {
		case last == opaque:
			b.removeBelow(dir)
		case strings.HasPrefix(last, whiteout):
			gone := path.Join(dir, strings.TrimPrefix(last, whiteout))
			delete(b.files, gone)
			b.removeBelow(gone + "/")
		case h.Typeflag != tar.TypeDir:
			b.files[name] = true
		}
	})
}

func (b *Base) removeBelow(dir string) {
	for name := range b.files {
		if strings.HasPrefix(name, dir) {
			delete(b.files, name)
		}
	}
}

// Changed are the files of the base that a layer replaces or removes, at most so many.
func (b *Base) Changed(layer io.Reader, most int) (names []string, err error) {
	add := func(name string) {
		if len(names) < most {
			names = append(names, name)
		}
	}
	err = walk(layer, func(name string, _ *tar.Header) {
		dir, last := path.Split(name)
		switch {
		case last == opaque:
			b.below(dir, add)
		case strings.HasPrefix(last, whiteout):
			gone := path.Join(dir, strings.TrimPrefix(last, whiteout))
			if b.files[gone] {
				add(gone)
			}
			b.below(gone+"/", add)
		case b.files[name]:
			add(name)
		}
	})
	return names, err
}

// below calls add with the first file below a directory.
func (b *Base) below(dir string, add func(string)) {
	for name := range b.files {
		if strings.HasPrefix(name, dir) {
			add(name)
			return
		}
	}
}

// walk calls do with the entries of a layer.
func walk(layer io.Reader, do func(name string, h *tar.Header)) error {
	archive := tar.NewReader(layer)
	for {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading a layer: %w", err)
		}
		do(strings.TrimPrefix(path.Clean("/"+h.Name), "/"), h)
	}
}
