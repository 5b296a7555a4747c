package build

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"github.com/sirupsen/logrus"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/build/internal/worker"
	"github.com/cooper-build/cooper/imagebuilder/redact"
	"github.com/cooper-build/cooper/runtime/emulation"
	"github.com/cooper-build/cooper/runtime/ladder"
	"github.com/cooper-build/cooper/runtime/mountns"
	"github.com/cooper-build/cooper/runtime/userns"
)

// serve is the main of a worker process.
func serve() {
	// Groups of the host have no meaning in the namespace, and mounts made
	// here are nobody else's. Where this is refused, so are mounts.
	_ = unix.Setgroups(nil)
	if os.Getenv(shareMounts) == "" && mountns.Own(os.Getenv(mountns.Variable)) == nil {
		_ = unix.Mount("", "/", "", unix.MS_REC|unix.MS_SLAVE, "")
	}
	_ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)
	unix.Umask(0o022) // the caller's is about the caller's own files
	raiseFileLimit()
	debug.SetGCPercent(50) // an eighth less memory for large contexts, and no slower
	logrus.SetLevel(logrus.ErrorLevel)
	rung, err := ladder.FromEnvironment()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	s := &server{rung: rung}
	worker.Serve(s.handle)
	if s.store == nil {
		return
	}
	if err := s.store.Close(); err != nil {
		fmt.Fprintln(os.Stderr, fmt.Errorf("closing the store: %w", err))
		os.Exit(1)
	}
}

// raiseFileLimit allows many open layers and directories.
func raiseFileLimit() {
	var limit unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) == nil {
		limit.Cur = limit.Max
		_ = unix.Setrlimit(unix.RLIMIT_NOFILE, &limit)
	}
}

// server holds what a worker has open.
type server struct {
	rung ladder.Rung

	mu    sync.Mutex
	store *store.Store
	cache *cache.Cache

	registriesConf string
	limits         Limits
	emulator       emulation.Emulator
}

