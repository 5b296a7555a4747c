// Package safepath opens paths below an untrusted directory: a build context, the target
// of an archive, the root filesystem of an image. It resolves a path like a process whose
// root is that directory. Links, also absolute ones, and ".." stay below it, whatever
// changes during the resolution.
//
// It answers the class of CVE-2024-1753, CVE-2024-11218 and their like, in one
// place: nothing else in cooper joins such a path and opens the result. The
// kernel does the resolving (openat2 with RESOLVE_IN_ROOT, Linux 5.6).
package safepath

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"golang.org/x/sys/unix"
)

// Root is a directory that paths are resolved below.
type Root struct{ dir *os.File }

// OpenRoot opens a directory whose own path is trusted.
func OpenRoot(dir string) (*Root, error) {
	fd, err := unix.Open(dir, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: dir, Err: err}
	}
	return &Root{os.NewFile(uintptr(fd), dir)}, nil
}

// NewRoot makes a root of an open directory and owns it from now on.
func NewRoot(dir *os.File) *Root { return &Root{dir} }

// Close closes the directory.
func (r *Root) Close() error { return r.dir.Close() }

// FD is the descriptor of the directory, for system calls that take one.
func (r *Root) FD() int { return int(r.dir.Fd()) }

// ProcPath names the directory for system calls that take a path. It is valid
// in this process while the root is open, also when the directory is renamed.
func (r *Root) ProcPath() string { return fmt.Sprintf("/proc/self/fd/%d", r.dir.Fd()) }

// Clean makes a path relative to a root, lexically; the root itself is ".".
func Clean(name string) string {
	if name = strings.Trim(path.Clean("/"+name), "/"); name == "" {
		return "."
	}
	return name
}

// Open opens a path. Without O_NOFOLLOW a link at its end is followed. Nothing
// blocks: a FIFO is opened without waiting for its other end.
func (r *Root) Open(name string, flags int, perm uint32) (*os.File, error) {
	fd, err := r.openat2(name, flags|unix.O_NONBLOCK, perm)
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: name, Err: err}
	}
	return os.NewFile(uintptr(fd), name), nil
}

func (r *Root) openat2(name string, flags int, perm uint32) (int, error) {
	if flags&unix.O_PATH != 0 {
		flags &^= unix.O_NONBLOCK
	}
	how := unix.OpenHow{
		Flags:   uint64(flags | unix.O_CLOEXEC),
		Resolve: unix.RESOLVE_IN_ROOT | unix.RESOLVE_NO_MAGICLINKS,
	}
	if flags&unix.O_CREAT != 0 {
		how.Mode = uint64(perm)
	}
	for {
		fd, err := unix.Openat2(r.FD(), Clean(name), &how)
		if err != unix.EAGAIN && err != unix.EINTR {
			return fd, err
		}
	}
}

// Sub opens a directory as a root of its own.
func (r *Root) Sub(name string) (*Root, error) {
	f, err := r.Open(name, unix.O_PATH|unix.O_DIRECTORY, 0)
	if err != nil {
		return nil, err
	}
	return NewRoot(f), nil
}

// Stat follows a link at the end of the path, Lstat does not.
func (r *Root) Stat(name string) (unix.Stat_t, error) { return r.stat(name, 0) }

// Lstat does not follow a link at the end of the path.
func (r *Root) Lstat(name string) (unix.Stat_t, error) { return r.stat(name, unix.O_NOFOLLOW) }

func (r *Root) stat(name string, flags int) (unix.Stat_t, error) {
	var st unix.Stat_t
	fd, err := r.openat2(name, unix.O_PATH|flags, 0)
	if err == nil {
		err = unix.Fstat(fd, &st)
		unix.Close(fd)
	}
	if err != nil {
		return st, &os.PathError{Op: "stat", Path: name, Err: err}
	}
	return st, nil
}

// ErrNotRegular means that a path is a directory, device, FIFO or socket.
var ErrNotRegular = errors.New("not a regular file")

// ReadFile reads a regular file of at most limit bytes.
func (r *Root) ReadFile(name string, limit int64) ([]byte, error) {
	f, err := r.Open(name, unix.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &os.PathError{Op: "read", Path: name, Err: ErrNotRegular}
	}
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = &os.PathError{Op: "read", Path: name, Err: fmt.Errorf("larger than %d bytes", limit)}
	}
	return data, err
}

// Real is the path of an open file below the root, after all links.
func (r *Root) Real(f *os.File) (string, error) {
	root, err := os.Readlink(r.ProcPath())
	if err != nil {
		return "", err
	}
	name, err := os.Readlink(fmt.Sprintf("/proc/self/fd/%d", f.Fd()))
	if err != nil {
		return "", err
	}
	rest, ok := strings.CutPrefix(name, strings.TrimSuffix(root, "/"))
	if !ok || rest != "" && rest[0] != '/' {
		return "", &os.PathError{Op: "resolve", Path: f.Name(), Err: unix.ENOENT}
	}
	return Clean(rest), nil
}

// PathBelow is where the directory of a root is below another root.
func (r *Root) PathBelow(above *Root) (string, error) { return above.Real(r.dir) }

// FollowLink returns the target of the link at the end of a path, below the root and
// through further links, whether or not it exists. If the path is not a link, it returns
// the path itself.
func (r *Root) FollowLink(name string) (string, error) {
	for range maxLinks {
		dir, base, err := r.Parent(name)
		if err != nil {
			return Clean(name), nil // nothing to follow
		}
		target, err := readlinkat(dir, base)
		if err != nil {
			dir.Close()
			return Clean(name), nil
		}
		real, err := r.Real(dir)
		dir.Close()
		if err != nil {
			return "", err
		}
		if !path.IsAbs(target) {
			target = path.Join("/", real, target)
		}
		name = target
	}
	return "", &os.PathError{Op: "follow", Path: name, Err: unix.ELOOP}
}

// Parent opens the directory that holds the last element of a path, and
// returns that element. The path of the root itself has no parent.
func (r *Root) Parent(name string) (dir *os.File, base string, err error) {
	name = Clean(name)
	if name == "." {
		return nil, "", &os.PathError{Op: "open parent of", Path: name, Err: unix.EINVAL}
	}
	dir, err = r.Open(path.Dir(name), unix.O_PATH|unix.O_DIRECTORY, 0)
	return dir, path.Base(name), err
}
