package store

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/overlay"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// workPrefix marks directories of running builds. One whose lock nobody holds
// was left by a process that died, and is removed by the next.
const workPrefix = "cooper-"

// Work is a directory for the unfinished layers of one build, on the file
// system of the store.
type Work struct {
	store *Store
	dir   string
	lock  *os.File
	next  atomic.Int64
}

// workHome is where builds keep their directories. It lies inside the driver's
// directory, because that is a mount of its own, which a rename cannot leave.
func (s *Store) workHome() string {
	if s.GraphDriverName() == "overlay" {
		return filepath.Join(s.GraphRoot(), "overlay", "tempdirs")
	}
	return filepath.Join(s.private(), "work")
}

// NewWork makes a directory for a build, and removes those of dead ones.
func (s *Store) NewWork() (*Work, error) {
	home := s.workHome()
	if err := os.MkdirAll(home, 0o700); err != nil {
		return nil, fmt.Errorf("creating a directory for the build: %w", err)
	}
	s.removeDead(home)
	dir := filepath.Join(home, workPrefix+strings.ToLower(rand.Text()[:12]))
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, fmt.Errorf("creating a directory for the build: %w", err)
	}
	lock, err := lockFile(filepath.Join(dir, "lock"))
	if err != nil {
		return nil, err
	}
	return &Work{store: s, dir: dir, lock: lock}, nil
}

func lockFile(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		f.Close()
		return nil, &os.PathError{Op: "lock", Path: name, Err: err}
	}
	return f, nil
}

// removeDead removes what killed builds left. Errors are not the caller's
// concern: the next build tries again.
func (s *Store) removeDead(home string) {
	entries, err := os.ReadDir(home)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), workPrefix) {
			continue
		}
		dir := filepath.Join(home, e.Name())
		if lock, err := lockFile(filepath.Join(dir, "lock")); err == nil {
			_ = os.RemoveAll(dir)
			lock.Close()
		}
	}
}

// Close removes the directory and everything unfinished in it.
func (w *Work) Close() error {
	err := os.RemoveAll(w.dir)
	return errors.Join(err, w.lock.Close())
}

// TempDir makes an empty directory in the build's own.
func (w *Work) TempDir() (string, error) {
	dir := filepath.Join(w.dir, "t"+strconv.FormatInt(w.next.Add(1), 10))
	return dir, os.Mkdir(dir, 0o700)
}

// Upper is the upper directory of a step: what the step changed.
type Upper struct {
	*safepath.Root
	dir      string
	rootMode os.FileMode
	before   unix.Stat_t // the root directory as it was
	target   string      // where it is mounted; empty when it is not
	store    *Store
}

// NewUpper makes an empty upper directory over layers (top first) and mounts
// it. With no layers it is an empty root file system.
func (w *Work) NewUpper(lowers []*safepath.Root) (*Upper, error) {
	dir := filepath.Join(w.dir, strconv.FormatInt(w.next.Add(1), 10))
	for _, d := range []string{dir, filepath.Join(dir, "diff"), filepath.Join(dir, "work"), filepath.Join(dir, "merged"), filepath.Join(dir, "empty")} {
		if err := os.Mkdir(d, 0o755); err != nil {
			return nil, fmt.Errorf("creating a layer: %w", err)
		}
	}
	root, err := safepath.OpenRoot(filepath.Join(dir, "diff"))
	if err != nil {
		return nil, err
	}
	u := &Upper{Root: root, dir: dir, store: w.store}
	if err := u.mount(lowers); err != nil {
		root.Close()
		return nil, err
	}
	return u, nil
}

func (u *Upper) mount(lowers []*safepath.Root) error {
	if len(lowers) == 0 {
		// An overlay needs a layer below; an empty one adds nothing.
		empty, err := safepath.OpenRoot(filepath.Join(u.dir, "empty"))
		if err != nil {
			return err
		}
		defer empty.Close()
		lowers = []*safepath.Root{empty}
	}
	if err := u.likeRoot(lowers[0]); err != nil {
		return err
	}
	work, err := safepath.OpenRoot(filepath.Join(u.dir, "work"))
	if err != nil {
		return err
	}
	defer work.Close()
	target := filepath.Join(u.dir, "merged")
	if err := overlay.Mount(overlay.Spec{Lowers: lowers, Upper: u.Root, Work: work, Target: target, UserXattr: u.store.userXattr}); err != nil {
		return err
	}
	u.target = target
	return nil
}

// likeRoot gives the upper directory the owner and mode of the root below, since
// its own are what the merged root has.
func (u *Upper) likeRoot(lower *safepath.Root) error {
	if err := unix.Fstat(lower.FD(), &u.before); err != nil {
		return err
	}
	if err := os.Chown(u.ProcPath(), int(u.before.Uid), int(u.before.Gid)); err != nil {
		return err
	}
	return unix.Chmod(u.ProcPath(), u.before.Mode&0o7777)
}

// Target is the path where the merged tree is mounted.
func (u *Upper) Target() string { return u.target }

// Path is the upper directory's own path.
func (u *Upper) Path() string { return filepath.Join(u.dir, "diff") }

func (u *Upper) recordPath() string { return filepath.Join(u.dir, "tar-split") }
func (u *Upper) streamPath() string { return filepath.Join(u.dir, "stream.tar") }

// Unmount ends the step; what it changed stays in the upper directory.
func (u *Upper) Unmount() error {
	if u.target == "" {
		return nil
	}
	target := u.target
	u.target = ""
	return overlay.Unmount(target)
}

// Seal computes the layer of a finished step.
func (u *Upper) Seal(ctx context.Context, opts layer.Options) (layer.Layer, error) {
	var now unix.Stat_t
	if err := unix.Fstat(u.FD(), &now); err != nil {
		return layer.Layer{}, err
	}
	u.rootMode = os.FileMode(now.Mode & 0o777)
	if now.Mode&unix.S_ISVTX != 0 {
		u.rootMode |= os.ModeSticky
	}
	opts.RootChanged = now.Mode != u.before.Mode || now.Uid != u.before.Uid || now.Gid != u.before.Gid
	record, err := os.Create(u.recordPath())
	if err != nil {
		return layer.Layer{}, err
	}
	defer record.Close()
	buffered := bufio.NewWriterSize(record, 256<<10)
	if u.store.renames() {
		l, err := layer.Write(ctx, u.Root, nil, buffered, opts)
		return l, errors.Join(err, buffered.Flush())
	}
	stream, err := os.Create(u.streamPath())
	if err != nil {
		return layer.Layer{}, err
	}
	defer stream.Close()
	l, err := layer.Write(ctx, u.Root, stream, buffered, opts)
	return l, errors.Join(err, buffered.Flush())
}