// handle does one call; its errors are *Error.
func (s *server) handle(ctx context.Context, method string, payload json.RawMessage, emit func(any)) (any, error) {
	watched, stop := registry.Watch(ctx, s.limits)
	defer stop()
	result, err := s.guarded(func() (any, error) {
		return s.dispatch(watched, method, payload, func(e event.Event) {
			e.Message, e.Instruction = redact.URLs(e.Message), redact.URLs(e.Instruction)
			emit(e)
		})
	})
	if err == nil {
		return result, nil
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	out := describe(err, nil)
	if st, _ := s.opened(); st != nil && out.Hint != lostHint && st.ReadOnly() {
		out.Message = st.Blame(out.Message)
		out.Hint = lostHint
	}
	return nil, out
}

// lostGrace is how long a call may go on when the store is lost. It may wait for a
// lock of the library that nobody will give up.
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

// opened is the store, nil before there is one, and what is closed when it is lost.
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

func (s *server) dispatch(ctx context.Context, method string, payload json.RawMessage, emit func(event.Event)) (any, error) {
	switch method {
	case "open":
		return call(payload, func(c Config) (any, error) { return nil, s.open(c) })
	case "build":
		return call(payload, func(c buildCall) (any, error) { return s.build(ctx, c, emit) })
	case "pull":
		return call(payload, func(r PullRequest) (any, error) { return s.pull(ctx, r, emit) })
	case "push":
		return call(payload, func(r PushRequest) (any, error) { return s.push(ctx, r, emit) })
	case "images":
		return s.images()
	case "inspect":
		return call(payload, func(name string) (any, error) { return s.inspect(name) })
	case "tag":
		return call(payload, func(c tagCall) (any, error) { return nil, s.tag(c) })
	case "remove":
		return call(payload, func(c removeCall) (any, error) { return s.remove(c) })
	case "from":
		return call(payload, func(c fromCall) (any, error) { return s.from(ctx, c, emit) })
	case "container":
		return call(payload, func(id string) (any, error) {
			c, err := s.findContainer(id)
			if err != nil {
				return nil, err
			}
			return Container{ID: c.ID, Name: name(c)}, nil
		})
	case "containers":
		return s.containers()
	case "container-inspect":
		return call(payload, func(id string) (any, error) { return s.inspectContainer(id) })
	case "run":
		return call(payload, func(c runCall) (any, error) { return nil, s.run(ctx, c, emit) })
	case "copy":
		return call(payload, func(c copyCall) (any, error) { return s.copyInto(ctx, c, emit) })
	case "configure":
		return call(payload, func(c configureCall) (any, error) { return s.configure(ctx, c, emit) })
	case "commit":
		return call(payload, func(c commitCall) (any, error) { return s.commit(ctx, c, emit) })
	case "mount":
		return call(payload, func(id string) (any, error) { return s.mount(ctx, id, emit) })
	case "unmount":
		return call(payload, func(id string) (any, error) { return nil, s.unmount(ctx, id, emit) })
	case "rename":
		return call(payload, func(c renameCall) (any, error) { return nil, s.rename(ctx, c, emit) })
	case "container-remove":
		return call(payload, func(id string) (any, error) { return nil, s.removeContainer(ctx, id, emit) })
	case "list-add":
		return call(payload, func(c listCall) (any, error) { return s.addToList(ctx, c, emit) })
	case "list-artifact":
		return call(payload, func(c artifactCall) (any, error) { return s.addArtifact(c) })
	case "list-annotate":
		return call(payload, func(c annotateCall) (any, error) { return s.annotateList(c) })
	case "list-remove":
		return call(payload, func(c listRemoveCall) (any, error) { return s.removeFromList(c) })
	case "list-inspect":
		return call(payload, func(c listInspectCall) (any, error) { return s.inspectList(ctx, c) })
	case "cache-list":
		return s.listCache()
	case "cache-prune":
		return call(payload, func(o CachePrune) (any, error) { return s.pruneCache(o) })
	case "cache-export":
		return call(payload, func(t CacheTransfer) (any, error) { return s.exportMount(ctx, t) })
	case "cache-import":
		return call(payload, func(t CacheTransfer) (any, error) { return s.importMount(ctx, t) })
	case "probe":
		return s.probe(ctx)
	case "info":
		return s.info()
	}
	return nil, fmt.Errorf("unknown method %q", method)
}

// call decodes the payload of a call.
func call[T any](payload json.RawMessage, do func(T) (any, error)) (any, error) {
	var arg T
	if err := json.Unmarshal(payload, &arg); err != nil {
		return nil, fmt.Errorf("reading a call: %w", err)
	}
	return do(arg)
}

func (s *server) open(c Config) error {
	if c.LogLevel != "" {
		level, err := logrus.ParseLevel(c.LogLevel)
		if err != nil {
			return fmt.Errorf("log level %q is unknown: error, warn, info and debug are", c.LogLevel)
		}
		logrus.SetLevel(level)
	}
	rootless, _ := strconv.Atoi(os.Getenv("_CONTAINERS_ROOTLESS_UID"))
	st, err := store.Open(store.Options{
		Root: c.Root, RunRoot: c.RunRoot, Driver: c.StorageDriver, DriverOptions: c.StorageOptions, Rootless: rootless,
		Limits:   c.Limits,
		NoMounts: s.rung.Entry == ladder.None,
	})
	if err != nil {
		return err
	}
	dir, err := st.Dir("cache")
	if err != nil {
		return fmt.Errorf("opening the cache: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.store != nil {
		return errors.New("the worker is open already")
	}
	s.store, s.cache, s.registriesConf, s.limits = st, cache.New(dir), c.RegistriesConf, c.Limits
	return nil
}

// access is the registry's form of an Access, with a directory for blobs on their
// way.
func (s *server) access(a Access) (registry.Access, error) {
	temp, err := s.store.TempDir()
	if err != nil {
		return registry.Access{}, err
	}
	access := s.reading(a)
	access.TempDir = temp
	if blobs, err := s.store.Dir("blobs"); err == nil {
		access.BlobsDir = blobs
	}
	return access, nil
}

// reading is an Access that moves nothing.
func (s *server) reading(a Access) registry.Access {
	if a.RegistriesConf == "" {
		a.RegistriesConf = s.registriesConf
	}
	access := a.internal("")
	access.Limits = s.limits
	return access
}

// finder finds images of the store by their names, and moves none.
func (s *server) finder() (*registry.Client, error) {
	a, err := Access{}.usual()
	if err != nil {
		return nil, err
	}
	return &registry.Client{Store: s.store, Access: s.reading(a)}, nil
}

// client makes a registry client.
func (s *server) client(a Access, emit func(event.Event)) (*registry.Client, error) {
	if a.AuthFile != "" {
		if _, err := os.Stat(a.AuthFile); err != nil {
			return nil, fmt.Errorf("reading credentials: %w", err)
		}
	}
	a, err := a.usual()
	if err != nil {
		return nil, err
	}
	access, err := s.access(a)
	if err != nil {
		return nil, err
	}
	return &registry.Client{Store: s.store, Access: access, Retry: a.Retry, Delay: a.RetryDelay, Emit: emit}, nil
}

func (s *server) pull(ctx context.Context, r PullRequest, emit func(event.Event)) ([]string, error) {
	policy, err := registry.ParsePolicy(r.Policy)
	if err != nil {
		return nil, err
	}
	if r.Policy == "" {
		policy = registry.Always
	}
	c, err := s.client(r.Access, emit)
	if err != nil {
		return nil, err
	}
	if r.AllTags {
		return c.PullTags(ctx, r.Name, policy)
	}
	if r.Platform == "" {
		id, err := c.Pull(ctx, r.Name, policy)
		return []string{id}, err
	}
	p, err := parsePlatform(r.Platform)
	if err != nil {
		return nil, err
	}
	id, err := c.PullPlatform(ctx, r.Name, policy, p)
	return []string{id}, err
}

func (s *server) push(ctx context.Context, r PushRequest, emit func(event.Event)) (Pushed, error) {
	c, err := s.client(r.Access, emit)
	if err != nil {
		return Pushed{}, err
	}
	opts := registry.PushOptions{
		Key: r.Sign.internal(), Compression: r.Compression, CompressionLevel: r.CompressionLevel,
		ForceCompression: r.ForceCompression, Format: r.Format, RemoveSignatures: r.RemoveSignatures,
		EncryptTo: r.EncryptTo, EncryptLayers: r.EncryptLayers, AlsoCompressed: r.AlsoCompressed,
	}
	id, err := c.Find(r.Image)
	if err != nil {
		return Pushed{}, s.nearestImage(r.Image, err)
	}
	if _, isList, _ := s.store.ListOf(id); isList {
		dest := r.Destination
		if dest == "" {
			dest = registry.StripStorage(r.Image)
		}
		pushed, err := c.PushList(ctx, id, dest, opts)
		return Pushed(pushed), err
	}
	pushed, err := c.Push(ctx, r.Image, r.Destination, opts)
	return Pushed(pushed), err
}

func (s *server) info() (Info, error) {
	info, err := s.store.Info()
	if err != nil {
		return Info{}, err
	}
	var fs unix.Statfs_t
	if err := unix.Statfs(info.GraphRoot, &fs); err != nil {
		return Info{}, fmt.Errorf("measuring %s: %w", info.GraphRoot, err)
	}
	return Info{
		Root: info.GraphRoot, RunRoot: info.RunRoot, Driver: info.Driver, DriverOptions: info.DriverOptions,
		Containers: info.Containers, Images: info.Images, Layers: info.Layers, Rootless: !userns.Initial(), Rung: s.rung.Name(),
		FreeBytes: fs.Bavail * uint64(fs.Bsize), TotalBytes: fs.Blocks * uint64(fs.Bsize),
	}, nil
}
