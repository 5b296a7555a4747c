package network

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// nameserver is the address at which a private network answers DNS queries, by asking the
// host's resolver. It is link-local, so no other host has it.
const nameserver = "169.254.1.1"

// connectTime bounds the start of pasta, which takes some 30 ms.
const connectTime = 10 * time.Second

// Program finds pasta, and checks its requirements on the machine.
func Program() (path string, err error) {
	if path, err = exec.LookPath("pasta"); err != nil {
		return "", errors.New("pasta is not installed (Debian and Fedora: package passt)")
	}
	tun, err := os.OpenFile("/dev/net/tun", os.O_RDWR, 0)
	if err != nil {
		return "", err
	}
	return path, tun.Close()
}

// Connect connects the network namespace of a process to the outside through pasta, a
// program that translates packets to sockets of the host, so that no privilege is needed.
// The host's own loopback addresses and ports stay out of reach. dir is an existing
// directory for temporary files. The returned function ends the connection. A child of the
// caller must have created the namespace. Options are those of pasta(1); they replace the ones
// that are used otherwise.
func Connect(ctx context.Context, pid int, dir string, options ...string) (disconnect func(), err error) {
	path, err := Program()
	if err != nil {
		return nil, err
	}
	if dir, err = os.MkdirTemp(dir, "pasta-"); err != nil {
		return nil, err
	}
	ready := filepath.Join(dir, "ready")
	if err := unix.Mkfifo(ready, 0o600); err != nil {
		return nil, &os.PathError{Op: "mkfifo", Path: ready, Err: err}
	}
	// Open for both, so that opening does not wait for the other side.
	fifo, err := os.OpenFile(ready, os.O_RDWR|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	defer fifo.Close()
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	args := append([]string{"--foreground", "--quiet", "--runas", "0:0", "--pid", ready}, withDefaults(options)...)
	cmd := exec.Command(path, append(args, strconv.Itoa(pid))...)
	// A file, not a pipe: Wait must not depend on who else holds it.
	cmd.Stdout, cmd.Stderr = log, log
	cmd.Env = []string{"PATH=/usr/bin:/bin"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	// Before pasta starts: its end sets another deadline.
	if err := fifo.SetReadDeadline(time.Now().Add(connectTime)); err != nil {
		return nil, err
	}
	started, ended := make(chan error, 1), make(chan struct{})
	go func() {
		defer close(ended)
		// The signal comes when the thread that started it ends, which others may do.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait()
			_ = fifo.SetReadDeadline(time.Unix(1, 0))
		}
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	disconnect = func() {
		_ = cmd.Process.Kill()
		<-ended
	}
	stop := context.AfterFunc(ctx, func() { _ = fifo.SetReadDeadline(time.Unix(1, 0)) })
	defer stop()
	// pasta writes its process id when the interface is ready.
	if _, err := fifo.Read(make([]byte, 16)); err != nil {
		disconnect()
		return nil, explain(ctx, filepath.Join(dir, "log"))
	}
	return disconnect, nil
}

// mapGateway is podman's word for leaving --no-map-gw out.
const mapGateway = "--map-gw"

// defaults are options of pasta, each under its names, with the value.
var defaults = [][]string{
	{"--config-net", ""},
	{"--no-map-gw", mapGateway, ""},
	{"--dns-forward", nameserver},
	{"--tcp-ports", "-t", "none"}, {"--udp-ports", "-u", "none"},
	{"--tcp-ns", "-T", "none"}, {"--udp-ns", "-U", "none"},
}

// withDefaults adds the options that are not given.
func withDefaults(options []string) []string {
	out := slices.DeleteFunc(slices.Clone(options), func(o string) bool { return o == mapGateway })
	for _, d := range defaults {
		names, value := d[:len(d)-1], d[len(d)-1]
		if slices.ContainsFunc(names, func(name string) bool { return slices.Contains(options, name) }) {
			continue
		}
		if out = append(out, names[0]); value != "" {
			out = append(out, value)
		}
	}
	return out
}

// explain converts the output of pasta to an error.
func explain(ctx context.Context, log string) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	text, _ := os.ReadFile(log)
	var lines []string
	for line := range bytes.Lines(text) {
		// Where no syslog runs, it complains about that after every line.
		if line := strings.TrimSpace(string(line)); line != "" && !strings.HasSuffix(line, "to syslog") {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return fmt.Errorf("pasta was not ready after %s", connectTime)
	}
	return fmt.Errorf("pasta: %s", lines[len(lines)-1])
}
