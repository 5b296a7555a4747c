package engine

import (
	"fmt"
	"path/filepath"
	"sync"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/copier"
)

// sharedDirs are directories that several platforms write their files to.
type sharedDirs struct {
	mu    sync.Mutex
	files map[string]string // path → platform
}

// claim takes files for a platform: no other may have any of them.
func (s *sharedDirs) claim(dir, platform string, entries []copier.Entry) error {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range entries {
		if e.Stat.Mode&unix.S_IFMT == unix.S_IFDIR {
			continue
		}
		path := filepath.Join(dir, e.Path)
		if other, taken := s.files[path]; taken && other != platform {
			return fmt.Errorf("%s is in the results of both %s and %s: "+
				"remove platform-split=false, so that each has its own directory",
				e.Path, other, platform)
		}
		s.files[path] = platform
	}
	return nil
}
