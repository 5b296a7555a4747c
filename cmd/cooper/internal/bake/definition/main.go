// Package definition is the main function of cooper-bake: it reads the files that define targets, with
// the libraries of docker buildx (HCL) and of Compose. The request is JSON on standard input, and the
// result is JSON on standard output.
package definition

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/containerd/platforms"
	"github.com/sirupsen/logrus"

	"github.com/cooper-build/cooper/cmd/cooper/internal/bake"
	"github.com/cooper-build/cooper/runtime/reading"
)

// Main answers one request and returns the exit code.
func Main(in io.Reader, out, errOut io.Writer) int {
	logrus.SetOutput(errOut)
	logrus.SetLevel(logrus.ErrorLevel)
	var request bake.Request
	err := json.NewDecoder(in).Decode(&request)
	if err == nil {
		err = json.NewEncoder(out).Encode(answer(&request))
	}
	if err != nil {
		fmt.Fprintln(errOut, "cooper-bake is started by cooper:", err)
		return 1
	}
	return 0
}

// answer reads the files. A panic of a library is an error: the files can come from strangers.
func answer(r *bake.Request) (out bake.Result) {
	defer func() {
		if p := recover(); p != nil {
			out = bake.Result{Failure: &bake.Failure{Message: fmt.Sprintf("bug in cooper-bake: %v", p)}}
		}
	}()
	err := confine(r)
	if err == nil {
		out, err = read(r)
	}
	if err != nil {
		var known *failure
		if !errors.As(err, &known) {
			known = &failure{}
		}
		known.Message = err.Error()
		out = bake.Result{Failure: (*bake.Failure)(known)}
	}
	return out
}

// confine takes the files from this process that a Compose file must not name. The libraries open files in many
// places.
func confine(r *bake.Request) error {
	if len(r.Readable) == 0 {
		return nil
	}
	if err := reading.Only(r.Readable...); err != nil {
		return fmt.Errorf("limiting what files can be read: %w", err)
	}
	return nil
}

func read(r *bake.Request) (out bake.Result, err error) {
	var c config
	if r.Compose != nil {
		c, err = parseProject(r)
	} else {
		c, err = parse(r, &out)
	}
	if err != nil {
		return out, err
	}
	if r.List {
		out.Listed = c.listed()
		return out, nil
	}
	names := r.Targets
	if len(names) == 0 && r.Compose != nil {
		return out, nil // no service is built
	}
	if len(names) == 0 {
		names = []string{"default"}
	}
	found, err := c.resolve(names, r.Overrides)
	if err != nil {
		return out, err
	}
	found.setEpoch()
	for _, name := range sortedNames(found.Target) {
		t := found.Target[name].value()
		t.Name = name
		out.Targets = append(out.Targets, t)
	}
	out.Document, err = json.Marshal(found)
	return out, err
}

// setEpoch gives targets the time of the environment.
func (r resolved) setEpoch() {
	epoch := os.Getenv("SOURCE_DATE_EPOCH")
	for _, t := range r.Target {
		if t.Args["SOURCE_DATE_EPOCH"] == nil && epoch != "" {
			_ = member(&t.Args, override{name: "SOURCE_DATE_EPOCH", values: []string{epoch}})
		}
	}
}

// listed are the targets and groups that have public names.
func (c config) listed() []bake.Listed {
	var out []bake.Listed
	for _, t := range c.Targets {
		out = append(out, bake.Listed{Name: t.Name, Description: t.Description})
	}
	for _, g := range c.Groups {
		text := strings.Join(slices.Sorted(slices.Values(g.Targets)), ", ")
		switch {
		case g.Description != "" && text != "":
			text = g.Description + " (" + text + ")"
		case text == "":
			text = g.Description
		}
		out = append(out, bake.Listed{Name: g.Name, Description: text, Group: true})
	}
	out = slices.DeleteFunc(out, func(l bake.Listed) bool { return strings.HasPrefix(l.Name, "_") })
	slices.SortStableFunc(out, func(a, b bake.Listed) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// value is a target for cooper.
func (t *target) value() bake.Target {
	contexts := map[string]string{}
	for name, value := range t.Contexts {
		contexts[name] = here(value)
	}
	return bake.Target{
		Name: t.Name, Linked: t.linked, Context: deref(t.Context), Dockerfile: absoluteHere(deref(t.Dockerfile)),
		DockerfileInline: deref(t.DockerfileInline), Contexts: contexts, Args: present(t.Args),
		Labels: present(t.Labels), Tags: t.Tags, Annotations: t.Annotations, Attest: t.Attest.texts(),
		CacheFrom: t.CacheFrom.texts(), CacheTo: t.CacheTo.texts(), Secrets: t.Secrets.texts(), SSH: t.SSH.texts(),
		Platforms: t.Platforms, Outputs: t.Outputs.texts(), NoCacheFilter: t.NoCacheFilter, Ulimits: t.Ulimits,
		Entitlements: t.Entitlements, Policy: t.Policy.texts(), ExtraHosts: present(t.ExtraHosts),
		Resources: t.Resources, Target: deref(t.Target), Network: deref(t.NetworkMode), ShmSize: deref(t.ShmSize),
		Call: deref(t.Call), Pull: deref(t.Pull), NoCache: deref(t.NoCache), Given: t.given,
		Unsupported: t.unsupported,
	}
}

// absoluteHere is a Dockerfile, with a full path if it is one of the command line's directory.
func absoluteHere(file string) string {
	if local := here(file); local != file {
		if path, err := filepath.Abs(local); err == nil {
			return path
		}
	}
	return file
}

// deref is the value of a pointer, or the zero value.
func deref[T any](p *T) (value T) {
	if p != nil {
		value = *p
	}
	return value
}

// present are the values that are there.
func present(m map[string]*string) map[string]string {
	out := map[string]string{}
	for name, value := range m {
		if value != nil {
			out[name] = *value
		}
	}
	return out
}

func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// ownPlatform is that of this machine.
func ownPlatform() string {
	p := platforms.DefaultSpec()
	p.Architecture = runtime.GOARCH
	return platforms.Format(p)
}
