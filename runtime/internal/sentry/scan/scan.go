// Package scan lists a tree by its directories alone: no file is opened or described.
package scan

import (
	"path"

	"golang.org/x/sys/unix"
	"gvisor.dev/gvisor/pkg/fsutil"
)

// Entry is a name in a directory.
type Entry struct {
	Name  string // from the root of the tree on
	Inode uint64
	Kind  uint8 // DT_*
}

// Tree calls visit for everything below a directory. Directories that cannot be read are left
// out.
func Tree(root int, visit func(Entry)) {
	fd, err := unix.Openat(root, ".", opening, 0)
	if err == nil {
		directory(fd, "", make([]byte, 32<<10), visit)
	}
}

const opening = unix.O_RDONLY | unix.O_DIRECTORY | unix.O_NOFOLLOW | unix.O_CLOEXEC

// directory visits the content of a directory, which it closes.
func directory(fd int, name string, buffer []byte, visit func(Entry)) {
	defer unix.Close(fd)
	var below []string
	for {
		n, err := unix.Getdents(fd, buffer)
		if err != nil || n <= 0 {
			break
		}
		fsutil.ParseDirents(buffer[:n], func(inode uint64, _ int64, kind uint8, base string, _ uint16) {
			if base == "." || base == ".." {
				return
			}
			if kind == unix.DT_DIR {
				below = append(below, base)
			}
			visit(Entry{path.Join(name, base), inode, kind})
		})
	}
	for _, base := range below {
		if child, err := unix.Openat(fd, base, opening, 0); err == nil {
			directory(child, path.Join(name, base), buffer, visit)
		}
	}
}
