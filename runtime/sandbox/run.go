package sandbox

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/cgroup"
	"github.com/cooper-build/cooper/runtime/internal/child"
	"github.com/cooper-build/cooper/runtime/internal/helper"
	"github.com/cooper-build/cooper/runtime/internal/report"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/subreaper"
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
	// RuntimeFlags are global flags of the program that RunOCI starts.
	RuntimeFlags []string
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
	trees, err := opts.Shift.trees(config)
	if err != nil {
		return fmt.Errorf("preparing the sandbox: %w", err)
	}
	defer closeAll(trees)
	if opts.Shift != nil {
		if config.Mountpoint, err = opts.Shift.mountpoint(); err != nil {
			return err
		}
	}
	group, removeGroup, err := openGroup(spec.Linux.Resources, spec.Linux.CgroupsPath)
	if err != nil {
		return fmt.Errorf("preparing the sandbox: %w", err)
	}
	defer func() { err = errors.Join(err, removeGroup()) }()
	p, err := startHelper(spec, opts, group, trees)
	if err != nil {
		return fmt.Errorf("starting the sandbox: %w", err)
	}
	err = p.supervise(ctx, child.Frame(config), opts)
	var exit *ExitError
	if group != nil && errors.As(err, &exit) {
		exit.Memory = group.OutOfMemory()
	}
	return err
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

// process is a running helper and the parent's ends of its pipes.
type process struct {
	cmd    *exec.Cmd
	orders *os.File // see package child
	report *os.File
	// Without a process namespace the death of the helper ends nothing else, and this
	// process does it: these are the processes that it finds then. nil: there is one.
	members *members

	mu      sync.Mutex
	ordered bool // the orders were written, so only signals follow
}

func startHelper(spec *specs.Spec, opts Options, group *cgroup.Group, trees []*os.File) (*process, error) {
	var args []string
	if len(trees) != 0 {
		args = []string{strconv.Itoa(len(trees))}
	}
	ordersRead, ordersWrite, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer ordersRead.Close()
	reportRead, reportWrite, err := os.Pipe()
	if err != nil {
		ordersWrite.Close()
		return nil, err
	}
	defer reportWrite.Close()
	cmd, err := helper.Command(append([]*os.File{ordersRead, reportWrite}, trees...), "run", args...)
	if err != nil {
		ordersWrite.Close()
		reportRead.Close()
		return nil, err
	}
	// Otherwise the runtime would keep files of the host's cgroup open, and the command
	// would see the host's environment.
	cmd.Env = []string{"GODEBUG=containermaxprocs=0,updatemaxprocs=0", "GOMAXPROCS=2"}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = nil, opts.Stdout, opts.Stderr
	if opts.Stdin != nil {
		cmd.Stdin = opts.Stdin
	}
	cmd.SysProcAttr = namespaces(spec)
	if group != nil {
		cmd.SysProcAttr.UseCgroupFD, cmd.SysProcAttr.CgroupFD = true, group.FD()
	}
	if err := startIn(joinedNetwork(spec), cmd); err != nil {
		ordersWrite.Close()
		reportRead.Close()
		return nil, err
	}
	p := &process{cmd: cmd, orders: ordersWrite, report: reportRead}
	if !hasNamespace(spec, specs.PIDNamespace) {
		err = p.adopt()
	}
	if err == nil && opts.Shift != nil {
		err = opts.Shift.own(cmd.Process.Pid)
	}
	if err != nil {
		ordersWrite.Close() // it ends, having no orders
		return nil, errors.Join(err, cmd.Wait(), reportRead.Close())
	}
	return p, nil
}

// adopt makes this process the subreaper of the processes that the helper leaves.
func (p *process) adopt() (err error) {
	if err = subreaper.Adopt(); err == nil {
		p.members, err = membersOf(p.cmd.Process.Pid)
	}
	return err
}

