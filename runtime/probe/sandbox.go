package probe

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"github.com/opencontainers/runtime-spec/specs-go"

	"github.com/cooper-build/cooper/runtime/caps"
	"github.com/cooper-build/cooper/runtime/sandbox"
	"github.com/cooper-build/cooper/runtime/userns"
	"github.com/cooper-build/cooper/seccomp/profile"
)

// Sandbox runs a command in a sandbox as a RUN does: dir is an empty directory
// that becomes its root file system.
func Sandbox(ctx context.Context, dir string, maps userns.Maps) []Check {
	try := func(edit func(*specs.Spec)) (string, error) {
		spec := sandbox.Template()
		if err := sandbox.SelfTest(spec, dir); err != nil {
			return "", err
		}
		spec.Process.Capabilities = &specs.LinuxCapabilities{Bounding: caps.Default()}
		spec.Linux.UIDMappings, spec.Linux.GIDMappings = maps.UIDs, maps.GIDs
		var err error
		if spec.Linux.Seccomp, err = profile.Default(caps.Default()); err != nil {
			return "", err
		}
		if edit != nil {
			edit(spec)
		}
		var out bytes.Buffer
		err = sandbox.Run(ctx, spec, sandbox.Options{Stdout: &out, Stderr: &out})
		return strings.TrimSpace(out.String()), err
	}
	c := Check{Name: "sandbox", Needed: true}
	out, err := try(nil)
	switch {
	case err != nil:
		c.Detail = err.Error()
		var start *sandbox.StartError
		if errors.As(err, &start) {
			c.Hint = "the seccomp profile, AppArmor or SELinux policy of this machine or pod forbids that call"
		}
	default:
		c.OK, c.Detail = true, "a command ran: "+out
	}
	checks := []Check{c}
	if !c.OK {
		return checks
	}
	none := Check{Name: "network none", OK: true, Detail: "a network namespace with only loopback"}
	if _, err := try(sandbox.IsolateNetwork); err != nil {
		none.OK, none.Detail = false, err.Error()
	}
	return append(checks, none)
}
