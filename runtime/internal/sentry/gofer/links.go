package gofer

import (
	"sync"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/sentry/scan"
)

// links counts the names that files have in a tree. The kernel also counts those in other
// trees, which share the files.
type links struct {
	count func() map[uint64]uint32 // by inode
}

// countLinks counts in the background.
func countLinks(root int) *links {
	count := sync.OnceValue(func() map[uint64]uint32 {
		names := map[uint64]uint32{}
		scan.Tree(root, func(e scan.Entry) {
			if e.Kind != unix.DT_DIR {
				names[e.Inode]++
			}
		})
		return names
	})
	go count()
	return &links{count}
}

// of is how many names a file has that has all of them in the tree or in others.
func (l *links) of(st *unix.Stat_t) uint32 {
	if l == nil || st.Nlink < 2 || st.Mode&unix.S_IFMT == unix.S_IFDIR {
		return uint32(st.Nlink)
	}
	return max(l.count()[st.Ino], 1)
}
