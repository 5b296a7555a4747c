package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/build/internal/worker"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/redact"
	"github.com/cooper-build/cooper/runtime/ladder"
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/sandbox"
	"github.com/cooper-build/cooper/runtime/userns"
)

// Kinds of failure, for errors.Is.
var (
	ErrSyntax   = errors.New("the Containerfile is wrong")
	ErrRun      = errors.New("a command failed")
	ErrNotFound = errors.New("not found")
	ErrPolicy   = errors.New("the signature policy refuses the image")
	ErrNoSpace  = errors.New("no space left")
	ErrSetup    = errors.New("the machine does not allow it")
	ErrCanceled = errors.New("canceled")
	ErrOther    = errors.New("failed")
)

var kinds = map[string]error{
	"syntax": ErrSyntax, "run": ErrRun, "not-found": ErrNotFound, "policy": ErrPolicy,
	"no-space": ErrNoSpace, "setup": ErrSetup, "canceled": ErrCanceled, "other": ErrOther,
}

// Error is what went wrong, where, and what to do about it. All operations of an
// Engine return it.
type Error struct {
	Kind    string `json:"kind"` // a key of the sentinels: errors.Is(err, ErrRun)
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`

	// Where in a Containerfile, when one is to blame. Lines count from 1.
	File        string `json:"file,omitempty"`
	Line        int    `json:"line,omitempty"`
	EndLine     int    `json:"endLine,omitempty"`
	Instruction string `json:"instruction,omitempty"`
	Stage       string `json:"stage,omitempty"`
	Step        int    `json:"step,omitempty"`
	Steps       int    `json:"steps,omitempty"`
	// Excerpt holds the lines from ExcerptStart on, around Line.
	Excerpt      []string `json:"excerpt,omitempty"`
	ExcerptStart int      `json:"excerptStart,omitempty"`

	// Of a command that failed.
	ExitCode int           `json:"exitCode,omitempty"`
	Took     time.Duration `json:"took,omitempty"`
	Output   string        `json:"output,omitempty"` // its last lines
}

func (e *Error) Error() string {
	if e.File != "" && e.Line != 0 {
		return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Message)
	}
	return e.Message
}

// Is makes the kinds work with errors.Is, and ErrCanceled equal to the errors of
// package context.
func (e *Error) Is(target error) bool {
	if e.Kind == "canceled" && (target == context.Canceled || target == context.DeadlineExceeded) {
		return true
	}
	return kinds[e.Kind] == target
}

// describe makes an Error of any error.
func describe(err error, source []byte) *Error {
	var already *Error
	if errors.As(err, &already) {
		return already
	}
	out := explain(err, source)
	out.Message, out.Instruction, out.Hint = redact.URLs(out.Message), redact.URLs(out.Instruction), redact.URLs(out.Hint)
	return out
}

func explain(err error, source []byte) *Error {
	out := &Error{Kind: "other", Message: err.Error()}
	describePlace(out, err)
	describeCommand(out, err)
	describeCause(out, err)
	if out.Line != 0 {
		out.excerpt(source)
	}
	return out
}

func describePlace(out *Error, err error) {
	var syntax *imagebuilder.Error
	var step *exec.StepError
	var hinted *imagebuilder.Hinted
	switch {
	case errors.As(err, &step):
		out.File, out.Line, out.EndLine = step.File, step.Line, step.End
		out.Stage, out.Step, out.Steps = step.Stage, step.Step, step.Steps
		out.Instruction, out.Took, out.Output = step.Code, step.Took, step.Output
		out.Message = step.Err.Error()
		out.Kind = "syntax"
		if isEnvironment(step.Err) || strings.HasPrefix(out.Message, "pulling ") {
			out.Kind = "other"
		}
	case errors.As(err, &syntax):
		out.Kind, out.File, out.Line, out.EndLine = "syntax", syntax.File, syntax.Line, syntax.End
		out.Message, out.Hint = syntax.Error(), syntax.Hint
	}
	if errors.As(err, &hinted) {
		out.Hint = hinted.Hint
	}
}

// isEnvironment says whether the machine rather than the file is to blame.
func isEnvironment(err error) bool {
	var errno unix.Errno
	return errors.As(err, &errno) && !errors.Is(err, os.ErrNotExist)
}

const memoryHint = "signal 9 usually means that memory ran out: see dmesg, or the memory limit of the pod"

func describeCommand(out *Error, err error) {
	var exit *sandbox.ExitError
	var start *host.CommandError
	var lost *worker.LostError
	switch {
	case errors.As(err, &exit):
		out.Kind, out.ExitCode = "run", exit.Code
		if exit.Memory {
			out.Hint = "the memory that --memory allows was used up: --memory SIZE allows more"
		} else if exit.Code == 137 && exit.Signal != 0 {
			out.Hint = memoryHint
		}
	case errors.As(err, &start):
		out.Kind, out.ExitCode, out.Hint = "run", start.Code, start.Hint
	case errors.As(err, &lost) && lost.Reason != "":
		out.Hint = "this is a mistake in cooper: --log-level debug shows where it is"
	case errors.Is(err, sandbox.ErrKilled), errors.As(err, &lost) && lost.Signal == unix.SIGKILL:
		out.Hint = memoryHint
	}
}

// lostHint is for a store that cannot be written any more.
const lostHint = "dmesg says why the kernel stopped writing there; `cooper info` says where the store lies"

func describeCause(out *Error, err error) {
	var policy *registry.PolicyError
	var refused *ladder.RunError
	var owners *store.OwnersError
	var directory *store.DirectoryError
	var lost *store.LostError
	var result *safepath.WriteError
	var hinted interface{ Hint() string }
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		out.Kind, out.Message = "canceled", "canceled"
	case errors.As(err, &refused):
		out.Kind, out.Hint = "setup", refused.Hint()
	case errors.As(err, &hinted):
		out.Hint = hinted.Hint()
	case errors.As(err, &lost) && !errors.Is(err, unix.ENOSPC):
		out.Hint = lostHint
	case errors.Is(err, unix.ENOSPC) && errors.As(err, &result):
		out.Kind, out.Hint = "no-space", "free space where "+result.Path+" lies"
	case errors.Is(err, unix.ENOSPC):
		out.Kind, out.Hint = "no-space", "free space where the store lies (`cooper info` says where), or use --root on a larger disk"
	case errors.Is(err, unix.EROFS) && out.Kind != "run":
		out.Hint = "the store needs a directory that can be written: --root DIR --runroot DIR"
	case errors.Is(err, store.ErrNoImage):
		out.Kind = "not-found"
		out.Hint = cmp.Or(out.Hint, "`cooper images` lists what is there, `cooper pull` fetches")
	case errors.Is(err, store.ErrNoContainer):
		out.Kind = "not-found"
	case errors.As(err, &directory):
		out.Kind, out.Hint = "setup", directory.Option+" DIR names another directory"
	case errors.As(err, &owners):
		out.Kind, out.Hint = "setup", "--root DIR names another store; or remove this one, if nothing in it is needed: rm -rf "+owners.Root
	case errors.Is(err, userns.ErrNoSubordinateIDs):
		out.Kind = "setup"
		out.Hint = "as root: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 " + userName()
	case errors.Is(err, userns.ErrNoNewuidmap):
		out.Kind = "setup"
		out.Hint = "as root: apt-get install uidmap (Debian, Ubuntu) or dnf install shadow-utils (Fedora)"
	case errors.As(err, &policy):
		out.Kind = "policy"
		if policy.Local {
			out.Hint = "`cooper pull --policy always NAME` fetches and verifies it; a rule of policy.json for containers-storage accepts what is in the store"
			break
		}
		out.Hint = "a rule for it in policy.json accepts it; see containers-policy.json(5)"
		if policy.Signed {
			out.Hint = "who signs the image can sign it again: cooper push --sign-by-sigstore-private-key KEY; see containers-policy.json(5)"
		}
	default:
		describeRegistry(out)
	}
}

// describeRegistry knows the failures of registries, whose errors have no types.
func describeRegistry(out *Error) {
	if out.Hint != "" {
		return
	}
	switch text := out.Message; {
	case strings.Contains(text, "server gave HTTP response to HTTPS client"):
		out.Hint = "the registry speaks plain HTTP: --tls-verify=false, if that is what you want"
	case strings.Contains(text, "certificate"):
		out.Hint = "put the registry's CA into /etc/containers/certs.d/HOST:PORT/ca.crt, or use --cert-dir"
	case strings.Contains(text, "immutable"):
		out.Hint = "the registry keeps its tags as they are: push to another tag"
	case strings.Contains(text, "unauthorized"), strings.Contains(text, "authentication required"):
		out.Hint = "cooper login REGISTRY"
	case strings.Contains(text, "manifest unknown"), strings.Contains(text, "name unknown"):
		out.Kind, out.Hint = "not-found", "check the name and tag"
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

// excerpt cuts the lines around the error.
func (e *Error) excerpt(source []byte) {
	lines := strings.Split(strings.TrimSuffix(string(source), "\n"), "\n")
	if e.Line > len(lines) {
		return
	}
	first, last := max(e.Line-3, 0), min(max(e.EndLine, e.Line)+1, len(lines))
	if last-first > 12 {
		last = first + 12
	}
	e.ExcerptStart = first + 1
	for _, l := range lines[first:last] {
		e.Excerpt = append(e.Excerpt, redact.URLs(strings.TrimRight(l, "\r")))
	}
}
