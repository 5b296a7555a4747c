package cachemount

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Kept is an existing cache mount.
type Kept struct {
	ID       string
	Size     int64 // in bytes, of all instances
	LastUsed time.Time
	InUse    bool
}

// List lists all caches.
func List(home string) ([]Kept, error) {
	entries, err := os.ReadDir(home)
	if err != nil {
		return nil, err
	}
	var out []Kept
	for _, e := range entries {
		dir := filepath.Join(home, e.Name())
		if strings.HasSuffix(dir, removed) {
			_ = os.RemoveAll(dir)
			continue
		}
		id, err := os.ReadFile(filepath.Join(dir, "id"))
		info, statErr := e.Info()
		if err != nil || statErr != nil {
			continue
		}
		locks, err := lockAll(dir)
		closeAll(locks)
		out = append(out, Kept{ID: string(id), Size: SizeOf(dir), LastUsed: info.ModTime(), InUse: err != nil})
	}
	return out, nil
}

// Exists reports whether a cache mount exists.
func Exists(home, id string) bool {
	_, err := os.Stat(filepath.Join(home, Name(id)))
	return err == nil
}

// Remove removes a cache that nobody uses.
func Remove(home, id string) error {
	dir := filepath.Join(home, Name(id))
	locks, err := lockAll(dir)
	defer closeAll(locks)
	if err != nil {
		return fmt.Errorf("cache mount %q is in use: %w", id, err)
	}
	// A rename removes it at once, so a process that waits for a lock never finds half a
	// cache.
	gone := dir + removed
	if err := os.Rename(dir, gone); err != nil {
		return err
	}
	return os.RemoveAll(gone)
}

// removed ends the name of a cache that is on its way out.
const removed = ".removed"

// lockAll locks all instances of a cache, or none.
func lockAll(dir string) (locks []*os.File, err error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.lock"))
	for _, name := range names {
		f, openErr := os.OpenFile(name, os.O_RDWR, 0)
		if openErr != nil {
			return locks, openErr
		}
		locks = append(locks, f)
		if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
			return locks, err
		}
	}
	return locks, err
}

func closeAll(files []*os.File) {
	for _, f := range files {
		_ = f.Close()
	}
}

// SizeOf is the size of the files below a directory, in bytes. Files that disappear during
// the walk do not count.
func SizeOf(dir string) (total int64) {
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return fs.SkipDir
		}
		if info, err := d.Info(); err == nil && info.Mode().IsRegular() {
			total += info.Size()
		}
		return nil
	})
	return total
}
