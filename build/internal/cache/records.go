package cache

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// recent is how exactly the time of the last use of a record is known: one that
// was used so lately is not touched again.
const recent = time.Hour

// touch notes that a record was used. It is only worth a try.
func touch(name string, info fs.FileInfo) {
	if now := time.Now(); now.Sub(info.ModTime()) > recent {
		_ = os.Chtimes(name, now, now)
	}
}

// Record is a file of the cache.
type Record struct {
	Layer    string // layer of the step; empty: the record is about something else
	Size     int64  // on the disk, in bytes
	LastUsed time.Time
	name     string
}

// Records lists all files of the cache, those among it that a dead process left half
// written.
func (c *Cache) Records() ([]Record, error) {
	var out []Record
	steps := filepath.Join(c.dir, "steps")
	err := filepath.WalkDir(c.dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // it went just now
		}
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return nil
		}
		r := Record{LastUsed: info.ModTime(), Size: info.Size(), name: name}
		if st, ok := info.Sys().(*syscall.Stat_t); ok {
			r.Size = st.Blocks * 512
		}
		if filepath.Dir(filepath.Dir(name)) == steps {
			var e struct{ Layer string }
			if text, err := os.ReadFile(name); err == nil && json.Unmarshal(text, &e) == nil {
				r.Layer = e.Layer
			}
		}
		out = append(out, r)
		return nil
	})
	return out, err
}

// Remove removes a record, unless it was used after a time.
func (c *Cache) Remove(r Record, after time.Time) (removed bool, err error) {
	info, err := os.Lstat(r.name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.ModTime().After(after) {
		return false, nil
	}
	if err == nil {
		err = os.Remove(r.name)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	// The directory goes with the last; one that is needed again is made again.
	_ = os.Remove(filepath.Dir(r.name))
	return err == nil, err
}
