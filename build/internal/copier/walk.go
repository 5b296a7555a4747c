package copier

import (
	"errors"
	"fmt"
	"os"
	"path"
	"strings"

	"golang.org/x/sys/unix"
)

// walk is the state of copying one directory.
type walk struct {
	*copying
	match *Match
	dest  string
	open  map[string]*pair // by path relative to the match
	stack []string         // keys of open, outermost first
	links map[linkKey]string
}

type linkKey struct{ dev, ino uint64 }

// enter makes a directory in the destination and opens it in both trees.
func (w *walk) enter(e *Entry) error {
	w.leaveTo(path.Dir(e.Path))
	src, err := w.tree.Root.Open(path.Join(w.match.Path, e.Path), unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return err
	}
	dst, made, err := w.makeDir(e)
	if err != nil {
		src.Close()
		return err
	}
	w.open[e.Path] = &pair{src: src, dst: dst}
	w.stack = append(w.stack, e.Path)
	if !made {
		return nil
	}
	if err := w.setOwnerAndMode(dst, &e.Stat); err != nil {
		return err
	}
	if !w.tree.Foreign {
		if err := copyXattrs(procPath(src), procPath(dst), true); err != nil {
			return err
		}
	}
	return w.remember(dst, &e.Stat)
}

// makeDir makes or opens the destination of a directory. A link to a directory
// in its place is followed, as a program in the image would.
func (w *walk) makeDir(e *Entry) (*os.File, bool, error) {
	if e.Path == "." {
		return w.makeTop()
	}
	parent, name := w.open[path.Dir(e.Path)], path.Base(e.Path)
	if strings.HasPrefix(name, ".wh.") {
		return nil, false, fmt.Errorf("%s: names that begin with .wh. mark removed files in a layer", name)
	}
	fd := int(parent.dst.Fd())
	err := unix.Mkdirat(fd, name, 0o700)
	if err != nil && err != unix.EEXIST {
		return nil, false, &os.PathError{Op: "mkdir", Path: name, Err: err}
	}
	made := err == nil
	dir, err := unix.Openat(fd, name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err == nil {
		return os.NewFile(uintptr(dir), name), made, nil
	}
	if errors.Is(err, unix.ELOOP) || errors.Is(err, unix.ENOTDIR) {
		f, err := w.root.Open(path.Join(w.dest, e.Path), unix.O_RDONLY|unix.O_DIRECTORY, 0)
		if err != nil {
			return nil, false, fmt.Errorf("cannot copy a directory over %s, which is not one", path.Join(w.dest, e.Path))
		}
		return f, false, nil
	}
	return nil, false, &os.PathError{Op: "open", Path: name, Err: err}
}

// makeTop makes or opens the directory whose contents are copied.
func (w *walk) makeTop() (*os.File, bool, error) {
	if st, err := w.root.Stat(w.dest); err == nil && st.Mode&unix.S_IFMT != unix.S_IFDIR {
		return nil, false, fmt.Errorf("cannot copy a directory over %s, which is not one", w.dest)
	}
	dir, made, err := w.root.MkdirAll(w.dest, w.parentOwner())
	if err != nil {
		return nil, false, err
	}
	defer dir.Close()
	f, err := dir.Open(".", unix.O_RDONLY|unix.O_DIRECTORY, 0)
	return f, len(made) != 0, err
}

// remember keeps a directory open until its times can be set.
func (w *walk) remember(dir *os.File, st *unix.Stat_t) error {
	fd, err := unix.Open(procPath(dir), unix.O_PATH|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	w.dirs = append(w.dirs, madeDir{os.NewFile(uintptr(fd), dir.Name()), *st})
	if len(w.dirs) > maxOpenDirs {
		return w.settleOldest()
	}
	return nil
}

// maxOpenDirs bounds the directories that wait for their times. The oldest are
// settled early; should something be written to one later, it is older by that.
const maxOpenDirs = 4096

func (w *walk) settleOldest() error {
	d := w.dirs[0]
	w.dirs = w.dirs[1:]
	defer d.dir.Close()
	return setTimes(d.dir, &d.st)
}

func (c *copying) finishDirectories() error {
	for _, d := range c.dirs {
		if err := setTimes(d.dir, &d.st); err != nil {
			return err
		}
	}
	return nil
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

// close closes a directory when its files are copied.
func (w *walk) close(key string) {
	p := w.open[key]
	delete(w.open, key)
	go func() {
		p.users.Wait()
		p.src.Close()
		p.dst.Close()
	}()
}

func (w *walk) closeDirs() {
	for _, key := range w.stack {
		p := w.open[key]
		p.users.Wait()
		p.src.Close()
		p.dst.Close()
	}
}

// linked makes a hard link when another name of the same file was copied before.
func (w *walk) linked(e *Entry, err *error) bool {
	if e.Stat.Nlink < 2 || w.tree.Foreign {
		return false
	}
	key := linkKey{e.Stat.Dev, e.Stat.Ino}
	first, ok := w.links[key]
	if !ok {
		w.links[key] = e.Path
		return false
	}
	*err = w.hardlink(first, e.Path)
	return true
}

func (w *walk) hardlink(first, second string) error {
	// Workers may still be writing the first name.
	if p := w.open[path.Dir(first)]; p != nil {
		p.users.Wait()
	}
	from, fromName, err := w.root.Parent(path.Join(w.dest, first))
	if err != nil {
		return err
	}
	defer from.Close()
	to, name := w.open[path.Dir(second)].dst, path.Base(second)
	err = unix.Linkat(int(from.Fd()), fromName, int(to.Fd()), name, 0)
	if err == unix.EEXIST {
		if err = unix.Unlinkat(int(to.Fd()), name, 0); err == nil {
			err = unix.Linkat(int(from.Fd()), fromName, int(to.Fd()), name, 0)
		}
	}
	if err != nil {
		return &os.LinkError{Op: "link", Old: first, New: second, Err: err}
	}
	return nil
}

func (w *walk) symlink(e *Entry) error {
	dir, name := w.open[path.Dir(e.Path)], path.Base(e.Path)
	return w.replace(dir, name, e, func(fd int) error { return unix.Symlinkat(e.Link, fd, name) })
}

// special makes a FIFO, socket or device node.
func (w *walk) special(e *Entry) error {
	dir, name := w.open[path.Dir(e.Path)], path.Base(e.Path)
	return w.replace(dir, name, e, func(fd int) error {
		return unix.Mknodat(fd, name, e.Stat.Mode&(unix.S_IFMT|0o7777), int(e.Stat.Rdev))
	})
}

func (w *walk) replace(dir *pair, name string, e *Entry, make func(fd int) error) error {
	if strings.HasPrefix(name, ".wh.") {
		return fmt.Errorf("%s: names that begin with .wh. mark removed files in a layer", name)
	}
	fd := int(dir.dst.Fd())
	err := make(fd)
	if err == unix.EEXIST {
		if err = unix.Unlinkat(fd, name, 0); err == nil {
			err = make(fd)
		}
	}
	if err != nil {
		return &os.PathError{Op: "create", Path: name, Err: err}
	}
	uid, gid := w.owner(&e.Stat)
	if err := unix.Fchownat(fd, name, uid, gid, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return &os.PathError{Op: "chown", Path: name, Err: err}
	}
	times := []unix.Timespec{e.Stat.Mtim, e.Stat.Mtim}
	return unix.UtimesNanoAt(fd, name, times, unix.AT_SYMLINK_NOFOLLOW)
}

func procPath(f *os.File) string { return fmt.Sprintf("/proc/self/fd/%d", f.Fd()) }
