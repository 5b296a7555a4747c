package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	threads "runtime"
	"slices"
	"syscall"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
)

// RunOCI runs a spec with an OCI runtime program (runc, crun, …). StateDir is
// required: an existing empty directory for the bundle and the runtime's state.
// The results are those of [Run], except that a failure to start the command
// cannot be told from a command that exits with the runtime's code.
func RunOCI(ctx context.Context, spec *specs.Spec, runtime string, opts Options) error {
	if spec.Process.Terminal {
		return errors.New("a terminal is not supported with isolation oci")
	}
	if oneID(spec) { // whose kernel sets no groups, and the only one is the command's
		alone := *spec.Process
		alone.User.AdditionalGids = slices.DeleteFunc(
			slices.Clone(alone.User.AdditionalGids), func(g uint32) bool { return g == alone.User.GID },
		)
		with := *spec
		with.Process, spec = &alone, &with
	}
	config, err := json.Marshal(spec)
	if err != nil {
		return fmt.Errorf("writing the bundle: %w", err)
	}
	if err := os.WriteFile(filepath.Join(opts.StateDir, "config.json"), config, 0o600); err != nil {
		return fmt.Errorf("writing the bundle: %w", err)
	}
	id := "cooper-" + filepath.Base(filepath.Dir(opts.StateDir)) + "-" + filepath.Base(opts.StateDir)
	state := filepath.Join(opts.StateDir, "state")
	global := append(slices.Clone(opts.RuntimeFlags), "--root", state)
	cmd := exec.CommandContext(ctx, runtime, append(global, "run", "--bundle", opts.StateDir, id)...)
	cmd.Stdout, cmd.Stderr = opts.Stdout, opts.Stderr
	if opts.Stdin != nil {
		cmd.Stdin = opts.Stdin
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) } // the runtime forwards it
	if cmd.WaitDelay = opts.Grace; cmd.WaitDelay == 0 {
		cmd.WaitDelay = 3 * time.Second
	}
	// The signal comes when the thread that started it ends.
	threads.LockOSThread()
	defer threads.UnlockOSThread()
	err = cmd.Run()
	cleanup, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	_ = exec.CommandContext(cleanup, runtime, append(global, "delete", "--force", id)...).Run()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return ociExit(exit)
	}
	if err != nil {
		return fmt.Errorf("running %s: %w", runtime, err)
	}
	return nil
}

func ociExit(exit *exec.ExitError) error {
	status, _ := exit.Sys().(syscall.WaitStatus)
	if status.Signaled() {
		return &ExitError{Code: 128 + int(status.Signal()), Signal: status.Signal()}
	}
	code := status.ExitStatus()
	if code > 128 && code < 128+65 { // the runtime reports a signal death of the command as a shell does
		return &ExitError{Code: code, Signal: syscall.Signal(code - 128)}
	}
	return &ExitError{Code: code}
}
