// Package farm has builds on other machines: tasks, which are requests that any machine can do, and
// their way there and back. It does not know what a machine is: packages kubernetes and ssh do.
package farm

import (
	"context"
	"fmt"
	"strings"

	"github.com/distribution/reference"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/limits"
)

// Schema is the version of tasks and reports.
const Schema = 1

// Task is a request for one platform that any machine can do.
type Task struct {
	Schema  int               `json:"schema"`
	Build   string            `json:"build"` // id of the build that it is a part of
	Request api.Request       `json:"request"`
	Limits  limits.Limits     `json:"limits"`
	Files   map[string][]byte `json:"files,omitempty"` // see FilePrefix
	// Contexts says that the contexts of the request come after the task, as OCI layouts.
	Contexts bool `json:"contexts,omitempty"`
	// Return says that the image goes back over the connection.
	Return bool `json:"return,omitempty"`

	Layout   string `json:"-"` // directory of this machine with those layouts
	Dir      string `json:"-"` // of this machine, for an image that comes back
	Record   []byte `json:"-"` // Record of the build
	Name     string `json:"-"` // of the build, for people; may be empty
	Platform string `json:"-"`
}

// FilePrefix begins a path in a request that is a file of the task. The machine writes these files into
// a directory of its own.
const FilePrefix = "task:"

// Report is what became of a task.
type Report struct {
	Result    api.Result `json:"result"`
	Isolation string     `json:"isolation,omitempty"` // mode in which commands ran
	Error     *api.Error `json:"error,omitempty"`
	// Attestations and Archive, a size in bytes, are of an image that goes back.
	Attestations []api.Attestation `json:"attestations,omitempty"`
	Archive      int64             `json:"archive,omitempty"`

	File string `json:"-"` // the archive, on this machine
}

// Part is an image that a task has made.
type Part struct {
	Platform string
	// Reference is the image or an index with it in a registry, docker://NAME@DIGEST, or an archive,
	// oci-archive:FILE.
	Reference    string
	Result       api.Result
	Attestations []api.Attestation // of an archive
}

// InArchive reports whether the part is no image of a registry.
func (p *Part) InArchive() bool { return !strings.HasPrefix(p.Reference, "docker://") }

// NewPart is what a task has made, in a repository or in an archive. An image elsewhere is refused: the
// caller is about to name it and sign it.
func NewPart(platform, repository string, r *Report) (Part, error) {
	p := Part{Platform: platform, Result: r.Result, Attestations: r.Attestations}
	if r.File != "" {
		p.Reference = "oci-archive:" + r.File
		return p, nil
	}
	want, err := reference.ParseNormalizedNamed(strings.TrimPrefix(repository, "docker://"))
	if err != nil {
		return p, fmt.Errorf("repository %q: %w", repository, err)
	}
	for _, pushed := range r.Result.Pushed {
		got, err := reference.ParseNormalizedNamed(strings.TrimPrefix(pushed.Reference, "docker://"))
		if _, digested := got.(reference.Digested); err == nil && digested && got.Name() == want.Name() {
			p.Reference = "docker://" + got.String()
			return p, nil
		}
	}
	return p, fmt.Errorf("the task for %s reports no image in %s", platform, want.Name())
}

// Place says what a machine is for.
type Place struct {
	Platforms     []string // that are built there; none: all
	NeedsRegistry bool     // nothing travels over the connection
	// OwnCredentials says that the machine has credentials for registries, and gets none.
	OwnCredentials bool
}

// Machine does tasks.
type Machine interface {
	Place() Place
	// Run does a task, and tells its events. A failure of the build is in the report. An error means that
	// the machine could not do the task. When ctx ends, Run ends the task.
	Run(ctx context.Context, t *Task, tell func(api.Event)) (*Report, error)
}
