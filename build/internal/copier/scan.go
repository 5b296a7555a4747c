package copier

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/imagebuilder/ignore"
	"github.com/cooper-build/cooper/runtime/owner"
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
	// Sum is the hash of the content and attributes of a regular file, if it was read, or
	// of the attributes of a directory, if it has any.
	Sum *[sha256.Size]byte
}

// IsDir reports whether the match is a directory, whose contents are copied.
func (m *Match) IsDir() bool { return m.Entries[0].Stat.Mode&unix.S_IFMT == unix.S_IFDIR }

// Selection is the sources and filters of a copy.
type Selection struct {
	Sources   []string
	Literal   bool // no wildcards are expanded
	NeedMatch bool // a source that names nothing is an error
	KeepLinks bool // a source that is a link is copied as one
	// Exclude leaves files out, by patterns of an ignore file that are relative
	// to each source.
	Exclude ignore.Rules
	// Parents keeps the directories of a source: those after "/./", the pivot,
	// which every source has then.
	Parents bool
}

// Scan finds the files of the sources. A source with wildcards may match nothing.
func (t *Tree) Scan(ctx context.Context, sel Selection) ([]*Match, error) {
	var out []*Match
	for _, source := range sel.Sources {
		find := t.find
		if sel.Literal {
			find = t.findLiteral
		}
		if sel.Parents {
			find = t.findBelow
		}
		found, err := find(ctx, source, sel)
		if err != nil {
			return nil, err
		}
		if sel.NeedMatch && len(found) == 0 {
			return nil, &NotFoundError{Source: safepath.Clean(source)}
		}
		out = append(out, found...)
	}
	return out, nil
}

// find finds a source.
func (t *Tree) find(ctx context.Context, source string, sel Selection) (out []*Match, err error) {
	names, wild, err := t.expand(source)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if left, _, err := sel.Exclude.Match(path.Base(name), ignore.Parent{}); wild && left || err != nil {
			if err != nil {
				return nil, err
			}
			continue
		}
		m, err := t.scanOne(ctx, name, sel.KeepLinks, filter{exclude: sel.Exclude})
		var missing *NotFoundError
		if wild && errors.As(err, &missing) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// findLiteral finds a file by its name.
func (t *Tree) findLiteral(ctx context.Context, source string, sel Selection) ([]*Match, error) {
	m, err := t.scanOne(ctx, safepath.Clean(source), sel.KeepLinks, filter{exclude: sel.Exclude})
	return []*Match{m}, err
}

// findBelow finds the matches of the part of a source after the pivot, as contents of the
// directory before it. A pattern without a match has no contents, so the destination is
// still created, as in BuildKit.
func (t *Tree) findBelow(ctx context.Context, source string, sel Selection) (out []*Match, err error) {
	base, pattern, _ := strings.Cut(source, "/./")
	names, wildBase, err := t.expand(base)
	if err != nil {
		return nil, err
	}
	if pattern == "" || pattern == "." {
		pattern = "**"
	}
	include, err := ignore.New([]string{pattern})
	if err != nil {
		return nil, fmt.Errorf("pattern %q: %w", pattern, err)
	}
	wild := wildBase || strings.ContainsAny(pattern, `*?[\`)
	found := false
	for _, name := range names {
		m, err := t.scanOne(ctx, name, false, filter{include: include, exclude: sel.Exclude})
		var missing *NotFoundError
		if wildBase && errors.As(err, &missing) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if m.IsDir() && (wild || len(m.Entries) > 1) {
			found = true
			out = append(out, m)
		}
	}
	if !found && !wild {
		return nil, &NotFoundError{Source: path.Join(base, pattern)}
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
		return nil, readError(dir, err)
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

func (t *Tree) scanOne(ctx context.Context, name string, keepLink bool, f filter) (*Match, error) {
	flags := unix.O_PATH
	if keepLink {
		flags |= unix.O_NOFOLLOW
	}
	at, err := t.Root.Open(name, flags, 0)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, unix.ENOTDIR) {
		return nil, &NotFoundError{Source: name, Near: t.near(name)}
	}
	if err != nil {
		return nil, readError(name, err)
	}
	defer at.Close()
	// The rules are about where a file is, not about a link that leads there.
	real, err := t.Root.Real(at)
	if err != nil {
		return nil, err
	}
	parent, ignored, err := t.ignoredPath(real)
	if err != nil {
		return nil, err
	}
	m := &Match{Path: real, Name: path.Base(name)}
	root, err := t.rootEntry(at)
	if err != nil {
		return nil, readError(real, err)
	}
	m.Entries = append(m.Entries, root)
	if m.IsDir() {
		dir, err := t.Root.Open(real, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW, 0)
		if err != nil {
			return nil, readError(real, err)
		}
		s := scanner{tree: t, base: real, filter: f}
		if s.takesAll() {
			s.free = make(chan struct{}, runtime.NumCPU()-1)
		}
		found, err := s.walk(ctx, dir, "", parents{context: parent})
		if err != nil {
			return nil, err
		}
		m.Entries = found.flatten(append(make([]Entry, 0, found.count()+1), root))
	}
	if ignored && len(m.Entries) == 1 {
		return nil, &NotFoundError{Source: name, Ignored: true}
	}
	return m, nil
}

// rootEntry is the entry of a match itself, which may be a link.
func (t *Tree) rootEntry(at *os.File) (e Entry, err error) {
	e.Path = "."
	if err := t.stat(int(at.Fd()), "", &e.Stat); err != nil {
		return e, err
	}
	if e.Stat.Mode&unix.S_IFMT == unix.S_IFLNK {
		e.Link, err = readLink(int(at.Fd()), "")
	}
	return e, err
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

// stat looks at a file, named as for [owner.Stat]. Owners count in root file
// systems only.
func (t *Tree) stat(dir int, name string, st *unix.Stat_t) error {
	switch {
	case !t.Foreign:
		return owner.Stat(dir, name, st)
	case name == "":
		return unix.Fstat(dir, st)
	}
	return unix.Fstatat(dir, name, st, unix.AT_SYMLINK_NOFOLLOW)
}
