package probe

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/runtime/caps"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/sandbox"
	"github.com/cooper-build/cooper/runtime/userns"
	"github.com/cooper-build/cooper/seccomp/profile"
)

// trial is a sandbox as a RUN gets it, with dir, an empty directory, as its root
// file system.
type trial struct {
	dir  string
	maps userns.Maps
}

// run runs cooper-init's self test and returns what it printed.
func (t trial) run(ctx context.Context, edit func(*specs.Spec), opts sandbox.Options) (string, error) {
	spec := sandbox.Template()
	if err := sandbox.SelfTest(spec, t.dir); err != nil {
		return "", err
	}
	spec.Process.Capabilities = &specs.LinuxCapabilities{Bounding: caps.Default()}
	spec.Linux.UIDMappings, spec.Linux.GIDMappings = t.maps.UIDs, t.maps.GIDs
	var err error
	if spec.Linux.Seccomp, err = profile.Default(caps.Default()); err != nil {
		return "", err
	}
	edit(spec)
	var out bytes.Buffer
	opts.Stdout, opts.Stderr = &out, &out
	err = sandbox.Run(ctx, spec, opts)
	return strings.TrimSpace(out.String()), err
}

// PrivateNetwork says why a RUN cannot have a network of its own with a way
// out; nil when it can. dir is an empty directory.
func PrivateNetwork(ctx context.Context, dir string, maps userns.Maps) error {
	connect := func(ctx context.Context, pid int) (func(), error) { return network.Connect(ctx, pid, dir) }
	_, err := trial{dir, maps}.run(ctx, sandbox.IsolateNetwork, sandbox.Options{Connect: connect})
	return err
}

// Sandbox runs a command in a sandbox as a RUN does: dir is an empty directory
// that becomes its root file system.
func Sandbox(ctx context.Context, dir string, maps userns.Maps) []Check {
	t := trial{dir, maps}
	c := Check{Name: "sandbox", Needed: true}
	out, err := t.run(ctx, func(*specs.Spec) {}, sandbox.Options{})
	if err != nil {
		c.Detail = err.Error()
		var start *sandbox.StartError
		if errors.As(err, &start) {
			c.Hint = "the seccomp profile, AppArmor or SELinux policy of this machine or pod forbids that call"
		}
		return []Check{c}
	}
	c.OK, c.Detail = true, "a command ran: "+out
	none := Check{Name: "network none", OK: true, Detail: "a network namespace with only loopback"}
	if _, err := t.run(ctx, sandbox.IsolateNetwork, sandbox.Options{}); err != nil {
		none.OK, none.Detail = false, err.Error()
	}
	private := Check{Name: "network private", OK: true, Detail: "pasta connects a network namespace; the default of RUN"}
	if err := PrivateNetwork(ctx, dir, maps); err != nil {
		private.OK, private.Detail = false, err.Error()+"; RUN has the host's network by default"
	}
	return []Check{c, none, private}
}
