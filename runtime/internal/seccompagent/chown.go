package seccompagent

import (
	"path"
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/owner"
)

// plainChown is chown(2) or lchown(2).
func plainChown(flags int) handler {
	return func(c *call) response { return c.chown(unix.AT_FDCWD, 0, flags, c.id(1), c.id(2)) }
}

func (c *call) chown(dir, pathArg, flags int, uid, gid uint32) response {
	fd, st, _, err := c.look(dir, pathArg, flags)
	if pathArg >= 0 && c.isStream(dir, pathArg, err) {
		return value(0) // the owner of a pipe is not stored
	}
	if err != nil {
		return failed(err)
	}
	w, err := c.callerCredentials()
	if err != nil {
		return failed(err)
	}
	if !w.mayGive(&st, uid, gid) {
		return failed(unix.EPERM)
	}
	if uid == unchanged {
		uid = st.Uid
	}
	if gid == unchanged {
		gid = st.Gid
	}
	return result(c.bestow(fd, &st, owner.ID{UID: uid, GID: gid}))
}

// mayGive reports whether chown(2) is allowed: to root all, to the owner another of
// its groups.
func (w *credentials) mayGive(st *unix.Stat_t, uid, gid uint32) bool {
	if w.privileged() {
		return true
	}
	return w.uid.fs == st.Uid && (uid == unchanged || uid == st.Uid) &&
		(gid == unchanged || gid == st.Gid || w.member(gid))
}

// isStream reports whether an error means that a path leads over a magic link, for example
// /dev/stdout.
func (c *call) isStream(dir, pathArg int, err error) bool {
	if err != unix.ELOOP {
		return false
	}
	name, err := c.text(c.arg(pathArg))
	if err == nil {
		_, err = c.resolve(dir, name, 0, 0)
	}
	// Below a root the kernel gives EXDEV for it; ELOOP is a circle of links.
	return err == nil || err == unix.EXDEV
}

// bestow remembers an owner. A link or FIFO of a lower layer is another file once
// it was copied up, though it keeps its number until the overlay is mounted
// again: it is made anew, so that it has one number for good.
func (c *call) bestow(fd int, st *unix.Stat_t, id owner.ID) error {
	kind := st.Mode & unix.S_IFMT
	if kind != unix.S_IFLNK && kind != unix.S_IFIFO {
		return owner.Set(fd, "", int(id.UID), int(id.GID))
	}
	before, err := birth(fd)
	if err != nil {
		return err
	}
	if err := unix.Fchownat(fd, "", -1, -1, unix.AT_EMPTY_PATH); err != nil {
		return err
	}
	after, err := birth(fd)
	if err != nil {
		return err
	}
	if before == after {
		return owner.Set(fd, "", int(id.UID), int(id.GID))
	}
	return c.makeAnew(fd, st, id)
}

func birth(fd int) (unix.StatxTimestamp, error) {
	var st unix.Statx_t
	err := unix.Statx(fd, "", unix.AT_EMPTY_PATH, unix.STATX_BTIME, &st)
	return st.Btime, err
}

// makeAnew replaces a link or FIFO by one like it.
func (c *call) makeAnew(fd int, st *unix.Stat_t, id owner.ID) (err error) {
	file, err := c.realPath(fd)
	if err != nil {
		return err
	}
	dir, err := c.openKnown(c.agent.root, "."+path.Dir(file))
	if err != nil {
		return err
	}
	var above unix.Stat_t
	if err := unix.Fstat(dir, &above); err != nil {
		return err
	}
	name := path.Base(file)
	temp := ".cooper-" + strconv.FormatUint(st.Ino, 36)
	if st.Mode&unix.S_IFMT == unix.S_IFLNK {
		buf := make([]byte, unix.PathMax)
		n, err := unix.Readlinkat(dir, name, buf)
		if err != nil {
			return err
		}
		err = unix.Symlinkat(string(buf[:n]), dir, temp)
		if err != nil {
			return err
		}
	} else if err := unix.Mknodat(dir, temp, st.Mode, 0); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = unix.Unlinkat(dir, temp, 0)
		}
	}()
	if err := owner.Set(dir, temp, int(id.UID), int(id.GID)); err != nil {
		return err
	}
	times := []unix.Timespec{st.Atim, st.Mtim}
	if err := unix.UtimesNanoAt(dir, temp, times, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return err
	}
	if err := unix.Renameat(dir, temp, dir, name); err != nil {
		return err
	}
	times = []unix.Timespec{above.Atim, above.Mtim}
	return unix.UtimesNanoAt(dir, ".", times, 0)
}

// materialize copies a link or FIFO with a remembered owner up before a call
// does that, which would make another file of it.
func (c *call) materialize(dir, pathArg int) response {
	fd, st, told, err := c.look(dir, pathArg, unix.AT_SYMLINK_NOFOLLOW)
	kind := st.Mode & unix.S_IFMT
	if err != nil || !told || kind != unix.S_IFLNK && kind != unix.S_IFIFO {
		return passThrough // the kernel returns the error of the call
	}
	if err := c.bestow(fd, &st, owner.ID{UID: st.Uid, GID: st.Gid}); err != nil {
		return failed(err)
	}
	return passThrough
}
