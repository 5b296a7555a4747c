package store

import (
	"io/fs"
	"os"
	"path/filepath"

	"go.podman.io/storage/drivers"
	"go.podman.io/storage/drivers/vfs"
	"go.podman.io/storage/pkg/idtools"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/owner"
)

// copiesDriver is the storage driver where nothing can be mounted and owners
// cannot be given: that of plain copies, which takes remembered owners along.
const copiesDriver = "copies"

func init() { graphdriver.MustRegister(copiesDriver, initCopies) }

type copies struct{ graphdriver.Driver }

func initCopies(home string, options graphdriver.Options) (graphdriver.Driver, error) {
	plain, err := vfs.Init(home, options)
	if err != nil {
		return nil, err
	}
	return &copies{plain}, nil
}

// String is the name of the driver.
func (c *copies) String() string { return copiesDriver }

// Create makes a layer as a copy of its parent.
func (c *copies) Create(id, parent string, opts *graphdriver.CreateOpts) error {
	if err := c.Driver.Create(id, parent, asSelf(opts)); err != nil {
		return err
	}
	return c.takeOwners(id, parent)
}

// CreateReadWrite makes the layer of a container as a copy of its parent.
func (c *copies) CreateReadWrite(id, parent string, opts *graphdriver.CreateOpts) error {
	if err := c.Driver.CreateReadWrite(id, parent, asSelf(opts)); err != nil {
		return err
	}
	return c.takeOwners(id, parent)
}

// asSelf makes the library create directories as this user, not as root.
func asSelf(opts *graphdriver.CreateOpts) *graphdriver.CreateOpts {
	var out graphdriver.CreateOpts
	if opts != nil {
		out = *opts
	}
	if owner.Emulated() {
		out.IDMappings = idtools.NewIDMappingsFromMaps(
			[]idtools.IDMap{{HostID: os.Geteuid(), Size: 1}}, []idtools.IDMap{{HostID: os.Getegid(), Size: 1}})
	}
	return &out
}

// takeOwners remembers for a copy what is remembered of the original.
func (c *copies) takeOwners(id, parent string) error {
	if !owner.Emulated() {
		return nil
	}
	to, err := c.Get(id, graphdriver.MountOpts{})
	if err != nil {
		return err
	}
	if parent == "" {
		info, err := os.Stat(to)
		if err != nil {
			return err
		}
		return owner.SetMode(unix.AT_FDCWD, to, uint32(info.Mode().Perm()))
	}
	from, err := c.Get(parent, graphdriver.MountOpts{})
	if err != nil {
		return err
	}
	return filepath.WalkDir(from, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		var st unix.Stat_t
		if err := owner.Stat(unix.AT_FDCWD, file, &st); err != nil {
			return err
		}
		name, err := filepath.Rel(from, file)
		if err != nil {
			return err
		}
		return takeOwner(filepath.Join(to, name), &st)
	})
}

func takeOwner(file string, st *unix.Stat_t) error {
	if st.Uid != 0 || st.Gid != 0 {
		if err := owner.Set(unix.AT_FDCWD, file, int(st.Uid), int(st.Gid)); err != nil {
			return err
		}
	}
	if kind := st.Mode & unix.S_IFMT; kind != unix.S_IFREG && kind != unix.S_IFDIR {
		return nil
	}
	return owner.SetMode(unix.AT_FDCWD, file, st.Mode&0o7777)
}
