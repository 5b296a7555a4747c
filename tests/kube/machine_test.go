//go:build kube

package kube

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// address is that of the machine in its network.
const address = "10.0.2.100"

// machine is where the nodes run: namespaces in which setup/machine.sh is the first process.
type machine struct {
	dir string
	pid string // of a process in the machine's network
	// ctx ends with the machine.
	ctx context.Context //nolint:containedctx // the machine outlives each call
}

// cacheDir holds the programs of the nodes, outside of the tree.
func cacheDir() string {
	if dir := os.Getenv("COOPER_KUBE_CACHE"); dir != "" {
		return dir
	}
	return filepath.Join(os.Getenv("HOME"), ".cache/cooper-kube")
}

// newMachine makes the directory of a machine. The kernel's name of its cgroup is that of the
// directory.
func newMachine(t *testing.T) *machine {
	t.Helper()
	cache := cacheDir()
	if _, err := os.Stat(filepath.Join(cache, "bin", "versions")); err != nil {
		t.Fatalf("%v: tests/kube/setup/binaries.sh %s builds the programs", err, filepath.Join(cache, "bin"))
	}
	dir, err := os.MkdirTemp(cache, "cooper-kube-")
	if err == nil {
		err = os.Symlink(filepath.Join(cache, "bin"), filepath.Join(dir, "bin"))
	}
	logs := filepath.Join(cache, "log")
	if err == nil {
		err = errors.Join(os.RemoveAll(logs), os.MkdirAll(logs, 0o755), os.Symlink(logs, filepath.Join(dir, "log")))
	}
	if err != nil {
		t.Fatal(err)
	}
	return &machine{dir: dir}
}

// start starts the machine. It ends with the test, with an interrupt, and when this process
// dies: its standard input is a pipe from here.
func (m *machine) start(t *testing.T) {
	t.Helper()
	cmd := exec.Command("setup/start.sh", m.dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Stderr = os.Stderr
	alive, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, unix.SIGTERM)
	m.ctx = ctx
	context.AfterFunc(ctx, func() { _ = alive.Close() })
	ended := make(chan error, 1)
	go func() {
		ended <- cmd.Wait()
		stop()
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("stopping the machine: %v", err)
		}
		m.checkGone(t)
	})
	eventually(t, m, "the network", func() (bool, error) {
		pid, err := os.ReadFile(filepath.Join(m.dir, "pid"))
		m.pid = strings.TrimSpace(string(pid))
		return err == nil, err
	})
}

// checkGone: nothing of a machine stays on the host.
func (m *machine) checkGone(t *testing.T) {
	t.Helper()
	left, err := filepath.Glob("/sys/fs/cgroup/*/" + filepath.Base(m.dir))
	if err != nil || len(left) != 0 {
		t.Errorf("cgroups are left: %v (%v)", left, err)
	}
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil || strings.Contains(string(mounts), m.dir) {
		t.Errorf("mounts are left: %v\n%s", err, mounts)
	}
	if _, err := os.Stat(m.dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is left (%v)", m.dir, err)
	}
	commands, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range commands {
		if line, err := os.ReadFile(file); err == nil && strings.Contains(string(line), m.dir) {
			t.Errorf("a process is left: %q", line)
		}
	}
}

// command is a command in the network of the machine.
func (m *machine) command(name string, args ...string) *exec.Cmd {
	return exec.CommandContext(m.ctx, "nsenter", append([]string{"--net", "--target", m.pid, name}, args...)...)
}

// listen listens on a port of the machine.
func (m *machine) listen(port int) (l net.Listener, err error) {
	err = m.inside(func() error {
		l, err = net.Listen("tcp4", fmt.Sprintf("%s:%d", address, port))
		return err
	})
	return l, err
}

// dial connects to an address of the machine.
func (m *machine) dial(ctx context.Context, network, to string) (c net.Conn, err error) {
	err = m.inside(func() error {
		c, err = (&net.Dialer{}).DialContext(ctx, network, to)
		return err
	})
	return c, err
}

// inside calls a function on a thread in the network of the machine. Sockets stay in the network
// in which they were made.
func (m *machine) inside(f func() error) error {
	own, err := os.Open("/proc/thread-self/ns/net")
	if err != nil {
		return err
	}
	defer own.Close()
	theirs, err := os.Open("/proc/" + m.pid + "/ns/net")
	if err != nil {
		return err
	}
	defer theirs.Close()
	runtime.LockOSThread()
	if err := unix.Setns(int(theirs.Fd()), unix.CLONE_NEWNET); err != nil {
		runtime.UnlockOSThread()
		return err
	}
	err = f()
	if back := unix.Setns(int(own.Fd()), unix.CLONE_NEWNET); back != nil {
		return back // the thread stays locked, and ends with its goroutine
	}
	runtime.UnlockOSThread()
	return err
}

// eventually waits until a condition holds. It fails when the machine ends, or after a time in
// which every machine is done.
func eventually(t *testing.T, m *machine, what string, holds func() (bool, error)) {
	t.Helper()
	deadline := time.After(5 * time.Minute)
	for {
		ok, err := holds()
		if ok {
			return
		}
		select {
		case <-m.ctx.Done():
			t.Fatalf("waiting for %s: the machine ended", what)
		case <-deadline:
			t.Fatalf("waiting for %s: %v", what, err)
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// logTail is the end of a log of the machine.
func (m *machine) logTail(name string) string {
	f, err := os.Open(filepath.Join(m.dir, "log", name+".log"))
	if err != nil {
		return err.Error()
	}
	defer f.Close()
	const most = 4000
	if info, err := f.Stat(); err == nil && info.Size() > most {
		_, _ = f.Seek(-most, io.SeekEnd)
	}
	text, _ := io.ReadAll(f)
	return string(text)
}
