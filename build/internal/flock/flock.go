// Package flock locks files across processes (flock(2)). A context ends the wait for a
// lock.
package flock

import (
	"context"
	"errors"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// Wait locks a file; how is unix.LOCK_SH or unix.LOCK_EX. It asks again and
// again, because a lock that blocks could not be given up when ctx ends.
func Wait(ctx context.Context, f *os.File, how int) error {
	for {
		err := unix.Flock(int(f.Fd()), how|unix.LOCK_NB)
		if !errors.Is(err, unix.EWOULDBLOCK) {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Current reports whether the name of an open file still leads to it. Otherwise, a process
// that held the lock removed the file.
func Current(f *os.File) bool {
	mine, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(f.Name())
	return err == nil && os.SameFile(mine, there)
}
