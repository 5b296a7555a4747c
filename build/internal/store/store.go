// Package store keeps layers, images, lists and working containers in
// containers/storage, where podman, buildah and skopeo find them too. It is the only
// user of that library, none of whose types is in its API: what reads and writes images
// through containers/image gets a Reference.
//
// A step's upper directory becomes a layer by a rename: it lies below the
// driver's own directory from the start, and is given to the store as a staged
// layer. Drivers that cannot do this get a tar stream instead.
//
// Layers are unpacked by our own code (package layer). Where owners cannot be given to
// files they are remembered (package owner), and a store is of one kind for good.
package store

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"go.podman.io/storage"
	graphdriver "go.podman.io/storage/drivers"
	"go.podman.io/storage/pkg/reexec"
	"go.podman.io/storage/types"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/build/internal/userdir"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/userns"
)

// Options say where the store is. Empty fields have the values of storage.conf
// and the environment, as for podman and buildah.
type Options struct {
	Root          string
	RunRoot       string
	Driver        string
	DriverOptions []string
	ImageStore    string // another directory for images and their layers
	Transient     bool   // records of containers lie in RunRoot
	// Rootless is the id of the user on the host when the process is root of a
	// user namespace of an ordinary user; 0 otherwise.
	Rootless int
	// Limits bound the layers that are unpacked.
	Limits limits.Limits
	// NoMounts says that nothing can be mounted: trees are copied.
	NoMounts bool
}

// Store is an open store, safe for concurrent use.
type Store struct {
	library   *library
	driver    graphdriver.Driver
	userXattr bool
	stacks    bool
	shares    bool // layers share the files that they have in common

	commit sync.Mutex // layers are registered one at a time
}

// Init must be called early in main: the library unpacks layers in processes of
// the same program. It does not return in one of those.
func Init() {
	if done, err := unpackHere(); done {
		if err != nil {
			failUnpack(err)
		}
		os.Exit(0)
	}
	if reexec.Init() {
		os.Exit(0)
	}
}

// Open opens a store, and creates it when it is not there. The process must be
// root of its user namespace.
func Open(opts Options) (*Store, error) {
	settings, err := settings(opts)
	if err != nil {
		return nil, err
	}
	if err := checkDirectories(opts, settings); err != nil {
		return nil, err
	}
	if opts.NoMounts {
		settings.GraphDriverName, settings.GraphDriverOptions = copiesName, []string{shareOption}
	} else if settings.GraphDriverName == "vfs" {
		settings.GraphDriverName = plainCopies()
	}
	s, err := openFirst(settings)
	if err != nil {
		return nil, fmt.Errorf("opening the image store %s: %w", settings.GraphRoot, explain(err))
	}
	driver, err := s.GraphDriver()
	if err != nil {
		return nil, fmt.Errorf("opening the image store %s: %w", settings.GraphRoot, err)
	}
	lib := newLibrary(s)
	out := &Store{
		library: lib, driver: driver, shares: opts.NoMounts, userXattr: opts.Rootless != 0 || !userns.Initial(),
	}
	out.stacks = out.renames()
	if err := os.MkdirAll(out.private(), 0o700); err != nil {
		return nil, fmt.Errorf("opening the image store: %w", err)
	}
	bounds, err := json.Marshal(opts.Limits)
	if err != nil {
		return nil, err
	}
	if err := os.Setenv(limitsVariable, string(bounds)); err != nil {
		return nil, err
	}
	if err := out.openOwners(); err != nil {
		return nil, fmt.Errorf("opening the image store: %w", err)
	}
	return out, nil
}

// openFirst opens a store with the driver that was asked for, or else with the
// best that works: native overlay, overlay through FUSE, plain copies. The
// library's own choice depends on what other programs left in the directory.
func openFirst(s types.StoreOptions) (storage.Store, error) {
	if s.GraphDriverName != "" {
		return storage.GetStore(s)
	}
	s.GraphDriverName = "overlay"
	st, err := storage.GetStore(s)
	switch {
	case err == nil && (!throughFUSE(s.GraphRoot) || fuseOpens() && !owner.Emulated()):
		return st, nil
	case err == nil:
		// The library takes fuse-overlayfs when it is installed, whether or not
		// this user may open the device.
		st.Free()
	case !errors.Is(err, graphdriver.ErrNotSupported) && !errors.Is(err, graphdriver.ErrIncompatibleFS):
		return nil, err
	}
	s.GraphDriverName, s.GraphDriverOptions = plainCopies(), nil
	return storage.GetStore(s)
}

// plainCopies is the driver that keeps whole trees: the library's own loses
// remembered owners.
func plainCopies() string {
	if owner.Emulated() {
		return copiesName
	}
	return "vfs"
}

// throughFUSE reports whether the library chose a mount program by itself.
func throughFUSE(graphRoot string) bool {
	auto, err := os.ReadFile(filepath.Join(graphRoot, "overlay/.has-mount-program"))
	return err == nil && strings.TrimSpace(string(auto)) == "true"
}

func fuseOpens() bool {
	f, err := os.OpenFile("/dev/fuse", os.O_RDWR, 0)
	if err != nil {
		return false
	}
	return f.Close() == nil
}

