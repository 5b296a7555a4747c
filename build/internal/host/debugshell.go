package host

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// shellHelps reports whether a command ran, or could have run, and failed.
func shellHelps(err error) bool {
	var exit *sandbox.ExitError
	var start *CommandError
	return errors.As(err, &exit) || errors.As(err, &start)
}

// debugShell opens a shell in the sandbox of a command that failed. When it ends well
// the step counts as done.
func (r *runner) debugShell(ctx context.Context, spec *specs.Spec, streams sandbox.Options, failed error) error {
	h := r.host
	h.shell.Lock()
	defer h.shell.Unlock()
	if ctx.Err() != nil {
		return failed
	}
	h.Warn(fmt.Sprintf(
		"%v: this is a debug shell in the failed step; `exit` continues the build, `exit 1` ends it", failed,
	))
	spec.Process.Args, spec.Process.Terminal = []string{"/bin/sh"}, true
	spec.Process.Env = append(slices.Clone(spec.Process.Env), "TERM=xterm")
	var exit *sandbox.ExitError
	switch err := r.start(ctx, spec, streams); {
	case err == nil:
		return exec.ErrFixed
	case errors.As(err, &exit):
		return failed
	default:
		return errors.Join(failed, fmt.Errorf("opening a shell: %w", err))
	}
}
