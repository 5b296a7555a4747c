package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/sync/errgroup"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/bake"
	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// multiFlags are the flags of commands that build several targets.
type multiFlags struct {
	push, print, check       bool
	call, progress, metadata string
	quiet                    bool
	access                   accessFlags
	onFlags
	flags *pflag.FlagSet
}

func (f *multiFlags) addMulti(flags *pflag.FlagSet) {
	f.flags = flags
	flags.BoolVar(&f.push, "push", false, "push images to the registries of their names")
	flags.BoolVar(&f.print, "print", false, "print the targets as JSON, and build nothing")
	flags.BoolVar(&f.check, "check", false, "check the Containerfiles, and build nothing")
	flags.StringVar(&f.call, "call", "build", "method: build, check, outline or targets")
	flags.StringVar(&f.progress, "progress", progressDefault(),
		"format of the progress: auto, tty, plain, json or quiet")
	flags.StringVar(&f.metadata, "metadata-file", "", "write the metadata of results to a JSON file, by target")
	f.access.add(flags)
	f.addOn(flags)
}

// forAll are flags of `cooper build` that the command line gives to all targets.
func (f *multiFlags) forAll() (out []string) {
	f.access.flags.Visit(func(flag *pflag.Flag) {
		if list, ok := flag.Value.(pflag.SliceValue); ok && flag.Name == "decryption-key" {
			for _, value := range list.GetSlice() {
				out = append(out, "--"+flag.Name+"="+value)
			}
			return
		}
		switch flag.Name {
		case "authfile", "cert-dir", "creds", "tls-verify", "signature-policy", "retry", "retry-delay", "blob-cache":
			out = append(out, "--"+flag.Name+"="+flag.Value.String())
		}
	})
	switch {
	case f.check:
		out = append(out, "--check")
	case f.flags.Changed("call"):
		out = append(out, "--call="+f.call)
	}
	return out
}

// runTargets builds targets, or checks their Containerfiles.
func (f *multiFlags) runTargets(a *app, cmd *cobra.Command, targets []bake.Target, may allowed) error {
	run := &multiBuild{app: a, targets: map[string]*targetBuild{}}
	if err := f.completeOn(cmd.Context()); err != nil {
		return err
	}
	for _, t := range targets {
		one, err := a.newTarget(t, f.forAll())
		if err != nil {
			return err
		}
		if err := may.check(one); err != nil {
			return err
		}
		run.targets[t.Name] = one
		run.order = append(run.order, one)
	}
	if err := run.calls(); err != nil || !run.builds() {
		return err
	}
	run.useMachines(&f.onFlags)
	err := f.build(cmd.Context(), run)
	if err != nil || f.metadata == "" {
		return err
	}
	return run.writeMetadata(f.metadata)
}

// build shows progress while targets are built.
func (f *multiFlags) build(ctx context.Context, run *multiBuild) error {
	mode := f.progress
	if f.quiet {
		mode = "quiet"
	}
	progress, err := ui.NewProgress(mode, run.app.err)
	if err != nil {
		return err
	}
	run.app.show(progress)
	progress.Begin()
	run.progress = progress
	err = run.build(ctx)
	closeErr := progress.Close(err == nil)
	if err != nil {
		err, run.app.told = progress.Failed(err)
	}
	return errors.Join(err, closeErr)
}

// multiBuild builds several targets with one engine.
type multiBuild struct {
	app      *app
	targets  map[string]*targetBuild
	order    []*targetBuild
	progress ui.Progress
	mu       sync.Mutex // of progress, which takes one event at a time

	machines   []build.Machine // none: this one
	repository string          // for what travels to them
}

// useMachines has targets built on other machines. What has no name travels through the repository of
// the first target that has one.
func (r *multiBuild) useMachines(f *onFlags) {
	r.machines, r.repository = f.machines, f.repository
	for _, t := range r.order {
		if r.repository == "" {
			r.repository = build.RepositoryOf(&t.flags.request)
		}
	}
}

// buildTarget builds a target here or on other machines.
func (r *multiBuild) buildTarget(ctx context.Context, engine *build.Engine, t *targetBuild) (build.Result, error) {
	if len(r.machines) == 0 {
		return engine.Build(ctx, t.flags.request)
	}
	t.elsewhere = true
	return engine.BuildOn(ctx, build.FarmRequest{
		Request: t.flags.request, Machines: r.machines, Name: t.Name, Repository: r.repository, Unnamed: t.Linked,
	})
}

