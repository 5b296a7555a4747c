package host

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// start runs the process of a spec by the isolation mode.
func (r *runner) start(ctx context.Context, spec *specs.Spec, opts sandbox.Options) error {
	dir, err := r.host.Work.TempDir()
	if err != nil {
		return err
	}
	switch {
	case r.network == network.Private:
		opts.Connect = func(ctx context.Context, pid int) (func(), error) {
			return network.Connect(ctx, pid, dir, r.choice.Options...)
		}
	case r.network.Filtered():
		w := &watch{host: r.host, step: r.step}
		disconnect, err := w.attach(ctx, &opts)
		if err != nil {
			return fmt.Errorf("connecting the network: %w", err)
		}
		err = r.host.start(ctx, spec, dir, opts)
		disconnect()
		return w.explain(err)
	}
	return r.host.start(ctx, spec, dir, opts)
}

func (h *Host) start(ctx context.Context, spec *specs.Spec, dir string, opts sandbox.Options) error {
	if platform := h.sentry(); platform != "" {
		opts.StateDir, opts.SharedFiles = dir, h.Store.SharesFiles()
		return explainStart(sandbox.RunSentry(ctx, spec, platform, opts), spec)
	}
	if h.Run.Isolation.Path == "" {
		opts.Spares = h.spares
		return explainStart(sandbox.Run(ctx, spec, opts), spec)
	}
	opts.StateDir, opts.RuntimeFlags = dir, h.Run.Isolation.Flags
	return sandbox.RunOCI(ctx, spec, h.Run.Isolation.Path, opts)
}

// addHooks adds the OCI hooks for the command of a spec. They are programs of the host, with
// all rights of the caller, and of the namespaces that an OCI runtime makes.
func (i *Isolation) addHooks(spec *specs.Spec, hasBindMounts bool) error {
	if i.Path != "" && i.DeviceHooks != nil {
		hooks := *i.DeviceHooks
		for _, list := range []*[]specs.Hook{
			&hooks.CreateRuntime, &hooks.CreateContainer, &hooks.StartContainer, &hooks.Poststart, &hooks.Poststop,
		} {
			*list = slices.Clip(*list) // RUNs at once append their own
		}
		spec.Hooks = &hooks
	}
	if err := i.Hooks.Add(spec, hasBindMounts); err != nil {
		return fmt.Errorf("adding hooks: %w", err)
	}
	if spec.Hooks != nil && i.Path == "" {
		err := errors.New("hooks of --hooks-dir are for this command, and only an OCI runtime calls hooks")
		return imagebuilder.WithHint(err, "use --isolation oci")
	}
	return nil
}

// warnOfHooks says once that hooks for devices are not called.
func (h *Host) warnOfHooks() {
	if i := &h.Run.Isolation; i.DeviceHooks == nil || i.Path != "" {
		return
	}
	h.hooksLeft.Do(func() {
		h.Warn("a device comes with hooks, which only an OCI runtime calls: without --isolation oci, " +
			"commands may have to find its libraries by LD_LIBRARY_PATH")
	})
}

// explainStart explains a failed start to the writer of a Containerfile.
func explainStart(err error, spec *specs.Spec) error {
	var start *sandbox.StartError
	if !errors.As(err, &start) || !strings.HasPrefix(start.Doing, "exec ") {
		return err
	}
	name := spec.Process.Args[0]
	switch start.Errno {
	case unix.ENOENT:
		if name == "/bin/sh" {
			return &CommandError{Code: 127, Err: errors.New("the image has no /bin/sh"),
				Hint: `use the exec form, RUN ["/path/to/program", "argument"], or a base that has a shell`}
		}
		return &CommandError{
			Code: 127, Err: fmt.Errorf("%s: command not found in the image", name),
			Hint: "check the PATH of the image; " +
				"the interpreter or dynamic loader of the program may be missing too",
		}
	case unix.EACCES:
		return &CommandError{
			Code: 126, Err: fmt.Errorf("%s: permission denied", name),
			Hint: "use COPY --chmod=755 to make it executable",
		}
	case unix.ENOEXEC:
		return &CommandError{Code: 126, Err: fmt.Errorf("%s: not a program of this machine's architecture", name)}
	case unix.EINVAL:
		return owner.Explain(err, int(spec.Process.User.UID), int(spec.Process.User.GID))
	}
	return err
}

// CommandError is a command that could not be started.
type CommandError struct {
	Code int // as a shell would have it: 126 or 127
	Err  error
	Hint string
}

func (e *CommandError) Error() string { return e.Err.Error() }

func (e *CommandError) Unwrap() error { return e.Err }
