package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// This file has the steps of a store that cannot stack layers. Such a step works on a copy
// of the whole tree. Its changes become the upper directory afterwards.

// tick is more than the clock of file times moves at once.
const tick = 10 * time.Millisecond

// workingCopy is a copy of the whole tree that a step works on, in place of an overlay
// mount. Each file is compared with its state after the copy, which finds the changes of
// the step. This is slow, and works on every file system.
type workingCopy struct {
	root     *safepath.Root
	path     string
	separate bool // files are others than those below: their metadata tell
	shared   bool // files are hard links to the tree below: a changed file was replaced
	before   map[string]seen
	// removed are the files that the step removed. The upper directory has no whiteouts for
	// them: the store can lie on an overlay file system, which does not let anybody create
	// one.
	removed []string
	// said is what the layer of a command changed, which may be more than its files tell: a
	// directory that was replaced by another one hides what was in it.
	said   layer.Changes
	opaque []string
	made   []madeDir
}

// madeDir is a directory of the upper directory, and the time that it gets.
type madeDir struct {
	path string
	at   unix.Timespec
}

// Changes gets what the layer of a command changes in the tree; nil: the upper directory
// tells that by itself.
func (u *Upper) Changes() *layer.Changes {
	if u.store.stacks || u.working == nil {
		return nil
	}
	return &u.working.said
}

// seen identifies a state of a file. The kernel changes ctime with every change. The state
// of a directory is its own metadata, because its content is compared separately.
type seen struct {
	ino            uint64
	time           unix.Timespec
	mode, uid, gid uint32
	size           int64
}

func (c *workingCopy) stateOf(st *unix.Stat_t) seen {
	isDir := st.Mode&unix.S_IFMT == unix.S_IFDIR
	if c.separate {
		out := seen{time: st.Mtim, mode: st.Mode, uid: st.Uid, gid: st.Gid}
		if !isDir {
			out.size = st.Size
		}
		return out
	}
	if isDir {
		return seen{ino: st.Ino, time: st.Mtim, mode: st.Mode, uid: st.Uid, gid: st.Gid}
	}
	if c.shared {
		return seen{ino: st.Ino} // others make links of the file, which changes its ctime
	}
	return seen{ino: st.Ino, time: st.Ctim}
}

// Layer is the directory to put on top of others: the changes, or in a store
// that does not stack the whole tree.
func (u *Upper) Layer() (*safepath.Root, error) {
	if u.store.stacks || u.kept != "" {
		return u.Root, nil
	}
	if u.working == nil {
		if _, done, err := u.openCopy(); err != nil {
			return nil, err
		} else if err := done(); err != nil {
			return nil, err
		}
	}
	return u.working.root, nil
}

// openCopy copies the tree below on first use. done finds the changes.
func (u *Upper) openCopy() (target string, done func() error, err error) {
	if u.working == nil {
		c := &workingCopy{path: filepath.Join(u.dir, "tree"), shared: u.store.shares, before: map[string]seen{}}
		if err := os.Mkdir(c.path, 0o755); err != nil {
			return "", nil, err
		}
		if c.root, err = safepath.OpenRoot(c.path); err != nil {
			return "", nil, err
		}
		if err := u.fillCopy(c); err != nil {
			return "", nil, fmt.Errorf("copying the layers below: %w", err)
		}
		u.working = c
	}
	return u.working.path, u.findChanges, nil
}

// copyTree copies a tree into an empty directory.
func copyTree(from, to *safepath.Root) error {
	tree := &copier.Tree{Root: from}
	ctx := context.Background()
	matches, err := tree.Scan(ctx, copier.Selection{Sources: []string{"."}})
	if err != nil {
		return err
	}
	if err := tree.Copy(ctx, to, "/", matches, nil, copier.Options{Workers: runtime.NumCPU()}); err != nil {
		return err
	}
	root := &matches[0].Entries[0].Stat
	return errors.Join(
		owner.Set(to.FD(), "", int(root.Uid), int(root.Gid)), owner.SetMode(to.FD(), "", root.Mode&0o7777),
	)
}

func (u *Upper) fillCopy(c *workingCopy) error {
	below, err := u.treeBelow()
	if err == nil && below != nil {
		fill := copyTree
		if c.shared {
			fill = linkTree
		}
		err = fill(below, c.root)
	}
	if err != nil {
		return err
	}
	if err := owner.Set(unix.AT_FDCWD, c.path, int(u.before.Uid), int(u.before.Gid)); err != nil {
		return err
	}
	if err := owner.SetMode(unix.AT_FDCWD, c.path, u.before.Mode&0o7777); err != nil {
		return err
	}
	// A change is told by its time, so it must not fall into the same tick.
	time.Sleep(tick)
	err = walkStat(c.path, func(name string, st *unix.Stat_t) error {
		c.before[name] = c.stateOf(st)
		return nil
	})
	if err == nil && u.marked {
		u.marked = false
		err = applyUpper(u.Root, c.root)
	}
	return err
}

// treeBelow is the tree of the layers below; nil: there are none.
func (u *Upper) treeBelow() (*safepath.Root, error) {
	if u.tree != nil {
		return u.tree()
	}
	if len(u.lowers) == 0 {
		return nil, nil
	}
	return u.lowers[0], nil
}

// CanStack reports whether changes can be put into the directory like into that of an overlay
// mount, in a store that has whole trees.
func (u *Upper) CanStack() bool {
	return !u.store.stacks && u.store.shares && u.kept == "" && u.working == nil && u.work.canMark()
}

