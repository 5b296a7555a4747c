package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/moby/sys/mountinfo"
	"go.podman.io/storage"
	stypes "go.podman.io/storage/types"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/flock"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// stateKey names cooper's record of a working container beside the container.
const stateKey = "cooper.json"

// ErrNoContainer says that the store has no such container.
var ErrNoContainer = fmt.Errorf("no such container: %w", storage.ErrContainerUnknown)

// ErrNameTaken says that another container has a name.
var ErrNameTaken = errors.New("another container has this name: that name is already in use")

// Container is a working container: an image with a layer on top that stays
// until it is removed. Other programs that share the store have such too.
type Container struct {
	ID      string
	Names   []string
	Image   string // id; empty: none
	Layer   string
	Created time.Time
	Own     bool // cooper made it
}

// NewContainer makes a container on an image, or on nothing.
func (s *Store) NewContainer(name, image string, state []byte) (out Container, err error) {
	unlock, err := s.lockNames()
	if err != nil {
		return Container{}, err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	c, err := s.library.CreateContainer("", []string{name}, image, "", "", &storage.ContainerOptions{
		IDMappingOptions: stypes.IDMappingOptions{HostUIDMapping: true, HostGIDMapping: true},
		BigData:          []storage.ContainerBigDataOption{{Key: stateKey, Data: state}},
	})
	if errors.Is(err, storage.ErrDuplicateName) {
		return Container{}, fmt.Errorf("%s: %w", name, ErrNameTaken)
	}
	if err != nil {
		return Container{}, fmt.Errorf("creating the container %s: %w", name, err)
	}
	return s.publicContainer(*c), nil
}

func (s *Store) publicContainer(c storage.Container) Container {
	return Container{
		ID: c.ID, Names: c.Names, Image: c.ImageID, Layer: c.LayerID, Created: c.Created,
		Own: slices.Contains(c.BigDataNames, stateKey),
	}
}

// Container finds a container by its name, its id, or a prefix of that.
func (s *Store) Container(name string) (Container, error) {
	c, err := s.library.Container(name)
	if errors.Is(err, storage.ErrContainerUnknown) || err == nil && c == nil {
		return Container{}, fmt.Errorf("%s: %w", name, ErrNoContainer)
	}
	if err != nil {
		return Container{}, fmt.Errorf("looking for the container %s: %w", name, err)
	}
	return s.publicContainer(*c), nil
}

// Containers lists all, oldest first.
func (s *Store) Containers() ([]Container, error) {
	list, err := s.library.Containers()
	if err != nil {
		return nil, fmt.Errorf("listing containers: %w", err)
	}
	out := make([]Container, len(list))
	for i, c := range list {
		out[i] = s.publicContainer(c)
	}
	slices.SortStableFunc(out, func(a, b Container) int { return a.Created.Compare(b.Created) })
	return out, nil
}

// ImageLayer is the top layer of the image that a container lies on; empty: none.
func (s *Store) ImageLayer(c Container) (string, error) {
	l, err := s.library.Layer(c.Layer)
	if err != nil {
		return "", fmt.Errorf("reading layer %s: %w", c.Layer, err)
	}
	return l.Parent, nil
}

// State is cooper's record of a container.
func (s *Store) State(c Container) ([]byte, error) {
	if !c.Own {
		return nil, fmt.Errorf("the container %s belongs to another program: only that program can use it",
			strings.Join(c.Names, ", "))
	}
	return s.library.ContainerBigData(c.ID, stateKey)
}

// SetState replaces it.
func (s *Store) SetState(id string, state []byte) error {
	return s.library.SetContainerBigData(id, stateKey, state)
}

// Rename renames a container.
func (s *Store) Rename(c Container, name string) (err error) {
	unlock, err := s.lockNames()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	// The library would take the name from the container that has it.
	if other, err := s.library.Container(name); err == nil && other.ID != c.ID {
		return fmt.Errorf("%s: %w", name, ErrNameTaken)
	}
	return s.library.SetNames(c.ID, []string{name})
}

// lockNames keeps other processes from giving names to containers.
func (s *Store) lockNames() (unlock func() error, err error) {
	lock, err := lockFile(filepath.Join(s.private(), "names.lock"), 0)
	if err != nil {
		return nil, err
	}
	return lock.Close, nil
}

// LockContainer keeps other processes from using a container. busy is called
// once when it has to wait.
func (s *Store) LockContainer(ctx context.Context, id string, busy func()) (unlock func(), err error) {
	dir, err := s.Dir("containers")
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(dir, id), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) != nil {
		busy()
		if err := flock.Wait(ctx, f, unix.LOCK_EX); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return func() { _ = f.Close() }, nil
}

// RemoveContainer removes a container that the caller has locked.
func (s *Store) RemoveContainer(id string) error {
	if err := again(func() error { return s.library.DeleteContainer(id) }); err != nil {
		return fmt.Errorf("removing the container %s: %w", id, err)
	}
	return os.Remove(filepath.Join(s.private(), "containers", id))
}

// again repeats an operation that another process disturbed. A process that opens the store
// can remove a directory that was just created, because it takes it for a leftover.
func again(do func() error) error {
	var err error
	for range 5 {
		if err = do(); !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return err
}

// ContainerTree opens the layers of a container to write to: its own is the upper
// directory, lowers are those of its image, top first.
func (w *Work) ContainerTree(c Container, lowers []*safepath.Root) (*Upper, error) {
	dir, err := w.TempDir()
	if err != nil {
		return nil, err
	}
	path, release, err := w.store.layerPath(c.Layer)
	if err != nil {
		return nil, fmt.Errorf("opening the container %s: %w", c.ID, err)
	}
	root, err := safepath.OpenRoot(path)
	if err != nil {
		return nil, errors.Join(err, release())
	}
	u := &Upper{Root: root, dir: dir, lowers: lowers, store: w.store, kept: path, release: release}
	if len(lowers) == 0 {
		return u, owner.Stat(u.FD(), "", &u.before)
	}
	return u, owner.Stat(lowers[0].FD(), "", &u.before)
}

// there is where the tree of a container is to be seen without mounting: in a
// store that does not stack, or where this container was mounted for others.
func (u *Upper) there() (string, bool) {
	if u.kept == "" {
		return "", false
	}
	if !u.store.stacks {
		return u.kept, true
	}
	merged := filepath.Join(filepath.Dir(u.kept), "merged")
	mounted, err := mountinfo.Mounted(merged)
	return merged, err == nil && mounted
}

// IsContainer reports whether the directory is that of a working container.
func (u *Upper) IsContainer() bool { return u.kept != "" }

// InUse reports whether the tree of a container is mounted already.
func (u *Upper) InUse() bool {
	_, there := u.there()
	return there && u.store.stacks
}

// MountContainer mounts a container for the caller's mount namespace, where it
// stays until it is unmounted as often.
func (s *Store) MountContainer(id string) (string, error) {
	path, err := s.library.Mount(id, "")
	if err != nil {
		return "", fmt.Errorf("mounting the container %s: %w", id, err)
	}
	return path, nil
}

// UnmountContainer undoes one MountContainer.
func (s *Store) UnmountContainer(id string) error {
	_, err := s.library.Unmount(id, false)
	return err
}

// MountPoint is where a container was mounted for others; empty: nowhere.
func (s *Store) MountPoint(c Container) string {
	l, err := s.library.Layer(c.Layer)
	if err != nil || l.MountCount == 0 {
		return ""
	}
	if mounted, err := mountinfo.Mounted(l.MountPoint); err != nil || !mounted && s.stacks {
		return ""
	}
	return l.MountPoint
}
