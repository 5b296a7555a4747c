package host

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
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
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// mounted is a mount of this RUN that others may lie in.
type mounted struct {
	target  string
	backing *safepath.Root // where mount points are made; nil: nowhere, or in memory
	memory  bool
}

// stepMounts adds the --mount flags of a RUN to its spec.
func (r *runner) stepMounts(ctx context.Context, spec *specs.Spec, user account.User) error {
	if err := r.leaseCaches(ctx, user); err != nil {
		return err
	}
	for _, i := range outerFirst(r.step.Mounts) {
		m := &r.step.Mounts[i]
		if err := r.stepMount(ctx, spec, m, r.from[i], user); err != nil {
			return fmt.Errorf("mount at %s: %w", m.Target, err)
		}
	}
	return nil
}

// outerFirst orders mounts so that none hides another that lies in it.
func outerFirst(mounts []dispatch.Mount) []int {
	order := make([]int, len(mounts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return strings.Count(mounts[a].Target, "/") - strings.Count(mounts[b].Target, "/")
	})
	return order
}

func (r *runner) stepMount(ctx context.Context, spec *specs.Spec, m *dispatch.Mount, from exec.Mounted, user account.User) error {
	switch m.Kind {
	case mount.Bind:
		return r.bindMount(ctx, spec, m, from)
	case mount.Cache:
		return r.cacheMount(ctx, spec, m, user)
	case mount.Tmpfs:
		return r.tmpfsMount(spec, m)
	case mount.Secret:
		return r.secretMount(spec, m)
	case mount.SSH:
		return r.sshMount(spec, m, user)
	}
	return fmt.Errorf("mounts of type %s are not supported", m.Kind)
}

// attach binds a path of the host over the target of a mount.
func (r *runner) attach(spec *specs.Spec, m *dispatch.Mount, source string, dir bool) error {
	if err := r.pointFor(m.Target, dir); err != nil {
		return err
	}
	options := []string{"rbind", "rprivate", "nosuid", "nodev"}
	for _, flag := range m.Flags {
		if flag == "noexec" {
			options = append(options, flag)
		}
	}
	if m.ReadOnly {
		options = append(options, "ro")
	}
	spec.Mounts = append(spec.Mounts, specs.Mount{Destination: m.Target, Type: "bind", Source: source, Options: options})
	at := mounted{target: m.Target}
	if dir && !m.ReadOnly {
		root, err := safepath.OpenRoot(source)
		if err != nil {
			return err
		}
		r.onEnd(root.Close)
		at.backing = root
	}
	r.inner = append(r.inner, at)
	return nil
}

// onEnd has something done when the command has ended, in the reverse order.
func (r *runner) onEnd(f func() error) { r.cleanup = append(r.cleanup, f) }

// pointFor makes the mount point of a target: in the root, or in what was mounted
// around it before.
func (r *runner) pointFor(target string, dir bool) error {
	for i := len(r.inner) - 1; i >= 0; i-- {
		outer := r.inner[i]
		rel, inside := strings.CutPrefix(target, outer.target+"/")
		switch {
		case !inside:
		case outer.memory:
			return nil // the sandbox makes it
		case outer.backing == nil:
			return nil // read-only: it is there or the mount fails
		default:
			return r.pointIn(outer.backing, rel, dir)
		}
	}
	if strings.HasPrefix(target, "/dev/") {
		return nil
	}
	return r.mountPoint(target, dir)
}

// pointIn makes a mount point in what an earlier mount shows, and removes it
// after the command unless there is something in it.
func (r *runner) pointIn(root *safepath.Root, name string, dir bool) error {
	if _, err := root.Lstat(name); err == nil {
		return nil
	}
	if err := makePoint(root, name, dir); err != nil {
		return err
	}
	r.onEnd(func() error {
		parent, base, err := root.Parent(name)
		if err != nil {
			return nil // it is gone
		}
		defer parent.Close()
		var st unix.Stat_t
		switch {
		case unix.Fstatat(int(parent.Fd()), base, &st, unix.AT_SYMLINK_NOFOLLOW) != nil:
		case st.Mode&unix.S_IFMT == unix.S_IFDIR:
			_ = unix.Unlinkat(int(parent.Fd()), base, unix.AT_REMOVEDIR)
		case st.Mode&unix.S_IFMT == unix.S_IFREG && st.Size == 0:
			_ = unix.Unlinkat(int(parent.Fd()), base, 0)
		}
		return nil
	})
	return nil
}

