package store

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"golang.org/x/sys/unix"
)

// presence tells other processes that this one lives and writes to the store. It
// is a directory with a lock in it, that the kernel gives up when the process dies:
//
//	cooper/alive/NAME/lock
//	cooper/alive/NAME/made-ID   the process makes this layer, that nothing holds yet
//	cooper/alive/NAME/freed-ID  it removes what held this layer
//	cooper/alive/NAME/image-ID  it makes this image
//	cooper/alive/NAME/tmp       its temporary files
//
// What is noted there, and held by nothing once the process is dead, is garbage.
// Notes are empty files made before what they are about, so a file system with a
// journal never has that without the note.
type presence struct {
	home string // cooper/alive

	once sync.Once
	err  error
	dir  string
	lock *os.File
}

const (
	madeNote  = "made-"
	freedNote = "freed-"
	imageNote = "image-"
	tempPart  = "tmp"
)

func (p *presence) make() error {
	if err := os.MkdirAll(p.home, 0o700); err != nil {
		return err
	}
	// A directory and its lock appear together, for those who look for dead ones.
	all, err := lockWork(filepath.Dir(p.home))
	if err != nil {
		return err
	}
	defer all.Close()
	dir := filepath.Join(p.home, strings.ToLower(rand.Text()[:12]))
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	if p.lock, err = lockFile(filepath.Join(dir, "lock"), unix.LOCK_NB); err != nil {
		return err
	}
	p.dir = dir
	return nil
}

// note records an operation before it begins.
func (p *presence) note(kind, layer string) error {
	f, err := os.OpenFile(filepath.Join(p.dir, kind+layer), os.O_CREATE|os.O_WRONLY|unix.O_NOFOLLOW, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// enter is called before anything is written to the store. It removes the leftovers of dead
// processes first.
func (l *library) enter() (*presence, error) {
	p := &l.presence
	p.once.Do(func() {
		if p.err = p.make(); p.err == nil {
			p.err = l.reclaim()
		}
	})
	if p.err != nil {
		return nil, fmt.Errorf("opening the store to write: %w", p.err)
	}
	return p, nil
}

// note writes down what is about to happen.
func (l *library) note(kind, layer string) error {
	p, err := l.enter()
	if err != nil {
		return err
	}
	return p.note(kind, layer)
}

// TempDir is a directory for temporary files of this process, on the file system of
// the store.
func (s *Store) TempDir() (string, error) {
	p, err := s.library.enter()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(p.dir, tempPart)
	return dir, os.MkdirAll(dir, 0o700)
}

// Close ends the use of the store and removes unfinished objects of this process.
func (s *Store) Close() error {
	p := &s.library.presence
	if p.dir == "" || s.Err() != nil {
		return nil // nothing was written, or nothing can be: the next process does it
	}
	all, err := lockWork(s.private())
	if errors.Is(err, os.ErrNotExist) {
		return nil // the whole store was removed
	}
	if err != nil {
		return err
	}
	defer all.Close()
	return errors.Join(s.library.removeNoted([]string{p.dir}), os.RemoveAll(p.dir), p.lock.Close())
}
