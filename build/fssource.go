package build

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cooper-build/cooper/build/internal/call"
)

// prepareSources makes sources of a copy that a worker can read. done removes them.
func prepareSources(c *call.Copy) (done func(), err error) {
	done = func() {}
	if c.Dir, err = os.Getwd(); err != nil {
		return done, err
	}
	for _, path := range []*string{&c.Options.ContextDir, &c.Options.IgnoreFile} {
		if *path != "" && !filepath.IsAbs(*path) {
			*path = filepath.Join(c.Dir, *path)
		}
	}
	if c.Options.FS == nil {
		return done, ignoreHere(c)
	}
	if c.Options.From != "" || c.Options.ContextDir != "" {
		return done, errors.New("sources come from one place: an fs.FS, an image or a directory")
	}
	f, err := os.CreateTemp("", "cooper-fs-")
	if err != nil {
		return done, err
	}
	c.Archive = f.Name()
	done = func() { _ = os.Remove(c.Archive) }
	if err = errors.Join(archiveFS(f, c.Options.FS), f.Close()); err != nil {
		done()
	}
	return done, err
}

// ignoreHere makes the working directory the context of an ignore file that is given
// without one: its patterns are about a directory.
func ignoreHere(c *call.Copy) error {
	if c.Options.IgnoreFile == "" || c.Options.ContextDir != "" || c.Options.From != "" {
		return nil
	}
	c.Options.ContextDir, c.Sources = c.Dir, slices.Clone(c.Sources)
	for i, src := range c.Sources {
		if !filepath.IsAbs(src) {
			continue
		}
		rel, err := filepath.Rel(c.Dir, src)
		if err != nil || !filepath.IsLocal(rel) {
			return fmt.Errorf("%s is outside the working directory, to which the ignore file applies: "+
				"use --contextdir DIR for another directory", src)
		}
		if strings.HasSuffix(src, "/") {
			rel += "/"
		}
		c.Sources[i] = rel
	}
	return nil
}

// archiveFS writes the files of a file system as a tar archive.
func archiveFS(out io.Writer, files fs.FS) error {
	w := tar.NewWriter(out)
	if err := w.AddFS(files); err != nil {
		return err
	}
	return w.Close()
}