// reference is how other targets name the result of a target.
func (t *targetBuild) reference() string {
	if !t.elsewhere || len(t.result.Pushed) == 0 {
		return t.result.ID
	}
	p := t.result.Pushed[0]
	name := strings.TrimPrefix(p.Reference, "docker://")
	name, _, _ = strings.Cut(name, "@")
	if i := strings.LastIndex(name, ":"); i > strings.LastIndex(name, "/") {
		name = name[:i]
	}
	return name + "@" + p.Digest
}

// calls answers the questions of those targets that ask one about their Containerfile.
func (r *multiBuild) calls() error {
	found := errWarnings(0)
	for _, t := range r.order {
		if t.flags.call == "build" || t.Linked {
			continue
		}
		if t.flags.format != "json" {
			fmt.Fprintln(r.app.text, "# "+t.Name)
		}
		var warnings errWarnings
		switch err := r.app.runCall(t.flags); {
		case errors.As(err, &warnings):
			found += warnings
		case err != nil:
			return inTarget(t.Name, err)
		}
	}
	if found != 0 {
		return found
	}
	return nil
}

// builds leaves the targets that are to be built, with those that they need, and reports whether there
// are any.
func (r *multiBuild) builds() bool {
	needed := map[string]bool{}
	for _, t := range r.order {
		for _, other := range t.needs {
			needed[other] = true
		}
	}
	asks := func(t *targetBuild) bool { return t.flags.call != "build" }
	r.order = slices.DeleteFunc(r.order, func(t *targetBuild) bool { return asks(t) && !needed[t.Name] })
	return slices.ContainsFunc(r.order, func(t *targetBuild) bool { return !asks(t) && !t.Linked })
}

// build builds all targets side by side. The first error ends all.
func (r *multiBuild) build(ctx context.Context) error {
	engine, err := r.app.open(ctx)
	if err != nil {
		return err
	}
	group, inner := errgroup.WithContext(ctx)
	slots := make(chan struct{}, max(4, 2*runtime.NumCPU()))
	for _, t := range r.order {
		group.Go(func() error { return r.buildOne(inner, engine, t, slots) })
	}
	err = group.Wait()
	if err == nil || ctx.Err() != nil {
		return err
	}
	var canceled []string
	for _, t := range r.order {
		if !t.ended {
			canceled = append(canceled, t.Name)
		}
	}
	if len(canceled) != 0 {
		r.progress.Line("canceled: " + strings.Join(canceled, ", "))
	}
	return err
}

// buildOne builds a target after those that it needs.
func (r *multiBuild) buildOne(ctx context.Context, engine *build.Engine, t *targetBuild, slots chan struct{}) error {
	request := &t.flags.request
	for _, name := range sortedKeys(t.needs) {
		other := r.targets[t.needs[name]]
		select {
		case <-other.done:
			request.Context.Named[name] = "docker-image://" + other.reference()
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	select {
	case slots <- struct{}{}:
		defer func() { <-slots }()
	case <-ctx.Done():
		return ctx.Err()
	}
	request.OnEvent = func(e build.Event) {
		e.Target = t.Name
		r.mu.Lock()
		defer r.mu.Unlock()
		r.progress.Event(e)
	}
	var err error
	if err = t.flags.openStdout(r.app); err == nil {
		t.result, err = r.buildTarget(ctx, engine, t)
	}
	if err != nil {
		t.ended = ctx.Err() == nil
		return inTarget(t.Name, err)
	}
	t.ended = true
	close(t.done)
	if !t.Linked {
		words := append([]string{"[" + t.Name + "] built", t.result.ID[:12]}, t.result.Names...)
		r.progress.Line(strings.Join(words, " "))
	}
	return nil
}

// writeMetadata writes the metadata of the targets that were asked for.
func (r *multiBuild) writeMetadata(file string) error {
	out := map[string]any{}
	for _, t := range r.order {
		if !t.Linked {
			out[t.Name] = metadataOf(t.result)
		}
	}
	text, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return err
	}
	return safepath.WriteFile(file, append(text, '\n'), 0o644)
}
