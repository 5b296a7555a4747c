package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/runtime/cgroup"
	"github.com/cooper-build/cooper/runtime/internal/helper"
	"github.com/cooper-build/cooper/runtime/internal/sentry"
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
	group, removeGroup, err := openGroup(OutsideSentry(spec.Linux.Resources), spec.Linux.CgroupsPath)
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
	err = p.supervise(ctx, frame, nil, opts)
	applyErr := <-applied // its end of the pipe is closed with the process
	var exit *ExitError
	if failed := errors.As(err, &exit); err != nil && (!failed || !opts.KeepFailed) {
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
	cmd, err := helper.Sentry(sentry.KernelVerb, append(far[:], opened...))
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
