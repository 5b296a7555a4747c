// Package ssh does tasks of builds on a machine that ssh(1) reaches and that has cooper. The task goes
// to the standard input of `cooper farm task` there, and lines come from its standard output.
package ssh

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/farm"
)

// Machine is a machine that ssh reaches.
type Machine struct {
	options api.SSHOptions
	host    string
	args    []string
}

// New reads the address of a machine.
func New(o api.SSHOptions) (*Machine, error) {
	refuse := func(why string) (*Machine, error) {
		return nil, &api.Error{
			Kind: api.KindUsage, Message: fmt.Sprintf("the address %q of a machine %s", o.Address, why),
			Hint: "use ssh://[USER@]HOST[:PORT]",
		}
	}
	u, err := url.Parse(o.Address)
	switch {
	case err != nil || u.Scheme != "ssh" || u.Hostname() == "":
		return refuse("is not one of ssh")
	case strings.HasPrefix(u.Hostname(), "-") || strings.HasPrefix(u.User.Username(), "-"):
		return refuse("begins with a dash")
	case u.Path != "" && u.Path != "/":
		return refuse("has a path")
	}
	if _, ok := u.User.Password(); ok {
		return refuse("has a password, which ssh does not take")
	}
	m := &Machine{options: o, host: u.Hostname(), args: []string{"-T", "-o", "ServerAliveInterval=15"}}
	if u.User != nil {
		m.args = append(m.args, "-l", u.User.Username())
	}
	if u.Port() != "" {
		m.args = append(m.args, "-p", u.Port())
	}
	program := o.Program
	if program == "" {
		program = "cooper"
	}
	m.args = append(m.args, "--", u.Hostname(), quoted(program)+" farm task")
	return m, nil
}

// quoted is a word for the shell of the other machine.
func quoted(word string) string { return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'" }

// Place says what the machine is for.
func (m *Machine) Place() farm.Place { return farm.Place{Platforms: m.options.Platforms} }

// Run does a task. The other side ends it when its standard input ends.
func (m *Machine) Run(ctx context.Context, t *farm.Task, tell func(api.Event)) (*farm.Report, error) {
	cmd := exec.Command("ssh", m.args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // an interrupt of the terminal comes by way of ctx
	var said tail
	cmd.Stderr = &said
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting ssh: %w", err)
	}
	// The end of the input cancels the task. The grace is for what it cleans up, and for a dead network.
	stop := context.AfterFunc(ctx, func() {
		_ = in.Close()
		time.AfterFunc(endTime, func() { _ = unix.Kill(-cmd.Process.Pid, unix.SIGKILL) })
	})
	sent := make(chan error, 1)
	go func() { sent <- t.Send(in) }()
	r := farm.NewReader(out, tell)
	report, err := r.Report()
	if err == nil && report.Archive != 0 {
		err = receive(r.Rest(), t, report)
	}
	stop()
	_ = in.Close()
	_, _ = io.Copy(io.Discard, out)
	waitErr := cmd.Wait()
	sendErr := <-sent
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, farm.ErrEnded):
		return nil, m.lost(waitErr, sendErr, said.String())
	case err != nil:
		return nil, fmt.Errorf("reading from %s: %w", m.host, err)
	}
	return report, nil
}

// endTime is how long the other side may clean up.
const endTime = 15 * time.Second

// receive saves the image that comes after a report.
func receive(in io.Reader, t *farm.Task, report *farm.Report) error {
	f, err := os.CreateTemp(t.Dir, "image-*.tar")
	if err != nil {
		return err
	}
	report.File = f.Name()
	_, err = io.CopyN(f, in, report.Archive)
	return errors.Join(err, f.Close())
}

// lost explains a connection that ended without a report.
func (m *Machine) lost(waitErr, sendErr error, said string) error {
	out := &api.Error{Kind: api.KindOther, Message: "building on " + m.host + ": "}
	var exit *exec.ExitError
	switch lines := strings.Split(strings.TrimSpace(said), "\n"); {
	case errors.As(waitErr, &exit) && exit.ExitCode() == 127:
		out.Message += "it has no program cooper (" + lines[len(lines)-1] + ")"
		out.Hint = "install cooper there, or name it: --on ssh://" + m.host + ",program=/PATH/cooper"
	case errors.As(waitErr, &exit) && exit.ExitCode() == 255 && said != "":
		out.Message += "ssh: " + lines[len(lines)-1]
		out.Hint = "ssh " + m.host + " true"
	case said != "":
		out.Message += lines[len(lines)-1]
	case sendErr != nil:
		out.Message += "sending the task: " + sendErr.Error()
	default:
		out.Message += "the connection ended before the build"
	}
	return out
}

// tail keeps the end of what a program says.
type tail struct {
	mu   sync.Mutex
	text []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	const most = 8 << 10
	t.text = append(t.text, p...)
	t.text = bytes.Clone(t.text[max(0, len(t.text)-most):])
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}
