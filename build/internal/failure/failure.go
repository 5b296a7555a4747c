// Package failure describes any error as an api.Error: its kind, its place and a hint.
package failure

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"os"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/build/internal/worker"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/redact"
	"github.com/cooper-build/cooper/runtime/isolation"
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/sandbox"
	"github.com/cooper-build/cooper/runtime/userns"
)

// Describe converts any error to an api.Error. source is the text of the Containerfile, if
// there is one.
func Describe(err error, source []byte) *api.Error {
	var already *api.Error
	if errors.As(err, &already) {
		return already
	}
	out := explain(err, source)
	for _, text := range []*string{&out.Message, &out.Instruction, &out.Hint} {
		*text = redact.URLs(*text)
	}
	return out
}

func explain(err error, source []byte) *api.Error {
	out := &api.Error{Kind: api.KindOther, Message: err.Error()}
	describePlace(out, err)
	describeCommand(out, err)
	describeCause(out, err)
	if out.Line != 0 {
		out.Quote(source)
	}
	return out
}

func describePlace(out *api.Error, err error) {
	var syntax *imagebuilder.Error
	var step *exec.StepError
	var pull *registry.PullError
	var hinted *imagebuilder.Hinted
	switch {
	case errors.As(err, &step):
		out.File, out.Line, out.EndLine = step.File, step.Line, step.End
		out.Stage, out.Step, out.Steps = step.Stage, step.Step, step.Steps
		out.Instruction, out.Took, out.Output = step.Code, step.Took, step.Output
		out.Message = step.Err.Error()
		out.Kind = api.KindSyntax
		if isEnvironment(step.Err) || errors.As(step.Err, &pull) {
			out.Kind = api.KindOther
		}
	case errors.As(err, &syntax):
		out.Kind, out.File, out.Line, out.EndLine = api.KindSyntax, syntax.File, syntax.Line, syntax.End
		out.Message, out.Hint = syntax.Error(), syntax.Hint
	}
	if errors.As(err, &hinted) {
		out.Hint = hinted.Hint
	}
}

// isEnvironment reports whether the machine rather than the file is to blame.
func isEnvironment(err error) bool {
	var errno unix.Errno
	return errors.As(err, &errno) && !errors.Is(err, os.ErrNotExist)
}

const memoryHint = "signal 9 usually means that memory ran out: check dmesg, or the memory limit of the pod"

func describeCommand(out *api.Error, err error) {
	var exit *sandbox.ExitError
	var start *host.CommandError
	var lost *worker.LostError
	switch {
	case errors.As(err, &exit):
		out.Kind, out.ExitCode = api.KindRun, exit.Code
		if exit.Memory {
			out.Hint = "the command reached the memory limit: use a larger --memory SIZE"
		} else if exit.Code == 137 && exit.Signal != 0 {
			out.Hint = memoryHint
		}
	case errors.As(err, &start):
		out.Kind, out.ExitCode, out.Hint = api.KindRun, start.Code, start.Hint
	case errors.As(err, &lost) && lost.Reason != "":
		out.Hint = "this is a bug in cooper: --log-level debug shows where"
	case errors.Is(err, sandbox.ErrKilled), errors.As(err, &lost) && lost.Signal == unix.SIGKILL:
		out.Hint = memoryHint
	}
}

// LostHint is the hint for a store that cannot be written any more.
const LostHint = "check dmesg for errors of the disk; `cooper info` shows the directory of the store"

func describeCause(out *api.Error, err error) {
	var refused *isolation.RunError
	var policy *registry.PolicyError
	var answer *registry.Refusal
	var hinted interface{ Hint() string }
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		out.Kind, out.Message = api.KindCanceled, "canceled"
	case errors.As(err, &refused):
		out.Kind, out.Hint = api.KindSetup, refused.Hint()
	case errors.As(err, &answer):
		out.Hint = cmp.Or(out.Hint, answer.Hint())
		if answer.Status == http.StatusNotFound {
			out.Kind = api.KindNotFound
		}
	case errors.As(err, &hinted):
		out.Hint = cmp.Or(hinted.Hint(), out.Hint)
	case errors.Is(err, store.ErrNoImage):
		out.Kind = api.KindNotFound
		out.Hint = cmp.Or(out.Hint, "`cooper images` lists local images, `cooper pull` pulls one")
	case errors.Is(err, store.ErrNoContainer):
		out.Kind = api.KindNotFound
	case errors.As(err, &policy):
		out.Kind, out.Hint = api.KindPolicy, policyHint(policy)
	case describeDisk(out, err), describeSetup(out, err):
	default:
		describeRegistry(out)
	}
}

