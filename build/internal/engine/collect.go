package engine

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/docker/go-units"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// collectEvery is how often the size of the cache is checked, at the end of a build.
const collectEvery = 24 * time.Hour

// collect removes the least recently used cache content if the cache exceeds its budget:
// COOPER_CACHE_BUDGET, or a tenth of the disk. It keeps everything that was used within a
// day. A failure does not fail the build.
func (s *server) collect(warn func(string)) {
	dir, err := s.store.Dir("collected")
	if err != nil {
		return
	}
	stamp := filepath.Join(dir, "last")
	if info, err := os.Stat(stamp); err == nil && time.Since(info.ModTime()) < collectEvery {
		return
	}
	if safepath.WriteFile(stamp, nil, 0o600) != nil {
		return
	}
	budget, err := s.cacheBudget()
	if budget <= 0 || err != nil {
		return
	}
	removed, err := s.prune(api.CachePrune{Keep: budget, OlderBy: collectEvery})
	if err != nil || len(removed) == 0 {
		return
	}
	var freed int64
	for _, item := range removed {
		freed += item.Size
	}
	warn("freed " + units.HumanSize(float64(freed)) + " of the least recently used cache content " +
		"(COOPER_CACHE_BUDGET sets the limit)")
}

// cacheBudget is how many bytes may be kept; 0: any number.
func (s *server) cacheBudget() (int64, error) {
	if text := os.Getenv("COOPER_CACHE_BUDGET"); text != "" {
		size, err := units.FromHumanSize(text)
		if err != nil {
			err = imagebuilder.WithHint(
				fmt.Errorf("environment variable COOPER_CACHE_BUDGET: %w", err), "use a size, for example 20GB")
		}
		return size, err
	}
	var disk unix.Statfs_t
	if unix.Statfs(s.store.GraphRoot(), &disk) != nil {
		return 0, nil
	}
	return int64(disk.Blocks) * disk.Bsize / 10, nil
}
