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

	"github.com/cooper-build/cooper/build/internal/cachemount"
	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/passwd"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

const (
	// defaultCacheMode is the mode of a cache that asks for none.
	defaultCacheMode = 0o755
	// shownIdentity is how much of the identity of its files is in the id of a cache,
	// so that it can be read and typed.
	shownIdentity = 16
)

// cacheMount shows the directory of a cache. It belongs to the user of the command,
// unless the mount says otherwise.
func (r *runner) cacheMount(
	ctx context.Context, spec *specs.Spec, m *dispatch.Mount, from exec.Mounted, user passwd.User,
) error {
	dir := r.leases[r.host.cacheID(m, from)].Dir
	if err := ownCache(dir, m, user); err != nil {
		return err
	}
	if m.Owned {
		if err := chownAll(ctx, dir, user); err != nil {
			return err
		}
	}
	if m.Source != "" && from.Identity == "" {
		var err error
		if dir, err = r.partOfCache(dir, m, user); err != nil {
			return fmt.Errorf("source /%s of the cache: %w", m.Source, err)
		}
	}
	return r.attach(spec, m, dir, true)
}

// partOfCache mounts a directory of a cache, which is made if it is not there, where no
// command can replace it by a link before the sandbox has it.
func (r *runner) partOfCache(dir string, m *dispatch.Mount, user passwd.User) (string, error) {
	root, err := safepath.OpenRoot(dir)
	if err != nil {
		return "", err
	}
	defer root.Close()
	uid, gid, mode := ownerOf(m, user.UID, user.GID, defaultCacheMode)
	part, _, err := root.MkdirAll(m.Source, safepath.Owner{UID: int(uid), GID: int(gid), Mode: mode})
	if err != nil {
		return "", err
	}
	if r.host.sentry() != "" {
		return r.openedSource(part)
	}
	defer part.Close()
	target, err := r.host.Work.TempDir()
	if err != nil {
		return "", err
	}
	if err := unix.Mount(part.ProcPath(), target, "", unix.MS_BIND, ""); err != nil {
		return "", fmt.Errorf("mounting it: %w", err)
	}
	r.onEnd(func() error { return unix.Unmount(target, unix.MNT_DETACH) })
	return target, nil
}

// ownCache sets the owner of a cache directory that an earlier step of another user may
// have created. Root can write to any cache.
func ownCache(dir string, m *dispatch.Mount, user passwd.User) error {
	var st unix.Stat_t
	if err := owner.Stat(unix.AT_FDCWD, dir, &st); err != nil {
		return err
	}
	uid, gid, mode := st.Uid, st.Gid, st.Mode&0o7777
	if user.UID != 0 && !m.ReadOnly && uid != user.UID {
		uid, gid = user.UID, user.GID
	}
	if uid, gid, mode = ownerOf(m, uid, gid, mode); uid != st.Uid || gid != st.Gid {
		if err := owner.Set(unix.AT_FDCWD, dir, int(uid), int(gid)); err != nil {
			return err
		}
	}
	if mode == st.Mode&0o7777 {
		return nil
	}
	return owner.SetMode(unix.AT_FDCWD, dir, mode)
}

// leaseCaches waits for all caches of the step, each once, in the order of their
// ids, so that two commands never wait for each other. Of several mounts of one
// cache the strictest decides.
func (r *runner) leaseCaches(ctx context.Context, user passwd.User) error {
	wanted := map[string]int{}
	for i := range r.step.Mounts {
		m := &r.step.Mounts[i]
		if m.Kind != mount.Cache {
			continue
		}
		id := r.host.cacheID(m, r.from[i])
		if before, ok := wanted[id]; !ok || r.step.Mounts[before].Sharing == mount.Shared {
			wanted[id] = i
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

func (r *runner) leaseCache(
	ctx context.Context, m *dispatch.Mount, from exec.Mounted, user passwd.User,
) (*cachemount.Lease, error) {
	home, err := r.host.Store.Dir("mounts")
	if err != nil {
		return nil, err
	}
	lease, err := cachemount.Acquire(ctx, home, cachemount.Request{
		ID: r.host.cacheID(m, from), Sharing: m.Sharing,
		Holder: fmt.Sprintf("process %d, %s", os.Getpid(), strings.Join(r.step.Args, " ")),
		Fill:   func(dir string) error { return r.fillCache(ctx, dir, m, from, user) },
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

// cacheID is the id of a cache in its namespace. It includes the options that need a cache
// of their own: initial content and owner. Without such options it is the plain id.
func (h *Host) cacheID(m *dispatch.Mount, from exec.Mounted) string {
	id := m.ID
	if ns := h.Run.CacheNamespace; ns != "" {
		id = ns + "/" + id
	}
	if from.Identity != "" {
		id += ",from=" + from.Identity[:min(len(from.Identity), shownIdentity)]
		if m.Source != "" {
			id += ",source=/" + m.Source
		}
	}
	if m.UID != nil {
		id += fmt.Sprintf(",uid=%d", *m.UID)
	}
	if m.GID != nil {
		id += fmt.Sprintf(",gid=%d", *m.GID)
	}
	if m.Mode != nil && *m.Mode != defaultCacheMode {
		id += fmt.Sprintf(",mode=%04o", *m.Mode)
	}
	return id
}

func (r *runner) fillCache(
	ctx context.Context, dir string, m *dispatch.Mount, from exec.Mounted, user passwd.User,
) error {
	if from.Files != nil || from.Sources != nil {
		ro := *m
		ro.ReadOnly = true
		shift := r.shift
		r.shift = nil // copied files keep their owners
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
	uid, gid, mode := ownerOf(m, user.UID, user.GID, defaultCacheMode)
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

// setOwner changes the owner of a file. It does nothing if the owner is right, so the ctime
// stays.
func setOwner(dir int, name string, user passwd.User) error {
	var st unix.Stat_t
	if err := owner.Stat(dir, name, &st); err == nil && st.Uid == user.UID && st.Gid == user.GID {
		return nil
	}
	return owner.Set(dir, name, int(user.UID), int(user.GID))
}

// chownAll changes the owner of a directory and everything in it. It does not follow links.
func chownAll(ctx context.Context, dir string, user passwd.User) error {
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
	if err := setOwner(root.FD(), "", user); err != nil {
		return err
	}
	for _, e := range matches[0].Entries[1:] {
		// Another command may be changing the cache: no path is followed out of it.
		parent, base, err := root.Parent(e.Path)
		if err != nil {
			continue // it went away
		}
		err = setOwner(int(parent.Fd()), base, user)
		parent.Close()
		if err != nil && !errors.Is(err, unix.ENOENT) {
			return err
		}
	}
	return nil
}
