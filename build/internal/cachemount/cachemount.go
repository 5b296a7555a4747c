// Package cachemount manages the directories of RUN --mount=type=cache. They outlive
// builds, belong to the store of one user, and are locked across processes.
//
// The directory of a cache is named by the hash of its id, so that no id can
// name a path. What makes a cache another one, for example its owner, is part of
// its id. In it lie instances: 0, which everybody shares, and 1, 2, …,
// which exist only for sharing=private. Beside instance N lies its lock N.lock.
package cachemount

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/flock"
	"github.com/cooper-build/cooper/imagebuilder/mount"
)

// Request says which cache is wanted.
type Request struct {
	ID      string
	Sharing mount.Sharing
	Holder  string // how others are told who has it
	// Fill makes the content of a directory that is new; nil: it is empty.
	Fill func(dir string) error
	// Wait is called once, with the holder of the lock, before the wait for it begins.
	Wait func(holder string)
}

// Lease is the use of a cache. Close it.
type Lease struct {
	Dir  string
	lock *os.File
}

// Imported is the directory that remembers the imports into the cache. A
// command that uses the cache may remove that again, so its lease forgets it.
func (l *Lease) Imported() string { return l.Dir + ".imported" }

// Close lets others have it.
func (l *Lease) Close() error { return l.lock.Close() }

// Name is the directory of a cache below home.
func Name(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:])
}

// Acquire waits for a cache, and makes it when it is not there. home is the
// directory of all caches.
func Acquire(ctx context.Context, home string, r Request) (*Lease, error) {
	dir := filepath.Join(home, Name(r.ID))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("cache mount %q: %w", r.ID, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "id"), []byte(r.ID), 0o600); err != nil {
		return nil, fmt.Errorf("cache mount %q: %w", r.ID, err)
	}
	l, err := r.lock(ctx, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return Acquire(ctx, home, r) // it was removed just now
	}
	if err != nil {
		return nil, fmt.Errorf("cache mount %q: %w", r.ID, err)
	}
	if !flock.Current(l.lock) {
		_ = l.Close()
		return Acquire(ctx, home, r) // it was removed while we waited
	}
	if err := r.create(ctx, l.Dir); err != nil {
		return nil, errors.Join(fmt.Errorf("cache mount %q: %w", r.ID, err), l.Close())
	}
	now := time.Now()
	_ = os.Chtimes(dir, now, now) // the time of its last use
	return l, nil
}

// lock chooses an instance and locks it.
func (r *Request) lock(ctx context.Context, dir string) (*Lease, error) {
	how := unix.LOCK_SH
	if r.Sharing != mount.Shared {
		how = unix.LOCK_EX
	}
	for n := 0; ; n++ {
		instance := filepath.Join(dir, strconv.Itoa(n))
		f, err := os.OpenFile(instance+".lock", os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return nil, err
		}
		err = unix.Flock(int(f.Fd()), how|unix.LOCK_NB)
		if errors.Is(err, unix.EWOULDBLOCK) && r.Sharing != mount.Private {
			err = r.await(ctx, f, how)
		}
		if err == nil {
			_ = f.Truncate(0)
			_, _ = f.WriteAt([]byte(r.Holder), 0)
			return &Lease{Dir: instance, lock: f}, nil
		}
		f.Close()
		if !errors.Is(err, unix.EWOULDBLOCK) {
			return nil, err
		}
	}
}

// await says who has the lock, and waits for it.
func (r *Request) await(ctx context.Context, f *os.File, how int) error {
	holder := make([]byte, 200)
	n, _ := f.ReadAt(holder, 0)
	if r.Wait != nil {
		r.Wait(strings.ToValidUTF8(string(holder[:n]), "?"))
	}
	return flock.Wait(ctx, f, how)
}

// create makes an instance whole or not at all. Several that share it may try.
func (r *Request) create(ctx context.Context, dir string) error {
	if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(dir+".new.lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := flock.Wait(ctx, f, unix.LOCK_EX); err != nil {
		return err
	}
	if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	fresh := dir + ".new"
	if err := os.RemoveAll(fresh); err != nil {
		return err
	}
	if err := os.Mkdir(fresh, 0o755); err != nil {
		return err
	}
	if r.Fill != nil {
		if err := r.Fill(fresh); err != nil {
			return err
		}
	}
	return os.Rename(fresh, dir)
}
