package source

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// Containerfile is the text that a build reads, from one file or several.
type Containerfile struct {
	Path  string // of the first file; empty: it was given as text
	Name  string // for people
	Text  []byte
	parts []part // when there are several files
}

// part is one of several files that are read as one.
type part struct {
	name  string
	text  []byte
	first int // its first line in the whole, from 1
}

// ReadContainerfile finds and reads the files of a request. dir is the directory of its
// context. If foreign is set, the context is untrusted, and no name leads out of it.
func ReadContainerfile(from api.Containerfile, dir string, foreign bool) (c Containerfile, err error) {
	read := func(name string) (string, []byte, error) {
		if foreign && !filepath.IsAbs(name) {
			return findBelow(name, dir)
		}
		return find(name, dir)
	}
	c.Path, c.Text = from.File, from.Text
	if c.Text == nil {
		if c.Path, c.Text, err = read(from.File); err != nil {
			return c, err
		}
	}
	c.Name = c.Path
	if c.Name == "" {
		c.Name = "Containerfile"
	}
	if rel, err := filepath.Rel(dir, c.Name); err == nil && dir != "" && !strings.HasPrefix(rel, "..") {
		c.Name = rel
	}
	if len(from.Files) == 0 {
		return c, nil
	}
	c.parts = []part{{c.Name, c.Text, 1}}
	whole := withNewline(c.Text)
	for _, name := range from.Files {
		path, more, err := read(name)
		if err != nil {
			return c, err
		}
		c.parts = append(c.parts, part{strings.TrimPrefix(path, dir+"/"), more, bytes.Count(whole, []byte("\n")) + 1})
		whole = append(whole, withNewline(more)...)
	}
	c.Text = whole
	return c, nil
}

func withNewline(text []byte) []byte {
	text = bytes.Clone(text)
	if len(text) != 0 && text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	return text
}

// Place moves an error in the whole text to the file that it is in.
func (c Containerfile) Place(e *api.Error) *api.Error {
	if e.Line == 0 {
		return e
	}
	for i := len(c.parts) - 1; i >= 0; i-- {
		p := c.parts[i]
		if e.Line < p.first {
			continue
		}
		e.File, e.Line, e.EndLine = p.name, e.Line-p.first+1, max(e.EndLine-p.first+1, 0)
		e.Quote(p.text)
		break
	}
	return e
}

// findBelow finds and reads the Containerfile of an untrusted context. No link in it leads
// outside.
func findBelow(name, dir string) (path string, text []byte, err error) {
	root, err := safepath.OpenRoot(dir)
	if err != nil {
		return "", nil, fmt.Errorf("opening the build context: %w", err)
	}
	defer root.Close()
	candidates := []string{"Containerfile", "Dockerfile", "dockerfile"} // docker finds the last too
	if name != "" {
		candidates = []string{name}
	}
	for _, candidate := range candidates {
		text, err := root.ReadFile(candidate, maxFile)
		if _, there := root.Lstat(candidate); errors.Is(err, fs.ErrNotExist) && there == nil {
			err = fmt.Errorf("%s is a broken link in the context", candidate)
		}
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return candidate, nil, fmt.Errorf("reading the Containerfile: %w", err)
		}
		return filepath.Join(dir, safepath.Clean(candidate)), text, nil
	}
	return "", nil, fmt.Errorf("no Containerfile in the context: looked for %s", joinOr(candidates))
}

// IsAddress reports whether a Containerfile is at an address of the web.
func IsAddress(name string) bool {
	return strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://")
}

// find finds and reads a Containerfile. An empty name means Containerfile or Dockerfile in
// the context. The context can be untrusted and errors show lines of the file, so no link
// leads outside. A name, which the caller chose, is looked up in the working directory
// first, then in the context.
func find(name, dir string) (path string, text []byte, err error) {
	if name == "" {
		if dir == "" {
			dir = "."
		}
		return findBelow("", dir)
	}
	candidates := []string{name}
	if !filepath.IsAbs(name) && dir != "" {
		candidates = append(candidates, filepath.Join(dir, name))
	}
	for _, path := range candidates {
		text, err := ReadLimited(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return path, nil, fmt.Errorf("reading the Containerfile: %w", err)
		}
		return path, text, nil
	}
	return "", nil, fmt.Errorf("no Containerfile: looked for %s", joinOr(candidates))
}

func joinOr(list []string) string {
	if len(list) == 1 {
		return list[0]
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}
