package sandbox

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/child"
	"github.com/cooper-build/cooper/runtime/internal/sentry"
	"github.com/cooper-build/cooper/runtime/owner"
)

// sentryOrders translates a spec. The trees of the orders that are open are passed on.
func sentryOrders(spec *specs.Spec, opts *Options) (*sentry.Orders, []*os.File, error) {
	c, err := compileProcess(spec)
	if err != nil {
		return nil, nil, err
	}
	if err := refuseInSentry(c); err != nil {
		return nil, nil, err
	}
	o := &sentry.Orders{
		Scratch: opts.StateDir, Owners: owner.Records(), Hostname: c.Hostname,
		HostNetwork: !hasNamespace(spec, specs.NetworkNamespace),
		Args:        c.Args, Env: c.Env, Cwd: c.Cwd, UID: c.UID, GID: c.GID, Groups: c.Groups, Bounding: c.Bounding,
		Masked: spec.Linux.MaskedPaths, ReadOnly: spec.Linux.ReadonlyPaths, NoNewPrivs: c.NoNewPrivs,
		Umask: c.Umask, Terminal: c.Terminal, Seccomp: c.Seccomp, KeepFailed: opts.KeepFailed,
	}
	o.Bounding &^= 1 << unix.CAP_MKNOD // no layer can hold a device that a command makes
	for _, r := range c.Rlimits {
		o.Rlimits = append(o.Rlimits, sentry.Rlimit(r))
	}
	if r := spec.Linux.Resources; r != nil && r.Pids != nil {
		o.MaxPIDs = value(r.Pids.Limit)
	}
	t := trees{orders: o, opts: opts}
	if err := t.root(c.Root); err != nil {
		return nil, nil, err
	}
	for _, m := range spec.Mounts {
		if err := t.mount(m); err != nil {
			return nil, nil, fmt.Errorf("mount at %s: %w", m.Destination, err)
		}
	}
	for _, f := range opts.Files {
		o.Mounts = append(o.Mounts, sentry.Mount{
			Kind: sentry.KindFile, Target: f.Target, Data: f.Data, Mode: f.Mode, UID: f.UID, GID: f.GID, ReadOnly: true,
		})
	}
	if opts.Link != nil {
		o.Gateway = sentry.OpenedFD + len(t.opened)
		t.opened = append(t.opened, opts.Link)
	}
	return o, t.opened, nil
}

// refuseInSentry names a field of a spec that only the kernel of the host can do.
func refuseInSentry(c *child.Config) error {
	switch {
	case c.ExecLabel != "":
		return errors.New("process.apparmorProfile and process.selinuxLabel are not supported in gVisor's kernel: " +
			"run without a profile or label")
	case c.ReadonlyRoot:
		return errors.New("root.readonly is not supported in gVisor's kernel")
	}
	return nil
}

// trees collects the trees of orders.
type trees struct {
	orders *sentry.Orders
	opts   *Options
	opened []*os.File
}

// root adds the root filesystem.
func (t *trees) root(dir string) error {
	o := t.orders
	if t.opts.Stack == nil {
		root, err := t.add(sentry.Tree{Path: dir, Links: t.opts.SharedFiles})
		o.Root, o.Stubs = []int{root}, -1
		return err
	}
	o.MakeCwd = true
	for _, layer := range t.opts.Stack.Layers {
		o.Root = append(o.Root, t.addOpen(layer, sentry.Tree{Dir: true, Links: t.opts.SharedFiles}))
	}
	o.Stubs = t.addOpen(t.opts.Stack.Stubs, sentry.Tree{Dir: true})
	return nil
}

// addOpen adds a tree that is open.
func (t *trees) addOpen(file *os.File, tree sentry.Tree) int {
	tree.Path, tree.Opened = file.Name(), sentry.OpenedFD+len(t.opened)
	t.opened = append(t.opened, file)
	t.orders.Trees = append(t.orders.Trees, tree)
	return len(t.orders.Trees) - 1
}

// add adds a tree of the host, and returns its index.
func (t *trees) add(tree sentry.Tree) (int, error) {
	var st unix.Stat_t
	var err error
	opened := t.opts.Opened[tree.Path]
	if opened != nil {
		err = unix.Fstat(int(opened.Fd()), &st)
	} else {
		err = unix.Stat(tree.Path, &st)
	}
	if err != nil {
		return 0, &os.PathError{Op: "stat", Path: tree.Path, Err: err}
	}
	tree.Dir, tree.Socket = st.Mode&unix.S_IFMT == unix.S_IFDIR, st.Mode&unix.S_IFMT == unix.S_IFSOCK
	if opened != nil {
		return t.addOpen(opened, tree), nil
	}
	t.orders.Trees = append(t.orders.Trees, tree)
	return len(t.orders.Trees) - 1, nil
}

// bySentry are mounts of Template for which the sentry has filesystems of its own.
func bySentry(m specs.Mount) bool {
	switch m.Type {
	case "proc", "sysfs", "devpts", "mqueue":
		return true
	case "tmpfs":
		return m.Destination == "/dev"
	}
	return m.Destination == "/sys" && m.Source == "/sys"
}

// mount translates a mount.
func (t *trees) mount(m specs.Mount) (err error) {
	if bySentry(m) {
		return nil
	}
	out, source, err := sentryMount(m)
	if err != nil {
		return err
	}
	switch m.Type {
	case "tmpfs":
		out.Kind = sentry.KindTmpfs
	case "bind", "overlay":
		out.Kind = sentry.KindTree
		out.Tree, err = t.add(sentry.Tree{Path: source, Writable: !out.ReadOnly && !out.Discard})
	default:
		err = fmt.Errorf("type %q is not supported", m.Type)
	}
	t.orders.Mounts = append(t.orders.Mounts, out)
	return err
}

// sentryMount translates the options of a mount.
func sentryMount(m specs.Mount) (out sentry.Mount, source string, err error) {
	out, source = sentry.Mount{Target: m.Destination, Mode: 0o1777}, m.Source
	for _, option := range m.Options {
		key, text, _ := strings.Cut(option, "=")
		switch {
		case key == "ro":
			out.ReadOnly = true
		case key == "noexec":
			out.NoExec = true
		case m.Type == "overlay" && key == "lowerdir":
			source, out.Discard = text, true
		case !isFlag(option) && !filesystemOption(m.Type, key, text):
			return out, "", fmt.Errorf("option %q is not supported", option)
		case key == "size":
			out.Size = text
		case key == "mode":
			_, _ = fmt.Sscanf(text, "%o", &out.Mode) // its form was checked
		}
	}
	return out, source, nil
}

// isFlag reports whether an option is one of any mount.
func isFlag(option string) bool {
	_, known := mountAttrs[option]
	return known || option == "bind" || option == "rbind" || option == "idmap" || option == "ridmap"
}
