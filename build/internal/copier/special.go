package copier

import (
	"errors"
	"fmt"
	"os"
	"path"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/owner"
)

// leftOut counts files that are no reason to fail, and remembers the first.
type leftOut struct {
	count int
	first string
}

func (l *leftOut) add(name string) {
	if l.count++; l.count == 1 {
		l.first = name
	}
}

// of says how many of something there are, by the words for one and for more.
func (l *leftOut) of(one, more string) string {
	if l.count == 1 {
		return fmt.Sprintf("%s: skipped %s", l.first, one)
	}
	return fmt.Sprintf("%s and %d more: skipped %s", l.first, l.count-1, more)
}

// report warns of skipped files.
func (c *copying) report() {
	if c.opts.Warn == nil {
		return
	}
	if c.sockets.count != 0 {
		c.opts.Warn(c.sockets.of("a socket", "sockets") + ": a layer cannot contain sockets")
	}
	if c.devices.count != 0 {
		c.opts.Warn(c.devices.of("a device node", "device nodes") + ": only root of the host can create device nodes")
	}
	if c.attributes.count != 0 {
		c.opts.Warn(c.attributes.of("an attribute", "attributes") + ": this user may not read or set it")
	}
}

// symlink copies a link into an open directory.
func (c *copying) symlink(dir int, name string, e *Entry) error {
	return c.replace(dir, name, e, func(fd int) error { return unix.Symlinkat(e.Link, fd, name) })
}

// special copies a FIFO or device node into an open directory. Sockets, and device nodes
// that this process may not create, are skipped if Warn is set.
func (c *copying) special(dir int, name, shown string, e *Entry) error {
	kind := e.Stat.Mode & unix.S_IFMT
	if kind == unix.S_IFSOCK && c.opts.Warn != nil {
		c.sockets.add(shown)
		return nil
	}
	device := kind == unix.S_IFCHR || kind == unix.S_IFBLK
	if device && e.Stat.Rdev == 0 && c.opts.Warn != nil {
		c.devices.add(shown) // in a layer it would be a whiteout
		return nil
	}
	err := c.replace(dir, name, e, func(fd int) error {
		return unix.Mknodat(fd, name, e.Stat.Mode&(unix.S_IFMT|0o7777), int(e.Stat.Rdev))
	})
	if errors.Is(err, unix.EPERM) && device && c.opts.Warn != nil {
		c.devices.add(shown)
		return nil
	}
	return err
}

// specialMatch copies a source that is neither a directory nor a regular file.
func (c *copying) specialMatch(m *Match, dest string) error {
	dir, name, err := c.fileTarget(dest, m.Name, &m.Entries[0].Stat)
	if err != nil {
		return err
	}
	defer dir.Close()
	e := &m.Entries[0]
	if e.Stat.Mode&unix.S_IFMT == unix.S_IFLNK {
		return c.symlink(dir.FD(), name, e)
	}
	return c.special(dir.FD(), name, path.Join("/", m.Path), e)
}

// replace creates a file that is not regular, and replaces an existing file of that name.
func (c *copying) replace(dir int, name string, e *Entry, make func(fd int) error) error {
	if strings.HasPrefix(name, whiteoutPrefix) {
		return &WhiteoutError{name}
	}
	err := make(dir)
	if err == unix.EEXIST {
		if err = unix.Unlinkat(dir, name, 0); err == nil {
			err = make(dir)
		}
	}
	if err != nil {
		return &os.PathError{Op: "create", Path: name, Err: err}
	}
	uid, gid := c.owner(&e.Stat)
	if err := owner.Set(dir, name, uid, gid); err != nil {
		return &os.PathError{Op: "chown", Path: name, Err: err}
	}
	if e.Stat.Mode&unix.S_IFMT != unix.S_IFLNK {
		if err := unix.Fchmodat(dir, name, c.opts.Chmod.apply(e.Stat.Mode), 0); err != nil {
			return &os.PathError{Op: "chmod", Path: name, Err: err}
		}
	}
	at := c.opts.dated(&e.Stat).Mtim
	times := []unix.Timespec{at, at}
	return unix.UtimesNanoAt(dir, name, times, unix.AT_SYMLINK_NOFOLLOW)
}
