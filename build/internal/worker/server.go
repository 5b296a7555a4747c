package worker

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"os"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/subreaper"
)

// Handler does one call. Events it emits reach the caller in order. An error is
// sent as the handler's own JSON form of it.
type Handler func(ctx context.Context, method string, payload json.RawMessage, emit func(event any)) (any, error)

// Verb as the only argument makes a program the worker of another.
const Verb = "cooper-worker"

// socketFD is the worker's end of the socket. Descriptor 3 belongs to the
// entering of the user namespace.
const (
	socketFD = 4
	filesFD  = 5
)

// IsWorker reports whether this process was started as a worker.
func IsWorker() bool { return len(os.Args) == 2 && os.Args[1] == Verb }

// Serve answers calls until the parent is gone.
func Serve(handle Handler) {
	collectGarbage()
	log.SetOutput(io.Discard) // libraries write to a log that nobody reads
	unix.CloseOnExec(socketFD)
	unix.CloseOnExec(filesFD)
	// Nothing that the parent's own parents left open goes further.
	_ = unix.CloseRange(filesFD+1, ^uint(0)>>1, unix.CLOSE_RANGE_CLOEXEC)
	socket := os.NewFile(socketFD, "parent")
	s := &server{
		conn:    newConn(socket),
		files:   os.NewFile(filesFD, "files"),
		handle:  handle,
		running: map[uint64]context.CancelFunc{},
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.loop(ctx)
	cancel()
	// Nobody waits for running calls, and some of them ignore their context.
	time.AfterFunc(Grace, func() {
		subreaper.Signal(unix.SIGKILL)
		os.Exit(1)
	})
	s.calls.Wait()
}

// Grace is how long a worker cleans up after its caller has died, or has canceled its
// calls. The next worker removes what is left.
const Grace = 10 * time.Second

type server struct {
	*conn
	files  *os.File
	handle Handler
	calls  sync.WaitGroup

	mu      sync.Mutex
	running map[uint64]context.CancelFunc
}

func (s *server) loop(ctx context.Context) {
	for {
		m, err := s.receive()
		if err != nil {
			return
		}
		switch m.Kind {
		case kindCall:
			withFiles := ctx
			if m.Files != 0 {
				files, err := receiveFiles(s.files, m.Files)
				if err != nil {
					return
				}
				withFiles = context.WithValue(ctx, filesKey{}, files)
			}
			callCtx, cancel := context.WithCancel(withFiles)
			s.mu.Lock()
			s.running[m.ID] = cancel
			s.mu.Unlock()
			s.calls.Go(func() { s.call(callCtx, m) })
		case kindCancel:
			s.mu.Lock()
			if cancel := s.running[m.ID]; cancel != nil {
				cancel()
			}
			s.mu.Unlock()
		case kindKill:
			subreaper.Signal(unix.SIGKILL)
		}
	}
}

// call runs a handler. If its answer cannot be sent, the parent has died, so the error is
// dropped.
func (s *server) call(ctx context.Context, m message) {
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.running[m.ID]()
		delete(s.running, m.ID)
	}()
	defer closeFiles(Files(ctx))
	emit := func(event any) { _ = s.send(m.ID, kindEvent, "", event) }
	result, err := s.handle(ctx, m.Method, m.Payload, emit)
	if err != nil {
		_ = s.send(m.ID, kindError, "", err)
		return
	}
	if err := s.send(m.ID, kindResult, "", result); err != nil {
		_ = s.send(m.ID, kindError, "", err.Error())
	}
}
