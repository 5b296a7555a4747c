package seccompagent

import (
	"path"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// find opens the file of a call with O_PATH. The arguments are the directory and the number
// of the argument with the path; -1 stands for none. Magic links of /proc are not followed,
// because they would be those of the agent. The file stays open until the call is answered.
func (c *call) find(dir, pathArg, flags int) (int, error) {
	name := ""
	if pathArg >= 0 {
		var err error
		if name, err = c.text(c.arg(pathArg)); err != nil {
			return -1, err
		}
	}
	if name == "" {
		if flags&unix.AT_EMPTY_PATH == 0 {
			return -1, unix.ENOENT
		}
		return c.base(dir)
	}
	nofollow := 0
	if flags&unix.AT_SYMLINK_NOFOLLOW != 0 {
		nofollow = unix.O_NOFOLLOW
	} else if fd, ok := procDescriptor(name); ok {
		return c.base(fd)
	}
	return c.resolve(dir, name, nofollow, unix.RESOLVE_NO_MAGICLINKS)
}

// procDescriptor recognizes the usual name of an open file, for calls that take no
// descriptor, or none that was opened without a right to read.
func procDescriptor(name string) (fd int, ok bool) {
	for _, dir := range []string{"/proc/self/fd/", "/proc/thread-self/fd/"} {
		if text, found := strings.CutPrefix(name, dir); found {
			fd, err := strconv.Atoi(text)
			return fd, err == nil && fd >= 0
		}
	}
	return 0, false
}

// base opens the directory or file that a descriptor of the process stands for.
func (c *call) base(dir int) (int, error) {
	what := "/cwd"
	if dir != unix.AT_FDCWD {
		what = "/fd/" + strconv.Itoa(dir)
	}
	return c.openKnown(c.agent.proc, strconv.Itoa(c.pid)+what)
}

// openKnown opens a trusted name to look at.
func (c *call) openKnown(dir int, name string) (int, error) {
	fd, err := unix.Openat(dir, name, unix.O_PATH|unix.O_CLOEXEC, 0)
	if err != nil {
		return -1, err
	}
	return c.keep(fd), nil
}

// resolve opens a path as the process sees it.
func (c *call) resolve(dir int, name string, flags int, how uint64) (int, error) {
	moved, err := c.chrooted()
	if err != nil {
		return -1, err
	}
	if moved {
		return c.resolveBelow(dir, name, flags, how)
	}
	if path.IsAbs(name) {
		return c.openat2(c.agent.root, name, flags, how|unix.RESOLVE_IN_ROOT)
	}
	base, err := c.base(dir)
	if err != nil {
		return -1, err
	}
	return c.openat2(base, name, flags, how)
}

func (c *call) openat2(dir int, name string, flags int, resolve uint64) (int, error) {
	how := unix.OpenHow{Flags: uint64(flags | unix.O_PATH | unix.O_CLOEXEC), Resolve: resolve}
	for {
		fd, err := unix.Openat2(dir, name, &how)
		if err == unix.EAGAIN || err == unix.EINTR {
			continue
		}
		if err != nil {
			return -1, err
		}
		return c.keep(fd), nil
	}
}

// chrooted reports whether the process has another root than the agent.
func (c *call) chrooted() (bool, error) {
	var ours, theirs unix.Statx_t
	const mask = unix.STATX_INO | unix.STATX_MNT_ID
	if err := unix.Statx(c.agent.root, "", unix.AT_EMPTY_PATH, mask, &ours); err != nil {
		return false, err
	}
	if err := unix.Statx(c.agent.proc, strconv.Itoa(c.pid)+"/root", 0, mask, &theirs); err != nil {
		return false, err
	}
	return ours.Ino != theirs.Ino || ours.Mnt_id != theirs.Mnt_id, nil
}

// resolveBelow resolves a path for a process with a root of its own.
func (c *call) resolveBelow(dir int, name string, flags int, how uint64) (int, error) {
	root, err := c.openKnown(c.agent.proc, strconv.Itoa(c.pid)+"/root")
	if err != nil {
		return -1, err
	}
	if !path.IsAbs(name) {
		base, err := c.base(dir)
		if err != nil {
			return -1, err
		}
		above, err := c.realPath(root)
		if err != nil {
			return -1, err
		}
		start, err := c.realPath(base)
		if err != nil {
			return -1, err
		}
		name = path.Join("/", strings.TrimPrefix(start, above)) + "/" + name
	}
	return c.openat2(root, name, flags, how|unix.RESOLVE_IN_ROOT)
}

// realPath is the path of an open file from the agent's root.
func (c *call) realPath(fd int) (string, error) {
	buf := make([]byte, unix.PathMax)
	n, err := unix.Readlinkat(c.agent.proc, "self/fd/"+strconv.Itoa(fd), buf)
	if err != nil {
		return "", err
	}
	return string(buf[:n]), nil
}

// parent opens the directory in which a call creates a file, and returns the name in it. It
// fails for names that cannot be those of a new file.
func (c *call) parent(dir, pathArg int) (int, string, error) {
	name, err := c.text(c.arg(pathArg))
	if err != nil {
		return -1, "", err
	}
	above, base := path.Split(name)
	if base == "" {
		trimmed := strings.TrimRight(name, "/") // mkdir may end in slashes
		above, base = path.Split(trimmed)
	}
	if base == "" || base == "." || base == ".." {
		return -1, "", unix.EEXIST
	}
	if above == "" {
		above = "."
	}
	fd, err := c.resolve(dir, above, unix.O_DIRECTORY, unix.RESOLVE_NO_MAGICLINKS)
	return fd, base, err
}
