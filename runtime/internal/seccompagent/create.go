package seccompagent

import (
	"encoding/binary"
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/owner"
)

// ownerIn is whose a new file in a directory will be: of the process, or of the
// directory's group when that has its setgid bit. plain says that it is root's,
// so that the kernel can make it.
func (c *call) ownerIn(dir int) (id owner.ID, plain bool, err error) {
	w, err := c.callerCredentials()
	if err != nil {
		return id, false, err
	}
	id = owner.ID{UID: w.uid.fs, GID: w.gid.fs}
	var st unix.Stat_t
	if err := unix.Fstat(dir, &st); err != nil {
		return id, false, err
	}
	if st.Mode&unix.S_ISGID != 0 {
		if err := owner.Fix(dir, "", &st); err != nil {
			return id, false, err
		}
		id.GID = st.Gid
	}
	return id, id == owner.ID{}, nil
}

// umask of the process.
func (c *call) umask() (uint32, error) {
	text, err := c.statusOf(c.pid)
	if err != nil {
		return 0, err
	}
	mask, err := strconv.ParseUint(field(text, "Umask"), 8, 32)
	return uint32(mask), err
}

// create makes a file that will not be root's, with do, which gets the directory,
// the name and the bits that the umask leaves. Whatever stands against it, the
// kernel says.
func (c *call) create(dir, pathArg int, do func(dir int, name string, umask uint32) error) response {
	parent, name, err := c.parent(dir, pathArg)
	if err != nil {
		return passThrough
	}
	id, plain, err := c.ownerIn(parent)
	if err != nil || plain {
		return passThrough
	}
	mask, err := c.umask()
	if err != nil || do(parent, name, mask) != nil {
		return passThrough
	}
	return result(owner.Set(parent, name, int(id.UID), int(id.GID)))
}

func (c *call) mkdir(dir, pathArg int) response {
	return c.create(dir, pathArg, func(dir int, name string, umask uint32) error {
		return unix.Mkdirat(dir, name, c.id(pathArg+1)&^umask)
	})
}

func (c *call) mknod(dir, pathArg int) response {
	mode := c.id(pathArg + 1)
	if kind := mode & unix.S_IFMT; kind == unix.S_IFCHR || kind == unix.S_IFBLK {
		return passThrough
	}
	return c.create(dir, pathArg, func(dir int, name string, umask uint32) error {
		return unix.Mknodat(dir, name, mode&^umask, 0)
	})
}

func (c *call) symlink(dir, targetArg, pathArg int) response {
	return c.create(dir, pathArg, func(dir int, name string, _ uint32) error {
		target, err := c.text(c.arg(targetArg))
		if err != nil {
			return err
		}
		return unix.Symlinkat(target, dir, name)
	})
}

// open makes a file for a process that opens one which is not there, and hands it
// over. A link to nowhere at the end is left to the kernel.
func (c *call) open(dir, pathArg, flags int, mode uint32) response {
	if flags&unix.O_TMPFILE == unix.O_TMPFILE {
		parent, err := c.find(dir, pathArg, 0)
		if err != nil {
			return passThrough
		}
		return c.openIn(parent, ".", flags, mode)
	}
	parent, name, err := c.parent(dir, pathArg)
	if err != nil {
		return passThrough
	}
	return c.openIn(parent, name, flags|unix.O_EXCL|unix.O_NOFOLLOW, mode)
}

// openIn creates a file in an open directory. The kernel opens an existing file.
func (c *call) openIn(parent int, name string, flags int, mode uint32) response {
	id, plain, err := c.ownerIn(parent)
	if err != nil || plain {
		return passThrough
	}
	mask, err := c.umask()
	if err != nil {
		return passThrough
	}
	fd, err := unix.Openat(parent, name, flags|unix.O_CLOEXEC, mode&^mask)
	if err != nil {
		return passThrough
	}
	c.keep(fd)
	if err := owner.Set(fd, "", int(id.UID), int(id.GID)); err != nil {
		return failed(err)
	}
	return c.installFD(fd, flags)
}

// openHow is openat2(2), whose flags are in memory. With resolve flags it is left to the
// kernel.
func (c *call) openHow() response {
	buf := make([]byte, 24)
	if n, err := c.readMemory(c.arg(2), buf); err != nil || n != len(buf) {
		return passThrough
	}
	flags, mode := binary.NativeEndian.Uint64(buf), binary.NativeEndian.Uint64(buf[8:])
	if flags&(unix.O_CREAT|unix.O_TMPFILE&^unix.O_DIRECTORY) == 0 || binary.NativeEndian.Uint64(buf[16:]) != 0 {
		return passThrough
	}
	return c.open(c.fd(0), 1, int(flags), uint32(mode))
}
