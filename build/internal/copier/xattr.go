package copier

import (
	"errors"
	"os"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/overlay"
	"github.com/cooper-build/cooper/runtime/owner"
)

// copyXattrs copies the attributes that belong into an image: user attributes,
// except the overlay's own, and file capabilities.
func copyXattrs(from, to string, follow bool) error {
	list, get, set := unix.Llistxattr, unix.Lgetxattr, unix.Lsetxattr
	if follow {
		list, get, set = unix.Listxattr, unix.Getxattr, unix.Setxattr
	}
	names := make([]byte, 64<<10)
	n, err := list(from, names)
	if err != nil || n == 0 {
		return unsupportedIsFine(err)
	}
	value := make([]byte, 64<<10)
	for name := range strings.SplitSeq(strings.TrimSuffix(string(names[:n]), "\x00"), "\x00") {
		if overlay.Believed(name) || owner.Private(name) || !strings.HasPrefix(name, "user.") && name != "security.capability" {
			continue
		}
		size, err := get(from, name, value)
		if err != nil {
			return &os.PathError{Op: "getxattr " + name, Path: from, Err: err}
		}
		if err := set(to, name, value[:size], 0); err != nil {
			return &os.PathError{Op: "setxattr " + name, Path: to, Err: err}
		}
	}
	return nil
}

func unsupportedIsFine(err error) error {
	if errors.Is(err, unix.ENOTSUP) || errors.Is(err, unix.ENODATA) {
		return nil
	}
	return err
}
