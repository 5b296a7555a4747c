// Package store keeps layers, images, lists and working containers in
// containers/storage, where podman, buildah and skopeo find them too. It is the only user of that library's store.
//
// A step's upper directory becomes a layer by a rename: it lies below the
// driver's own directory from the start, and is given to the store as a staged
// layer. Drivers that cannot do this get a tar stream instead.
//
// Layers are unpacked by our own code (package layer). Where owners cannot be given to
// files they are remembered (package owner), and a store is of one kind for good.
package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/opencontainers/go-digest"
	"go.podman.io/storage"
	graphdriver "go.podman.io/storage/drivers"
	"go.podman.io/storage/pkg/archive"
	"go.podman.io/storage/pkg/reexec"
	"go.podman.io/storage/types"

	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/build/internal/userdir"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/userns"
)

// Options say where the store is. Empty fields have the values of storage.conf
// and the environment, as for podman and buildah.
type Options struct {
	Root          string
	RunRoot       string
	Driver        string
	DriverOptions []string
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
	storage.Store
	library   *library // the same
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
		settings.GraphDriverName, settings.GraphDriverOptions = copiesDriver, []string{shareOption}
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
	out := &Store{Store: lib, library: lib, driver: driver, shares: opts.NoMounts, userXattr: opts.Rootless != 0 || !userns.Initial()}
	out.stacks = out.renames()
	if err := os.MkdirAll(out.private(), 0o700); err != nil {
		return nil, fmt.Errorf("opening the image store: %w", err)
	}
	bounds, err := json.Marshal(opts.Limits)
	if err != nil {
		return nil, err
	}
	os.Setenv(limitsVariable, string(bounds))
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
		return copiesDriver
	}
	return "vfs"
}

// throughFUSE says whether the library chose a mount program by itself.
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
	for _, dir := range []struct{ path, option string }{{o.Root, "--root"}, {o.RunRoot, "--runroot"}} {
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
		return fmt.Errorf("%w (another user owns it, or the home directory is read-only: --root DIR names another place)", err)
	case errors.Is(err, graphdriver.ErrIncompatibleFS), errors.Is(err, graphdriver.ErrNotSupported):
		return fmt.Errorf("%w (--storage-driver vfs works everywhere, slowly)", err)
	}
	return err
}

// FindID finds an image by its id, or by a prefix of it that no other has.
func (s *Store) FindID(prefix string) (id string, ok bool, err error) {
	img, err := s.Image(prefix)
	if errors.Is(err, storage.ErrImageUnknown) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("looking for image %s: %w", prefix, err)
	}
	return img.ID, strings.HasPrefix(img.ID, prefix), nil
}

// Driver is the name of the storage driver.
func (s *Store) Driver() string { return s.GraphDriverName() }

// private is the directory of cooper's own records beside the store's.
func (s *Store) private() string { return s.library.private() }

// Dir returns a directory of cooper's own records, made if needed.
func (s *Store) Dir(name string) (string, error) {
	dir := filepath.Join(s.private(), name)
	return dir, os.MkdirAll(dir, 0o700)
}

// renames says whether an upper directory can become a layer as it is.
func (s *Store) renames() bool {
	if s.GraphDriverName() != "overlay" {
		return false
	}
	for _, option := range s.GraphOptions() {
		if strings.Contains(option, "mount_program") || strings.Contains(option, "force_mask") || strings.Contains(option, "use_composefs") {
			return false
		}
	}
	return !throughFUSE(s.GraphRoot())
}

// Layer is a layer of the store.
type Layer struct {
	ID     string
	DiffID string // sha256:…
	Size   int64  // of the uncompressed tar stream, in bytes
}

// Layer finds a layer by its full id.
func (s *Store) Layer(id string) (Layer, bool) {
	l, err := s.Store.Layer(id)
	if err != nil || l.ID != id || l.UncompressedDigest == "" {
		return Layer{}, false
	}
	return Layer{ID: id, DiffID: l.UncompressedDigest.String(), Size: l.UncompressedSize}, true
}

// Stacks says whether layers are directories that an overlay mount stacks.
// Otherwise each stands for the whole tree down to its base.
func (s *Store) Stacks() bool { return s.stacks }

// LayerDir opens the directory with a layer's own files or, in a store that does
// not stack, with the whole tree.
// The caller calls release after it has closed the directory.
func (s *Store) LayerDir(id string) (dir *safepath.Root, release func() error, err error) {
	path, release, err := s.layerPath(id)
	if err == nil {
		dir, err = safepath.OpenRoot(path)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("opening layer %s: %w", id, err)
	}
	return dir, release, nil
}

