// Package engine is the program of a worker: it answers the calls of package call with the
// store, the registries and the sandboxes. Its one entry is Serve.
package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/sirupsen/logrus"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/failure"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/build/internal/worker"
	"github.com/cooper-build/cooper/runtime/binfmt"
	"github.com/cooper-build/cooper/runtime/isolation"
	"github.com/cooper-build/cooper/runtime/mountns"
)

// Serve is the main function of a worker process. It returns when the caller is gone.
func Serve() {
	mode, err := isolation.FromEnvironment()
	if err == nil {
		err = mode.Entry.Enter()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	// Groups of the host have no meaning in the namespace, and its mounts must not
	// propagate. Where these calls are refused, mounts are refused too.
	_ = unix.Setgroups(nil)
	if os.Getenv(ShareMounts) == "" && mountns.Own(os.Getenv(mountns.Variable)) == nil {
		_ = unix.Mount("", "/", "", unix.MS_REC|unix.MS_SLAVE, "")
	}
	_ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)
	unix.Umask(0o022) // the caller's umask is for the caller's own files
	raiseFileLimit()
	logrus.SetLevel(logrus.ErrorLevel)
	s := &server{isolation: mode}
	s.methods = s.table()
	worker.Serve(s.handle)
	if s.store == nil {
		return
	}
	if err := s.store.Close(); err != nil {
		fmt.Fprintln(os.Stderr, fmt.Errorf("closing the store: %w", err))
		os.Exit(1)
	}
}

// ShareMounts is the environment variable of a worker whose mounts others see.
const ShareMounts = "_COOPER_SHARE_MOUNTS"

// raiseFileLimit allows many open layers and directories.
func raiseFileLimit() {
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) == nil {
		limit.Cur = limit.Max
		_ = unix.Setrlimit(unix.RLIMIT_NOFILE, &limit)
	}
}

// server is the state of a worker.
type server struct {
	isolation isolation.Mode
	methods   table

	mu    sync.Mutex
	store *store.Store
	cache *cache.Cache

	running exec.Running

	config   api.Config
	version  string // of cooper
	limits   api.Limits
	emulator binfmt.Emulator
}

// handle does one call; its errors are *Error.
func (s *server) handle(ctx context.Context, method string, payload json.RawMessage, emit func(any)) (any, error) {
	watched, stop := registry.Watch(ctx, s.limits)
	defer stop()
	do, ok := s.methods[method]
	if !ok {
		return nil, failure.Describe(fmt.Errorf("unknown method %q", method), nil)
	}
	result, err := s.guarded(func() (any, error) {
		return do(watched, payload, func(e event.Event) { emit(redacted(e)) })
	})
	if err == nil {
		return result, nil
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	out := failure.Describe(err, nil)
	if st, _ := s.opened(); st != nil && out.Hint != failure.LostHint && st.ReadOnly() {
		out.Message = st.Blame(out.Message)
		out.Hint = failure.LostHint
	}
	return nil, out
}

// lostGrace is how long a call may continue after the store is lost. It may wait for a lock
// of the library that is never released.
const lostGrace = 3 * time.Second

// guarded does a call. A panic is its error, and it ends when the store is lost.
func (s *server) guarded(do func() (any, error)) (any, error) {
	type answer struct {
		result any
		err    error
	}
	done := make(chan answer, 1)
	st, lost := s.opened()
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- answer{err: s.panicked(p)}
			}
		}()
		result, err := do()
		done <- answer{result, err}
	}()
	select {
	case a := <-done:
		return a.result, a.err
	case <-lost:
	}
	select {
	case a := <-done:
		return a.result, a.err
	case <-time.After(lostGrace):
		return nil, st.Err()
	}
}

// opened is the store, and a channel that is closed when the store is lost. Both are nil
// before the store is open.
func (s *server) opened() (*store.Store, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.store == nil {
		return nil, nil
	}
	return s.store, s.store.Lost()
}

func (s *server) panicked(p any) error {
	if st, _ := s.opened(); st != nil {
		return st.Recovered(p)
	}
	if err, ok := p.(error); ok {
		return fmt.Errorf("opening the image store: %w", err)
	}
	return fmt.Errorf("opening the image store: %v", p)
}

// open opens the store.
func (s *server) open(_ context.Context, c call.Opening, _ emitter) (none call.None, err error) {
	if c.LogLevel != "" {
		level, err := logrus.ParseLevel(c.LogLevel)
		if err != nil {
			return none, fmt.Errorf("unknown log level %q: use error, warn, info or debug", c.LogLevel)
		}
		logrus.SetLevel(level)
	}
	rootless, _ := strconv.Atoi(os.Getenv("_CONTAINERS_ROOTLESS_UID"))
	st, err := store.Open(store.Options{
		Root: c.Root, RunRoot: c.RunRoot, Driver: c.StorageDriver, DriverOptions: c.StorageOptions, Rootless: rootless,
		ImageStore: c.ImageStore, Transient: c.Transient, Limits: c.Limits,
		NoMounts: s.isolation.Entry == isolation.None,
	})
	if err != nil {
		return none, err
	}
	dir, err := st.Dir("cache")
	if err != nil {
		return none, fmt.Errorf("opening the cache: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.store != nil {
		return none, errors.New("the worker is open already")
	}
	s.store, s.cache, s.config, s.version, s.limits = st, cache.New(dir), c.Config, c.Version, c.Limits
	return none, nil
}
