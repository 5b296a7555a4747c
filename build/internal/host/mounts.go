package host

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/passwd"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// stepMounts adds the --mount flags of a RUN to its spec.
func (r *runner) stepMounts(ctx context.Context, spec *specs.Spec, user passwd.User) error {
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

func (r *runner) stepMount(
	ctx context.Context, spec *specs.Spec, m *dispatch.Mount, from exec.Mounted, user passwd.User,
) error {
	switch m.Kind {
	case mount.Bind:
		return r.bindMount(ctx, spec, m, from)
	case mount.Cache:
		return r.cacheMount(ctx, spec, m, from, user)
	case mount.Tmpfs:
		return r.tmpfsMount(ctx, spec, m)
	case mount.Secret:
		return r.secretMount(spec, m)
	case mount.SSH:
		return r.sshMount(spec, m, user)
	}
	return fmt.Errorf("mounts of type %s are not supported", m.Kind)
}

// attributes are the options that every mount of a RUN has, and those it asks for.
func attributes(m *dispatch.Mount) []string {
	out := []string{"nosuid", "nodev"}
	if slices.Contains(m.Flags, "noexec") {
		out = append(out, "noexec")
	}
	if m.ReadOnly {
		out = append(out, "ro")
	}
	return out
}

// ownerOf is whose a mount's file or directory is, with the given defaults.
func ownerOf(m *dispatch.Mount, uid, gid, mode uint32) (uint32, uint32, uint32) {
	for _, given := range []struct{ value, out *uint32 }{{m.UID, &uid}, {m.GID, &gid}, {m.Mode, &mode}} {
		if given.value != nil {
			*given.out = *given.value
		}
	}
	return uid, gid, mode
}

// attach binds a path of the host over the target of a mount.
func (r *runner) attach(spec *specs.Spec, m *dispatch.Mount, source string, dir bool) error {
	if err := r.ensureMountPoint(m.Target, dir); err != nil {
		return err
	}
	options := append(r.bindOptions(source), attributes(m)...)
	spec.Mounts = append(
		spec.Mounts, specs.Mount{Destination: m.Target, Type: "bind", Source: source, Options: options},
	)
	at := mounted{target: m.Target}
	if dir && !m.ReadOnly {
		root, err := safepath.OpenRoot(source)
		if err != nil {
			return err
		}
		r.onEnd(root.Close)
		at.backing, at.shown = root, r.shift != nil && r.isShown(source)
	}
	r.inner = append(r.inner, at)
	return nil
}

// onEnd has something done when the command has ended, in the reverse order.
func (r *runner) onEnd(f func() error) { r.cleanup = append(r.cleanup, f) }

// isDir reports whether the source of a mount is a directory.
func (h *Host) isDir(m *dispatch.Mount, from exec.Mounted) (bool, error) {
	switch {
	case m.Kind != mount.Bind:
		return m.Kind == mount.Cache || m.Kind == mount.Tmpfs, nil
	case from.Sources != nil:
		return from.Sources.(*sources).parts[0].matches[0].IsDir(), nil
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
	if !m.ReadOnly && r.host.sentry() != "" {
		return r.attachInMemory(spec, m, source, dir)
	}
	return r.attach(spec, m, source, dir)
}

// bindSource provides the source of a bind mount. Changes to it are discarded.
func (r *runner) bindSource(
	ctx context.Context, m *dispatch.Mount, from exec.Mounted,
) (path string, dir bool, err error) {
	if scan, ok := from.Sources.(*sources); ok {
		return r.contextSource(ctx, scan)
	}
	files := stackOf(from.Files)
	if m.ReadOnly || r.host.sentry() != "" {
		v, err := r.host.viewIn(files, r.shift)
		if err != nil {
			return "", false, err
		}
		return below(v, m.Source)
	}
	if err := r.host.hold(files); err != nil {
		return "", false, err
	}
	upper, err := r.host.Work.NewUpper(files.layers)
	if err != nil {
		return "", false, err
	}
	r.onEnd(upper.Close)
	tree, unmount, err := upper.Mount(nil, r.shift)
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
func (r *runner) contextSource(ctx context.Context, scan *sources) (path string, dir bool, err error) {
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
	if err := found.tree.Copy(
		ctx, root, "/", found.matches, nil, copier.Options{Workers: runtime.NumCPU(), Warn: r.host.Warn},
	); err != nil {
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
	path, unmount, err := upper.Mount(nil, r.shift)
	if err != nil {
		return "", err
	}
	r.onEnd(unmount)
	return path, nil
}

func (r *runner) tmpfsMount(ctx context.Context, spec *specs.Spec, m *dispatch.Mount) error {
	if m.CopyUp {
		return r.copyUp(ctx, spec, m)
	}
	if err := r.ensureMountPoint(m.Target, true); err != nil {
		return err
	}
	options := attributes(m)
	if m.Size != 0 {
		options = append(options, fmt.Sprintf("size=%d", m.Size))
	}
	mode := uint32(0o1777)
	if m.Mode != nil {
		mode = *m.Mode
	}
	options = append(options, fmt.Sprintf("mode=%o", mode))
	spec.Mounts = append(
		spec.Mounts, specs.Mount{Destination: m.Target, Type: "tmpfs", Source: "tmpfs", Options: options},
	)
	r.inner = append(r.inner, mounted{target: m.Target, memory: true})
	return nil
}
