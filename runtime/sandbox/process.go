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

	"github.com/cooper-build/cooper/runtime/internal/helper"
	"github.com/cooper-build/cooper/runtime/internal/report"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/subreaper"
)

// process is a running helper and the parent's ends of its pipes.
type process struct {
	cmd    *exec.Cmd
	orders *os.File // see package child
	report *os.File
	// Without a process namespace the death of the helper ends nothing else, and this
	// process does it: these are the processes that it finds then. nil: there is one.
	members *members

	// A process that was started before its command has a pipe for its output.
	output *os.File   // nil: the output is that of cmd
	copied chan error // the end of the output

	mu      sync.Mutex
	ordered bool // the orders were written, so only signals follow
}

// initEnvironment is the environment of cooper-init, which is not the host's. The Go runtime
// would keep files of the host's cgroup open.
func initEnvironment() []string {
	env := []string{"GODEBUG=containermaxprocs=0,updatemaxprocs=0", "GOMAXPROCS=2"}
	return env
}

func startHelper(spec *specs.Spec, opts Options, attr *syscall.SysProcAttr, trees []*os.File) (*process, error) {
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
	cmd.Env = initEnvironment()
	cmd.Stdin, cmd.Stdout, cmd.Stderr = nil, opts.Stdout, opts.Stderr
	if opts.Stdin != nil {
		cmd.Stdin = opts.Stdin
	}
	cmd.SysProcAttr = attr
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

// wait waits for the process and its output.
func (p *process) wait() error {
	err := p.cmd.Wait()
	if p.copied == nil {
		return err
	}
	if copyErr := <-p.copied; err == nil {
		err = copyErr
	}
	_ = p.output.Close()
	return err
}

// supervise sends the orders, waits, and cleans up.
func (p *process) supervise(ctx context.Context, orders []byte, trees []*os.File, opts Options) error {
	defer p.report.Close()
	defer p.members.close()
	stop := context.AfterFunc(ctx, func() { p.terminate(opts.Grace) })
	defer stop()
	disconnect, err := p.connect(ctx, opts)
	defer disconnect()
	if err == nil {
		err = p.command(orders, trees, opts.Stdout)
	}
	if err == nil && opts.spareable(p.cmd.SysProcAttr) {
		opts.Spares.prepare(p.cmd.SysProcAttr)
	}
	var outcome error
	if err == nil {
		outcome = p.await()
	}
	if errors.Is(outcome, ErrKilled) && p.members != nil {
		err = p.members.end() // before Wait, which reads the output that they hold open
	}
	p.orders.Close()
	if waitErr := p.wait(); outcome == nil && err == nil {
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

func (p *process) command(orders []byte, trees []*os.File, output io.Writer) (err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ordered = true
	if p.output != nil {
		err = p.send(orders, trees, output)
	} else {
		_, err = p.orders.Write(orders)
	}
	if err != nil && !errors.Is(err, unix.EPIPE) {
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