func settings(opts Options) (types.StoreOptions, error) {
	s, err := types.DefaultStoreOptions()
	if err != nil {
		return s, fmt.Errorf("reading storage.conf: %w", err)
	}
	if opts.Rootless != 0 {
		if s.GraphRoot, s.RunRoot, err = rootlessPlace(opts.Rootless, s); err != nil {
			return s, fmt.Errorf("reading storage.conf: %w", err)
		}
	}
	if opts.Root != "" {
		s.GraphRoot = opts.Root
	}
	if opts.RunRoot != "" {
		s.RunRoot = opts.RunRoot
	}
	if opts.Root != "" && opts.RunRoot == "" {
		s.RunRoot = filepath.Join(opts.Root, "run")
	}
	if opts.Driver != "" {
		if opts.Driver != s.GraphDriverName {
			s.GraphDriverOptions = nil
		}
		s.GraphDriverName = opts.Driver
	}
	s.ImageStore = cmp.Or(opts.ImageStore, s.ImageStore)
	s.TransientStore = s.TransientStore || opts.Transient
	s.GraphDriverOptions = append(slices.Clone(s.GraphDriverOptions), opts.DriverOptions...)
	return s, nil
}

// DirectoryError is a directory of the store that somebody else may have made.
type DirectoryError struct {
	Option string // that names another directory
	Err    error
}

func (e *DirectoryError) Error() string { return "opening the image store: " + e.Err.Error() }

func (e *DirectoryError) Unwrap() error { return e.Err }

// CheckDirectories refuses directories of other users, who could have put files and
// links into them. It is for a process that sees the owners as they are on the host:
// in a user namespace root's directories are somebody else's.
func (o Options) CheckDirectories() error {
	for _, dir := range []struct{ path, option string }{
		{o.Root, "--root"}, {o.RunRoot, "--runroot"}, {o.ImageStore, "--imagestore"},
	} {
		if dir.path == "" {
			continue
		}
		if err := userdir.Check(dir.path); errors.Is(err, userdir.ErrUntrusted) {
			return &DirectoryError{dir.option, err}
		}
	}
	return nil
}

// checkDirectories does it for the directories that the caller did not name.
func checkDirectories(given Options, s types.StoreOptions) error {
	found := Options{Root: s.GraphRoot, RunRoot: s.RunRoot}
	if given.Root != "" {
		found.Root = ""
	}
	if given.Root != "" || given.RunRoot != "" { // it lies in the root then
		found.RunRoot = ""
	}
	return found.CheckDirectories()
}

// explain adds advice to the store's most usual failures.
func explain(err error) error {
	switch {
	case errors.Is(err, os.ErrPermission):
		return fmt.Errorf(
			"%w (another user owns it, or the home directory is read-only: use --root DIR for another directory)", err,
		)
	case errors.Is(err, graphdriver.ErrIncompatibleFS), errors.Is(err, graphdriver.ErrNotSupported):
		return fmt.Errorf("%w (use --storage-driver vfs, which is slow but works everywhere)", err)
	}
	return err
}

// Info says where a store is and how much is in it.
type Info struct {
	GraphRoot, RunRoot         string
	Driver                     string
	DriverOptions              []string
	DriverStatus               map[string]string
	Containers, Images, Layers int
}

// Info describes the store.
func (s *Store) Info() (Info, error) {
	images, err := s.library.Images()
	if err != nil {
		return Info{}, fmt.Errorf("listing images: %w", err)
	}
	layers, err := s.library.Layers()
	if err != nil {
		return Info{}, fmt.Errorf("listing layers: %w", err)
	}
	containers, err := s.library.Containers()
	if err != nil {
		return Info{}, fmt.Errorf("listing containers: %w", err)
	}
	status := map[string]string{}
	for _, pair := range s.driver.Status() {
		status[pair[0]] = pair[1]
	}
	return Info{
		DriverStatus: status,
		GraphRoot:    s.GraphRoot(), RunRoot: s.library.RunRoot(),
		Driver: s.Driver(), DriverOptions: s.library.GraphOptions(),
		Containers: len(containers), Images: len(images), Layers: len(layers),
	}, nil
}

// GraphRoot is the directory of the store.
func (s *Store) GraphRoot() string { return s.library.GraphRoot() }

// Driver is the name of the storage driver.
func (s *Store) Driver() string { return s.library.GraphDriverName() }

// private is the directory of cooper's own records beside the store's.
func (s *Store) private() string { return s.library.private() }

// Dir returns a directory of cooper's own records, made if needed.
func (s *Store) Dir(name string) (string, error) {
	dir := filepath.Join(s.private(), name)
	return dir, os.MkdirAll(dir, 0o700)
}

// Sync writes the file system of the store to its disk.
func (s *Store) Sync() error { return syncFileSystem(s.library.layerRoot()) }

// Free is the space that is left where the store lies, in bytes.
func (s *Store) Free() uint64 {
	var fs unix.Statfs_t
	if unix.Statfs(s.library.GraphRoot(), &fs) != nil {
		return ^uint64(0)
	}
	return fs.Bavail * uint64(fs.Bsize)
}

// renames reports whether an upper directory can become a layer as it is.
func (s *Store) renames() bool {
	if s.library.GraphDriverName() != "overlay" {
		return false
	}
	for _, option := range s.library.GraphOptions() {
		if strings.Contains(option, "mount_program") || strings.Contains(option, "force_mask") ||
			strings.Contains(option, "use_composefs") {
			return false
		}
	}
	return !throughFUSE(s.library.GraphRoot())
}
