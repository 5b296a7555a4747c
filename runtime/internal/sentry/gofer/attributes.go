package gofer

import (
	"strings"

	"golang.org/x/sys/unix"
	"gvisor.dev/gvisor/pkg/lisafs"

	"github.com/cooper-build/cooper/runtime/owner"
)

// maxAttributes is the maximum size of an attribute and of a list of names, in bytes (xattr(7)).
const maxAttributes = 64 << 10

// attributed reports whether a file can have attributes that count here. Links and sockets
// have none.
func (f *file) attributed() bool { return !f.IsSymlink() && !f.IsSocket() }

// GetXattr reads an attribute. A remembered owner or mode is not there.
func (f *file) GetXattr(name string, _ uint32, buffer func(uint32) []byte) (uint16, error) {
	if !f.attributed() || owner.Own(name) {
		return 0, unix.ENODATA
	}
	value := make([]byte, maxAttributes)
	n, err := owner.Getxattr(f.path(), name, value)
	if err != nil {
		return 0, err
	}
	return uint16(copy(buffer(uint32(n)), value[:n])), nil
}

// ListXattr lists the names of attributes.
func (f *file) ListXattr(uint64) (lisafs.StringArray, error) {
	if !f.attributed() {
		return nil, nil
	}
	list := make([]byte, maxAttributes)
	n, err := unix.Listxattr(f.path(), list)
	if err != nil || n == 0 {
		return nil, err
	}
	return owner.Visible(strings.Split(strings.TrimSuffix(string(list[:n]), "\x00"), "\x00")), nil
}

// SetXattr sets an attribute.
func (f *file) SetXattr(name, value string, flags uint32) error {
	if !f.attributed() || owner.Own(name) {
		return unix.EPERM
	}
	return owner.Setxattr(f.path(), name, []byte(value), int(flags))
}

// RemoveXattr removes an attribute.
func (f *file) RemoveXattr(name string) error {
	if !f.attributed() || owner.Own(name) {
		return unix.ENODATA
	}
	return owner.Removexattr(f.path(), name)
}
