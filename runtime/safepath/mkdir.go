package safepath

import (
	"os"
	"path"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/owner"
)

// maxLinks bounds how many links one path may go through, as the kernel's own
// limit does.
const maxLinks = 40

// Owner is who new directories belong to, and their permission bits.
type Owner struct {
	UID, GID int
	Mode     uint32
}

// MkdirAll makes a directory and its missing parents, and opens it. Links on the
// way are followed below the root, also those whose target is missing: the
// target is made. It returns the paths that it made, outermost first, as they
// are after following links.
func (r *Root) MkdirAll(name string, owner Owner) (dir *Root, made []string, err error) {
	if dir, err := r.Sub(name); err == nil {
		return dir, nil, nil
	}
	todo := strings.Split(Clean(name), "/")
	at, links := ".", 0
	for len(todo) > 0 {
		element := todo[0]
		todo = todo[1:]
		if element == "." || element == "" {
			continue
		}
		if element == ".." {
			at = path.Dir(at)
			continue
		}
		next := path.Join(at, element)
		target, err := r.Readlink(next)
		if err == nil {
			if links++; links > maxLinks {
				return nil, made, &os.PathError{Op: "mkdir", Path: "/" + Clean(name), Err: unix.ELOOP}
			}
			if path.IsAbs(target) {
				at = "."
			}
			todo = append(strings.Split(target, "/"), todo...)
			continue
		}
		created, err := r.mkdir(next, owner)
		if err != nil {
			return nil, made, err
		}
		if created {
			made = append(made, next)
		}
		at = next
	}
	dir, err = r.Sub(at)
	return dir, made, err
}

// Readlink reads the text of the link at the end of a path.
func (r *Root) Readlink(name string) (string, error) {
	dir, base, err := r.Parent(name)
	if err != nil {
		return "", err
	}
	defer dir.Close()
	return readlinkat(dir, base)
}

func readlinkat(dir *os.File, base string) (string, error) {
	buf := make([]byte, unix.PathMax)
	n, err := unix.Readlinkat(int(dir.Fd()), base, buf)
	if err != nil {
		return "", err
	}
	return string(buf[:n]), nil
}

// mkdir makes one directory unless it exists.
func (r *Root) mkdir(name string, as Owner) (created bool, err error) {
	dir, base, err := r.Parent(name)
	if err != nil {
		return false, err
	}
	defer dir.Close()
	fd := int(dir.Fd())
	fail := func(err error) (bool, error) {
		return false, &os.PathError{Op: "mkdir", Path: "/" + Clean(name), Err: err}
	}
	if err := unix.Mkdirat(fd, base, 0o700); err == unix.EEXIST {
		var st unix.Stat_t
		if err := unix.Fstatat(fd, base, &st, unix.AT_SYMLINK_NOFOLLOW); err != nil {
			return fail(err)
		}
		if st.Mode&unix.S_IFMT != unix.S_IFDIR {
			return fail(unix.ENOTDIR)
		}
		return false, nil
	} else if err != nil {
		return fail(err)
	}
	child, err := unix.Openat(fd, base, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return fail(err)
	}
	defer unix.Close(child)
	if err := owner.Set(child, "", as.UID, as.GID); err != nil {
		return fail(err)
	}
	if err := owner.SetMode(child, "", as.Mode); err != nil {
		return fail(err)
	}
	return true, nil
}
