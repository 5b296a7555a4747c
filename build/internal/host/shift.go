package host

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/idmap"
	"github.com/cooper-build/cooper/runtime/isolation"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/sandbox"
	"github.com/cooper-build/cooper/runtime/userns"
)

// shift is the space in which commands of the host's root have none of the host's ids;
// nil for anybody else, who has other ids anyway. Where it does not work commands have
// root's, and a warning says so once.
func (h *Host) shift() *idmap.Space {
	h.shiftOnce.Do(func() {
		if h.Isolation.Entry != isolation.Mounts || !userns.Initial() || h.otherRuntime() {
			return
		}
		space, err := h.trySpace()
		if err != nil {
			h.Warn(fmt.Sprintf("commands have the ids of the host's root, because ids cannot be mapped here (%v). "+
				"They cannot mount anything, but only namespaces, capabilities and seccomp confine them. "+
				"A build by an ordinary user is safer", err))
			h.bare = true
			return
		}
		h.space = space
	})
	return h.space
}

// shiftFor is shift for a snapshot, which must not be mounted already, as a container of
// `cooper mount` is.
func (h *Host) shiftFor(s *snapshot) *idmap.Space {
	space := h.shift()
	if space != nil && s.upper.InUse() {
		h.Warn("the container is mounted: until `cooper umount`, commands in it have the ids of the host's root")
		return nil
	}
	return space
}

// warnOfNetwork says once what commands with the ids of the host's root reach by its
// network: before Linux 6.12 nothing keeps them from abstract sockets, whose owners ask
// for the user id at most.
func (h *Host) warnOfNetwork(mode network.Mode) {
	if !h.bare || mode != network.Host {
		return
	}
	if abi, err := sandbox.Landlock(); err == nil && abi >= sandbox.LandlockScopes {
		return
	}
	h.exposed.Do(func() {
		h.Warn(
			"commands use the host's network as root, so they can connect to abstract sockets of services as root: " +
				"use --network private (needs pasta) or --network none",
		)
	})
}

// trySpace makes the space, and shows a directory of the store in it, stacked where
// the store stacks.
func (h *Host) trySpace() (*idmap.Space, error) {
	maps := idmap.Shifted()
	if h.Run.Maps != nil {
		maps = *h.Run.Maps
	}
	space, err := idmap.New(maps)
	if err != nil {
		return nil, err
	}
	err = h.tryShown(space)
	if err != nil {
		return nil, errors.Join(err, space.Close())
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.close = append(h.close, space.Close)
	return space, nil
}

func (h *Host) tryShown(space *idmap.Space) error {
	if !h.Store.Stacks() {
		tree, err := space.Tree(h.empty.FD(), "", false)
		if err != nil {
			return err
		}
		return tree.Close()
	}
	upper, err := h.Work.NewUpper([]*safepath.Root{h.empty})
	if err != nil {
		return err
	}
	target, unmount, err := upper.Mount(nil, space)
	if err != nil {
		return errors.Join(err, upper.Close())
	}
	// Without an owner for files that the kernel creates, the mount would be read-only.
	err = space.As(func() error { return os.Mkdir(filepath.Join(target, "made"), 0o755) })
	return errors.Join(err, unmount(), upper.Close())
}

// shown calls run with the path of a snapshot that was prepared, where files are shown
// in a space.
func (s *snapshot) shown(stubs *safepath.Root, space *idmap.Space, run func(target string) error) error {
	target, unmount, err := s.upper.Mount(stubs, space)
	if err != nil {
		return err
	}
	return errors.Join(run(target), unmount())
}

// bindOptions are those of a bind of a source: shown in the space of the command,
// where it has one. A mount of layers is so already.
func (r *runner) bindOptions(source string) []string {
	options := []string{"rbind", "rprivate"}
	if r.shift == nil || r.isShown(source) {
		return options
	}
	tree, err := r.shift.Tree(unix.AT_FDCWD, source, true)
	if err != nil {
		r.host.Warn(fmt.Sprintf("commands see the files of %s as files of nobody: %v", source, err))
		return options
	}
	tree.Close()
	return append(options, "ridmap")
}

// isShown reports whether a path is in an overlay of this build, which is mounted for
// commands.
func (r *runner) isShown(source string) bool {
	var fs unix.Statfs_t
	err := unix.Statfs(source, &fs)
	return err == nil && fs.Type == unix.OVERLAYFS_SUPER_MAGIC && r.host.Work.Holds(source)
}

// rootIn is the owner of a mount point in a tree that a command sees.
func (r *runner) rootIn(shown bool) safepath.Owner {
	out := safepath.Owner{Mode: 0o755}
	if shown {
		out.UID, out.GID = int(r.shift.Maps.UIDs[0].HostID), int(r.shift.Maps.GIDs[0].HostID)
	}
	return out
}
