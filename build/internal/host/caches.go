package host

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/account"
	"github.com/cooper-build/cooper/build/internal/cachemount"
	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// cacheMount leases the directory of a cache. A new one belongs to the user of
// the command, unless the mount says otherwise.
func (r *runner) cacheMount(ctx context.Context, spec *specs.Spec, m *dispatch.Mount, user account.User) error {
	lease := r.leases[m.ID]
	if m.Owned {
		if err := chownAll(ctx, lease.Dir, user); err != nil {
			return err
		}
	}
	return r.attach(spec, m, lease.Dir, true)
}

// leaseCaches waits for all caches of the step, each once, in the order of their
// ids, so that two commands never wait for each other. Of several mounts of one
// cache the strictest decides.
func (r *runner) leaseCaches(ctx context.Context, user account.User) error {
	wanted := map[string]int{}
	for i := range r.step.Mounts {
		m := &r.step.Mounts[i]
		if m.Kind != mount.Cache {
			continue
		}
		if before, ok := wanted[m.ID]; !ok || r.step.Mounts[before].Sharing == mount.Shared {
			wanted[m.ID] = i
		}
	}
	r.leases = map[string]*cachemount.Lease{}
	for _, id := range slices.Sorted(maps.Keys(wanted)) {
		i := wanted[id]
		lease, err := r.leaseCache(ctx, &r.step.Mounts[i], r.from[i], user)
		if err != nil {
			return fmt.Errorf("mount at %s: %w", r.step.Mounts[i].Target, err)
		}
		r.leases[id] = lease
	}
	return nil
}

func (r *runner) leaseCache(ctx context.Context, m *dispatch.Mount, from exec.Mounted, user account.User) (*cachemount.Lease, error) {
	home, err := r.host.Store.Dir("mounts")
	if err != nil {
		return nil, err
	}
	lease, err := cachemount.Acquire(ctx, home, cachemount.Request{
		ID: r.host.cacheID(m.ID), Sharing: m.Sharing, Holder: fmt.Sprintf("process %d, %s", os.Getpid(), strings.Join(r.step.Args, " ")),
		Fill: func(dir string) error { return r.fillCache(ctx, dir, m, from, user) },
		Wait: func(holder string) {
			r.host.Warn(fmt.Sprintf("waiting for the cache mount %q, which is used by %s", m.ID, holder))
		},
	})
	if err != nil {
		return nil, err
	}
	r.onEnd(lease.Close)
	return lease, os.RemoveAll(lease.Imported())
}

// cacheID is the id of a cache in its namespace.
func (h *Host) cacheID(id string) string {
	if ns := h.Config.Run.CacheNamespace; ns != "" {
		return ns + "/" + id
	}
	return id
}

func (r *runner) fillCache(ctx context.Context, dir string, m *dispatch.Mount, from exec.Mounted, user account.User) error {
	if from.Files != nil || from.Reading != nil {
		ro := *m
		ro.ReadOnly = true
		shift := r.shift
		r.shift = nil // what is copied keeps its owners
		source, isDir, err := r.bindSource(ctx, &ro, from)
		r.shift = shift
		if err != nil {
			return err
		}
		if !isDir {
			return fmt.Errorf("source /%s is not a directory", m.Source)
		}
		if err := copyTree(ctx, source, dir); err != nil {
			return err
		}
	}
	uid, gid, mode := ownerOf(m, user.UID, user.GID, 0o755)
	return errors.Join(owner.Set(unix.AT_FDCWD, dir, int(uid), int(gid)), unix.Chmod(dir, mode))
}

func copyTree(ctx context.Context, from, to string) error {
	src, err := safepath.OpenRoot(from)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := safepath.OpenRoot(to)
	if err != nil {
		return err
	}
	defer dst.Close()
	tree := &copier.Tree{Root: src}
	matches, err := tree.Scan(ctx, copier.Selection{Sources: []string{"."}})
	if err != nil {
		return err
	}
	return tree.Copy(ctx, dst, "/", matches, nil, copier.Options{Workers: runtime.NumCPU()})
}

// chownAll gives a cache to a user. Links in it are not followed.
func chownAll(ctx context.Context, dir string, user account.User) error {
	root, err := safepath.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	tree := &copier.Tree{Root: root}
	matches, err := tree.Scan(ctx, copier.Selection{Sources: []string{"."}})
	if err != nil {
		return err
	}
	if err := owner.Set(root.FD(), "", int(user.UID), int(user.GID)); err != nil {
		return err
	}
	for _, e := range matches[0].Entries[1:] {
		// Another command may be changing the cache: no path is followed out of it.
		parent, base, err := root.Parent(e.Path)
		if err != nil {
			continue // it went away
		}
		err = owner.Set(int(parent.Fd()), base, int(user.UID), int(user.GID))
		parent.Close()
		if err != nil && !errors.Is(err, unix.ENOENT) {
			return err
		}
	}
	return nil
}
