package copier

import (
	"crypto/sha256"
	"errors"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/overlay"
	"github.com/cooper-build/cooper/build/internal/xattr"
	"github.com/cooper-build/cooper/runtime/owner"
)

// capability is the attribute of a program that gets capabilities.
const capability = "security.capability"

// belongs reports whether an attribute of a file in a tree is one of an image: a user
// attribute, except the overlay's and cooper's own, or a file capability.
func (t *Tree) belongs(name string) bool {
	if overlay.Believed(name) || owner.Private(name) || t.Foreign && owner.Own(name) {
		return false
	}
	return strings.HasPrefix(name, "user.") || name == capability
}

// attribute is an extended attribute; nil is the value of one that may not be read.
type attribute struct {
	name  string
	value []byte
}

// attributes are those of an open file that belong into an image, by name.
func (t *Tree) attributes(fd int) ([]attribute, error) {
	list, err := xattr.List(fd)
	if err != nil {
		return nil, err
	}
	if !t.Foreign {
		list = owner.Visible(list)
	}
	var out []attribute
	for _, name := range list {
		if !t.belongs(name) {
			continue
		}
		value, err := xattr.Get(fd, name)
		switch {
		case err == unix.EOVERFLOW && name == capability:
			// It was given outside of this user namespace.
		case err != nil:
			return nil, &os.PathError{Op: "getxattr", Path: name, Err: err}
		case value == nil:
			continue
		}
		out = append(out, attribute{name, value})
	}
	slices.SortFunc(out, func(a, b attribute) int { return strings.Compare(a.name, b.name) })
	return out, nil
}

// withAttributes is the hash of a file that has attributes beside its content: the
// hash of the content where there are none.
func withAttributes(content [sha256.Size]byte, list []attribute) [sha256.Size]byte {
	if len(list) == 0 {
		return content
	}
	h := framed{sha256.New()}
	h.Write(content[:])
	for _, a := range list {
		h.text(a.name)
		h.text(string(a.value))
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// copyAttributes copies attributes between open files.
func (c *copying) copyAttributes(from, to int, name string) error {
	list, err := c.tree.attributes(from)
	if err != nil {
		return &os.PathError{Op: "reading attributes", Path: name, Err: err}
	}
	return c.setAttributes(to, name, list)
}

// setAttributes sets the result of attributes. Attributes that an image of this user cannot
// have are skipped.
func (c *copying) setAttributes(fd int, name string, list []attribute) error {
	for _, a := range list {
		if c.opts.NoPrivilege && a.name == capability {
			continue
		}
		err := unix.EOVERFLOW
		if a.value != nil {
			err = setAttribute(fd, a)
		}
		if err == 0 {
			continue
		}
		if c.opts.Warn == nil || !c.tree.Foreign || err != unix.EOVERFLOW && err != unix.ENOTSUP && err != unix.EPERM {
			return &os.PathError{Op: "setxattr " + a.name, Path: name, Err: err}
		}
		c.mu.Lock()
		c.attributes.add(path.Join("/", name) + " " + a.name)
		c.mu.Unlock()
	}
	return nil
}

func setAttribute(fd int, a attribute) unix.Errno {
	err := owner.Fsetxattr(fd, a.name, a.value, 0)
	if err == nil {
		return 0
	}
	var errno unix.Errno
	if !errors.As(err, &errno) {
		return unix.EIO
	}
	return errno
}
