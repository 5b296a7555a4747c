package imagebuilder_test

import (
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"golang.org/x/tools/txtar"

	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/plan"
	"github.com/cooper-build/cooper/internal/testenv"
)

var update = flag.Bool("update", false, "write what comes out as what is wanted")

// TestLoad runs the cases of testdata: a Containerfile, options in the archive's
// comment (target=, arg=NAME=VALUE, base-env=NAME=VALUE), and either the plan
// with what each instruction means, or the error.
func TestLoad(t *testing.T) {
	testenv.Cases(t, "testdata/*.txtar", *update, func(_ *testing.T, archive *txtar.Archive) string {
		return explain(archive.Comment, archive.Files[0].Data)
	})
}

// explain loads a Containerfile and writes what it means, or the error.
func explain(comment, text []byte) string {
	opts := imagebuilder.Options{
		Args:     map[string]string{},
		Platform: ocispec.Platform{OS: "linux", Architecture: "amd64"},
	}
	var base dockerspec.DockerOCIImageConfig
	for line := range strings.Lines(string(comment)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		switch key {
		case "target":
			opts.Target = value
		case "arg":
			name, v, _ := strings.Cut(value, "=")
			opts.Args[name] = v
		case "base-env":
			base.Env = append(base.Env, value)
		}
	}
	p, err := imagebuilder.Load("Containerfile", text, opts)
	if err != nil {
		return explainError(err)
	}
	var b strings.Builder
	states := map[int]dispatch.State{}
	for _, s := range p.Stages {
		if !p.Needed[s.Index] {
			fmt.Fprintf(&b, "stage %s: not needed\n", s.Title())
			continue
		}
		fmt.Fprintf(&b, "stage %s: base %+v, needs %v\n", s.Title(), s.Base, s.DependsOn)
		if err := explainStage(&b, p, s, base, states); err != nil {
			return b.String() + explainError(err)
		}
	}
	if len(p.UnusedArgs) != 0 {
		fmt.Fprintf(&b, "unused arguments %v\n", p.UnusedArgs)
	}
	return b.String()
}

func explainError(err error) string {
	var e *imagebuilder.Error
	if !errors.As(err, &e) {
		return "error without a place: " + err.Error() + "\n"
	}
	return fmt.Sprintf("error %s:%d: %s\nhint: %s\n", e.File, e.Line, e, e.Hint)
}

func explainStage(
	b *strings.Builder, p *plan.Plan, s *plan.Stage, base dockerspec.DockerOCIImageConfig,
	states map[int]dispatch.State,
) error {
	state := dispatch.New(p, base, "", imagebuilder.ProxyArgs)
	if s.Base.Kind == plan.BaseStage {
		var triggers []string
		state, triggers = dispatch.Inherit(states[s.Base.Stage])
		fmt.Fprintf(b, "  triggers %q\n", triggers)
	}
	defer func() { states[s.Index] = state }()
	for i := range s.Instructions {
		cmd := &s.Instructions[i]
		before := fmt.Sprintf("%+v", state)
		result, err := dispatch.Apply(state, cmd)
		if err != nil {
			return imagebuilder.At(p.File, cmd.Location(), err)
		}
		if after := fmt.Sprintf("%+v", state); before != after {
			return fmt.Errorf("%s changed the state it was given", cmd.Name())
		}
		state = result.State
		fmt.Fprintf(b, "  %s\n", strings.ReplaceAll(result.History, "\n", "\\n"))
		explainStep(b, result.Step)
	}
	c := state.Config
	fmt.Fprintf(b, "  config: env=%q cmd=%q entrypoint=%q", c.Env, c.Cmd, c.Entrypoint)
	fmt.Fprintf(b, " user=%q dir=%q", c.User, c.WorkingDir)
	fmt.Fprintf(b, " labels=%v ports=%v volumes=%v stop=%q", c.Labels, c.ExposedPorts, c.Volumes, c.StopSignal)
	fmt.Fprintf(b, " shell=%q onbuild=%q author=%q\n", c.Shell, c.OnBuild, state.Author)
	if c.Healthcheck != nil {
		fmt.Fprintf(b, "  health: %+v\n", *c.Healthcheck)
	}
	return nil
}

func explainStep(b *strings.Builder, step dispatch.Step) {
	switch s := step.(type) {
	case *dispatch.RunStep:
		fmt.Fprintf(b, "    run %q env=%q proxy=%q dir=%s user=%q\n", s.Args, s.Env, s.ProxyEnv, s.Cwd, s.User)
		for i := range s.Mounts {
			fmt.Fprintf(b, "    mount from=%+v %s\n", s.Mounts[i].From, s.Mounts[i].Text())
		}
		if s.Script != nil {
			fmt.Fprintf(b, "    script %+v\n", *s.Script)
		}
	case *dispatch.CopyStep:
		mode := "-"
		if s.Chmod != "" {
			mode = s.Chmod
		}
		fmt.Fprintf(
			b, "    copy from=%+v %q %q to %s chown=%q chmod=%s unpack=%v\n", s.From, s.Sources, s.Contents,
			s.Dest, s.Chown, mode, s.Unpack,
		)
		if len(s.Exclude) != 0 || s.Parents || s.Link || len(s.Remotes) != 0 {
			fmt.Fprintf(b, "    exclude=%q parents=%v link=%v remotes=%+v\n", s.Exclude, s.Parents, s.Link, s.Remotes)
		}
	case *dispatch.WorkdirStep:
		fmt.Fprintf(b, "    mkdir %s user=%q\n", s.Path, s.User)
	}
}

// FuzzLoad: whatever the bytes, Load returns, with a placed error or a plan whose
// target is needed and whose stages depend only on stages that are needed.
func FuzzLoad(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		if archive, err := txtar.ParseFile(file); err == nil {
			f.Add(archive.Files[0].Data)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := imagebuilder.Load("Containerfile", text, imagebuilder.Options{})
		if err != nil {
			var e *imagebuilder.Error
			if !errors.As(err, &e) {
				t.Fatalf("error without a place: %v", err)
			}
			return
		}
		if !p.Needed[p.Target] {
			t.Fatal("the target is not needed")
		}
		for _, s := range p.Stages {
			for _, dep := range s.DependsOn {
				if p.Needed[s.Index] && !p.Needed[dep] {
					t.Fatalf("stage %d needs %d, which is left out", s.Index, dep)
				}
			}
		}
	})
}
