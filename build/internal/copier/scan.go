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

	"golang.org/x/sync/errgroup"
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
	// Sum is the hash of a regular file's content and attributes, once somebody read
	// it, and of a directory's attributes, when it has any.
	Sum *[sha256.Size]byte
}

// IsDir says whether the match is a directory, whose contents are copied.
func (m *Match) IsDir() bool { return m.Entries[0].Stat.Mode&unix.S_IFMT == unix.S_IFDIR }

// Selection is what a copy names.
type Selection struct {
	Sources []string
	Literal bool // no wildcards are expanded
	// Exclude leaves files out, by patterns of an ignore file that are relative
	// to each source.
	Exclude ignore.Rules
	// Parents keeps the directories of a source: those after "/./", the pivot,
	// which every source has then.
	Parents bool
}

// Scan finds what sources name. A source with wildcards may name nothing.
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
		found, err := find(ctx, source, sel.Exclude)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// find finds a source.
func (t *Tree) find(ctx context.Context, source string, exclude ignore.Rules) (out []*Match, err error) {
	names, wild, err := t.expand(source)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if left, _, err := exclude.Match(path.Base(name), ignore.Parent{}); wild && left || err != nil {
			if err != nil {
				return nil, err
			}
			continue
		}
		m, err := t.scanOne(ctx, name, filter{exclude: exclude})
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
func (t *Tree) findLiteral(ctx context.Context, source string, exclude ignore.Rules) ([]*Match, error) {
	m, err := t.scanOne(ctx, safepath.Clean(source), filter{exclude: exclude})
	return []*Match{m}, err
}

// findBelow finds what matches the part of a source after the pivot, as the
// contents of the directory before it: of a pattern that matches nothing as none,
// so that the destination is made, as in BuildKit.
func (t *Tree) findBelow(ctx context.Context, source string, exclude ignore.Rules) (out []*Match, err error) {
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
		m, err := t.scanOne(ctx, name, filter{include: include, exclude: exclude})
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

func (t *Tree) scanOne(ctx context.Context, name string, f filter) (*Match, error) {
	at, err := t.Root.Open(name, unix.O_PATH, 0)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, unix.ENOTDIR) {
		return nil, &NotFoundError{Source: name}
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
	root := Entry{Path: "."}
	if err := t.stat(int(at.Fd()), "", &root.Stat); err != nil {
		return nil, err
	}
	m.Entries = append(m.Entries, root)
	if m.IsDir() {
		dir, err := t.Root.Open(real, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW, 0)
		if err != nil {
			return nil, readError(real, err)
		}
		s := scanner{ctx: ctx, tree: t, base: real, filter: f}
		if s.takesAll() {
			s.free = make(chan struct{}, runtime.NumCPU()-1)
		}
		found, err := s.walk(dir, "", parents{context: parent})
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

// scanner finds the files below a match. Directories are read side by side, as
// many as there are processors: each costs the kernel more than it costs us.
type scanner struct {
	ctx  context.Context
	tree *Tree
	base string // of the match below the tree's root
	filter
	// free holds a token for each directory that is read beside others; nil: none
	// is, since rules cannot be asked twice at once.
	free chan struct{}
}

// takesAll says whether no rule leaves anything out.
func (s *scanner) takesAll() bool {
	return s.tree.Ignore.Empty() && s.exclude.Empty() && s.include.Empty()
}

// listing is a directory that was read. Files and subdirectories are in the order
// of their names.
type listing struct {
	entries []Entry
	below   []subdirectory
}

// subdirectory is an entry of a listing that was read too.
type subdirectory struct {
	at      int // its entry
	ignored bool
	here    parents
	*listing
}

// count is how many entries there are, with those of subdirectories.
func (l *listing) count() int {
	n := len(l.entries)
	for _, d := range l.below {
		if d.dropped() {
			n--
		} else {
			n += d.count()
		}
	}
	return n
}

// dropped says whether a directory is left out and nothing in it was let in again.
func (d *subdirectory) dropped() bool { return d.ignored && d.count() == 0 }

// flatten adds all entries to a list, each directory before what is in it.
func (l *listing) flatten(list []Entry) []Entry {
	from := 0
	for i := range l.below {
		d := &l.below[i]
		list = append(list, l.entries[from:d.at]...)
		if from = d.at; d.dropped() {
			from++
			continue
		}
		list = append(list, l.entries[d.at])
		from++
		list = d.flatten(list)
		d.listing = nil // a large tree is not kept twice
	}
	return append(list, l.entries[from:]...)
}

// filter says which files below a match belong to it; its patterns are relative
// to the match.
type filter struct {
	include ignore.Rules // empty: all
	exclude ignore.Rules
}

// parents are what the rules found for a directory.
type parents struct{ context, include, exclude ignore.Parent }

// ask asks all rules about a file: whether it is left out, and whether something
// below it may be in all the same.
func (s *scanner) ask(rel string, p parents) (out, below bool, here parents, err error) {
	if s.takesAll() {
		return false, true, p, nil
	}
	ignored, context, err := s.tree.Ignore.Match(strings.TrimPrefix(path.Join(s.base, rel), "./"), p.context)
	if err != nil {
		return false, false, here, err
	}
	here.context = context
	excluded, exclude, err := s.exclude.Match(rel, p.exclude)
	if err != nil {
		return false, false, here, err
	}
	here.exclude = exclude
	included := true
	if !s.include.Empty() {
		if included, here.include, err = s.include.Match(rel, p.include); err != nil {
			return false, false, here, err
		}
	}
	below = !(ignored && s.tree.Ignore.CanSkip()) && !(excluded && s.exclude.CanSkip())
	return ignored || excluded || !included, below, here, nil
}

// walk reads a directory and those in it, and closes it.
func (s *scanner) walk(dir *os.File, prefix string, parent parents) (*listing, error) {
	defer dir.Close()
	if s.ctx.Err() != nil {
		return nil, context.Cause(s.ctx)
	}
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	l := &listing{entries: make([]Entry, 0, len(names))}
	for _, name := range names {
		if err := s.visit(dir, name, prefix+name, parent, l); err != nil {
			return nil, err
		}
	}
	return l, s.descend(dir, l)
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

// visit adds a file to a listing, unless it is left out.
func (s *scanner) visit(dir *os.File, name, rel string, parent parents, l *listing) error {
	ignored, below, here, err := s.ask(rel, parent)
	if err != nil {
		return err
	}
	e := Entry{Path: rel}
	if err := s.tree.stat(int(dir.Fd()), name, &e.Stat); err != nil {
		name := path.Join(s.base, rel)
		return readError(name, &os.PathError{Op: "stat", Path: name, Err: err})
	}
	kind := e.Stat.Mode & unix.S_IFMT
	if ignored && (kind != unix.S_IFDIR || !below) {
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
	if kind == unix.S_IFDIR {
		l.below = append(l.below, subdirectory{at: len(l.entries), ignored: ignored, here: here})
	}
	l.entries = append(l.entries, e)
	return nil
}

// readAttributes reads those of a directory.
func (s *scanner) readAttributes(fd int, e *Entry) error {
	list, err := s.tree.attributes(fd)
	if err != nil {
		return fmt.Errorf("reading the attributes of %s: %w", path.Join(s.base, e.Path), err)
	}
	if len(list) != 0 {
		sum := withAttributes([sha256.Size]byte{}, list)
		e.Sum = &sum
	}
	return nil
}

// descend reads the subdirectories of a listing, beside each other while there are
// processors for it.
func (s *scanner) descend(dir *os.File, l *listing) error {
	var group errgroup.Group
	for i := range l.below {
		d := &l.below[i]
		rel := l.entries[d.at].Path
		fd, err := unix.Openat(int(dir.Fd()), path.Base(rel), unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
		if err != nil {
			name := path.Join(s.base, rel)
			return errors.Join(group.Wait(), readError(name, &os.PathError{Op: "open", Path: name, Err: err}))
		}
		if err := s.readAttributes(fd, &l.entries[d.at]); err != nil {
			unix.Close(fd)
			return errors.Join(group.Wait(), err)
		}
		read := func() (err error) {
			d.listing, err = s.walk(os.NewFile(uintptr(fd), rel), rel+"/", d.here)
			return err
		}
		select {
		case s.free <- struct{}{}:
			group.Go(func() error {
				defer func() { <-s.free }()
				return read()
			})
		default:
			if err := read(); err != nil {
				return errors.Join(group.Wait(), err)
			}
		}
	}
	return group.Wait()
}
