package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.podman.io/storage/pkg/lockfile"
	"golang.org/x/sys/unix"
)

// Sweep removes files of the store that are in none of its indexes. A process leaves them
// if it dies while the library writes or removes.
func (s *Store) Sweep() error {
	if _, err := s.library.enter(); err != nil {
		return err
	}
	err := errors.Join(s.library.GarbageCollect(), s.library.sweepIndexes(), s.library.sweepStaging(), s.sweepOldTemp())
	if err != nil {
		return fmt.Errorf("sweeping the store: %w", err)
	}
	return nil
}

// sweepIndexes removes temporary files of indexes and records. The lock of the index is
// held while such a file is in use.
func (l *library) sweepIndexes() error {
	for _, of := range []string{"images", "containers", "layers"} {
		dir := l.indexDir(of)
		lock, err := lockfile.GetLockFile(filepath.Join(dir, of+".lock"))
		if err != nil {
			return err
		}
		if err := l.try(func() error { lock.Lock(); return nil }); err != nil {
			return err
		}
		err = removeMatches(filepath.Join(dir, ".tmp-*"), filepath.Join(dir, "*", ".tmp-*"))
		if err := errors.Join(err, l.try(func() error { lock.Unlock(); return nil })); err != nil {
			return err
		}
	}
	return nil
}

func removeMatches(patterns ...string) (err error) {
	for _, pattern := range patterns {
		files, globErr := filepath.Glob(pattern)
		err = errors.Join(err, globErr)
		for _, file := range files {
			if removeErr := os.Remove(file); !errors.Is(removeErr, fs.ErrNotExist) {
				err = errors.Join(err, removeErr)
			}
		}
	}
	return err
}

// sweepStaging removes layers that were being unpacked for the library when their
// process died: it locks a file in each.
func (l *library) sweepStaging() error {
	dirs, err := filepath.Glob(filepath.Join(l.layerRoot(), l.GraphDriverName(), "staging", "*"))
	for _, dir := range dirs {
		held, heldErr := recordLocked(filepath.Join(dir, "staging.lock"))
		if heldErr != nil {
			err = errors.Join(err, heldErr)
		} else if !held {
			err = errors.Join(err, os.RemoveAll(dir))
		}
	}
	return err
}

// recordLocked reports whether a process holds a record lock (fcntl(2)), which the library
// uses. If the file does not exist yet, another process is about to lock it.
func recordLocked(name string) (bool, error) {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	lock := unix.Flock_t{Type: unix.F_WRLCK}
	if err := unix.FcntlFlock(f.Fd(), unix.F_OFD_GETLK, &lock); err != nil {
		return false, &fs.PathError{Op: "asking for the lock of", Path: name, Err: err}
	}
	return lock.Type != unix.F_UNLCK, nil
}

// oldTemp is the age at which a temporary file without an owner is removed.
const oldTemp = 24 * time.Hour

// sweepOldTemp removes files of older versions of cooper from a directory that they shared.
func (s *Store) sweepOldTemp() error {
	files, err := filepath.Glob(filepath.Join(s.private(), "tmp", "*"))
	for _, file := range files {
		if info, statErr := os.Lstat(file); statErr == nil && time.Since(info.ModTime()) > oldTemp {
			err = errors.Join(err, os.RemoveAll(file))
		}
	}
	return err
}