// Stacked reports whether that was done.
func (u *Upper) Stacked() bool { return u.marked }

// SetStacked says that it was done.
func (u *Upper) SetStacked() { u.marked = true }

// OnTree makes the layers below those of a stack. tree returns them as one tree.
func (u *Upper) OnTree(tree func() (*safepath.Root, error)) { u.tree = tree }

// walkStat visits a tree that does not change, by paths relative to it.
func walkStat(dir string, visit func(name string, st *unix.Stat_t) error) error {
	return filepath.WalkDir(dir, func(file string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		var st unix.Stat_t
		if err := owner.Stat(unix.AT_FDCWD, file, &st); err != nil {
			return err
		}
		name, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		return visit(name, &st)
	})
}

// findChanges fills the upper directory as an overlay would have: with changed files, and
// the list of removed ones.
func (u *Upper) findChanges() error {
	if err := u.emptyUpper(); err != nil {
		return err
	}
	gone := make(map[string]bool, len(u.working.before))
	for name := range u.working.before {
		gone[name] = true
	}
	u.working.removed, u.working.made = nil, nil
	err := walkStat(u.working.path, func(name string, st *unix.Stat_t) error {
		delete(gone, name)
		if u.working.before[name] == u.working.stateOf(st) {
			return nil
		}
		return u.keepChange(name, st)
	})
	if err != nil {
		return fmt.Errorf("finding what a step changed: %w", err)
	}
	for name := range gone {
		var st unix.Stat_t
		dir := filepath.Join(u.working.path, path.Dir(name))
		if gone[path.Dir(name)] || unix.Lstat(dir, &st) != nil || st.Mode&unix.S_IFMT != unix.S_IFDIR {
			continue // its directory is gone too
		}
		if err := u.keepParents(name); err != nil {
			return fmt.Errorf("finding what a step removed: %w", err)
		}
		u.working.removed = append(u.working.removed, name)
	}
	if err := u.addSaid(); err != nil {
		return err
	}
	return u.working.setTimes()
}

// setTimes sets the times of the directories that were made in the upper directory, when
// nothing is added to them any more.
func (c *workingCopy) setTimes() error {
	for _, d := range c.made {
		times := []unix.Timespec{d.at, d.at}
		if err := unix.UtimesNanoAt(unix.AT_FDCWD, d.path, times, 0); err != nil {
			return &os.PathError{Op: "utimes", Path: d.path, Err: err}
		}
	}
	return nil
}

// addSaid adds what commands said that they changed.
func (u *Upper) addSaid() error {
	c := u.working
	c.opaque = nil
	for _, name := range c.said.Written {
		var st unix.Stat_t
		if owner.Stat(unix.AT_FDCWD, filepath.Join(c.path, name), &st) != nil {
			continue // it was removed again
		}
		if _, err := os.Lstat(filepath.Join(u.Path(), name)); err == nil {
			continue
		}
		if err := u.keepChange(name, &st); err != nil {
			return fmt.Errorf("finding what a command changed: %w", err)
		}
	}
	for _, name := range c.said.Opaque {
		if info, err := os.Lstat(filepath.Join(c.path, name)); err == nil && info.IsDir() {
			c.opaque = append(c.opaque, name)
		}
	}
	c.removed = slices.DeleteFunc(c.removed, func(name string) bool {
		return slices.ContainsFunc(c.opaque, func(dir string) bool { return strings.HasPrefix(name, dir+"/") })
	})
	return nil
}

func (u *Upper) emptyUpper() error {
	entries, err := os.ReadDir(u.Path())
	for _, e := range entries {
		err = errors.Join(err, os.RemoveAll(filepath.Join(u.Path(), e.Name())))
	}
	return err
}

// keepChange puts a file into the upper directory: a link to the one in the
// tree, or for a directory one of the same owner, mode and times.
func (u *Upper) keepChange(name string, st *unix.Stat_t) error {
	from, to := filepath.Join(u.working.path, name), filepath.Join(u.Path(), name)
	if name == "." {
		return u.working.sameDirectory(from, to, st)
	}
	if err := u.keepParents(name); err != nil {
		return err
	}
	if st.Mode&unix.S_IFMT == unix.S_IFDIR {
		if err := os.Mkdir(to, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		return u.working.sameDirectory(from, to, st)
	}
	return os.Link(from, to)
}

// keepParents makes the directories above a change.
func (u *Upper) keepParents(name string) error {
	dir := filepath.Dir(name)
	if dir == "." {
		return nil
	}
	to := filepath.Join(u.Path(), dir)
	if _, err := os.Lstat(to); err == nil {
		return nil
	}
	if err := u.keepParents(dir); err != nil {
		return err
	}
	var st unix.Stat_t
	from := filepath.Join(u.working.path, dir)
	if err := owner.Stat(unix.AT_FDCWD, from, &st); err != nil {
		return err
	}
	if err := os.Mkdir(to, 0o700); err != nil {
		return err
	}
	return u.working.sameDirectory(from, to, &st)
}

// sameDirectory gives a directory of the upper directory the owner, mode and attributes of
// another one, and later its time.
func (c *workingCopy) sameDirectory(from, to string, st *unix.Stat_t) error {
	c.made = append(c.made, madeDir{to, st.Mtim})
	return errors.Join(
		owner.Set(unix.AT_FDCWD, to, int(st.Uid), int(st.Gid)),
		owner.SetMode(unix.AT_FDCWD, to, st.Mode&0o7777),
		sameAttributes(from, to),
	)
}
