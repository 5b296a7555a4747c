package imagebuilder

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/containerd/platforms"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/imagebuilder/expand"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// Options say how to read a Containerfile. The zero value builds the last stage
// for an unknown platform.
type Options struct {
	Target string // stage name or number; empty: the last
	Args   map[string]string
	// Contexts are named contexts: the reference of an image, or nothing for a
	// directory of files.
	Contexts map[string]string
	Platform ocispec.Platform // of the machine
	Build    ocispec.Platform // target platform; empty: the machine's
	From     string           // replaces the base of the first stage
	Mounts   []string         // --mount flags of every RUN
	// AllStages builds all stages before the target, one after the other.
	AllStages bool
	// MaxWord and MaxConfig are the limits word-bytes and config-bytes; 0: their defaults.
	MaxWord, MaxConfig int64
}

// Load reads a Containerfile. Its errors are *Error.
func Load(file string, content []byte, opts Options) (*plan.Plan, error) {
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	result, err := parser.Parse(bytes.NewReader(content))
	if err != nil {
		return nil, FromParser(file, emptyFile(err))
	}
	mounts, after, odd := TakeMounts(result.AST), takeAfter(result.AST), TakeStageNames(result.AST)
	stages, metaArgs, err := instructions.Parse(result.AST, linter.New(&linter.Config{SkipAll: true}))
	if err != nil {
		return nil, FromParser(file, err)
	}
	odd.Restore(stages)
	if len(stages) == 0 {
		return nil, At(file, nil, errors.New("no FROM instruction: a Containerfile needs at least one stage"))
	}
	names := newNames(stages, opts.Contexts)
	l := loader{
		opts: opts, stages: stages, names: names, lex: expand.New(result.EscapeToken, opts.MaxWord),
		plan: &plan.Plan{
			File:      file,
			Source:    content,
			Escape:    result.EscapeToken,
			Given:     maps.Clone(opts.Args),
			Names:     names,
			MaxWord:   opts.MaxWord,
			MaxConfig: opts.MaxConfig,
		},
		acyclic: map[int]bool{}, after: after, mounts: mounts, ends: make([]plan.Args, len(stages)),
	}
	if err := l.load(metaArgs); err != nil {
		return nil, err
	}
	return l.plan, nil
}

func emptyFile(err error) error {
	if strings.Contains(err.Error(), "file with no instructions") {
		return WithHint(
			errors.New("the Containerfile has no instructions"),
			"start with a FROM instruction, for example FROM scratch",
		)
	}
	return err
}

func newNames(stages []instructions.Stage, contexts map[string]string) plan.Names {
	names := plan.Names{Stages: make([]string, len(stages)), Contexts: map[string]string{}}
	for i, s := range stages {
		names.Stages[i] = strings.ToLower(s.Name)
	}
	for name, image := range contexts {
		names.Contexts[strings.ToLower(name)] = image
	}
	return names
}

type loader struct {
	opts   Options
	stages []instructions.Stage
	names  plan.Names
	lex    *expand.Lex
	plan   *plan.Plan

	acyclic map[int]bool
	after   map[int][]string // --after flags by line
	mounts  map[int][]string // --mount flags by line
	ends    []plan.Args      // what each stage has declared at its end
}

func (l *loader) load(metaArgs []instructions.ArgCommand) error {
	l.plan.Args = predefined(l.opts)
	for _, cmd := range metaArgs {
		if err := l.globalArg(&cmd); err != nil {
			return At(l.plan.File, cmd.Location(), err)
		}
	}
	refused := make([]error, len(l.stages))
	for i := range l.stages {
		stage, location, err := l.stage(i)
		if err != nil {
			refused[i] = At(l.plan.File, location, err)
		}
		l.plan.Stages = append(l.plan.Stages, stage)
	}
	target, err := l.target()
	if err != nil {
		return At(l.plan.File, nil, err)
	}
	l.plan.Target = target
	if err := l.findCycle(target, nil); err != nil {
		return err
	}
	l.plan.UnusedArgs = l.unusedArgs(metaArgs)
	l.plan.Needed = make([]bool, len(l.stages))
	l.markNeeded(target)
	for i, err := range refused {
		if err != nil && l.plan.Needed[i] {
			return err // errors of other stages do not matter
		}
	}
	return nil
}

