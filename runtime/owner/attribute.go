package owner

import (
	"errors"
	"slices"

	"golang.org/x/sys/unix"
)

const (
	fileCapability = "security.capability"
	// capabilityAttribute holds the capabilities of a file where this process may not set them.
	capabilityAttribute = "user.cooper.capability"
)

// Setxattr sets an extended attribute of a file, and follows links. Capabilities of a file are
// remembered where this process may not set them.
func Setxattr(path, name string, value []byte, flags int) error {
	return setxattr(name, func(name string) error { return unix.Setxattr(path, name, value, flags) })
}

// Fsetxattr is Setxattr of an open file.
func Fsetxattr(fd int, name string, value []byte, flags int) error {
	return setxattr(name, func(name string) error { return unix.Fsetxattr(fd, name, value, flags) })
}

func setxattr(name string, set func(name string) error) error {
	err := set(name)
	if name == fileCapability && errors.Is(err, unix.EPERM) && Emulated() {
		return set(capabilityAttribute)
	}
	return err
}

// Getxattr reads an extended attribute of a file, and follows links.
func Getxattr(path, name string, value []byte) (int, error) {
	return getxattr(name, func(name string) (int, error) { return unix.Getxattr(path, name, value) })
}

// Fgetxattr is Getxattr of an open file.
func Fgetxattr(fd int, name string, value []byte) (int, error) {
	return getxattr(name, func(name string) (int, error) { return unix.Fgetxattr(fd, name, value) })
}

func getxattr(name string, get func(name string) (int, error)) (int, error) {
	n, err := get(name)
	if name == fileCapability && errors.Is(err, unix.ENODATA) && Emulated() {
		return get(capabilityAttribute)
	}
	return n, err
}

// Removexattr removes an extended attribute of a file, and follows links.
func Removexattr(path, name string) error {
	err := unix.Removexattr(path, name)
	if name == fileCapability && err != nil && Emulated() {
		return unix.Removexattr(path, capabilityAttribute)
	}
	return err
}

// Visible are the attributes of a file that are its own, in place of those with which it is
// remembered.
func Visible(names []string) []string {
	if !Emulated() {
		return names
	}
	remembered := slices.Contains(names, capabilityAttribute)
	names = slices.DeleteFunc(names, Own)
	if remembered && !slices.Contains(names, fileCapability) {
		names = append(names, fileCapability)
	}
	return names
}
