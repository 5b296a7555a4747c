package kernel

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
	"gvisor.dev/gvisor/pkg/abi/linux"
	"gvisor.dev/gvisor/pkg/bpf"
	"gvisor.dev/gvisor/pkg/fd"
	"gvisor.dev/gvisor/pkg/sentry/fdimport"
	"gvisor.dev/gvisor/pkg/sentry/fsimpl/user"
	"gvisor.dev/gvisor/pkg/sentry/kernel"
	"gvisor.dev/gvisor/pkg/sentry/kernel/auth"
	"gvisor.dev/gvisor/pkg/sentry/limits"
)

// startError is a command that could not be executed, in the words of package child.
type startError struct {
	doing string
	err   error
}

func (e *startError) Error() string { return e.doing + ": " + e.err.Error() }
func (e *startError) Unwrap() error { return e.err }

// arguments are the process without its files.
func (s *sandbox) arguments() (kernel.CreateProcessArgs, error) {
	o, k := s.orders, s.kernel
	set, err := s.limits()
	if err != nil {
		return kernel.CreateProcessArgs{}, err
	}
	return kernel.CreateProcessArgs{
		Argv: o.Args, Envv: o.Env, WorkingDirectory: o.Cwd, Credentials: s.credentials(), Umask: uint(o.Umask),
		Limits:               set,
		MaxSymlinkTraversals: linux.MaxSymlinkTraversals, UTSNamespace: k.RootUTSNamespace(),
		IPCNamespace: k.RootIPCNamespace(), PIDNamespace: k.RootPIDNamespace(), ContainerID: name,
	}, nil
}

// credentials are those of the command.
func (s *sandbox) credentials() *auth.Credentials {
	o := s.orders
	caps := &auth.TaskCapabilities{BoundingCaps: auth.CapabilitySet(o.Bounding)}
	if o.UID == 0 {
		caps.PermittedCaps, caps.EffectiveCaps = caps.BoundingCaps, caps.BoundingCaps
	}
	groups := make([]auth.KGID, len(o.Groups))
	for i, g := range o.Groups {
		groups[i] = auth.KGID(g)
	}
	return auth.NewUserCredentials(auth.KUID(o.UID), auth.KGID(o.GID), groups, caps, s.kernel.RootUserNamespace())
}

// limits are the resource limits of the command.
func (s *sandbox) limits() (*limits.LimitSet, error) {
	set, err := limits.NewLinuxLimitSet()
	if err != nil {
		return nil, err
	}
	set.SetUnchecked(limits.NumberOfFiles, limits.Limit{Cur: 1 << 20, Max: 1 << 20})
	for _, r := range s.orders.Rlimits {
		kind, ok := limits.FromLinuxResource[int(r.Resource)]
		if !ok {
			return nil, fmt.Errorf("resource limit %d: %w", r.Resource, errors.ErrUnsupported)
		}
		set.SetUnchecked(kind, limits.Limit{Cur: r.Soft, Max: r.Hard})
	}
	return set, nil
}

// start starts the command.
func (s *sandbox) start(args kernel.CreateProcessArgs) (*kernel.ThreadGroup, error) {
	args.MountNamespace = s.mounts
	ctx := args.NewContext(s.kernel)
	var err error
	if args.FDTable, err = s.files(&args); err != nil {
		return nil, err
	}
	if args.Filename, err = user.ResolveExecutablePath(ctx, &args); err != nil {
		return nil, &startError{"exec " + args.Argv[0], errno(err)}
	}
	group, _, err := s.kernel.CreateProcess(args)
	if err != nil && strings.Contains(err.Error(), "working directory") {
		return nil, &startError{"entering the working directory " + args.WorkingDirectory, errno(err)}
	}
	if err != nil {
		return nil, &startError{"exec " + args.Argv[0], errno(err)}
	}
	if err := s.filterCommand(group); err != nil {
		return nil, err
	}
	return group, s.kernel.Start()
}

// errno finds the number in an error of the sentry.
func errno(err error) error {
	var host unix.Errno
	if errors.As(err, &host) {
		return err
	}
	// The sentry loses the number on the way, and keeps the text.
	for _, known := range []unix.Errno{
		unix.ENOENT, unix.EACCES, unix.ENOEXEC, unix.ENOTDIR, unix.ELOOP, unix.EPERM, unix.EISDIR,
	} {
		if strings.HasSuffix(err.Error(), known.Error()) {
			return known
		}
	}
	return err
}

// files are the standard streams.
func (s *sandbox) files(args *kernel.CreateProcessArgs) (*kernel.FDTable, error) {
	ctx := args.NewContext(s.kernel)
	table := s.kernel.NewFDTable()
	streams := map[int]*fd.FD{}
	for i, n := range s.stdio {
		streams[i] = fd.New(n)
	}
	terminal, err := fdimport.Import(ctx, table, streams, fdimport.ImportOptions{
		UID: args.Credentials.RealKUID, GID: args.Credentials.RealKGID, Console: s.orders.Terminal, ContainerName: name,
	})
	if err != nil {
		return nil, fmt.Errorf("importing the standard streams: %w", err)
	}
	if terminal != nil {
		args.TTY = terminal.TTY()
		s.terminal = args.TTY
	}
	return table, nil
}

// filterCommand applies the seccomp profile of the command.
func (s *sandbox) filterCommand(group *kernel.ThreadGroup) error {
	code := s.orders.Seccomp
	if len(code) == 0 {
		return nil
	}
	program, err := bpf.Compile(instructions(code), false)
	if err != nil {
		return fmt.Errorf("compiling the seccomp filter of the command: %w", err)
	}
	return group.Leader().AppendSyscallFilter(program, true)
}

// sizeOfInstruction is the size of a struct sock_filter, in bytes.
const sizeOfInstruction = 8

// instructions decodes an array of struct sock_filter.
func instructions(code []byte) []bpf.Instruction {
	out := make([]bpf.Instruction, len(code)/sizeOfInstruction)
	for i := range out {
		c := code[i*sizeOfInstruction:]
		out[i] = bpf.Instruction{
			OpCode: binary.NativeEndian.Uint16(c), JumpIfTrue: c[2], JumpIfFalse: c[3],
			K: binary.NativeEndian.Uint32(c[4:]),
		}
	}
	return out
}

// signal sends the signals that arrive on the orders pipe to all processes of the command.
// Without a worker this process ends.
func (s *sandbox) signal(orders *os.File, group *kernel.ThreadGroup) {
	number := make([]byte, 1)
	for {
		if n, _ := orders.Read(number); n != 1 {
			os.Exit(1)
		}
		if unix.Signal(number[0]) == unix.SIGKILL {
			_ = s.kernel.SendContainerSignal(name, &linux.SignalInfo{Signo: int32(number[0])})
			continue
		}
		_ = s.kernel.SendExternalSignalThreadGroup(group, &linux.SignalInfo{Signo: int32(number[0])})
	}
}