// supervise sends the orders, waits, and cleans up.
func (p *process) supervise(ctx context.Context, orders []byte, opts Options) error {
	defer p.report.Close()
	defer p.members.close()
	stop := context.AfterFunc(ctx, func() { p.terminate(opts.Grace) })
	defer stop()
	disconnect, err := p.connect(ctx, opts)
	defer disconnect()
	if err == nil {
		err = p.command(orders)
	}
	var outcome error
	if err == nil {
		outcome = p.await()
	}
	if errors.Is(outcome, ErrKilled) && p.members != nil {
		err = p.members.end() // before Wait, which reads the output that they hold open
	}
	p.orders.Close()
	if waitErr := p.cmd.Wait(); outcome == nil && err == nil {
		var exit *exec.ExitError
		if waitErr != nil && !errors.As(waitErr, &exit) {
			err = fmt.Errorf("reading the command's output: %w", waitErr)
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return errors.Join(err, outcome)
}

func (p *process) connect(ctx context.Context, opts Options) (disconnect func(), err error) {
	if opts.Connect == nil {
		return func() {}, nil
	}
	disconnect, err = opts.Connect(ctx, p.cmd.Process.Pid)
	if err != nil {
		return func() {}, fmt.Errorf("connecting the network: %w", err)
	}
	return disconnect, nil
}

func (p *process) command(orders []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ordered = true
	if _, err := p.orders.Write(orders); err != nil && !errors.Is(err, unix.EPIPE) {
		return fmt.Errorf("configuring the sandbox: %w", err)
	}
	return nil
}

// terminate asks all processes to end, and after the grace period makes them. One
// that has no orders yet has started nothing, and would take a signal for them.
func (p *process) terminate(grace time.Duration) {
	if grace == 0 {
		grace = 3 * time.Second
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.ordered {
		_ = p.cmd.Process.Kill()
		return
	}
	_, _ = p.orders.Write([]byte{byte(unix.SIGTERM)})
	time.AfterFunc(grace, func() {
		if p.members != nil {
			_, _ = p.orders.Write([]byte{byte(unix.SIGKILL)})
			time.Sleep(grace) // it waits for them
		}
		_ = p.cmd.Process.Kill()
	})
}

// await reads reports until the command ended.
func (p *process) await() error {
	kind := make([]byte, 1)
	for {
		if _, err := io.ReadFull(p.report, kind); err != nil {
			return ErrKilled
		}
		switch kind[0] {
		case report.KindStarted:
		case report.KindOwner:
			if err := p.rememberOwner(); err != nil {
				return err
			}
		case report.KindExit:
			return p.exitStatus()
		default:
			return p.startError()
		}
	}
}

func (p *process) rememberOwner() error {
	record := make([]byte, owner.RecordSize)
	_, err := io.ReadFull(p.report, record)
	if err == nil {
		err = owner.Append(record)
	}
	if err != nil {
		return fmt.Errorf("storing the owner of a file: %w", err)
	}
	return nil
}

func (p *process) exitStatus() error {
	var raw [4]byte
	if _, err := io.ReadFull(p.report, raw[:]); err != nil {
		return fmt.Errorf("reading the exit status: %w", err)
	}
	status := unix.WaitStatus(binary.LittleEndian.Uint32(raw[:]))
	switch {
	case status.Signaled():
		return &ExitError{Code: 128 + int(status.Signal()), Signal: status.Signal()}
	case status.ExitStatus() != 0:
		return &ExitError{Code: status.ExitStatus()}
	}
	return nil
}

func (p *process) startError() error {
	data, err := io.ReadAll(io.LimitReader(p.report, 64<<10))
	if err != nil || len(data) < 4 {
		return errors.New("the sandbox failed without an error message")
	}
	return &StartError{
		Doing: string(bytes.ToValidUTF8(data[4:], []byte("?"))),
		Errno: syscall.Errno(binary.LittleEndian.Uint32(data)),
	}
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
