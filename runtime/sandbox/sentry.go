package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/cgroup"
	"github.com/cooper-build/cooper/runtime/internal/helper"
	"github.com/cooper-build/cooper/runtime/internal/sentry"
	"github.com/cooper-build/cooper/runtime/owner"
)

// RunSentry runs the process of a spec in gVisor's application kernel, without any namespace
// of the host. platform is gVisor's name of a way to intercept system calls. The root of the
// spec stays as it is: Options.Changes gets the changes. StateDir is required, and has a file
// without a name for them. The results are those of [Run].
//
// A mount of type "overlay" with the option lowerdir alone is a directory whose changes are
// discarded.
func RunSentry(ctx context.Context, spec *specs.Spec, platform string, opts Options) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	orders, opened, err := sentryOrders(spec, &opts)
	if err != nil {
		return fmt.Errorf("preparing the sandbox: %w", err)
	}
	orders.Platform = platform
	if orders.Terminal {
		if opts.Console == nil {
			return errors.New("preparing the sandbox: a terminal needs a socket to send it to")
		}
		opts.Stdin, opts.Stdout, opts.Stderr = opts.Console, nil, nil
	}
	frame, err := orders.Frame()
	if err != nil {
		return err
	}
	group, removeGroup, err := openGroup(OutsideSentry(spec.Linux.Resources))
	if err != nil {
		return fmt.Errorf("preparing the sandbox: %w", err)
	}
	defer func() { err = errors.Join(err, removeGroup()) }()
	p, changes, err := startSentry(opts, opened, group)
	if err != nil {
		return fmt.Errorf("starting the sandbox: %w", err)
	}
	applied := make(chan error, 1)
	go func() { applied <- opts.apply(changes) }()
	err = p.supervise(ctx, frame, opts)
	applyErr := <-applied // its end of the pipe is closed with the process
	var exit *ExitError
	if err != nil && !(errors.As(err, &exit) && opts.KeepFailed) {
		return err
	}
	if applyErr != nil {
		return fmt.Errorf("storing what the command changed: %w", applyErr)
	}
	return err
}

// apply hands over the changes, and reads the rest of the stream so that its writer ends.
func (o *Options) apply(changes *os.File) error {
	defer changes.Close()
	var err error
	if o.Changes != nil {
		err = o.Changes(changes)
	}
	_, _ = io.Copy(io.Discard, changes)
	return err
}

// startSentry starts cooper-sentry, which waits for its orders.
func startSentry(opts Options, opened []*os.File, group *cgroup.Group) (*process, *os.File, error) {
	var near, far [3]*os.File
	closeEnds := func(ends [3]*os.File) {
		for _, f := range ends {
			_ = f.Close()
		}
	}
	for i := range near {
		read, write, err := os.Pipe()
		if err != nil {
			closeEnds(near)
			closeEnds(far)
			return nil, nil, err
		}
		if near[i], far[i] = read, write; i == 0 { // the orders
			near[i], far[i] = write, read
		}
	}
	defer closeEnds(far)
	cmd, err := helper.Sentry("run", append(far[:], opened...))
	if err != nil {
		closeEnds(near)
		return nil, nil, err
	}
	// Otherwise the runtime would read files of the host's cgroup now and then.
	cmd.Env = []string{"GODEBUG=containermaxprocs=0,updatemaxprocs=0"}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = nil, opts.Stdout, opts.Stderr
	if opts.Stdin != nil {
		cmd.Stdin = opts.Stdin
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if group != nil {
		cmd.SysProcAttr.UseCgroupFD, cmd.SysProcAttr.CgroupFD = true, group.FD()
	}
	if err := cmd.Start(); err != nil {
		closeEnds(near)
		return nil, nil, err
	}
	return &process{cmd: cmd, orders: near[0], report: near[1]}, near[2], nil
}

// sentryOrders translates a spec. The trees of the orders that are open are passed on.
func sentryOrders(spec *specs.Spec, opts *Options) (*sentry.Orders, []*os.File, error) {
	c, err := compileProcess(spec)
	if err != nil {
		return nil, nil, err
	}
	o := &sentry.Orders{
		Scratch: opts.StateDir, Owners: owner.Records(), Hostname: c.Hostname,
		HostNetwork: !hasNamespace(spec, specs.NetworkNamespace),
		Args:        c.Args, Env: c.Env, Cwd: c.Cwd, UID: c.UID, GID: c.GID, Groups: c.Groups, Bounding: c.Bounding,
		Masked: spec.Linux.MaskedPaths, ReadOnly: spec.Linux.ReadonlyPaths, NoNewPrivs: c.NoNewPrivs, Umask: c.Umask, Terminal: c.Terminal, Seccomp: c.Seccomp, KeepFailed: opts.KeepFailed,
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
	return o, t.opened, nil
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
	out := sentry.Mount{Target: m.Destination, Mode: 0o1777}
	source := m.Source
	for _, option := range m.Options {
		key, text, _ := strings.Cut(option, "=")
		switch {
		case key == "ro":
			out.ReadOnly = true
		case key == "noexec":
			out.NoExec = true
		case m.Type == "overlay" && key == "lowerdir":
			source, out.Discard = text, true
		case m.Type == "tmpfs" && !filesystemOption(m.Type, key, text) && !isFlag(key):
			return fmt.Errorf("option %q is not supported", option)
		case key == "size":
			out.Size = text
		case key == "mode":
			_, _ = fmt.Sscanf(text, "%o", &out.Mode) // its form was checked
		}
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

// isFlag reports whether an option is one of any filesystem.
func isFlag(option string) bool {
	_, known := mountAttrs[option]
	return known
}
