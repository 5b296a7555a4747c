package seccompagent

import (
	"bytes"
	"encoding/binary"
	"runtime"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/owner"
)

// attributeCalls are the numbers of the calls about extended attributes in one
// table: of a path, of a path whose last link is not followed, of a descriptor, and
// of a path from a descriptor.
type attributeCalls struct{ set, get, list, remove [4]int32 }

// attributes32 are those of the 32-bit tables.
var attributes32 = attributeCalls{
	set: [4]int32{226, 227, 228, 463}, get: [4]int32{229, 230, 231, 464}, list: [4]int32{232, 233, 234, 465},
	remove: [4]int32{235, 236, 237, 466},
}

// attributeTable are their handlers, by table and number. The attributes that
// package owner keeps are not there for a command: one that could write them would
// choose the owners in the layer.
var attributeTable = func() map[callKey]handler {
	out := map[callKey]handler{}
	for arch, tables := range attributeNumbers {
		for _, n := range tables {
			for form := range 4 {
				for number, handle := range map[int32]func(*call, attributeFile) response{
					n.set[form]: (*call).setAttribute, n.get[form]: (*call).getAttribute,
					n.list[form]: (*call).listAttributes, n.remove[form]: (*call).removeAttribute,
				} {
					out[callKey{arch, number}] = func(c *call) response { return handle(c, attributeForms[form]) }
				}
			}
		}
	}
	return out
}()

// attributeFile says how a form names a file, and which argument comes after it.
type attributeFile struct {
	find func(*call) (int, error)
	next int
}

var attributeForms = [4]attributeFile{
	{func(c *call) (int, error) { return c.find(unix.AT_FDCWD, 0, 0) }, 1},
	{func(c *call) (int, error) { return c.find(unix.AT_FDCWD, 0, unix.AT_SYMLINK_NOFOLLOW) }, 1},
	{func(c *call) (int, error) { return c.find(c.fd(0), -1, unix.AT_EMPTY_PATH) }, 1},
	{func(c *call) (int, error) { return c.find(c.fd(0), 1, int(c.arg(2))) }, 3},
}

// maxAttribute is XATTR_SIZE_MAX, and that of a list of names.
const maxAttribute = 1 << 16

// setAttribute is setxattr(2). It is done here, with the name that was looked at:
// one in the memory of the process may be another by now.
func (c *call) setAttribute(file attributeFile) response {
	name, err := c.text(c.arg(file.next))
	if err != nil {
		return failed(err)
	}
	if owner.Private(name) {
		return failed(unix.EPERM)
	}
	address, size, flags := c.arg(file.next+1), c.arg(file.next+2), c.id(file.next+3)
	if file.next == 3 {
		if address, size, flags, err = c.attributeArgs(address, size); err != nil {
			return failed(err)
		}
	}
	if size > maxAttribute {
		return failed(unix.E2BIG)
	}
	value := make([]byte, size)
	if size != 0 {
		n, err := c.readMemory(address, value)
		if err != nil {
			return failed(err)
		}
		if n != len(value) {
			return failed(unix.EFAULT)
		}
	}
	return c.attribute(file, func(path string) error { return unix.Setxattr(path, name, value, int(flags)) })
}

// attributeArgs reads struct xattr_args.
func (c *call) attributeArgs(address, size uint64) (value, length uint64, flags uint32, err error) {
	args := make([]byte, 16)
	if size != uint64(len(args)) {
		return 0, 0, 0, unix.EINVAL
	}
	n, err := c.readMemory(address, args)
	if err == nil && n != len(args) {
		err = unix.EFAULT
	}
	number := binary.NativeEndian
	return number.Uint64(args), uint64(number.Uint32(args[8:])), number.Uint32(args[12:]), err
}

func (c *call) removeAttribute(file attributeFile) response {
	name, err := c.text(c.arg(file.next))
	if err != nil {
		return failed(err)
	}
	if owner.Private(name) {
		return failed(unix.ENODATA)
	}
	return c.attribute(file, func(path string) error { return unix.Removexattr(path, name) })
}

// attribute does something to the file of a call, which is named by a magic link:
// it leads to the file itself, also when that is a link.
func (c *call) attribute(file attributeFile, do func(path string) error) response {
	fd, err := file.find(c)
	if err != nil {
		return failed(err)
	}
	return result(c.withRights(func() error { return do("/proc/self/fd/" + strconv.Itoa(fd)) }))
}

// getAttribute hides a private attribute. A process that exchanges the name in between
// learns an owner, which stat shows too.
func (c *call) getAttribute(file attributeFile) response {
	if name, err := c.text(c.arg(file.next)); err == nil && owner.Private(name) {
		return failed(unix.ENODATA)
	}
	return passThrough
}

func (c *call) listAttributes(file attributeFile) response {
	fd, err := file.find(c)
	if err != nil {
		return passThrough
	}
	list := make([]byte, maxAttribute)
	n, err := unix.Listxattr("/proc/self/fd/"+strconv.Itoa(fd), list)
	if err != nil {
		return passThrough
	}
	var shown []byte
	for name := range bytes.SplitAfterSeq(list[:n], []byte{0}) {
		if !owner.Private(strings.TrimSuffix(string(name), "\x00")) {
			shown = append(shown, name...)
		}
	}
	size := c.arg(file.next + 1)
	switch {
	case len(shown) == n:
		return passThrough
	case size != 0 && size < uint64(len(shown)):
		return failed(unix.ERANGE)
	case size != 0 && len(shown) != 0:
		if err := c.writeMemory(c.arg(file.next), shown); err != nil {
			return failed(err)
		}
	}
	return value(int64(len(shown)))
}

// withRights does something with the capabilities that the process has, and not
// with all that the agent has.
func (c *call) withRights(do func() error) error {
	theirs, err := c.capabilities()
	if err != nil {
		return err
	}
	runtime.LockOSThread()
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var full [2]unix.CapUserData
	if err := unix.Capget(&header, &full[0]); err != nil {
		return err
	}
	less := full
	less[0].Effective &= uint32(theirs)
	less[1].Effective &= uint32(theirs >> 32)
	if err := unix.Capset(&header, &less[0]); err != nil {
		return err
	}
	err = do()
	if err := unix.Capset(&header, &full[0]); err != nil {
		return err // and the thread stays locked, so that no other goroutine uses it
	}
	runtime.UnlockOSThread()
	return err
}
