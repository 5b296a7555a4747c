package worker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/isolation"
	"github.com/cooper-build/cooper/runtime/mountns"
)

// Client talks to a worker. Its methods are safe for concurrent use.
type Client struct {
	*conn
	socket *os.File
	files  *os.File // socket for open files
	cmd    *exec.Cmd
	crash  *crash
	ended  chan struct{} // closed when nothing more comes
	wait   func() error  // for the process, any number of times
	dead   atomic.Bool   // a call said that the worker ended

	mu    sync.Mutex
	next  uint64
	calls map[uint64]*call
}

type call struct {
	event func(json.RawMessage)
	done  chan message
}

// RemoteError is the JSON form of an error that a handler returned.
type RemoteError struct{ Payload json.RawMessage }

func (e *RemoteError) Error() string { return string(e.Payload) }

// Start starts a worker in a mode: as root of a new user namespace, or only of a
// new mount namespace when this process may mount already, or of none of its own.
func Start(env []string, mode isolation.Mode, shareMounts bool) (*Client, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("starting the worker: %w", err)
	}
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("starting the worker: %w", err)
	}
	_ = unix.SetNonblock(pair[0], true) // so that Close ends a Read
	ours, theirs := os.NewFile(uintptr(pair[0]), "worker"), os.NewFile(uintptr(pair[1]), "worker")
	defer theirs.Close()
	files, theirFiles, err := filesPair()
	if err != nil {
		ours.Close()
		return nil, fmt.Errorf("starting the worker: %w", err)
	}
	defer theirFiles.Close()
	cmd := exec.Command(self, Verb)
	mounts, err := mountns.Name()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("starting the worker: %w", err), ours.Close(), files.Close())
	}
	cmd.Env = slices.Concat(env, []string{mode.Environment(), mountns.Variable + "=" + mounts})
	died := &crash{out: os.Stderr}
	cmd.Stderr = died
	cmd.WaitDelay = time.Second // for its children, which have the same standard error
	cmd.ExtraFiles = []*os.File{nil, theirs, theirFiles}
	// A Ctrl-C at the terminal reaches the caller, who ends the calls in order.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := mode.Entry.Start(cmd, shareMounts); err != nil {
		ours.Close()
		files.Close()
		return nil, err
	}
	c := &Client{
		conn:   newConn(ours),
		socket: ours,
		files:  files,
		cmd:    cmd,
		crash:  died,
		ended:  make(chan struct{}),
		wait:   sync.OnceValue(cmd.Wait),
		calls:  map[uint64]*call{},
	}
	go c.read()
	return c, nil
}

func filesPair() (ours, theirs *os.File, err error) {
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, nil, err
	}
	return os.NewFile(uintptr(pair[0]), "files"), os.NewFile(uintptr(pair[1]), "files"), nil
}

// read delivers the messages of the worker until it ends.
func (c *Client) read() {
	defer close(c.ended)
	for {
		m, err := c.receive()
		if err != nil {
			return
		}
		c.mu.Lock()
		waiting := c.calls[m.ID]
		c.mu.Unlock()
		switch {
		case waiting == nil:
		case m.Kind == kindEvent:
			if waiting.event != nil {
				waiting.event(m.Payload)
			}
		default:
			waiting.done <- m
		}
	}
}

// Call runs a method and decodes its result. onEvent, which may be nil, gets the
// call's events one after another. When ctx ends the call is cancelled, and
// Call returns after the worker has cleaned up. The worker gets the open files too.
func (c *Client) Call(
	ctx context.Context, method string, payload, result any, onEvent func(json.RawMessage), files ...*os.File,
) error {
	waiting := &call{event: onEvent, done: make(chan message, 1)}
	c.mu.Lock()
	c.next++
	id := c.next
	c.calls[id] = waiting
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		delete(c.calls, id)
		c.mu.Unlock()
	}()
	var broken *sendError
	if err := c.sendWith(id, kindCall, method, payload, files, c.files); errors.As(err, &broken) {
		return c.lost()
	} else if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { _ = c.send(id, kindCancel, "", nil) })
	defer stop()
	var answer message
	select {
	case answer = <-waiting.done:
	case <-c.ended:
		select {
		case answer = <-waiting.done:
		default:
			return c.lost()
		}
	}
	if answer.Kind == kindError {
		return &RemoteError{answer.Payload}
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(answer.Payload, result)
}

// LostError means that the worker ended before it answered.
type LostError struct {
	Signal syscall.Signal // the signal that killed it; 0: it ended by itself
	Reason string         // the first line of a crash; empty: it wrote none
	Stack  string         // all of it
}

func (e *LostError) Error() string {
	const worker = "the worker process of cooper"
	if e.Reason != "" {
		return worker + " crashed: " + e.Reason
	}
	if e.Signal == 0 {
		return worker + " ended without an answer"
	}
	return fmt.Sprintf("%s was killed by %s", worker, unix.SignalName(e.Signal))
}

// lost says how the worker ended.
func (c *Client) lost() error {
	<-c.ended
	c.dead.Store(true)
	out := &LostError{}
	var exit *exec.ExitError
	if errors.As(c.wait(), &exit) {
		if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
			out.Signal = status.Signal()
		}
	}
	out.Reason, out.Stack = c.crash.reason(), c.crash.stack()
	return out
}

// Close ends the worker and waits for it.
func (c *Client) Close() error {
	err := unix.Shutdown(int(c.socket.Fd()), unix.SHUT_WR)
	if errors.Is(err, unix.ENOTCONN) {
		err = nil
	}
	kill := time.AfterFunc(30*time.Second, func() { _ = c.cmd.Process.Kill() })
	defer kill.Stop()
	<-c.ended
	waitErr := c.wait()
	if c.dead.Load() {
		waitErr = nil // a call said so already
	}
	return errors.Join(err, waitErr, c.socket.Close(), c.files.Close())
}

// KillCommands kills all processes that the worker started, so that calls that were
// cancelled end without waiting for them.
func (c *Client) KillCommands() { _ = c.send(0, kindKill, "", nil) }

// Kill ends the worker at once.
func (c *Client) Kill() { _ = c.cmd.Process.Kill() }
