package store

import (
	"path"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/safepath"
)

// below reports whether the layers below show a file, by the rules of an overlay mount: a
// directory is that of the layers together, down to one that is opaque.
func (u *Upper) below(name string) bool {
	for _, lower := range u.lowers {
		found, last := lookUp(lower, strings.Split(path.Clean(name), "/"))
		if found || last {
			return found
		}
	}
	return false
}

// lookUp looks for a file in a layer. last says that the layers below it do not count.
func lookUp(layer *safepath.Root, names []string) (found, last bool) {
	for i := range names {
		name := path.Join(names[:i+1]...)
		st, err := layer.Lstat(name)
		if err != nil {
			return false, last
		}
		kind := st.Mode & unix.S_IFMT
		switch {
		case kind == unix.S_IFCHR && st.Rdev == 0:
			return false, true // a whiteout
		case i == len(names)-1:
			return true, true
		case kind != unix.S_IFDIR:
			return false, true
		}
		last = last || isOpaque(layer, name)
	}
	return false, last
}

func isOpaque(layer *safepath.Root, name string) bool {
	dir, err := layer.Open(name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW, 0)
	if err != nil {
		return false
	}
	defer dir.Close()
	for _, attribute := range []string{"user.overlay.opaque", "trusted.overlay.opaque"} {
		var value [1]byte
		if n, err := unix.Fgetxattr(int(dir.Fd()), attribute, value[:]); err == nil && n == 1 && value[0] == 'y' {
			return true
		}
	}
	return false
}
