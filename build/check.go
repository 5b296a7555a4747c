package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/check"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// CheckWarning is something that a Containerfile says legally and should not.
type CheckWarning = check.Warning

// CheckOptions say how strict a check is; see package check.
type CheckOptions struct {
	Strict bool
	Config string // as after "# check=": skip=RULE;error=true
}

// CheckResult is what a check found.
type CheckResult struct {
	File     string
	Source   []byte
	Warnings []CheckWarning
	Failed   bool // the configuration makes warnings errors
}

// Check looks for mistakes that are legal in the Containerfile of a request. It
// runs nothing, fetches nothing and needs no Engine.
func Check(req Request, opts CheckOptions) (CheckResult, error) {
	out := CheckResult{Source: req.Text}
	name, text, err := readHere(&req)
	if err != nil {
		return out, describe(err, nil)
	}
	out.File, out.Source = name, text
	o := check.Options{Args: req.Args, Strict: opts.Strict, Config: opts.Config}
	if info, err := os.Stat(req.Context.Path); err == nil && info.IsDir() {
		c, err := source.Open(req.Context.Path, req.File, req.IgnoreFile)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return out, describe(err, nil)
		}
		if err == nil {
			o.Ignore = c.Tree().Ignore
			_ = c.Close()
		}
	}
	report, err := check.Run(name, text, o)
	if err != nil {
		return out, describe(err, text)
	}
	out.Warnings, out.Failed = report.Warnings, report.Failed
	return out, nil
}

// readHere reads a Containerfile without an engine, which is what fetches.
func readHere(r *Request) (display string, text []byte, err error) {
	if r.Context.foreign() && r.Text == nil {
		return "", nil, errors.New("reading a Containerfile that has to be fetched first is not supported here: fetch it, or pass it on standard input")
	}
	return readFile(r)
}

// Outline is what a build of a request can be given, and what it can build.
type Outline struct {
	Target  string   `json:"target"`
	Targets []string `json:"targets"` // names of stages, in order
	Args    []string `json:"args"`    // NAME or NAME=default, of the stages that are needed
	Secrets []string `json:"secrets"` // ids
	SSH     []string `json:"ssh"`     // ids
}

// Describe reads a Containerfile and says what it can be given.
func Describe(req Request) (Outline, error) {
	name, text, err := readHere(&req)
	if err != nil {
		return Outline{}, describe(err, nil)
	}
	p, err := imagebuilder.Load(name, text, imagebuilder.Options{Target: req.Target, Args: req.Args, Contexts: req.imageContexts(), Platform: hostPlatform()})
	if err != nil {
		return Outline{}, describe(err, text)
	}
	out := Outline{Target: p.Stages[p.Target].Title()}
	for _, s := range p.Stages {
		out.Targets = append(out.Targets, s.Title())
	}
	out.Args, out.Secrets, out.SSH = imagebuilder.Inputs(p)
	return out, nil
}

// warnings checks a Containerfile at the beginning of a build, for its end.
func (r *Request) warnings(p *plan.Plan, emitted func(event.Event)) ([]check.Warning, error) {
	report, err := check.Run(p.File, p.Source, check.Options{Args: r.Args, Config: r.Check})
	if err != nil {
		return nil, nil // the build itself says what is wrong
	}
	if report.Failed {
		for _, w := range report.Warnings {
			emitted(event.Event{Kind: event.Warning, Message: warningText(p.File, w)})
		}
		return nil, imagebuilder.At(p.File, nil, imagebuilder.WithHint(check.ErrFailed, "# check=skip=RULE leaves a rule out"))
	}
	return report.Warnings, nil
}

func warningText(file string, w check.Warning) string {
	if w.Line == 0 {
		return fmt.Sprintf("%s: %s (%s)", file, w.Message, w.Rule)
	}
	return fmt.Sprintf("%s:%d: %s (%s)", file, w.Line, w.Message, w.Rule)
}
