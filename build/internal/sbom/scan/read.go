package scan

import (
	"context"
	"fmt"
	"io/fs"

	"github.com/google/osv-scalibr/extractor"
	"github.com/google/osv-scalibr/extractor/filesystem"

	"github.com/cooper-build/cooper/build/internal/sbom/rpm"
)

// errIncomplete means that packages are known, but perhaps not all.
var errIncomplete = rpm.ErrPending

// candidate is a file that may have packages.
type candidate struct {
	path  string
	entry fs.DirEntry
}

// Path is relative to the tree.
func (c *candidate) Path() string { return c.path }

// Stat is only asked for if the name does not rule the file out.
func (c *candidate) Stat() (fs.FileInfo, error) { return c.entry.Info() }

// read reads the packages of a file. A panic of a parser is an error of the file.
func (r *reader) read(ctx context.Context, t *tree, path string) (list []*extractor.Package, err error) {
	defer func() {
		if p := recover(); p != nil {
			list, err = nil, fmt.Errorf("the reader %s panicked: %v", r.Name(), p)
		}
	}()
	file, err := t.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fs.ErrInvalid
	}
	if r.limit != 0 && info.Size() > r.limit {
		return nil, fmt.Errorf("it has %d bytes, more than the limit of %d", info.Size(), r.limit)
	}
	found, err := r.Extract(ctx, &filesystem.ScanInput{FS: t, Path: path, Info: info, Reader: file})
	return found.Packages, err
}
