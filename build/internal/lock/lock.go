// Package lock has the lock file of a Containerfile: what each image, download and repository that it
// names was when it was resolved.
package lock

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"time"

	"github.com/opencontainers/go-digest"

	"github.com/cooper-build/cooper/build/internal/image"
)

// version is that of the format.
const version = 1

// MaxFile is the maximum size of a lock file, in bytes.
const MaxFile = 16 << 20

// Kinds of sources.
const (
	Image  = "image"
	HTTP   = "http"
	Git    = "git"
	Syntax = "syntax" // the image of a # syntax line
)

// Source is what a name meant.
type Source struct {
	Kind string `json:"kind"`
	// Name is the full name of an image.
	Name   string        `json:"name,omitempty"`
	Digest digest.Digest `json:"digest,omitempty"` // of the manifest or index of an image, or of a file
	Commit string        `json:"commit,omitempty"` // of a repository
	// Size is that of a file, or of the compressed layers of an image for the first platform that was
	// locked, in bytes.
	Size int64     `json:"size,omitempty"`
	At   time.Time `json:"resolved"`
}

// Identity is the digest or the commit.
func (s *Source) Identity() string {
	if s.Commit != "" {
		return s.Commit
	}
	return s.Digest.String()
}

// File is a lock file: sources by their names in the Containerfile, with variables expanded.
type File struct {
	Version int               `json:"version"`
	Sources map[string]Source `json:"sources"`
}

// New is an empty lock file.
func New() *File { return &File{Version: version, Sources: map[string]Source{}} }

// Read reads a lock file. The error wraps os.ErrNotExist if there is none.
func Read(name string) (*File, error) {
	in, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("reading the lock file: %w", err)
	}
	defer in.Close()
	text, err := io.ReadAll(io.LimitReader(in, MaxFile+1))
	if err == nil && len(text) > MaxFile {
		err = fmt.Errorf("it has more than %d bytes", MaxFile)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the lock file %s: %w", name, err)
	}
	f, err := Parse(text)
	if err != nil {
		return nil, fmt.Errorf("reading the lock file %s: %w", name, err)
	}
	return f, nil
}

// Parse reads the text of a lock file.
func Parse(text []byte) (*File, error) {
	if err := image.CheckKeys(text); err != nil {
		return nil, err
	}
	f := New()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(f); err != nil {
		return nil, err
	}
	if f.Version != version {
		return nil, fmt.Errorf("version %d is unknown: use `cooper lock --update` of this version", f.Version)
	}
	for name, s := range f.Sources {
		if err := s.check(); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return f, nil
}

var errIncomplete = errors.New("it has no digest")

func (s *Source) check() error {
	switch s.Kind {
	case Image, Syntax, HTTP:
		if s.Digest == "" {
			return errIncomplete
		}
		return s.Digest.Validate()
	case Git:
		if s.Commit == "" {
			return errIncomplete
		}
		return nil
	}
	return fmt.Errorf("unknown kind %q", s.Kind)
}

// Encode is the text of the file. A line for each field makes differences readable.
func (f *File) Encode() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(f)
	return out.Bytes(), err
}

// Change is a difference between two lock files.
type Change struct {
	Name     string
	Old, New *Source // nil: it is not there
}

// Changes are the differences, in the order of their names. Times do not count.
func Changes(from, to *File) (out []Change) {
	names := slices.Sorted(maps.Keys(from.Sources))
	for name := range to.Sources {
		if _, both := from.Sources[name]; !both {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		before, was := from.Sources[name]
		after, is := to.Sources[name]
		switch {
		case was && is && before.Kind == after.Kind && before.Identity() == after.Identity():
		case was && is:
			out = append(out, Change{name, &before, &after})
		case was:
			out = append(out, Change{name, &before, nil})
		default:
			out = append(out, Change{name, nil, &after})
		}
	}
	return out
}
