// Package remote downloads files and git repositories from the URLs of ADD and of build
// contexts. Downloads stay below the store, and are fetched again only if they change.
package remote

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/opencontainers/go-digest"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/flock"
	"github.com/cooper-build/cooper/build/internal/limits"
)

// Fetcher fetches. Its zero value, but for Dir, has the default limits.
type Fetcher struct {
	Dir     string            // where things are kept; must exist
	Secrets map[string][]byte // HTTP_AUTH_* and GIT_AUTH_*, see the files
	Limits  limits.Limits
	// TLS is for downloads over https; nil: the default.
	TLS *tls.Config
	// Note is called with each download that is used, also if it was there; nil: nobody asks.
	Note func(Fetched)
	// Progress is called now and then while something comes; nil: nobody asks.
	Progress func(Moving)
}

// Fetched is a file or a repository, with what identifies its content.
type Fetched struct {
	URL    string
	Digest digest.Digest // of a file
	Commit string        // of a repository
}

// note tells who asks about a download.
func (f *Fetcher) note(what Fetched) {
	if f.Note != nil {
		f.Note(what)
	}
}

// stall is how long a server may send nothing.
func (f *Fetcher) stall() time.Duration {
	return time.Duration(f.Limits.WithDefaults().Idle) * time.Second
}

// place is the directory for a thing, locked against other processes until
// unlock is called.
func (f *Fetcher) place(ctx context.Context, kind, name string) (dir string, unlock func() error, err error) {
	sum := sha256.Sum256([]byte(name))
	dir = filepath.Join(f.Dir, kind, hex.EncodeToString(sum[:]))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", nil, err
	}
	lock, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return "", nil, err
	}
	if err := flock.Wait(ctx, lock, unix.LOCK_EX); err != nil {
		return "", nil, errors.Join(fmt.Errorf("locking %s: %w", dir, err), lock.Close())
	}
	if !flock.Current(lock) {
		_ = lock.Close()
		return f.place(ctx, kind, name) // it was removed while we waited
	}
	now := time.Now()
	_ = os.Chtimes(dir, now, now) // the time of its last use
	return dir, lock.Close, nil
}

// removed ends the name of something that is on its way out.
const removed = ".removed"

// Removed reports whether a directory is one that a Remove did not finish.
func Removed(dir string) bool { return strings.HasSuffix(dir, removed) }

// Remove removes a download, unless it is in progress. A rename removes it at once, so
// nobody finds half of it.
func Remove(dir string) error {
	lock, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		return fmt.Errorf("locking %s: %w", dir, err)
	}
	if err := os.Rename(dir, dir+removed); err != nil {
		return err
	}
	return os.RemoveAll(dir + removed)
}
