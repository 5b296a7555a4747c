package scan

import (
	"io/fs"
	"os"
	"strings"

	scalibr "github.com/google/osv-scalibr/fs"
	"golang.org/x/sys/unix"
)

// tree is a directory that nothing leads out of. os.Root resolves names itself, which also works
// in kernels without openat2, for example gVisor's. A link out of it is a file that is not there.
type tree struct {
	root *os.Root
	fs   scalibr.FS
}

func openTree(dir string) (*tree, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &tree{root, root.FS().(scalibr.FS)}, nil
}

func (t *tree) Close() error { return t.root.Close() }

// Open opens a regular file or a directory. A FIFO could block forever.
func (t *tree) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	f, err := t.root.OpenFile(name, os.O_RDONLY|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil, absent(err)
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		err = &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// ReadDir lists a directory.
func (t *tree) ReadDir(name string) ([]fs.DirEntry, error) { return t.fs.ReadDir(name) }

// Stat follows links in the tree.
func (t *tree) Stat(name string) (fs.FileInfo, error) {
	info, err := t.fs.Stat(name)
	return info, absent(err)
}

// absent says of a link out of the tree that its target is not there.
func absent(err error) error {
	// The error for it is not exported.
	if err != nil && strings.HasSuffix(err.Error(), "path escapes from parent") {
		return fs.ErrNotExist
	}
	return err
}
