package sandbox

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"reflect"
	threads "runtime"
	"strings"
	"sync"
	"syscall"

	"github.com/moby/sys/mountinfo"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/child"
	"github.com/cooper-build/cooper/runtime/internal/helper"
)

// Spares keeps the first process of the next command ready while a command runs: it is in its
// namespaces, and waits for its orders. It knows nothing of any command, and nothing of its mounts:
// a thread with a mount namespace of its own starts it. Its methods are safe for concurrent use.
type Spares struct {
	starts chan func()

	mu    sync.Mutex
	left  int // commands that may follow
	ready *spare
}

// spare is a first process that waits, or is being started.
type spare struct {
	attr    *syscall.SysProcAttr
	started chan struct{}
	process *process // nil: it could not be started
}

// NewSpares prepares for a number of commands, whose mounts are all below a directory. Close it
// after the last command.
func NewSpares(commands int, mounts string) *Spares {
	s := &Spares{starts: make(chan func(), 1), left: commands}
	separate := make(chan error)
	go func() {
		threads.LockOSThread() // never unlocked: the thread ends with the goroutine
		err := leaveMounts(mounts)
		separate <- err
		if err != nil {
			return
		}
		for start := range s.starts {
			start()
		}
	}()
	if <-separate != nil {
		s.left = 0 // each command starts its own
	}
	return s
}

// leaveMounts gives this thread a mount namespace without the mounts below a directory, which would
// stay as long as it has them.
func leaveMounts(below string) error {
	if err := unix.Unshare(unix.CLONE_FS | unix.CLONE_NEWNS); err != nil {
		return err
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_SLAVE, ""); err != nil {
		return err
	}
	own, err := os.Open("/proc/thread-self/mountinfo")
	if err != nil {
		return err
	}
	defer own.Close()
	found, err := mountinfo.GetMountsFromReader(own, func(m *mountinfo.Info) (skip, stop bool) {
		return !strings.HasPrefix(m.Mountpoint, below+"/"), false
	})
	for _, m := range found {
		err = errors.Join(err, unix.Unmount(m.Mountpoint, unix.MNT_DETACH))
	}
	return err
}

// take returns the process that is ready for a command with these namespaces, or nil.
func (s *Spares) take(attr *syscall.SysProcAttr) *process {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	s.left--
	found := s.ready
	if found == nil || !reflect.DeepEqual(found.attr, attr) {
		s.mu.Unlock()
		return nil
	}
	s.ready = nil
	s.mu.Unlock()
	<-found.started
	return found.process
}

// prepare starts a process for the next command, if there is one.
func (s *Spares) prepare(attr *syscall.SysProcAttr) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left <= 0 || s.ready != nil {
		return
	}
	next := &spare{attr: attr, started: make(chan struct{})}
	s.ready = next
	s.starts <- func() {
		defer close(next.started)
		next.process, _ = startWaiting(attr) // a command that finds none starts its own, and says why it cannot
	}
}

// Close ends the process that nobody took.
func (s *Spares) Close() error {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	left := s.ready
	s.ready, s.left = nil, 0
	s.mu.Unlock()
	close(s.starts)
	if left == nil {
		return nil
	}
	if <-left.started; left.process == nil {
		return nil
	}
	return left.process.discard()
}

// spareable reports whether a command may have a process that was started before.
func (o *Options) spareable(attr *syscall.SysProcAttr) bool {
	return o.Spares != nil && o.Shift == nil && o.Stdin == nil && o.Console == nil && o.oneOutput() &&
		!attr.UseCgroupFD && attr.Cloneflags&unix.CLONE_NEWPID != 0
}

// oneOutput reports whether standard output and error go to one writer.
func (o *Options) oneOutput() bool {
	if o.Stdout == nil || !reflect.TypeOf(o.Stdout).Comparable() {
		return false
	}
	return o.Stdout == o.Stderr
}

// startWaiting starts a first process that gets its trees with its orders.
func startWaiting(attr *syscall.SysProcAttr) (_ *process, err error) {
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	orders, theirs := os.NewFile(uintptr(pair[0]), "orders"), os.NewFile(uintptr(pair[1]), "orders")
	defer theirs.Close()
	report, reportWrite, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, orders.Close())
	}
	defer reportWrite.Close()
	output, outputWrite, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, orders.Close(), report.Close())
	}
	defer outputWrite.Close()
	cmd, err := helper.Command([]*os.File{theirs, reportWrite}, "run", child.Later)
	if err == nil {
		cmd.Env, cmd.Stdout, cmd.Stderr, cmd.SysProcAttr = initEnvironment(), outputWrite, outputWrite, attr
		err = cmd.Start()
	}
	if err != nil {
		return nil, errors.Join(err, orders.Close(), report.Close(), output.Close())
	}
	return &process{cmd: cmd, orders: orders, report: report, output: output}, nil
}

// discard ends a process that has no orders.
func (p *process) discard() error {
	p.orders.Close()
	var exit *exec.ExitError
	err := p.cmd.Wait()
	if errors.As(err, &exit) {
		err = nil
	}
	return errors.Join(err, p.report.Close(), p.output.Close())
}

// send copies the output of a process that was started before, and sends it orders with trees.
func (p *process) send(orders []byte, trees []*os.File, to io.Writer) error {
	p.copied = make(chan error, 1)
	go func() {
		_, err := io.Copy(to, p.output)
		p.copied <- err
	}()
	var rights []byte
	if len(trees) != 0 {
		var fds []int
		for _, t := range trees {
			fds = append(fds, int(t.Fd()))
		}
		rights = unix.UnixRights(fds...)
	}
	if err := unix.Sendmsg(int(p.orders.Fd()), orders[:child.HeaderSize], rights, nil, unix.MSG_NOSIGNAL); err != nil {
		return err
	}
	_, err := p.orders.Write(orders[child.HeaderSize:])
	return err
}
