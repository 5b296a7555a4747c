package safepath

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// File is a file that gets its name when it is complete. Until then it has a random
// one in the same directory, so that nobody can put a link there beforehand. A file or
// a link that has the name already stays as it is until Commit, which replaces it.
//
// A device, a FIFO and /dev/stdout cannot be replaced: they are written as they are.
// So is a file that the caller may write in a directory that it may not write.
type File struct {
	*os.File
	dir        *os.File // nil: written in place
	temp, name string
}

// Create starts a file. The caller ends it with Commit or Discard.
func Create(path string, perm fs.FileMode) (*File, error) {
	if special(path) {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		return &File{File: f}, err
	}
	if mounted(path) {
		return inPlace(path, unix.EBUSY)
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	name := filepath.Base(path)
	temp := "." + name + "." + rand.Text()[:12]
	fd, err := unix.Openat(
		int(dir.Fd()),
		temp,
		unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL|unix.O_NOFOLLOW|unix.O_CLOEXEC,
		uint32(perm.Perm()),
	)
	if err != nil {
		dir.Close()
		return inPlace(path, &os.PathError{Op: "creating", Path: path, Err: err})
	}
	return &File{File: os.NewFile(uintptr(fd), path), dir: dir, temp: temp, name: name}, nil
}

// inPlace opens a regular file in a directory that cannot be written to, for example
// /dev/termination-log in a pod. why is the error if there is no such file.
func inPlace(path string, why error) (*File, error) {
	if !errors.Is(why, fs.ErrPermission) && !errors.Is(why, unix.EROFS) && !errors.Is(why, unix.EBUSY) {
		return nil, why
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC|unix.O_NOFOLLOW, 0)
	if err != nil {
		return nil, why
	}
	return &File{File: f}, nil
}

// mounted reports whether a file is a mount of its own, which cannot be replaced.
func mounted(path string) bool {
	var file, dir unix.Statx_t
	err := errors.Join(
		unix.Statx(unix.AT_FDCWD, path, unix.AT_SYMLINK_NOFOLLOW, unix.STATX_MNT_ID, &file),
		unix.Statx(unix.AT_FDCWD, filepath.Dir(path), 0, unix.STATX_MNT_ID, &dir))
	return err == nil && file.Mnt_id != dir.Mnt_id
}

// WriteError means that a result could not be written.
type WriteError struct {
	Path string
	Err  error
}

func (e *WriteError) Error() string { return e.Err.Error() }

func (e *WriteError) Unwrap() error { return e.Err }

// special reports whether a path is a device, a FIFO or a socket. Links are followed
// only where they lead to open files of a process: /dev/stdout, /dev/fd/3.
func special(path string) bool {
	info, err := os.Lstat(path)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		dir, dirErr := filepath.EvalSymlinks(filepath.Dir(path))
		if dir == "/dev" {
			return slices.Contains([]string{"stdin", "stdout", "stderr"}, filepath.Base(path))
		}
		return dirErr == nil && strings.HasPrefix(dir, "/proc/") && filepath.Base(dir) == "fd"
	}
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

// Commit gives the file its name, and replaces another file of that name.
func (f *File) Commit() error {
	return f.end(func() error { return unix.Renameat(int(f.dir.Fd()), f.temp, int(f.dir.Fd()), f.name) })
}

// CommitNew is Commit for a name that nothing may have yet: the error wraps
// fs.ErrExist.
func (f *File) CommitNew() error {
	return f.end(func() error {
		err := unix.Linkat(int(f.dir.Fd()), f.temp, int(f.dir.Fd()), f.name, 0)
		return errors.Join(err, unix.Unlinkat(int(f.dir.Fd()), f.temp, 0))
	})
}

func (f *File) end(publish func() error) error {
	if f.dir == nil {
		return f.Close()
	}
	if err := f.Close(); err != nil {
		return errors.Join(err, f.Discard())
	}
	if err := publish(); err != nil {
		err = &WriteError{f.Name(), fmt.Errorf("writing %s: %w", f.Name(), err)}
		return errors.Join(err, f.Discard())
	}
	return f.dir.Close()
}

// Discard drops the file. An existing file of the name stays.
func (f *File) Discard() error {
	_ = f.Close()
	if f.dir == nil {
		return nil
	}
	err := unix.Unlinkat(int(f.dir.Fd()), f.temp, 0)
	if errors.Is(err, unix.ENOENT) {
		err = nil
	}
	return errors.Join(err, f.dir.Close())
}

// WriteFile writes a file, completely or not at all.
func WriteFile(path string, data []byte, perm fs.FileMode) error {
	f, err := Create(path, perm)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		return errors.Join(&WriteError{path, err}, f.Discard())
	}
	return f.Commit()
}

// WriteNew is WriteFile for a name that nothing may have yet.
func WriteNew(path string, data []byte, perm fs.FileMode) error {
	f, err := Create(path, perm)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		return errors.Join(err, f.Discard())
	}
	return f.CommitNew()
}

// CreateLog creates a file that is read while it is written. It has its name at once, and
// replaces an existing file.
func CreateLog(path string, perm fs.FileMode) (*os.File, error) {
	f, err := Create(path, perm)
	if err != nil || f.dir == nil {
		return f.open(), err
	}
	if err := unix.Renameat(int(f.dir.Fd()), f.temp, int(f.dir.Fd()), f.name); err != nil {
		return nil, errors.Join(fmt.Errorf("creating %s: %w", path, err), f.Discard())
	}
	return f.File, f.dir.Close()
}

// open is the file itself; nil for one that is not there.
func (f *File) open() *os.File {
	if f == nil {
		return nil
	}
	return f.File
}

// Stage is a file or directory that another program or library makes under a path of
// its own, and that gets its name when it is complete. It lies in a directory of the
// caller's alone beside that name.
type Stage struct {
	Path string
	name string
}

// NewStage prepares a path. One that is special is its own.
func NewStage(path string) (*Stage, error) {
	if special(path) {
		return &Stage{Path: path}, nil
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), "."+filepath.Base(path)+".")
	if err != nil {
		return nil, err
	}
	return &Stage{Path: filepath.Join(dir, filepath.Base(path)), name: path}, nil
}

// Name is the path of the result.
func (s *Stage) Name() string {
	if s.name == "" {
		return s.Path
	}
	return s.name
}

// Commit gives the result its name.
func (s *Stage) Commit() error {
	if s.name == "" {
		return nil
	}
	return errors.Join(os.Rename(s.Path, s.name), s.Discard())
}

// Discard removes the incomplete result.
func (s *Stage) Discard() error {
	if s.name == "" {
		return nil
	}
	return os.RemoveAll(filepath.Dir(s.Path))
}
