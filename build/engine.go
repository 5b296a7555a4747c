package build

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/build/internal/userdir"
	"github.com/cooper-build/cooper/build/internal/worker"
	"github.com/cooper-build/cooper/runtime/ladder"
	"github.com/cooper-build/cooper/runtime/userns"
)

// Event is what a build says while it runs; see package event for its kinds.
type Event = event.Event

var initialized bool

// shareMounts is the variable by which a worker knows that its mounts are seen by
// others.
const shareMounts = "_COOPER_SHARE_MOUNTS"

// Init must be the first thing in main. It does not return in a process that an
// Engine started, and does nothing in any other.
func Init() {
	userns.Init()
	store.Init()
	if worker.IsWorker() {
		serve()
		os.Exit(0)
	}
	initialized = true
}

// Config says where images are stored. The zero value follows storage.conf and
// the environment, as podman and buildah do.
type Config struct {
	Root           string   // of the store
	RunRoot        string   // for state that need not survive a reboot
	StorageDriver  string   // overlay or vfs
	StorageOptions []string // driver options, key=value
	RegistriesConf string   // path of registries.conf, for operations whose Access names none
	// ShareMounts lets the engine mount where the calling process sees it, for
	// Container.Mount. The process must be root, also of a user namespace.
	ShareMounts bool
	Limits      Limits // of archives and downloads
	LogLevel    string // of the libraries, to standard error: error, warn, info or debug; empty: error
}

// Engine builds and moves images. It is safe for concurrent use. Close it.
type Engine struct {
	worker *worker.Client
	debug  bool // say where a worker crashed
}

// Open starts an engine. It fails, with ErrSetup, when Init was not called.
func Open(ctx context.Context, config Config) (*Engine, error) {
	if !initialized {
		return nil, &Error{Kind: "setup", Message: "build.Open was called without build.Init", Hint: "call build.Init() first in main"}
	}
	if err := ctx.Err(); err != nil {
		return nil, describe(err, nil)
	}
	if err := (store.Options{Root: config.Root, RunRoot: config.RunRoot}).CheckDirectories(); err != nil {
		return nil, describe(err, nil)
	}
	env := workerEnvironment()
	if config.ShareMounts {
		if !userns.Privileged() {
			return nil, &Error{Kind: "setup", Message: "an ordinary user cannot mount what programs outside see", Hint: "do it in a user namespace: cooper unshare sh -c 'cd \"$(cooper mount NAME)\" && …'"}
		}
		env = append(env, shareMounts+"=1")
	}
	w, err := worker.Start(env, ladder.Find(), config.ShareMounts)
	if err != nil {
		return nil, setupError(err)
	}
	e := &Engine{worker: w, debug: config.LogLevel == "debug"}
	if err := e.call(ctx, "open", config, nil, nil); err != nil {
		_ = w.Close()
		return nil, err
	}
	return e, nil
}

// setupError explains why the machine lets no worker start.
func setupError(err error) error {
	out := describe(fmt.Errorf("starting the build worker: %w", err), nil)
	out.Kind = "setup"
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

// Hurry kills the commands that calls have started. Calls whose context has ended
// would wait some seconds for commands to end by themselves.
func (e *Engine) Hurry() { e.worker.Hurry() }

// CancelGrace is how long calls whose context has ended may take to clean up; Kill ends
// those that take longer.
const CancelGrace = worker.Grace

// Kill ends the engine at once, without cleaning up: the next one does that.
func (e *Engine) Kill() { e.worker.Kill() }

// call does one call of the worker.
func (e *Engine) call(ctx context.Context, method string, payload, result any, onEvent func(Event), files ...*os.File) error {
	err := e.worker.Call(ctx, method, payload, result, func(raw json.RawMessage) {
		var ev Event
		if onEvent != nil && json.Unmarshal(raw, &ev) == nil {
			onEvent(ev)
		}
	}, files...)
	var remote *worker.RemoteError
	if errors.As(err, &remote) {
		out := &Error{}
		if json.Unmarshal(remote.Payload, out) != nil {
			return fmt.Errorf("unreadable answer of the worker: %s", remote.Payload)
		}
		return out
	}
	var lost *worker.LostError
	if errors.As(err, &lost) && e.debug {
		out := describe(err, nil)
		out.Output = lost.Stack
		return out
	}
	if err != nil {
		return describe(err, nil)
	}
	return nil
}
