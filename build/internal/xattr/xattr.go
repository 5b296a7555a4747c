// Package xattr reads extended attributes of files (xattr(7)), with those that package owner
// remembers.
package xattr

import (
	"errors"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/owner"
)

// List lists the names of the attributes of a file, open or named, sorted.
func List[F int | string](file F) ([]string, error) {
	buf := make([]byte, 256)
	for {
		n, err := list(file, buf)
		if err == unix.ERANGE {
			buf = make([]byte, 64<<10)
			continue
		}
		if err != nil || n == 0 {
			return nil, missing(err)
		}
		names := strings.Split(strings.TrimSuffix(string(buf[:n]), "\x00"), "\x00")
		slices.Sort(names)
		return names, nil
	}
}

// Get reads an attribute; nil if the file has none of the name.
func Get[F int | string](file F, attr string) ([]byte, error) {
	buf := make([]byte, 256)
	for {
		n, err := get(file, attr, buf)
		if err == unix.ERANGE {
			buf = make([]byte, 64<<10)
			continue
		}
		if err != nil {
			return nil, missing(err)
		}
		return buf[:n], nil
	}
}

func list[F int | string](file F, buf []byte) (int, error) {
	if fd, ok := any(file).(int); ok {
		return unix.Flistxattr(fd, buf)
	}
	return unix.Listxattr(any(file).(string), buf)
}

func get[F int | string](file F, attr string, buf []byte) (int, error) {
	if fd, ok := any(file).(int); ok {
		return owner.Fgetxattr(fd, attr, buf)
	}
	return owner.Getxattr(any(file).(string), attr, buf)
}

// missing treats the errors of file systems without an attribute as none.
func missing(err error) error {
	if errors.Is(err, unix.ENODATA) || errors.Is(err, unix.ENOTSUP) {
		return nil
	}
	return err
}
