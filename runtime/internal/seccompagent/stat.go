package seccompagent

import (
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/owner"
)

// plainStat is stat(2) or lstat(2).
func plainStat(flags int) handler {
	return func(c *call) response { return c.stat(unix.AT_FDCWD, 0, flags, 1) }
}

// look opens a file and returns the result of stat, with its stored owner. told is false if
// the kernel would answer the same.
func (c *call) look(dir, pathArg, flags int) (fd int, st unix.Stat_t, told bool, err error) {
	if fd, err = c.find(dir, pathArg, flags); err != nil {
		return
	}
	if err = unix.Fstat(fd, &st); err != nil {
		return
	}
	uid, gid := st.Uid, st.Gid
	err = owner.Fix(fd, "", &st)
	return fd, st, st.Uid != uid || st.Gid != gid, err
}

// stat answers the calls that fill a struct stat. If a file cannot be opened, the kernel
// answers.
func (c *call) stat(dir, pathArg, flags, bufArg int) response {
	_, st, told, err := c.look(dir, pathArg, flags)
	if err != nil || !told {
		return passThrough
	}
	return result(c.writeMemory(c.arg(bufArg), bytesOf(&st)))
}

func (c *call) statx() response {
	flags := int(c.arg(2))
	fd, st, told, err := c.look(c.fd(0), 1, flags)
	if err != nil || !told {
		return passThrough
	}
	var out unix.Statx_t
	if err := unix.Statx(fd, "", flags|unix.AT_EMPTY_PATH, int(uint32(c.arg(3))), &out); err != nil {
		return passThrough
	}
	out.Uid, out.Gid = st.Uid, st.Gid
	return result(c.writeMemory(c.arg(4), bytesOf(&out)))
}

// bytesOf is the memory of a structure of the kernel.
func bytesOf[T any](v *T) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(v)), unsafe.Sizeof(*v))
}
