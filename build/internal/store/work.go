package store

import (
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/overlay"
	"github.com/cooper-build/cooper/runtime/idmap"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// workPrefix marks directories of running builds. If the lock of such a directory is free,
// its process died. The next build removes it.
const workPrefix = "cooper-"

// Work is a directory for the unfinished layers of one build, on the file
// system of the store.
type Work struct {
	store *Store
	dir   string
	lock  *os.File
	next  atomic.Int64

	markOnce sync.Once
	marks    bool

	holding sync.Mutex
	held    map[string]string // layer → the layer on it that holds it
}

// workHome is the parent of the directories of builds. It lies inside the driver's
// directory, because that can be a mount of its own and a rename cannot cross mounts.
func (l *library) workHome() string {
	if l.GraphDriverName() == "overlay" {
		return filepath.Join(l.layerRoot(), "overlay", "tempdirs")
	}
	return filepath.Join(l.private(), "work")
}

// MountsBelow is the directory below which builds and containers have their mounts.
func (s *Store) MountsBelow() string { return filepath.Dir(s.library.workHome()) }

// NewWork makes a directory for a build.
func (s *Store) NewWork() (*Work, error) {
	if _, err := s.library.enter(); err != nil {
		return nil, err
	}
	home := s.library.workHome()
	if err := os.MkdirAll(home, 0o700); err != nil {
		return nil, fmt.Errorf("creating a directory for the build: %w", err)
	}
	// A directory and its lock appear together, for those who look for dead ones.
	all, err := lockWork(s.private())
	if err != nil {
		return nil, fmt.Errorf("creating a directory for the build: %w", err)
	}
	defer all.Close()
	dir := filepath.Join(home, workPrefix+strings.ToLower(rand.Text()[:12]))
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, fmt.Errorf("creating a directory for the build: %w", err)
	}
	lock, err := lockFile(filepath.Join(dir, "lock"), unix.LOCK_NB)
	if err != nil {
		return nil, fmt.Errorf("creating a directory for the build: %w", err)
	}
	return &Work{store: s, dir: dir, lock: lock, held: map[string]string{}}, nil
}

// lockWork keeps other processes from opening and closing the store for writing, and from
// removing content in use.
func lockWork(private string) (*os.File, error) {
	return lockFile(filepath.Join(private, "work.lock"), 0)
}

// lockFile locks a file for this process alone, until it is closed.
func lockFile(name string, flags int) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|flags); err != nil {
		f.Close()
		return nil, &os.PathError{Op: "lock", Path: name, Err: err}
	}
	return f, nil
}

// usesFile lists the layers that a running build relies on, a line each.
const usesFile = "uses"

// Use records that the build needs a layer, so that no process removes it. It fails if the
// layer was removed already.
func (w *Work) Use(layer string) error {
	all, err := lockWork(w.store.private())
	if err != nil {
		return err
	}
	defer all.Close()
	f, err := os.OpenFile(filepath.Join(w.dir, usesFile), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(layer + "\n")
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if _, ok := w.store.Layer(layer); !ok {
		return fmt.Errorf("layer %s: %w", layer, ErrGone)
	}
	return nil
}

// used are the layers that running builds rely on. The caller holds work.lock.
func (l *library) used() map[string]bool {
	used := map[string]bool{}
	files, _ := filepath.Glob(filepath.Join(l.workHome(), workPrefix+"*", usesFile))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // that build just ended
		}
		for id := range strings.Lines(string(text)) {
			used[strings.TrimSpace(id)] = true
		}
	}
	return used
}

// Close removes the directory and everything unfinished in it. The lock goes
// last, and with the directory: one without the other would look dead.
func (w *Work) Close() error {
	entries, err := os.ReadDir(w.dir)
	err = errors.Join(err, w.letGo())
	for _, e := range entries {
		if e.Name() != "lock" {
			err = errors.Join(err, os.RemoveAll(filepath.Join(w.dir, e.Name())))
		}
	}
	all, lockErr := lockWork(w.store.private())
	if lockErr == nil {
		defer all.Close()
	}
	return errors.Join(err, lockErr, os.RemoveAll(w.dir), w.lock.Close())
}

// TempDir makes an empty directory in the build's own.
func (w *Work) TempDir() (string, error) {
	dir := filepath.Join(w.dir, "t"+strconv.FormatInt(w.next.Add(1), 10))
	return dir, os.Mkdir(dir, 0o700)
}

// Holds reports whether a path lies in the directory.
func (w *Work) Holds(path string) bool { return strings.HasPrefix(path, w.dir+"/") }

// View mounts layers, top first, to read them, with shift as owners that it says. The
// caller calls unmount.
func (w *Work) View(lowers []*safepath.Root, shift *idmap.Space) (target string, unmount func() error, err error) {
	if target, err = w.TempDir(); err != nil {
		return "", nil, err
	}
	scratch, err := w.TempDir()
	if err != nil {
		return "", nil, err
	}
	spec := overlay.Spec{Lowers: lowers, Target: target, UserXattr: w.store.userXattr, Shift: shift, Scratch: scratch}
	if err := overlay.Mount(spec); err != nil {
		return "", nil, err
	}
	return target, func() error { return overlay.Unmount(target) }, nil
}

// Keep mounts a directory of the host with another one above it that keeps all changes. work is
// an empty directory beside that.
func (w *Work) Keep(lower, upper, work *safepath.Root) (target string, unmount func() error, err error) {
	if target, err = w.TempDir(); err != nil {
		return "", nil, err
	}
	spec := overlay.Spec{
		Lowers: []*safepath.Root{lower}, Upper: upper, Work: work, Durable: true, Target: target,
		UserXattr: w.store.userXattr,
	}
	if err := overlay.Mount(spec); err != nil {
		return "", nil, err
	}
	return target, func() error { return overlay.Unmount(target) }, nil
}
