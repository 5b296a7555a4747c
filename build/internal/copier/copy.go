package copier

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// Options say how to write. The zero value keeps permission bits, and owners
// unless the tree is foreign: then everything belongs to root.
type Options struct {
	Chown   *Owner        // owner of everything
	Chmod   Chmod         // permission bits of everything
	Unpack  bool          // extract a file that is an archive
	Time    *time.Time    // of everything, also of the files of an archive; nil: as the sources have it
	Workers int           // files at a time; 0: one
	Limits  limits.Limits // of archives
	// NoLinks replaces links to directories in the places of copied ones, and follows none.
	NoLinks bool
	// NoPrivilege drops set-user-id bits, set-group-id bits and file capabilities.
	NoPrivilege bool
	// Warn gets warnings about files that were skipped: sockets, and device nodes that this
	// process may not create. If it is nil, these are copied or an error.
	Warn func(message string)
}

// dated is a file with the time that its copy gets.
func (o *Options) dated(st *unix.Stat_t) *unix.Stat_t {
	if o.Time == nil {
		return st
	}
	return statTime(*o.Time)
}

// ReplaceLinks removes the first link on the way to dest below root, so that nothing is
// written through it.
func ReplaceLinks(root *safepath.Root, dest string) error {
	name := ""
	for element := range strings.SplitSeq(safepath.Clean(dest), "/") {
		if name = path.Join(name, element); name == "." {
			return nil
		}
		dir, base, err := root.Parent(name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		var st unix.Stat_t
		err = unix.Fstatat(int(dir.Fd()), base, &st, unix.AT_SYMLINK_NOFOLLOW)
		isLink := err == nil && st.Mode&unix.S_IFMT == unix.S_IFLNK
		if isLink {
			err = unix.Unlinkat(int(dir.Fd()), base, 0)
		}
		if closeErr := dir.Close(); err == nil {
			err = closeErr
		}
		if isLink || errors.Is(err, unix.ENOENT) {
			return ignoreMissing(err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, unix.ENOENT) {
		return nil
	}
	return err
}

// Owner is a user and group by number.
type Owner struct{ UID, GID int }

// Inline is a file whose content came with the instruction.
type Inline struct {
	Name string
	Data []byte
}

// Copy writes matches and inline files to dest below root. A dest that ends with
// a slash, or is a directory, receives files under their own name.
func (t *Tree) Copy(
	ctx context.Context, root *safepath.Root, dest string, matches []*Match, inline []Inline, opts Options,
) error {
	c := &copying{tree: t, root: root, opts: opts}
	for _, m := range matches {
		if err := c.match(ctx, m, dest); err != nil {
			return err
		}
	}
	for _, f := range inline {
		if err := c.inline(f, dest); err != nil {
			return err
		}
	}
	c.report()
	return c.setMadeTimes()
}

// copying is the state of one Copy.
type copying struct {
	tree *Tree
	root *safepath.Root
	opts Options
	made []madeDir

	sockets, devices leftOut
	mu               sync.Mutex // of attributes
	attributes       leftOut
}

func (c *copying) match(ctx context.Context, m *Match, dest string) error {
	if m.IsDir() {
		return c.directory(ctx, m, dest)
	}
	if m.Entries[0].Stat.Mode&unix.S_IFMT != unix.S_IFREG {
		return c.specialMatch(m, dest)
	}
	if c.opts.Unpack {
		done, err := c.unpack(ctx, m, dest)
		if done || err != nil {
			return err
		}
	}
	dir, name, err := c.fileTarget(dest, m.Name, &m.Entries[0].Stat)
	if err != nil {
		return err
	}
	defer dir.Close()
	f, err := c.tree.Root.Open(m.Path, unix.O_RDONLY, 0)
	if err != nil {
		return readError(m.Path, err)
	}
	defer f.Close()
	return c.regular(ctx, &file{int(f.Fd()), m.Path}, dir, name, &m.Entries[0])
}

// fileTarget finds the directory and name that a file is written to.
func (c *copying) fileTarget(dest, name string, source *unix.Stat_t) (*safepath.Root, string, error) {
	if !strings.HasSuffix(dest, "/") {
		st, err := c.root.Stat(dest)
		if err != nil || st.Mode&unix.S_IFMT != unix.S_IFDIR {
			// A link is written through, also one that leads to nothing yet.
			if dest, err = c.root.FollowLink(dest); err != nil {
				return nil, "", err
			}
			dir, err := c.mkdirAll(path.Dir(dest), c.parentOwner(), source)
			return dir, path.Base(dest), err
		}
	}
	dir, err := c.mkdirAll(dest, c.parentOwner(), source)
	return dir, name, err
}

func (c *copying) inline(f Inline, dest string) error {
	dir, name, err := c.fileTarget(dest, path.Base(safepath.Clean(f.Name)), nil)
	if err != nil {
		return err
	}
	defer dir.Close()
	out, err := create(dir.FD(), name)
	if err != nil {
		return err
	}
	defer out.Close()
	if _, err := out.Write(f.Data); err != nil {
		return err
	}
	st := unix.Stat_t{Mode: 0o644}
	return c.setOwnerAndMode(out.fd, out.name, &st)
}

// pair is a directory in both trees. When all its users are done it gets its
// times and is closed.
type pair struct {
	src, dst *os.File
	number   int          // in the order of entering
	times    *unix.Stat_t // nil: it keeps its times
	users    sync.WaitGroup
}

// directory copies the contents of a directory.
func (c *copying) directory(ctx context.Context, m *Match, dest string) error {
	workers := max(c.opts.Workers, 1)
	group, ctx := errgroup.WithContext(ctx)
	queues := make(fileQueues, workers)
	for i := range queues {
		queues[i] = make(chan fileJob, 64)
		group.Go(func() error { return c.copyFiles(ctx, queues[i]) })
	}
	group.Go(func() error {
		defer queues.close()
		return c.walk(ctx, m, dest, queues)
	})
	return group.Wait()
}

// fileQueues has a queue for each worker. Small files of a directory go to one
// worker: two that make files in the same directory only wait for each other.
type fileQueues []chan fileJob

// large is the size from which copying takes longer than making the file, and
// batch how many smaller files are handed over at once.
const (
	large = 1 << 20
	batch = 32
)

func (q fileQueues) send(j fileJob) {
	worker := j.dirs.number
	if e := j.entries[0]; e.Stat.Size >= large {
		worker = int(e.Stat.Ino)
	}
	q[worker%len(q)] <- j
}

func (q fileQueues) close() {
	for _, c := range q {
		close(c)
	}
}

// fileJob is some files of one directory.
type fileJob struct {
	dirs    *pair
	entries []*Entry
}

func (c *copying) copyFiles(ctx context.Context, jobs <-chan fileJob) error {
	var failed error
	for j := range jobs {
		for _, e := range j.entries {
			if failed == nil {
				if failed = context.Cause(ctx); failed == nil {
					failed = c.openAndCopy(ctx, j.dirs, e)
				}
			}
		}
		j.dirs.users.Done()
	}
	return failed
}

func (c *copying) openAndCopy(ctx context.Context, dirs *pair, e *Entry) error {
	name := path.Base(e.Path)
	fd, err := unix.Openat(int(dirs.src.Fd()), name, unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	full := path.Join(dirs.src.Name(), name)
	if err != nil {
		return readError(full, &os.PathError{Op: "open", Path: full, Err: err})
	}
	f := &file{fd, full}
	defer f.Close()
	return c.regular(ctx, f, safepath.NewRoot(dirs.dst), name, e)
}

// walk makes directories and links in order, and hands files to workers.
func (c *copying) walk(ctx context.Context, m *Match, dest string, queues fileQueues) (err error) {
	w := &walk{
		copying: c,
		match:   m,
		dest:    dest,
		queues:  queues,
		open:    map[string]*pair{},
		links:   map[linkKey]firstName{},
	}
	defer func() { err = errors.Join(err, w.closeDirs()) }()
	for i := range m.Entries {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		e := &m.Entries[i]
		switch kind := e.Stat.Mode & unix.S_IFMT; {
		case kind == unix.S_IFDIR:
			err = w.enter(e)
		case w.linked(e, &err):
		case kind == unix.S_IFREG:
			w.file(e)
		case kind == unix.S_IFLNK:
			err = w.symlink(w.dir(e), path.Base(e.Path), e)
		default:
			err = w.special(w.dir(e), path.Base(e.Path), path.Join("/", m.Path, e.Path), e)
		}
		if err != nil {
			return fmt.Errorf("copying %s: %w", path.Join(m.Path, e.Path), err)
		}
	}
	return nil
}

// regular copies the content and metadata of an open file.
func (c *copying) regular(ctx context.Context, src *file, dir *safepath.Root, name string, e *Entry) error {
	want := &e.Stat
	if err := c.tree.unchanged(src.fd, src.name, want); err != nil {
		return err
	}
	if want.Mode&unix.S_IFMT != unix.S_IFREG {
		return fmt.Errorf("%s: %w", src.name, safepath.ErrNotRegular)
	}
	out, err := create(dir.FD(), name)
	if err != nil {
		return err
	}
	defer out.Close()
	attributes, err := c.tree.attributes(src.fd)
	if err != nil {
		return fmt.Errorf("reading the attributes of %s: %w", src.name, err)
	}
	if err := copyData(ctx, out, src, e, attributes); err != nil {
		return fmt.Errorf("copying %s: %w", src.name, err)
	}
	if err := c.tree.unchanged(src.fd, src.name, want); err != nil {
		return err
	}
	if err := c.setOwnerAndMode(out.fd, out.name, want); err != nil {
		return err
	}
	if err := c.setAttributes(out.fd, src.name, attributes); err != nil {
		return err
	}
	return setTimes(out.fd, out.name, c.opts.dated(want))
}

// create makes a new file. It replaces anything of that name except a directory.
func create(dir int, name string) (*file, error) {
	if strings.HasPrefix(name, whiteoutPrefix) {
		return nil, &WhiteoutError{name}
	}
	for {
		fd, err := unix.Openat(dir, name, unix.O_CREAT|unix.O_EXCL|unix.O_WRONLY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0o600)
		if err == nil {
			return &file{fd, name}, nil
		}
		if err != unix.EEXIST {
			return nil, &os.PathError{Op: "create", Path: name, Err: err}
		}
		if err := unix.Unlinkat(dir, name, 0); err == unix.EISDIR {
			return nil, fmt.Errorf("cannot replace the directory %s by a file", name)
		} else if err != nil && err != unix.ENOENT {
			return nil, &os.PathError{Op: "replace", Path: name, Err: err}
		}
	}
}

func (c *copying) setOwnerAndMode(fd int, name string, st *unix.Stat_t) error {
	uid, gid := c.owner(st)
	return c.apply(fd, name, uid, gid, st)
}

func (c *copying) apply(fd int, name string, uid, gid int, st *unix.Stat_t) error {
	if err := owner.Set(fd, "", uid, gid); err != nil {
		return &os.PathError{Op: "chown", Path: name, Err: err}
	}
	mode := c.opts.Chmod.apply(st.Mode)
	if c.opts.NoPrivilege && st.Mode&unix.S_IFMT == unix.S_IFREG {
		mode &^= unix.S_ISUID | unix.S_ISGID
	}
	if err := owner.SetMode(fd, "", mode); err != nil {
		return &os.PathError{Op: "chmod", Path: name, Err: err}
	}
	return nil
}

func (c *copying) owner(st *unix.Stat_t) (uid, gid int) {
	switch {
	case c.opts.Chown != nil:
		return c.opts.Chown.UID, c.opts.Chown.GID
	case c.tree.Foreign:
		return 0, 0
	}
	return int(st.Uid), int(st.Gid)
}
