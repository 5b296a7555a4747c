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

// Place is where a sandbox is tried, as a RUN gets it.
type Place struct {
	Dir    string // an empty directory that becomes its root file system
	Maps   userns.Maps
	Shared bool   // it stays in the process namespace of the caller
	Sentry string // platform of gVisor's kernel that it gets; empty: the kernel of the host
}

// run runs the self test of cooper-init and returns its output.
func (p Place) run(ctx context.Context, edit func(*specs.Spec), opts sandbox.Options) (string, error) {
	spec := sandbox.Template()
	if err := sandbox.SelfTest(spec, p.Dir); err != nil {
		return "", err
	}
	spec.Process.Capabilities = &specs.LinuxCapabilities{Bounding: caps.Default()}
	spec.Linux.UIDMappings, spec.Linux.GIDMappings = p.Maps.UIDs, p.Maps.GIDs
	var err error
	if spec.Linux.Seccomp, err = profile.Default(caps.Default()); err != nil {
		return "", err
	}
	if p.Shared {
		sandbox.ShareProcesses(spec)
	}
	edit(spec)
	var out bytes.Buffer
	opts.Stdout, opts.Stderr = &out, &out
	if p.Sentry != "" {
		opts.StateDir = p.Dir
		err = sandbox.RunSentry(ctx, spec, p.Sentry, opts)
	} else {
		err = sandbox.Run(ctx, spec, opts)
	}
	return strings.TrimSpace(out.String()), err
}

// PrivateNetwork tries a private network of a RUN that is connected to the outside. The
// error says why it does not work.
func PrivateNetwork(ctx context.Context, p Place) error {
	connect := func(ctx context.Context, pid int) (func(), error) { return network.Connect(ctx, pid, p.Dir) }
	_, err := p.run(ctx, sandbox.IsolateNetwork, sandbox.Options{Connect: connect})
	return err
}

// Sandbox runs a command in a sandbox as a RUN does.
func Sandbox(ctx context.Context, p Place) []Check {
	c := Check{Name: "sandbox", Needed: true}
	out, err := p.run(ctx, func(*specs.Spec) {}, sandbox.Options{})
	if err != nil {
		c.Detail = err.Error()
		var start *sandbox.StartError
		if errors.As(err, &start) {
			c.Hint = "check the seccomp profile and the AppArmor or SELinux policy of this machine or pod"
		}
		return []Check{c}
	}
	c.OK, c.Detail = true, "a command ran: "+out
	none := Check{Name: "network none", OK: true, Detail: "a network namespace with loopback only"}
	if _, err := p.run(ctx, sandbox.IsolateNetwork, sandbox.Options{}); err != nil {
		none.OK, none.Detail = false, err.Error()
	}
	private := Check{
		Name:   "network private",
		OK:     true,
		Detail: "pasta connects the network namespace; this is the default of RUN",
	}
	if p.Sentry != "" {
		private.OK, private.Detail = false, "it needs a network namespace; RUN uses the host's network by default"
	} else if err := PrivateNetwork(ctx, p); err != nil {
		private.OK, private.Detail = false, err.Error()+"; RUN uses the host's network by default"
	}
	return []Check{c, landlock(), none, private, listed(ctx, p)}
}

// listed tries a network that leads to listed hosts only.
func listed(ctx context.Context, p Place) Check {
	c := Check{Name: "network allow", OK: true, Detail: "RUN can be held to a list of hosts"}
	opts, gateway := sandbox.Options{}, &network.Gateway{}
	failed := func(err error) Check {
		c.OK, c.Detail = false, err.Error()
		var refused *network.LinkError
		if errors.As(err, &refused) {
			c.Hint = refused.Hint()
		}
		return c
	}
	if p.Sentry == "" {
		opts.Connect = gateway.Connect
	} else {
		link, disconnect, err := gateway.Open(ctx)
		if err != nil {
			return failed(err)
		}
		defer link.Close()
		defer disconnect()
		opts.Link = link
	}
	if _, err := p.run(ctx, sandbox.IsolateNetwork, opts); err != nil {
		return failed(err)
	}
	return c
}
