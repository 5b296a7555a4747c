package copier

import (
	"errors"
	"fmt"
	"os"
	"path"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sys/unix"
)

// walk is the state of copying one directory.
type walk struct {
	*copying
	match  *Match
	dest   string
	open   map[string]*pair // by path relative to the match
	stack  []string         // keys of open, outermost first
	queues fileQueues
	next   fileJob // small files not yet handed to a worker
	links  map[linkKey]firstName

	entered int // directories so far
	closing sync.WaitGroup
	failed  atomic.Pointer[error]
}

// firstName is where a file with several names was copied first.
type firstName struct {
	path string
	dirs *pair
}

type linkKey struct{ dev, ino uint64 }

// file hands a file to a worker: a large one at once, small ones of the same
// directory together.
func (w *walk) file(e *Entry) {
	dirs := w.open[path.Dir(e.Path)]
	if e.Stat.Size >= large {
		dirs.users.Add(1)
		w.queues.send(fileJob{dirs, []*Entry{e}})
		return
	}
	if w.next.dirs != dirs || len(w.next.entries) == batch {
		w.flush()
		w.next.dirs = dirs
		dirs.users.Add(1)
	}
	w.next.entries = append(w.next.entries, e)
}

// flush hands over the small files that were kept back.
func (w *walk) flush() {
	if w.next.dirs != nil {
		w.queues.send(w.next)
		w.next = fileJob{}
	}
}

// enter makes a directory in the destination and opens it in both trees.
func (w *walk) enter(e *Entry) error {
	w.leaveTo(path.Dir(e.Path))
	from := path.Join(w.match.Path, e.Path)
	src, err := w.tree.Root.Open(from, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return readError(from, err)
	}
	dst, err := w.makeDir(e)
	if err != nil {
		src.Close()
		return err
	}
	w.entered++
	w.open[e.Path] = &pair{src: src, dst: dst, number: w.entered}
	w.stack = append(w.stack, e.Path)
	if e.Path == "." {
		return nil // its contents are copied, not the directory itself
	}
	if err := w.setOwnerAndMode(int(dst.Fd()), e.Path, &e.Stat); err != nil {
		return err
	}
	if err := w.copyAttributes(int(src.Fd()), int(dst.Fd()), from); err != nil {
		return err
	}
	w.open[e.Path].times = w.opts.dated(&e.Stat)
	return nil
}

// makeDir makes or opens the destination of a directory. A link to a directory
// in its place is followed, as a program in the image would.
func (w *walk) makeDir(e *Entry) (*os.File, error) {
	if e.Path == "." {
		return w.makeTop()
	}
	parent, name := w.open[path.Dir(e.Path)], path.Base(e.Path)
	if strings.HasPrefix(name, whiteoutPrefix) {
		return nil, &WhiteoutError{name}
	}
	fd := int(parent.dst.Fd())
	if err := unix.Mkdirat(fd, name, 0o700); err != nil && err != unix.EEXIST {
		return nil, &os.PathError{Op: "mkdir", Path: name, Err: err}
	}
	dir, err := unix.Openat(fd, name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err == nil {
		return os.NewFile(uintptr(dir), name), nil
	}
	isLink := errors.Is(err, unix.ELOOP) || errors.Is(err, unix.ENOTDIR)
	if isLink && w.opts.NoLinks {
		if err := unix.Unlinkat(fd, name, 0); err != nil {
			return nil, &os.PathError{Op: "remove", Path: name, Err: err}
		}
		return w.makeDir(e)
	}
	if isLink {
		f, err := w.root.Open(path.Join(w.dest, e.Path), unix.O_RDONLY|unix.O_DIRECTORY, 0)
		if err != nil {
			return nil, fmt.Errorf("cannot copy a directory over %s, which is not one", path.Join(w.dest, e.Path))
		}
		return f, nil
	}
	return nil, &os.PathError{Op: "open", Path: name, Err: err}
}

// makeTop makes or opens the directory whose contents are copied.
func (w *walk) makeTop() (*os.File, error) {
	if st, err := w.root.Stat(w.dest); err == nil && st.Mode&unix.S_IFMT != unix.S_IFDIR {
		return nil, fmt.Errorf("cannot copy a directory over %s, which is not one", w.dest)
	}
	dir, err := w.mkdirAll(w.dest, w.parentOwner(), &w.match.Entries[0].Stat)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	return dir.Open(".", unix.O_RDONLY|unix.O_DIRECTORY, 0)
}

// leaveTo closes directories that are not on the way to a path: entries come in
// the order of a walk.
func (w *walk) leaveTo(dir string) {
	for len(w.stack) > 0 {
		top := w.stack[len(w.stack)-1]
		if top == dir || top == "." || strings.HasPrefix(dir+"/", top+"/") {
			return
		}
		w.close(top)
		w.stack = w.stack[:len(w.stack)-1]
	}
}

// close sets the times of a directory when its files are copied, and closes it.
func (w *walk) close(key string) {
	p := w.open[key]
	delete(w.open, key)
	w.closing.Go(func() {
		p.users.Wait()
		if p.times != nil {
			if err := setTimes(int(p.dst.Fd()), key, p.times); err != nil {
				w.failed.CompareAndSwap(nil, &err)
			}
		}
		p.src.Close()
		p.dst.Close()
	})
}

// closeDirs closes the open directories, and waits until all are closed.
func (w *walk) closeDirs() error {
	w.flush()
	for _, key := range w.stack {
		w.close(key)
	}
	w.closing.Wait()
	if err := w.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// linked makes a hard link when another name of the same file was copied before.
func (w *walk) linked(e *Entry, err *error) bool {
	if e.Stat.Nlink < 2 {
		return false
	}
	key := linkKey{e.Stat.Dev, e.Stat.Ino}
	first, ok := w.links[key]
	if !ok {
		w.links[key] = firstName{e.Path, w.open[path.Dir(e.Path)]}
		return false
	}
	*err = w.hardlink(first, e.Path)
	return true
}

func (w *walk) hardlink(to firstName, second string) error {
	w.flush()
	to.dirs.users.Wait() // workers may still be writing it
	first := to.path
	from, fromName, err := w.root.Parent(path.Join(w.dest, first))
	if err != nil {
		return err
	}
	defer from.Close()
	into, name := int(w.open[path.Dir(second)].dst.Fd()), path.Base(second)
	err = hardlink(int(from.Fd()), fromName, into, name, func() error { return unix.Unlinkat(into, name, 0) })
	if err != nil {
		return &os.LinkError{Op: "link", Old: first, New: second, Err: err}
	}
	return nil
}

// hardlink adds a second name to a file, and removes any other file of that name.
func hardlink(from int, first string, into int, second string, remove func() error) error {
	err := unix.Linkat(from, first, into, second, 0)
	if err != unix.EEXIST {
		return err
	}
	var a, b unix.Stat_t
	if err := unix.Fstatat(from, first, &a, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return err
	}
	if err := unix.Fstatat(into, second, &b, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return err
	}
	if a.Dev == b.Dev && a.Ino == b.Ino {
		return nil
	}
	if err := remove(); err != nil {
		return err
	}
	return unix.Linkat(from, first, into, second, 0)
}

// dir is the directory that an entry is copied into.
func (w *walk) dir(e *Entry) int { return int(w.open[path.Dir(e.Path)].dst.Fd()) }