func (s *Store) layerPath(id string) (path string, release func() error, err error) {
	if !s.stacks {
		path, err = s.driver.Get(id, graphdriver.MountOpts{})
		return path, func() error { return s.driver.Put(id) }, err
	}
	meta, err := s.driver.Metadata(id)
	if err != nil {
		return "", nil, err
	}
	path, err = filepath.EvalSymlinks(meta["UpperDir"])
	return path, func() error { return nil }, err
}

// Chain returns a layer and its parents, bottom first.
func (s *Store) Chain(id string) ([]Layer, error) {
	var out []Layer
	for id != "" {
		l, err := s.Store.Layer(id)
		if err != nil {
			return nil, fmt.Errorf("reading layer %s: %w", id, gone(err))
		}
		out = append(out, Layer{ID: l.ID, DiffID: l.UncompressedDigest.String(), Size: l.UncompressedSize})
		id = l.Parent
	}
	slices.Reverse(out)
	return out, nil
}

// LayerID names a layer by its parent and content, in the way that a pull by
// containers/image does, so that the same layer is the same everywhere.
func LayerID(parent, diffID string) string {
	hex := digest.Digest(diffID).Encoded()
	if parent == "" {
		return hex
	}
	return digest.FromString(parent + "+" + hex).Encoded()
}

// Register makes a layer of a sealed upper directory, which it takes over, or
// drops when the same layer is there already.
func (s *Store) Register(parent string, u *Upper) (Layer, error) {
	l := u.sealed
	id := LayerID(parent, l.DiffID)
	// Another process may be making the same layer.
	err := s.library.withDigestLock(id, func() error {
		s.commit.Lock()
		defer s.commit.Unlock()
		if _, ok := s.Layer(id); ok {
			return nil
		}
		if !s.stacks {
			return s.putStream(parent, id, u)
		}
		return s.putStaged(parent, id, u)
	})
	return Layer{ID: id, DiffID: l.DiffID, Size: l.Size}, err
}

// putStaged makes a layer of an upper directory by renaming it.
func (s *Store) putStaged(parent, id string, u *Upper) error {
	l := u.sealed
	record, err := os.Open(u.recordPath())
	if err != nil {
		return err
	}
	target := u.Path()
	mode := u.rootMode
	_, err = s.ApplyStagedLayer(storage.ApplyStagedLayerOptions{
		ID: id, ParentLayer: parent,
		LayerOptions: &storage.LayerOptions{},
		DiffOutput: &graphdriver.DriverWithDifferOutput{
			Target: target, Size: l.Size, UIDs: l.UIDs, GIDs: l.GIDs,
			UncompressedDigest: digest.Digest(l.DiffID), TarSplit: record, RootDirMode: &mode,
		},
		DiffOptions: &graphdriver.ApplyDiffWithDifferOpts{},
	})
	if err != nil {
		return fmt.Errorf("registering layer %s: %w", id, gone(err))
	}
	return nil
}

// LayerStream opens the tar stream of a layer.
func (s *Store) LayerStream(id string) (io.ReadCloser, error) {
	plain := archive.Uncompressed
	return s.Diff("", id, &storage.DiffOptions{Compression: &plain})
}

// PutStream makes a layer of a tar stream from elsewhere, and keeps it only when
// its content has the digest that was promised.
func (s *Store) PutStream(parent, diffID string, stream io.Reader) (id string, err error) {
	id = LayerID(parent, diffID)
	return id, s.library.withDigestLock(id, func() error {
		if _, ok := s.Layer(id); ok {
			return nil
		}
		l, _, err := s.PutLayer(id, parent, nil, "", false, nil, stream)
		if err != nil {
			return err
		}
		if got := l.UncompressedDigest.String(); got != diffID {
			return errors.Join(fmt.Errorf("a layer has the digest %s, not %s", got, diffID), s.DeleteLayer(id))
		}
		return nil
	})
}

// putStream registers a layer for drivers that take tar streams only.
func (s *Store) putStream(parent, id string, u *Upper) error {
	stream, err := os.Open(u.streamPath())
	if err != nil {
		return err
	}
	defer stream.Close()
	_, _, err = s.PutLayer(id, parent, nil, "", false, nil, stream)
	if err != nil && !errors.Is(err, storage.ErrDuplicateID) {
		return fmt.Errorf("registering layer %s: %w", id, err)
	}
	return nil
}