func makePoint(root *safepath.Root, name string, dir bool) error {
	if _, err := root.Stat(name); err == nil {
		return nil
	}
	parent := name
	if !dir {
		parent = filepath.Dir(name)
	}
	d, _, err := root.MkdirAll(parent, safepath.Owner{Mode: 0o755})
	if err != nil {
		return err
	}
	defer d.Close()
	if dir {
		return nil
	}
	f, err := root.Open(name, unix.O_CREAT|unix.O_EXCL|unix.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	return f.Close()
}

// isDir says whether what a mount shows is a directory.
func (h *Host) isDir(m *dispatch.Mount, from exec.Mounted) (bool, error) {
	switch {
	case m.Kind != mount.Bind:
		return m.Kind == mount.Cache || m.Kind == mount.Tmpfs, nil
	case from.Reading != nil:
		return from.Reading.(*reading).parts[0].matches[0].IsDir(), nil
	}
	v, err := h.viewOf(stackOf(from.Files))
	if err != nil {
		return false, err
	}
	_, dir, err := below(v, m.Source)
	return dir, err
}

func (r *runner) bindMount(ctx context.Context, spec *specs.Spec, m *dispatch.Mount, from exec.Mounted) error {
	source, dir, err := r.bindSource(ctx, m, from)
	if err != nil {
		return err
	}
	return r.attach(spec, m, source, dir)
}

// bindSource provides what a bind mount shows, so that nothing that is written
// to it stays anywhere.
func (r *runner) bindSource(ctx context.Context, m *dispatch.Mount, from exec.Mounted) (path string, dir bool, err error) {
	if scan, ok := from.Reading.(*reading); ok {
		return r.contextSource(ctx, m, scan)
	}
	files := stackOf(from.Files)
	if m.ReadOnly {
		v, err := r.host.viewOf(files)
		if err != nil {
			return "", false, err
		}
		return below(v, m.Source)
	}
	upper, err := r.host.Work.NewUpper(files.layers)
	if err != nil {
		return "", false, err
	}
	r.onEnd(upper.Close)
	tree, unmount, err := upper.Mount(nil)
	if err != nil {
		return "", false, err
	}
	r.onEnd(unmount)
	root, err := safepath.OpenRoot(tree)
	if err != nil {
		return "", false, err
	}
	r.onEnd(root.Close)
	return below(root, m.Source)
}

// below finds a path in a tree without leaving it, and returns its own.
func below(root *safepath.Root, name string) (path string, dir bool, err error) {
	tree, err := os.Readlink(root.ProcPath())
	if err != nil {
		return "", false, err
	}
	f, err := root.Open(name, unix.O_PATH, 0)
	if err != nil {
		return "", false, fmt.Errorf("source /%s: %w", name, errors.Unwrap(err))
	}
	defer f.Close()
	var st unix.Stat_t
	if err := unix.Fstat(int(f.Fd()), &st); err != nil {
		return "", false, err
	}
	real, err := root.Real(f)
	return filepath.Join(tree, real), st.Mode&unix.S_IFMT == unix.S_IFDIR, err
}

// contextSource shows files of the context as root's. A directory that nothing
// is left out of is shown through an overlay; anything else is copied.
func (r *runner) contextSource(ctx context.Context, m *dispatch.Mount, scan *reading) (path string, dir bool, err error) {
	found := scan.parts[0]
	match := found.matches[0]
	if match.IsDir() && found.tree.Ignore.Empty() && r.host.Store.Stacks() {
		if path, err := r.overlaid(found.tree.Root, match.Path); err == nil {
			return path, true, nil
		}
	}
	tmp, err := r.host.Work.TempDir()
	if err != nil {
		return "", false, err
	}
	if err := os.Chmod(tmp, 0o755); err != nil {
		return "", false, err
	}
	root, err := safepath.OpenRoot(tmp)
	if err != nil {
		return "", false, err
	}
	defer root.Close()
	if err := found.tree.Copy(ctx, root, "/", found.matches, nil, copier.Options{Workers: runtime.NumCPU(), Warn: r.host.Warn}); err != nil {
		return "", false, err
	}
	if match.IsDir() {
		return tmp, true, nil
	}
	return below(root, match.Name)
}

// overlaid mounts a writable overlay over a directory of the context.
func (r *runner) overlaid(context *safepath.Root, name string) (string, error) {
	lower, err := context.Sub(name)
	if err != nil {
		return "", err
	}
	defer lower.Close()
	upper, err := r.host.Work.NewUpper([]*safepath.Root{lower})
	if err != nil {
		return "", err
	}
	r.onEnd(upper.Close)
	path, unmount, err := upper.Mount(nil)
	if err != nil {
		return "", err
	}
	r.onEnd(unmount)
	return path, nil
}

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
		source, isDir, err := r.bindSource(ctx, &ro, from)
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
	uid, gid, mode := user.UID, user.GID, uint32(0o755)
	if m.UID != nil {
		uid = *m.UID
	}
	if m.GID != nil {
		gid = *m.GID
	}
	if m.Mode != nil {
		mode = *m.Mode
	}
	return errors.Join(os.Chown(dir, int(uid), int(gid)), unix.Chmod(dir, mode))
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
	if err := os.Chown(root.ProcPath(), int(user.UID), int(user.GID)); err != nil {
		return err
	}
	for _, e := range matches[0].Entries[1:] {
		// Another command may be changing the cache: no path is followed out of it.
		parent, base, err := root.Parent(e.Path)
		if err != nil {
			continue // it went away
		}
		err = unix.Fchownat(int(parent.Fd()), base, int(user.UID), int(user.GID), unix.AT_SYMLINK_NOFOLLOW)
		parent.Close()
		if err != nil && !errors.Is(err, unix.ENOENT) {
			return err
		}
	}
	return nil
}

