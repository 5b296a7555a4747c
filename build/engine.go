package build

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"

	"github.com/cooper-build/cooper/build/internal/attest/program"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/engine"
	"github.com/cooper-build/cooper/build/internal/failure"
	kubeconfig "github.com/cooper-build/cooper/build/internal/farm/kubeconfig/program"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/build/internal/userdir"
	"github.com/cooper-build/cooper/build/internal/worker"
	"github.com/cooper-build/cooper/runtime/isolation"
	"github.com/cooper-build/cooper/runtime/userns"
)

var initialized bool

// Init must be the first thing in main. It does not return in a process that an
// Engine started, and does nothing in any other.
func Init() {
	userns.Init()
	program.Init()
	kubeconfig.Init()
	store.Init()
	if worker.IsWorker() {
		engine.Serve()
		os.Exit(0)
	}
	initialized = true
}

// Engine builds and moves images. It is safe for concurrent use. Close it.
type Engine struct {
	worker *worker.Client
	debug  bool // say where a worker crashed
}

// Open starts an engine. It fails, with ErrSetup, when Init was not called.
func Open(ctx context.Context, config Config) (*Engine, error) {
	if !initialized {
		return nil, &Error{
			Kind: KindSetup, Message: "build.Open was called without build.Init",
			Hint: "call build.Init() first in main",
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, describe(err)
	}
	directories := store.Options{Root: config.Root, RunRoot: config.RunRoot, ImageStore: config.ImageStore}
	if err := directories.CheckDirectories(); err != nil {
		return nil, describe(err)
	}
	env := workerEnvironment()
	if config.ShareMounts {
		if !userns.Privileged() {
			return nil, &Error{Kind: KindSetup, Message: "an ordinary user cannot make a mount that other programs see",
				Hint: "use a user namespace: cooper unshare sh -c 'cd \"$(cooper mount NAME)\" && …'"}
		}
		env = append(env, engine.ShareMounts+"=1")
	}
	w, err := worker.Start(env, isolation.Find(), config.ShareMounts)
	if err != nil {
		return nil, setupError(err)
	}
	e := &Engine{worker: w, debug: config.LogLevel == "debug"}
	if _, err := invoke(ctx, e, call.Open, call.Opening{Config: config, Version: version}, nil); err != nil {
		_ = w.Close()
		return nil, err
	}
	return e, nil
}

// setupError explains why the machine lets no worker start.
func setupError(err error) error {
	out := describe(fmt.Errorf("starting the build worker: %w", err))
	out.Kind = KindSetup
	if out.Hint == "" {
		out.Hint = "cooper doctor says what this machine allows"
	}
	return out
}

// workerEnvironment tells the libraries who the user is on the host, and where the
// user's own directories are.
func workerEnvironment() []string {
	env, _ := userdir.Environment()
	if userns.Privileged() {
		return env
	}
	return append(env,
		"_CONTAINERS_USERNS_CONFIGURED=done",
		"_CONTAINERS_ROOTLESS_UID="+strconv.Itoa(os.Getuid()),
		"_CONTAINERS_ROOTLESS_GID="+strconv.Itoa(os.Getgid()))
}

// Close ends the engine. Operations that still run are cancelled.
func (e *Engine) Close() error {
	if err := e.worker.Close(); err != nil {
		return fmt.Errorf("closing the engine: %w", err)
	}
	return nil
}

// KillCommands kills the commands that calls have started. Calls whose context has ended
// would wait some seconds for commands to end by themselves.
func (e *Engine) KillCommands() { e.worker.KillCommands() }

// CancelGrace is how long calls whose context has ended may take to clean up; Kill ends
// those that take longer.
const CancelGrace = worker.Grace

// Kill ends the engine at once, without cleaning up: the next one does that.
func (e *Engine) Kill() { e.worker.Kill() }

// invoke does one call of the worker.
func invoke[A, R any](
	ctx context.Context, e *Engine, m call.Method[A, R], arg A, onEvent func(Event), files ...*os.File,
) (result R, err error) {
	err = e.worker.Call(ctx, m.Name(), arg, &result, func(raw json.RawMessage) {
		var ev Event
		if onEvent != nil && json.Unmarshal(raw, &ev) == nil {
			onEvent(ev)
		}
	}, files...)
	if err != nil {
		err = e.describe(err)
	}
	return result, err
}

// describe is the error of a call.
func (e *Engine) describe(err error) error {
	var remote *worker.RemoteError
	if errors.As(err, &remote) {
		out := &Error{}
		if json.Unmarshal(remote.Payload, out) != nil {
			return fmt.Errorf("invalid answer from the worker: %s", remote.Payload)
		}
		return out
	}
	out := describe(err)
	var lost *worker.LostError
	if errors.As(err, &lost) && e.debug {
		out.Output = lost.Stack
	}
	return out
}

// describe makes an *Error of an error that happened in this process.
func describe(err error) *Error { return failure.Describe(err, nil) }
