package build

import (
	"errors"
	"io/fs"
	"os"
	"slices"

	"github.com/cooper-build/cooper/build/internal/failure"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/check"
)

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
	file, err := readHere(&req)
	if err != nil {
		return out, describe(err)
	}
	out.File, out.Source = file.Name, file.Text
	o := check.Options{Args: req.Args, Strict: opts.Strict, Config: opts.Config}
	if info, err := os.Stat(req.Context.Path); err == nil && info.IsDir() {
		c, err := source.Open(req.Context.Path, file.Path, req.IgnoreFile)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return out, describe(err)
		}
		if err == nil {
			o.Ignore = c.Tree().Ignore
			_ = c.Close()
		}
	}
	report, err := check.Run(file.Name, file.Text, o)
	if err != nil {
		return out, failure.Describe(err, file.Text)
	}
	out.Warnings, out.Failed = report.Warnings, report.Failed
	return out, nil
}

// readHere reads a Containerfile without an engine, which is what fetches.
func readHere(r *Request) (file source.Containerfile, err error) {
	if slices.ContainsFunc(append(r.Files, r.File), source.IsAddress) || r.Context.Foreign() && r.Text == nil {
		return file, errors.New("a Containerfile at a remote address cannot be checked: " +
			"download it, or pass it on standard input")
	}
	return source.ReadContainerfile(r.Containerfile, r.Context.Path, r.Context.Foreign())
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
	file, err := readHere(&req)
	if err != nil {
		return Outline{}, describe(err)
	}
	p, err := imagebuilder.Load(file.Name, file.Text, imagebuilder.Options{
		Target: req.Target, Args: req.Args, Platform: image.HostPlatform(),
		Contexts: source.NamedImages(req.Context.Named),
	})
	if err != nil {
		return Outline{}, failure.Describe(err, file.Text)
	}
	out := Outline{Target: p.Stages[p.Target].Title()}
	for _, s := range p.Stages {
		out.Targets = append(out.Targets, s.Title())
	}
	out.Args, out.Secrets, out.SSH = imagebuilder.Inputs(p)
	return out, nil
}