// globalArg declares arguments that FROM can use.
func (l *loader) globalArg(cmd *instructions.ArgCommand) error {
	for _, arg := range cmd.Args {
		value := arg.Value
		if given, ok := l.opts.Args[arg.Key]; ok {
			value = &given
		} else if value != nil {
			expanded, err := l.lex.Word(*value, l.plan.Args)
			if err != nil {
				return err
			}
			value = &expanded
		}
		if value == nil {
			if _, known := l.plan.Args.Get(arg.Key); known {
				continue
			}
		}
		l.plan.Args = append(l.plan.Args, plan.Arg{Key: arg.Key, Value: value})
	}
	return nil
}

// stage plans one stage; the location goes with the error.
func (l *loader) stage(i int) (*plan.Stage, []parser.Range, error) {
	s := &l.stages[i]
	out := &plan.Stage{
		Index:    i,
		Name:     l.names.Stages[i],
		Location: s.Location,
		Code:     s.SourceCode,
	}
	if err := l.base(s, out); err != nil {
		return out, s.Location, err
	}
	for _, name := range l.after[plan.Line(s.Location)] {
		stage, ok := l.names.Find(name, len(l.stages))
		if !ok {
			return out, s.Location, fmt.Errorf("--after=%s: no such stage", name)
		}
		out.After = append(out.After, stage)
		out.DependsOn = append(out.DependsOn, stage)
	}
	if l.opts.AllStages && i > 0 {
		out.After = append(out.After, i-1)
		out.DependsOn = append(out.DependsOn, i-1)
	}
	location, err := l.instructions(s, out)
	return out, location, err
}

// instructions plans the instructions of a stage; the location goes with the error.
func (l *loader) instructions(s *instructions.Stage, out *plan.Stage) ([]parser.Range, error) {
	vars := l.variablesOf(out.Base)
	for _, cmd := range s.Commands {
		if arg, ok := cmd.(*instructions.ArgCommand); ok {
			if err := vars.declare(arg); err != nil {
				return cmd.Location(), err
			}
		}
		mounts := slices.Concat(l.opts.Mounts, l.mounts[plan.Line(cmd.Location())])
		instruction, err := resolve(l.names, cmd, mounts, out.Index, vars.from)
		out.Instructions = append(out.Instructions, instruction)
		if err != nil {
			return cmd.Location(), err
		}
		for _, source := range instruction.Sources {
			if source.Kind == plan.SourceStage && !slices.Contains(out.DependsOn, source.Stage) {
				out.DependsOn = append(out.DependsOn, source.Stage)
			}
		}
	}
	l.ends[out.Index] = vars.declared
	return nil, nil
}

func (l *loader) base(s *instructions.Stage, out *plan.Stage) error {
	name, err := l.lex.Word(s.BaseName, l.plan.Args)
	if err != nil {
		return err
	}
	if out.Index == 0 && l.opts.From != "" {
		name = l.opts.From
	}
	if name == "" {
		return WithHint(fmt.Errorf("base name %q is empty after expansion", s.BaseName),
			"declare its variable before the first FROM, for example ARG NAME=default")
	}
	if out.Platform, err = l.platform(s.Platform); err != nil {
		return err
	}
	if _, image, ok := l.names.Context(name); ok {
		if image == "" {
			return fmt.Errorf(
				"named context %q is a directory: FROM needs an image (docker-image:// or oci-layout://)",
				name,
			)
		}
		out.Base = plan.Base{Kind: plan.BaseImage, Image: image}
		return nil
	}
	stage, ok := l.names.Find(name, out.Index)
	if !ok {
		if stage, ok, err = plan.Number(name, out.Index); err != nil {
			return err
		}
	}
	if ok {
		out.Base = plan.Base{Kind: plan.BaseStage, Stage: stage}
		if s.Platform == "" {
			out.Platform = l.plan.Stages[stage].Platform
		}
		out.DependsOn = append(out.DependsOn, stage)
		return nil
	}
	if name == "scratch" {
		return nil
	}
	out.Base = plan.Base{Kind: plan.BaseImage, Image: name}
	return nil
}

