package store

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// Stack is layers as an overlay mount would show them, top first, where nothing can be mounted.
type Stack []*safepath.Root

// maxLinks is how many symbolic links a path may have, like in the kernel.
const maxLinks = 40

// find finds the top layer that has a file. The directories of the name are no links. hidden
// says that a layer removes what others below have.
func (s Stack) find(name string) (in *safepath.Root, hidden bool) {
	for _, l := range s {
		found, last := lookUp(l, strings.Split(name, "/"))
		if found {
			return l, false
		}
		if last {
			return nil, true
		}
	}
	return nil, false
}

// place is a file of a stack.
type place struct {
	in     *safepath.Root // nil: it is missing
	name   string         // without links
	hidden bool           // it is missing, because a layer removes it
}

// resolve follows the links of a path. Nothing leads out of the stack.
func (s Stack) resolve(name string) (place, error) {
	at := place{name: "."}
	rest, links := strings.Split(safepath.Clean(name), "/"), 0
	for len(rest) > 0 {
		part := rest[0]
		rest = rest[1:]
		if part == "" || part == "." {
			continue
		}
		next := strings.TrimPrefix(path.Join("/", at.name, part), "/") // ".." of the root is the root
		if next == "" {
			at = place{name: "."}
			continue
		}
		in, hidden := s.find(next)
		if in == nil {
			return place{name: next, hidden: hidden}, nil
		}
		link, err := in.Readlink(next)
		if err != nil { // it is no link
			at = place{in: in, name: next}
			continue
		}
		if links++; links > maxLinks {
			return at, &os.PathError{Op: "open", Path: name, Err: unix.ELOOP}
		}
		if path.IsAbs(link) {
			at = place{name: "."}
		}
		rest = append(strings.Split(link, "/"), rest...)
	}
	return at, nil
}

// ReadFile reads a regular file of at most limit bytes.
func (s Stack) ReadFile(name string, limit int64) ([]byte, error) {
	p, err := s.resolve(name)
	if err != nil {
		return nil, err
	}
	if p.in == nil {
		return nil, &os.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return p.in.ReadFile(p.name, limit)
}

// Shows reports whether a file is there, or would be there if one more layer at the bottom had
// it.
func (s Stack) Shows(name string) bool {
	p, err := s.resolve(name)
	return err == nil && (p.in != nil || !p.hidden && strings.HasPrefix(safepath.Clean(name)+"/", p.name+"/"))
}

// canMark reports whether this process can make whiteouts and opaque marks on the filesystem of
// the store: an overlay filesystem, for example, lets nobody make a whiteout.
func (w *Work) canMark() bool {
	w.markOnce.Do(func() { w.marks = w.tryMarks() })
	return w.marks
}

func (w *Work) tryMarks() bool {
	dir, err := w.TempDir()
	if err != nil {
		return false
	}
	root, err := safepath.OpenRoot(dir)
	if err != nil {
		return false
	}
	defer root.Close()
	return errors.Join(layer.Whiteout(root, "mark"), layer.MakeOpaque(root)) == nil
}
