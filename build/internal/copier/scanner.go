package copier

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/imagebuilder/ignore"
)

// scanner finds the files below a match. Directories are read side by side, as
// many as there are processors: each costs the kernel more than it costs us.
type scanner struct {
	tree *Tree
	base string // of the match below the tree's root
	filter
	// free holds a token for each directory that is read beside others; nil: none
	// is, since rules cannot be asked twice at once.
	free chan struct{}
}

// takesAll reports whether no rule leaves anything out.
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

// dropped reports whether a directory is left out and nothing in it was let in again.
func (d *subdirectory) dropped() bool { return d.ignored && d.count() == 0 }

// flatten adds all entries to a list, each directory before its content.
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

// parents are the results of the ignore rules for a directory.
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
	skipped := ignored && s.tree.Ignore.CanSkip() || excluded && s.exclude.CanSkip()
	return ignored || excluded || !included, !skipped, here, nil
}

// walk reads a directory and those in it, and closes it.
func (s *scanner) walk(ctx context.Context, dir *os.File, prefix string, parent parents) (*listing, error) {
	defer dir.Close()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
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
	return l, s.descend(ctx, dir, l)
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
		if e.Link, err = readLink(int(dir.Fd()), name); err != nil {
			return &os.PathError{Op: "readlink", Path: rel, Err: err}
		}
	}
	if kind == unix.S_IFDIR {
		l.below = append(l.below, subdirectory{at: len(l.entries), ignored: ignored, here: here})
	}
	l.entries = append(l.entries, e)
	return nil
}

// readLink reads the target of a link; an empty name stands for dir itself.
func readLink(dir int, name string) (string, error) {
	buf := make([]byte, unix.PathMax)
	n, err := unix.Readlinkat(dir, name, buf)
	return string(buf[:max(n, 0)]), err
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
func (s *scanner) descend(ctx context.Context, dir *os.File, l *listing) error {
	var group errgroup.Group
	for i := range l.below {
		d := &l.below[i]
		rel := l.entries[d.at].Path
		fd, err := unix.Openat(
			int(dir.Fd()), path.Base(rel), unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0,
		)
		if err != nil {
			name := path.Join(s.base, rel)
			return errors.Join(group.Wait(), readError(name, &os.PathError{Op: "open", Path: name, Err: err}))
		}
		if err := s.readAttributes(fd, &l.entries[d.at]); err != nil {
			unix.Close(fd)
			return errors.Join(group.Wait(), err)
		}
		read := func() (err error) {
			d.listing, err = s.walk(ctx, os.NewFile(uintptr(fd), rel), rel+"/", d.here)
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