// platform is the platform of a stage: its --platform, else the build's.
func (l *loader) platform(flag string) (ocispec.Platform, error) {
	if flag == "" {
		return l.opts.target(), nil
	}
	text, err := l.lex.Word(flag, l.plan.Args)
	if err != nil {
		return ocispec.Platform{}, err
	}
	wanted, err := platforms.Parse(text)
	if err != nil {
		return wanted, fmt.Errorf("--platform=%s: %w", text, err)
	}
	return platforms.Normalize(wanted), nil
}

// target is the target platform.
func (o *Options) target() ocispec.Platform {
	if o.Build.OS != "" {
		return o.Build
	}
	return o.Platform
}

func (l *loader) target() (int, error) {
	if l.opts.Target == "" {
		return len(l.stages) - 1, nil
	}
	if i, ok := l.names.Find(l.opts.Target, len(l.names.Stages)); ok {
		return i, nil
	}
	if i, err := strconv.Atoi(l.opts.Target); err == nil && i >= 0 && i < len(l.stages) {
		return i, nil
	}
	named := slices.DeleteFunc(slices.Clone(l.names.Stages), func(n string) bool { return n == "" })
	advice := "no stage has a name: add `AS name` to a FROM"
	if len(named) != 0 {
		advice = "the stages are: " + strings.Join(named, ", ")
	}
	return 0, WithHint(fmt.Errorf("no stage is named %q", l.opts.Target), advice)
}

// findCycle walks what a stage depends on, depth first; path is how it got
// there. Stages that were found free of cycles are not walked again.
func (l *loader) findCycle(stage int, path []int) error {
	if at := slices.Index(path, stage); at >= 0 {
		var names []string
		for _, i := range append(path[at:], stage) {
			names = append(names, l.plan.Stages[i].Title())
		}
		return At(
			l.plan.File,
			l.plan.Stages[stage].Location,
			fmt.Errorf("circular dependency: %s", strings.Join(names, " needs ")),
		)
	}
	if l.acyclic[stage] {
		return nil
	}
	for _, dep := range l.plan.Stages[stage].DependsOn {
		if err := l.findCycle(dep, append(path, stage)); err != nil {
			return err
		}
	}
	l.acyclic[stage] = true
	return nil
}

// markNeeded marks the target and everything it depends on.
func (l *loader) markNeeded(stage int) {
	if l.plan.Needed[stage] {
		return
	}
	l.plan.Needed[stage] = true
	for _, dep := range l.plan.Stages[stage].DependsOn {
		l.markNeeded(dep)
	}
}

// unusedArgs are given arguments that no ARG of the file declares.
func (l *loader) unusedArgs(metaArgs []instructions.ArgCommand) []string {
	declared := map[string]bool{}
	mark := func(cmd *instructions.ArgCommand) {
		for _, arg := range cmd.Args {
			declared[arg.Key] = true
		}
	}
	for i := range metaArgs {
		mark(&metaArgs[i])
	}
	for _, s := range l.stages {
		for _, cmd := range s.Commands {
			switch c := cmd.(type) {
			case *instructions.ArgCommand:
				mark(c)
			case *instructions.OnbuildCommand:
				if commands, err := Triggers(l.names, 0, []string{c.Expression}); err == nil {
					if arg, ok := commands[0].Command.(*instructions.ArgCommand); ok {
						mark(arg)
					}
				}
			}
		}
	}
	var unused []string
	for _, key := range slices.Sorted(maps.Keys(l.opts.Args)) {
		if !declared[key] && !IsPredefined(key) {
			unused = append(unused, key)
		}
	}
	return unused
}
