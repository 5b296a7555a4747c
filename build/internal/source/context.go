// Package source opens the input of a build: its context directory with the ignore file,
// and its Containerfile.
package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/imagebuilder/ignore"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// maxFile bounds a Containerfile and an ignore file, in bytes.
const maxFile = 16 << 20

// Context is an open build context.
type Context struct {
	Path       string // absolute
	IgnoreFile string // path of the ignore file that is used; empty: none
	root       *safepath.Root
	rules      ignore.Rules
}

// Open opens a directory as a context. The ignore file of the Containerfile
// comes before those of the context.
func Open(dir, containerfile, ignoreFile string) (*Context, error) {
	c, err := OpenPlain(dir)
	if err != nil {
		return nil, err
	}
	if err := c.readIgnore(containerfile, ignoreFile); err != nil {
		c.root.Close()
		return nil, err
	}
	return c, nil
}

// OpenPlain opens a directory of which nothing is left out.
func OpenPlain(dir string) (*Context, error) {
	path, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("opening the build context: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("opening the build context: %s is not a directory", dir)
	}
	c := &Context{Path: path}
	if c.root, err = safepath.OpenRoot(path); err != nil {
		return nil, fmt.Errorf("opening the build context: %w", err)
	}
	return c, nil
}

// Close closes the context.
func (c *Context) Close() error { return c.root.Close() }

// Tree is the context to copy from.
func (c *Context) Tree() *copier.Tree {
	return &copier.Tree{Root: c.root, Ignore: c.rules, Foreign: true}
}

// Plain is the context without the ignore file: excluded files are included.
func (c *Context) Plain() *copier.Tree { return &copier.Tree{Root: c.root, Foreign: true} }

// readIgnore finds the ignore file: the given one, else that of the
// Containerfile, else that of the context.
func (c *Context) readIgnore(containerfile, given string) error {
	if given != "" {
		return c.useRules(given, func() ([]byte, error) { return ReadLimited(given) })
	}
	for _, name := range []string{containerfile + ".containerignore", containerfile + ".dockerignore"} {
		if containerfile == "" {
			break
		}
		text, err := c.read(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		return c.useRules(name, func() ([]byte, error) { return text, err })
	}
	for _, name := range []string{".containerignore", ".dockerignore"} {
		text, err := c.root.ReadFile(name, maxFile)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		return c.useRules(filepath.Join(c.Path, name), func() ([]byte, error) { return text, err })
	}
	return nil
}

// read reads a file; one below the context without leaving it.
func (c *Context) read(name string) ([]byte, error) {
	rel, err := filepath.Rel(c.Path, name)
	if err != nil || !filepath.IsLocal(rel) {
		return ReadLimited(name)
	}
	return c.root.ReadFile(rel, maxFile)
}

func (c *Context) useRules(name string, read func() ([]byte, error)) error {
	text, err := read()
	if err == nil {
		c.rules, err = ignore.Parse(text)
	}
	if err != nil {
		return fmt.Errorf("reading the ignore file %s: %w", name, err)
	}
	c.IgnoreFile = name
	return nil
}

// ReadLimited reads a Containerfile or an ignore file, which cannot have any size.
func ReadLimited(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("%s is larger than %d bytes", name, maxFile)
	}
	return data, err
}
