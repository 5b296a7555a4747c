package copier

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/imagebuilder/ignore"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// Tree is a tree to copy from.
type Tree struct {
	Root   *safepath.Root
	Ignore ignore.Rules
	// Foreign says that the tree is a user's directory, not a root file system:
	// owners and attributes in it mean nothing in an image.
	Foreign bool
}

// Match is one file or directory that a source names, with all that is in it.
type Match struct {
	Path    string // below the tree's root, links followed
	Name    string // last element as written
	Entries []Entry
}

// Entry is one file of a match.
type Entry struct {
	Path string // relative to the match; "." for itself
	Stat unix.Stat_t
	Link string // target of a symbolic link
	// Sum is the hash of a regular file's content, once somebody read it.
	Sum *[sha256.Size]byte
}

// IsDir says whether the match is a directory, whose contents are copied.
func (m *Match) IsDir() bool { return m.Entries[0].Stat.Mode&unix.S_IFMT == unix.S_IFDIR }

// NotFoundError says that a source names nothing.
type NotFoundError struct {
	Source  string
	Ignored bool // it is there, and the ignore file leaves it out
}

func (e *NotFoundError) Error() string {
	if e.Ignored {
		return fmt.Sprintf("%q is left out by the ignore file", e.Source)
	}
	return fmt.Sprintf("%q: no such file or directory", e.Source)
}

// Scan finds what sources name. A source with wildcards may name nothing.
func (t *Tree) Scan(ctx context.Context, sources []string) ([]*Match, error) {
	var out []*Match
	for _, source := range sources {
		names, wild, err := t.expand(source)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			m, err := t.scanOne(ctx, name)
			var missing *NotFoundError
			if wild && errors.As(err, &missing) {
				continue
			}
			if err != nil {
				return nil, err
			}
			out = append(out, m)
		}
	}
	return out, nil
}

// expand resolves wildcards, in sorted order.
func (t *Tree) expand(source string) (names []string, wild bool, err error) {
	source = safepath.Clean(source)
	if !strings.ContainsAny(source, `*?[\`) {
		return []string{source}, false, nil
	}
	if _, err := path.Match(source, ""); err != nil {
		return nil, true, fmt.Errorf("pattern %q: %w", source, err)
	}
	names = []string{"."}
	for element := range strings.SplitSeq(source, "/") {
		var next []string
		for _, dir := range names {
			found, err := t.matchIn(dir, element)
			if err != nil {
				return nil, true, err
			}
			next = append(next, found...)
		}
		names = next
	}
	return names, true, nil
}

func (t *Tree) matchIn(dir, pattern string) ([]string, error) {
	f, err := t.Root.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, unix.ENOTDIR) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	names, err := f.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var out []string
	for _, name := range names {
		if ok, _ := path.Match(pattern, name); ok {
			out = append(out, path.Join(dir, name))
		}
	}
	return out, nil
}

func (t *Tree) scanOne(ctx context.Context, name string) (*Match, error) {
	f, err := t.Root.Open(name, unix.O_PATH, 0)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, unix.ENOTDIR) {
		return nil, &NotFoundError{Source: name}
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	// The rules are about where a file is, not about a link that leads there.
	real, err := t.Root.Real(f)
	if err != nil {
		return nil, err
	}
	parent, ignored, err := t.ignoredPath(real)
	if err != nil {
		return nil, err
	}
	m := &Match{Path: real, Name: path.Base(name)}
	root := Entry{Path: "."}
	if err := unix.Fstat(int(f.Fd()), &root.Stat); err != nil {
		return nil, err
	}
	m.Entries = append(m.Entries, root)
	if m.IsDir() {
		dir, err := t.Root.Open(real, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW, 0)
		if err != nil {
			return nil, err
		}
		s := scanner{ctx: ctx, tree: t, match: m, base: real}
		if err := s.walk(dir, "", parent); err != nil {
			return nil, err
		}
	}
	if ignored && len(m.Entries) == 1 {
		return nil, &NotFoundError{Source: name, Ignored: true}
	}
	return m, nil
}

// ignoredPath asks the rules about a path, from the root down.
func (t *Tree) ignoredPath(name string) (ignore.Parent, bool, error) {
	var parent ignore.Parent
	var ignored bool
	if name == "." {
		return parent, false, nil
	}
	prefix := ""
	for element := range strings.SplitSeq(name, "/") {
		var err error
		if ignored, parent, err = t.Ignore.Match(prefix+element, parent); err != nil {
			return parent, false, err
		}
		prefix += element + "/"
	}
	return parent, ignored, nil
}

type scanner struct {
	ctx   context.Context
	tree  *Tree
	match *Match
	base  string // of the match below the tree's root
}

// walk adds what is in a directory, and closes it.
func (s *scanner) walk(dir *os.File, prefix string, parent ignore.Parent) error {
	defer dir.Close()
	if err := s.ctx.Err(); err != nil {
		return context.Cause(s.ctx)
	}
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return err
	}
	slices.Sort(names)
	for _, name := range names {
		if err := s.visit(dir, name, prefix+name, parent); err != nil {
			return err
		}
	}
	return nil
}

func (s *scanner) visit(dir *os.File, name, rel string, parent ignore.Parent) error {
	ignored, here, err := s.tree.Ignore.Match(strings.TrimPrefix(path.Join(s.base, rel), "./"), parent)
	if err != nil {
		return err
	}
	e := Entry{Path: rel}
	if err := unix.Fstatat(int(dir.Fd()), name, &e.Stat, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return &os.PathError{Op: "stat", Path: path.Join(s.base, rel), Err: err}
	}
	kind := e.Stat.Mode & unix.S_IFMT
	if ignored && (kind != unix.S_IFDIR || s.tree.Ignore.CanSkip()) {
		return nil
	}
	if kind == unix.S_IFLNK {
		buf := make([]byte, unix.PathMax)
		n, err := unix.Readlinkat(int(dir.Fd()), name, buf)
		if err != nil {
			return &os.PathError{Op: "readlink", Path: rel, Err: err}
		}
		e.Link = string(buf[:n])
	}
	at := len(s.match.Entries)
	s.match.Entries = append(s.match.Entries, e)
	if kind != unix.S_IFDIR {
		return nil
	}
	fd, err := unix.Openat(int(dir.Fd()), name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return &os.PathError{Op: "open", Path: path.Join(s.base, rel), Err: err}
	}
	if err := s.walk(os.NewFile(uintptr(fd), rel), rel+"/", here); err != nil {
		return err
	}
	if ignored && len(s.match.Entries) == at+1 {
		s.match.Entries = s.match.Entries[:at] // nothing in it was let in again
	}
	return nil
}
