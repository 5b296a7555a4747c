package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/child"
)

// Options say how to run a spec. The zero value discards output and reads nothing.
type Options struct {
	Stdin *os.File // nil: /dev/null
	// Console is a Unix socket that gets the controlling end of the terminal when
	// the process of the spec wants one; there is no other input and output then.
	Console        *os.File
	Stdout, Stderr io.Writer
	// StateDir is an existing directory that the sandbox may mount over in its
	// own namespace. Empty: the root directory of the spec.
	StateDir string
	// Files are put over paths of the root, for this run only. Their content is
	// in the memory of the sandbox and nowhere else.
	Files []File
	// Connect connects the network namespace of the process pid to the outside before the
	// command starts. The returned function is called when the command has ended.
	Connect func(ctx context.Context, pid int) (disconnect func(), err error)
	// Shift, when it is not nil, shows files with owners that the sandbox has.
	Shift *Shift
	// HoldMounts keeps the command from mounts, whatever its capabilities are, where the
	// kernel has Landlock: one with the ids of the host's root could uncover settings
	// that its namespaces do not own.
	HoldMounts bool
	// Changes gets what the command changed, as the tar stream of an OCI layer that is
	// complete only if RunSentry succeeds. KeepFailed is for a command that failed, too.
	Changes    func(stream io.Reader) error
	KeepFailed bool
	// SharedFiles says that files of the root have other names in other trees, for RunSentry.
	SharedFiles bool
	// Stack, when it is not nil, is the root filesystem in place of the root of the spec, for
	// RunSentry. The working directory of the spec is then made.
	Stack *Stack
	// Opened are sources of mounts that are open already, for RunSentry.
	Opened map[string]*os.File
	// Link, when it is not nil, is a socket that is another interface of the network, for RunSentry.
	Link *os.File
	// RuntimeFlags are global flags of the program that RunOCI starts.
	RuntimeFlags []string
	// Spares, when it is not nil, has the first process ready, for Run.
	Spares *Spares
	// Grace is the time between SIGTERM and SIGKILL; 0: three seconds.
	Grace time.Duration
}

// Stack is a root filesystem of directories, as an overlay mount would show them: with its
// marks, which have the attributes of users.
type Stack struct {
	Layers []*os.File // top first
	Stubs  *os.File   // lies below them, and is no part of the filesystem
}

// File is a file that only one sandbox sees. Its target must exist.
type File struct {
	Target   string // absolute, in the sandbox
	Data     []byte
	Mode     uint32 // permission bits
	UID, GID uint32
}

// ExitError says how the command ended when it did not end well.
type ExitError struct {
	Code   int            // exit status; 128+n when a signal ended it
	Signal syscall.Signal // 0 when it exited by itself
	Memory bool           // its limit of memory was used up
}

func (e *ExitError) Error() string {
	if e.Signal != 0 {
		return fmt.Sprintf("killed by signal %d (%s)", e.Signal, unix.SignalName(e.Signal))
	}
	return fmt.Sprintf("exit status %d", e.Code)
}

// StartError is a failure before the command ran.
type StartError struct {
	Doing string // the operation that failed
	Errno syscall.Errno
}

func (e *StartError) Error() string { return e.Doing }

func (e *StartError) Unwrap() error { return e.Errno }

// ErrKilled means that the first process of a sandbox (cooper-init or cooper-sentry) was killed
// before it could report the exit status.
var ErrKilled = errors.New("the first process of the sandbox was killed")

// Run runs the process of a spec to its end. It returns nil when the command
// exited with 0, an *ExitError when it ended otherwise, a *StartError when it
// could not be started, and ctx's error when that ended first.
func Run(ctx context.Context, spec *specs.Spec, opts Options) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	config, err := opts.configure(spec)
	if err != nil {
		return fmt.Errorf("preparing the sandbox: %w", err)
	}
	if spec.Process.Terminal {
		if opts.Console == nil {
			return errors.New("preparing the sandbox: a terminal needs a socket to send it to")
		}
		opts.Stdin, opts.Stdout, opts.Stderr = opts.Console, nil, nil
	}
	group, removeGroup, err := openGroup(spec.Linux.Resources, spec.Linux.CgroupsPath)
	if err != nil {
		return fmt.Errorf("preparing the sandbox: %w", err)
	}
	defer func() { err = errors.Join(err, removeGroup()) }()
	attr := namespaces(spec)
	if group != nil {
		attr.UseCgroupFD, attr.CgroupFD = true, group.FD()
	}
	p, trees, err := opts.startFirst(spec, config, attr)
	defer closeAll(trees)
	if err != nil {
		return err
	}
	err = p.supervise(ctx, child.Frame(config), trees, opts)
	var exit *ExitError
	if group != nil && errors.As(err, &exit) {
		exit.Memory = group.OutOfMemory()
	}
	return err
}

// startFirst starts the first process, or takes one that was started before. The trees are
// those of its orders.
func (o *Options) startFirst(
	spec *specs.Spec, config *child.Config, attr *syscall.SysProcAttr,
) (p *process, trees []*os.File, err error) {
	shift := o.Shift
	if joinedNetwork(spec) == "" && len(config.Mounts) < child.MaxTrees && o.spareable(attr) {
		if p = o.Spares.take(attr); p != nil {
			shift = &Shift{} // it has none of the mounts
		}
	}
	if trees, err = shift.trees(config); err == nil && o.Shift != nil {
		config.Mountpoint, err = o.Shift.mountpoint()
	}
	if err != nil {
		if p != nil {
			err = errors.Join(err, p.discard())
		}
		return nil, trees, fmt.Errorf("preparing the sandbox: %w", err)
	}
	if p == nil {
		if p, err = startHelper(spec, *o, attr, trees); err != nil {
			return nil, trees, fmt.Errorf("starting the sandbox: %w", err)
		}
	}
	return p, trees, nil
}

// configure translates a spec and applies the options.
func (o *Options) configure(spec *specs.Spec) (*child.Config, error) {
	config, err := compile(spec)
	if err != nil {
		return nil, err
	}
	for _, f := range o.Files {
		m := child.Mount{Op: child.OpFile, Target: f.Target, Data: f.Data, Mode: f.Mode, UID: f.UID, GID: f.GID}
		if inMemory(spec, f.Target) {
			m.Stub = child.StubFile
		}
		config.Mounts = append(config.Mounts, m)
	}
	if config.Mountpoint = o.StateDir; config.Mountpoint == "" {
		config.Mountpoint = config.Root
	}
	config.HoldFiles = config.HoldFiles || o.HoldMounts
	return config, nil
}

// explainClone adds the usual reason why new namespaces are forbidden.
func explainClone(err error) error {
	switch {
	case errors.Is(err, unix.EPERM), errors.Is(err, unix.ENOSYS):
		return fmt.Errorf(
			"%w (a seccomp profile, AppArmor or a sysctl forbids new namespaces: see `cooper doctor`)", err,
		)
	case errors.Is(err, unix.ENOSPC):
		return fmt.Errorf("%w (user.max_user_namespaces is used up or 0)", err)
	}
	return err
}