func (r *runner) tmpfsMount(spec *specs.Spec, m *dispatch.Mount) error {
	if err := r.pointFor(m.Target, true); err != nil {
		return err
	}
	options := []string{"nosuid", "nodev"}
	if m.Size != 0 {
		options = append(options, fmt.Sprintf("size=%d", m.Size))
	}
	mode := uint32(0o1777)
	if m.Mode != nil {
		mode = *m.Mode
	}
	options = append(options, fmt.Sprintf("mode=%o", mode))
	if m.ReadOnly {
		options = append(options, "ro")
	}
	for _, flag := range m.Flags {
		if flag == "noexec" {
			options = append(options, flag)
		}
	}
	spec.Mounts = append(spec.Mounts, specs.Mount{Destination: m.Target, Type: "tmpfs", Source: "tmpfs", Options: options})
	r.inner = append(r.inner, mounted{target: m.Target, memory: true})
	return nil
}

// secretMount gives the command a secret as a file in its own memory, a variable,
// or both.
func (r *runner) secretMount(spec *specs.Spec, m *dispatch.Mount) error {
	data, ok := r.host.Config.Run.Secrets[m.ID]
	if !ok {
		if m.Required {
			return fmt.Errorf("the secret %q is required and was not given", m.ID)
		}
		return nil
	}
	if m.Env != "" {
		spec.Process.Env = append(spec.Process.Env, m.Env+"="+string(data))
		r.secret = true
	}
	if m.Target == "" {
		return nil
	}
	if err := r.pointFor(m.Target, false); err != nil {
		return err
	}
	r.secret = true
	file := sandbox.File{Target: m.Target, Data: data, Mode: 0o400}
	if m.Mode != nil {
		file.Mode = *m.Mode
	}
	if m.UID != nil {
		file.UID = *m.UID
	}
	if m.GID != nil {
		file.GID = *m.GID
	}
	r.files = append(r.files, file)
	return nil
}

// sshMount gives the command the socket of an agent that lists and signs only.
func (r *runner) sshMount(spec *specs.Spec, m *dispatch.Mount, user account.User) error {
	source, ok := r.host.Config.Run.Agents[m.ID]
	if !ok {
		if m.Required {
			return fmt.Errorf("the ssh agent %q is required and was not given", m.ID)
		}
		return nil
	}
	dir, err := r.host.Work.TempDir()
	if err != nil {
		return err
	}
	// The name of a socket must be short, which that of the directory may not be.
	socket, err := safepath.OpenRoot(dir)
	if err != nil {
		return err
	}
	stop, err := source.Serve(filepath.Join(socket.ProcPath(), "agent"))
	if err != nil {
		return errors.Join(fmt.Errorf("ssh agent %q: %w", m.ID, err), socket.Close())
	}
	r.onEnd(func() error { stop(); return socket.Close() })
	uid, gid, mode := user.UID, user.GID, uint32(0o600)
	if m.UID != nil {
		uid = *m.UID
	}
	if m.GID != nil {
		gid = *m.GID
	}
	if m.Mode != nil {
		mode = *m.Mode
	}
	file := filepath.Join(dir, "agent")
	if err := errors.Join(os.Chown(file, int(uid), int(gid)), unix.Chmod(file, mode)); err != nil {
		return err
	}
	if r.agent == "" {
		r.agent = m.Target
		spec.Process.Env = append(spec.Process.Env, "SSH_AUTH_SOCK="+m.Target)
	}
	writable := *m
	writable.ReadOnly = false
	return r.attach(spec, &writable, file, false)
}
