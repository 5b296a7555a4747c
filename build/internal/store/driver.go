package store

import (
	"os"
	"slices"

	graphdriver "go.podman.io/storage/drivers"
	"go.podman.io/storage/drivers/vfs"
	"go.podman.io/storage/pkg/idtools"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// This file is a storage driver for the library, which keeps each layer as a whole tree.

// copiesName is the storage driver where layers cannot be stacked and owners
// cannot be given: each layer is a whole tree, with the owners that are remembered.
const copiesName = "copies"

// shareOption makes layers share the files that did not change. It is for where
// nothing can be run, so that no file is ever written to: it is replaced.
const shareOption = "copies.share=true"

func init() { graphdriver.MustRegister(copiesName, initCopies) }

type copiesDriver struct {
	graphdriver.Driver
	fill filler // of a layer with its parent's files
}

func initCopies(home string, options graphdriver.Options) (graphdriver.Driver, error) {
	fill := filler(copyTree)
	if slices.Contains(options.DriverOptions, shareOption) {
		fill = linkTree
	}
	options.DriverOptions = nil
	plain, err := vfs.Init(home, options)
	if err != nil {
		return nil, err
	}
	return &copiesDriver{plain, fill}, nil
}

// String is the name of the driver.
func (c *copiesDriver) String() string { return copiesName }

// Create makes a layer like its parent.
func (c *copiesDriver) Create(id, parent string, opts *graphdriver.CreateOpts) error {
	return c.create(id, parent, c.fill, c.Driver.Create, opts)
}

// CreateReadWrite makes the layer of a container like its parent. Its user may
// write to files there, so that it has its own.
func (c *copiesDriver) CreateReadWrite(id, parent string, opts *graphdriver.CreateOpts) error {
	return c.create(id, parent, copyTree, c.Driver.CreateReadWrite, opts)
}

type (
	filler  func(from, to *safepath.Root) error
	creator func(id, parent string, opts *graphdriver.CreateOpts) error
)

func (c *copiesDriver) create(id, parent string, fill filler, create creator, opts *graphdriver.CreateOpts) error {
	if err := create(id, "", asSelf(opts)); err != nil {
		return err
	}
	to, err := c.open(id)
	if err != nil {
		return err
	}
	defer to.Close()
	if parent == "" {
		return c.closeRoot(to)
	}
	from, err := c.open(parent)
	if err != nil {
		return err
	}
	defer from.Close()
	if err := unix.Chmod(to.ProcPath(), 0o700); err != nil {
		return err
	}
	return fill(from, to)
}

func (c *copiesDriver) open(id string) (*safepath.Root, error) {
	dir, err := c.Get(id, graphdriver.MountOpts{})
	if err != nil {
		return nil, err
	}
	return safepath.OpenRoot(dir)
}

// closeRoot sets the library's mode of the root of a tree by package owner, which keeps the
// root open for this process.
func (c *copiesDriver) closeRoot(dir *safepath.Root) error {
	var st unix.Stat_t
	if err := unix.Fstat(dir.FD(), &st); err != nil {
		return err
	}
	return owner.SetMode(dir.FD(), "", st.Mode&0o7777)
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