// describeDisk describes an error of the disk. It reports whether err is one.
func describeDisk(out *api.Error, err error) bool {
	var lost *store.LostError
	var result *safepath.WriteError
	switch {
	case errors.As(err, &lost) && !errors.Is(err, unix.ENOSPC):
		out.Hint = LostHint
	case errors.Is(err, unix.ENOSPC) && errors.As(err, &result):
		out.Kind, out.Hint = api.KindNoSpace, "free space on the disk of "+result.Path
	case errors.Is(err, unix.ENOSPC):
		out.Kind = api.KindNoSpace
		out.Hint = "free space on the disk of the store (see `cooper info`), or use --root DIR on a larger disk"
	case errors.Is(err, unix.EROFS) && out.Kind != api.KindRun:
		out.Hint = "use --root DIR --runroot DIR with directories that can be written"
	default:
		return false
	}
	return true
}

// describeSetup describes an error of the setup of the machine. It reports whether err is
// one.
func describeSetup(out *api.Error, err error) bool {
	var owners *store.OwnersError
	var directory *store.DirectoryError
	hint := ""
	switch {
	case errors.As(err, &directory):
		hint = "use " + directory.Option + " DIR for another directory"
	case errors.As(err, &owners):
		hint = "use --root DIR for another store, or remove this one with all its images: rm -rf " + owners.Root
	case errors.Is(err, userns.ErrNoSubordinateIDs):
		hint = "as root: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 " + userName()
	case errors.Is(err, userns.ErrNoNewuidmap):
		hint = "as root: apt-get install uidmap (Debian, Ubuntu) or dnf install shadow-utils (Fedora)"
	default:
		return false
	}
	out.Kind, out.Hint = api.KindSetup, hint
	return true
}

func policyHint(policy *registry.PolicyError) string {
	switch {
	case policy.Local:
		return "run `cooper pull --policy always NAME`, which verifies the image, " +
			"or add a rule for containers-storage to policy.json"
	case policy.Signed:
		return "ask the owner of the image to sign it: cooper push --sign-by-sigstore-private-key KEY; " +
			"see containers-policy.json(5)"
	}
	return "add a rule for it to policy.json; see containers-policy.json(5)"
}

// describeRegistry knows the failures of registries, whose errors have no types.
func describeRegistry(out *api.Error) {
	if out.Hint != "" {
		return
	}
	switch text := out.Message; {
	case strings.Contains(text, "certificate"):
		out.Hint = "put the registry's CA into /etc/containers/certs.d/HOST:PORT/ca.crt, or use --cert-dir"
	case strings.Contains(text, "immutable"):
		out.Hint = "the registry does not allow changes of its tags: push to another tag"
	case strings.Contains(text, "unauthorized"), strings.Contains(text, "authentication required"):
		out.Hint = "cooper login REGISTRY"
	case strings.Contains(text, "manifest unknown"), strings.Contains(text, "name unknown"):
		out.Kind, out.Hint = api.KindNotFound, "check the name and tag"
	case strings.Contains(text, "unpacking failed") && strings.Contains(text, "potentially insufficient UIDs or GIDs"):
		out.Hint = "add subordinate ids, as root: usermod --add-subuids FIRST-LAST --add-subgids FIRST-LAST " +
			userName() + "; or --root DIR --storage-opt overlay.ignore_chown_errors=true, where such files are root's"
	case strings.Contains(text, "no such host"), strings.Contains(text, "connection refused"):
		out.Hint = "check the name of the registry and the network"
	}
}

func userName() string {
	if name := os.Getenv("USER"); name != "" {
		return name
	}
	return "$USER"
}
