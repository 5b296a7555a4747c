package check

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/util/suggest"

	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/ignore"
)

// stageState is the state of a stage at an instruction.
type stageState struct {
	*checker
	known   bool // the whole environment is known: no image lies below
	env     scope
	workdir bool
	shell   bool
	user    string
	last    map[string][]parser.Range // where CMD, ENTRYPOINT and HEALTHCHECK came last
}

// stage checks the instructions of a stage.
func (c *checker) stage(i int) {
	s := &stageState{checker: c, env: scope{}, last: map[string][]parser.Range{}}
	s.inherit(i)
	for _, cmd := range c.stages[i].Commands {
		s.instruction(cmd, c.linterFor(cmd))
	}
	c.cooperStageRules(i, s)
}

// inherit takes over the variables of the stages below.
func (s *stageState) inherit(i int) {
	name := s.stages[i].BaseName
	if name == "scratch" {
		s.known = true
		return
	}
	for j := i - 1; j >= 0; j-- {
		if s.stages[j].Name == "" || !strings.EqualFold(s.stages[j].Name, name) {
			continue
		}
		s.inherit(j)
		for _, cmd := range s.stages[j].Commands {
			s.variables(cmd)
			switch c := cmd.(type) {
			case *instructions.UserCommand:
				s.user = c.User
			case *instructions.ShellCommand:
				s.shell = true
			}
		}
		return
	}
}

// variables declares what an instruction declares.
func (s *stageState) variables(cmd instructions.Command) {
	switch c := cmd.(type) {
	case *instructions.ArgCommand:
		for _, a := range c.Args {
			value := ""
			if a.Value != nil {
				value = *a.Value
			}
			s.env[a.Key] = value
		}
	case *instructions.EnvCommand:
		for _, e := range c.Env {
			s.env[e.Key] = e.Value
		}
	}
}

// pairs checks the names and values that an instruction sets.
func (s *stageState) pairs(cmd instructions.Command, lint *linter.Linter) {
	switch c := cmd.(type) {
	case *instructions.EnvCommand:
		for _, e := range c.Env {
			s.legacy(e, cmd, lint)
			secretName("ENV", e.Key, cmd, lint)
		}
	case *instructions.LabelCommand:
		for _, l := range c.Labels {
			s.legacy(l, cmd, lint)
		}
	case *instructions.ArgCommand:
		for _, a := range c.Args {
			secretName("ARG", a.Key, cmd, lint)
		}
	}
}

func (s *stageState) instruction(cmd instructions.Command, lint *linter.Linter) {
	s.undefined(cmd, lint)
	s.variables(cmd)
	s.pairs(cmd, lint)
	switch c := cmd.(type) {
	case *instructions.WorkdirCommand:
		if !s.workdir && !path.IsAbs(c.Path) && !strings.HasPrefix(c.Path, "$") {
			lint.Run(&linter.RuleWorkdirRelativePath, cmd.Location(), linter.RuleWorkdirRelativePath.Format(c.Path))
		}
		s.workdir = true
	case *instructions.ShellCommand:
		s.shell = true
	case *instructions.CmdCommand:
		s.once(cmd, lint)
		s.json(cmd, c.PrependShell, lint)
	case *instructions.EntrypointCommand:
		s.once(cmd, lint)
		s.json(cmd, c.PrependShell, lint)
	case *instructions.HealthCheckCommand:
		s.once(cmd, lint)
	case *instructions.ExposeCommand:
		exposed(c, lint)
	case *instructions.CopyCommand:
		if c.From == "" {
			s.ignored("Copy", c.SourcePaths, cmd, lint)
		}
	case *instructions.AddCommand:
		s.ignored("Add", c.SourcePaths, cmd, lint)
	case *instructions.UserCommand:
		s.user = c.User
	}
	s.cooperRules(cmd, lint)
}

// once remembers where an instruction came whose last one alone counts.
func (s *stageState) once(cmd instructions.Command, lint *linter.Linter) {
	name := strings.ToUpper(cmd.Name())
	if before := s.last[name]; before != nil {
		lint.Run(
			&linter.RuleMultipleInstructionsDisallowed,
			before,
			linter.RuleMultipleInstructionsDisallowed.Format(cmd.Name()),
		)
	}
	s.last[name] = cmd.Location()
}

// json recommends the exec form, unless the stage chose a shell of its own.
func (s *stageState) json(cmd instructions.Command, shellForm bool, lint *linter.Linter) {
	if shellForm && !s.shell {
		lint.Run(&linter.RuleJSONArgsRecommended, cmd.Location(), linter.RuleJSONArgsRecommended.Format(cmd.Name()))
	}
}

func (s *stageState) legacy(pair instructions.KeyValuePair, cmd instructions.Command, lint *linter.Linter) {
	if pair.NoDelim {
		lint.Run(&linter.RuleLegacyKeyValueFormat, cmd.Location(), linter.RuleLegacyKeyValueFormat.Format(cmd.Name()))
	}
}

var (
	secretWord = regexp.MustCompile(
		`(?i)(?:_|^)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)`,
	)
	publicWord = regexp.MustCompile(`(?i)(?:_|^)(?:public|file|version)(?:_|$)`)
)

// secretName warns of variables that are called as secrets are.
func secretName(instruction, name string, cmd instructions.Command, lint *linter.Linter) {
	if secretWord.MatchString(name) && !publicWord.MatchString(name) {
		lint.Run(
			&linter.RuleSecretsUsedInArgOrEnv,
			cmd.Location(),
			linter.RuleSecretsUsedInArgOrEnv.Format(instruction, name),
		)
	}
}

func exposed(c *instructions.ExposeCommand, lint *linter.Linter) {
	for _, port := range c.Ports {
		number, protocol, _ := strings.Cut(port, "/")
		if protocol != strings.ToLower(protocol) && !strings.Contains(protocol, "$") {
			lint.Run(&linter.RuleExposeProtoCasing, c.Location(), linter.RuleExposeProtoCasing.Format(port))
		}
		if strings.Contains(number, ":") && !strings.Contains(number, "$") {
			lint.Run(&linter.RuleExposeInvalidFormat, c.Location(), linter.RuleExposeInvalidFormat.Format(port))
		}
	}
}

// ignored warns of sources that the ignore file leaves out. With exceptions in
// it, a directory that is left out may still give files.
func (s *stageState) ignored(verb string, sources []string, cmd instructions.Command, lint *linter.Linter) {
	if s.opts.Ignore.Empty() || !s.opts.Ignore.CanSkip() {
		return
	}
	for _, src := range sources {
		src = strings.TrimPrefix(path.Clean("/"+src), "/")
		if src == "" || strings.ContainsAny(src, "$*?[") || strings.Contains(src, "://") {
			continue
		}
		var parent ignore.Parent
		out := false
		for at := 0; at >= 0; {
			next := strings.IndexByte(src[at:], '/')
			prefix := src
			if next >= 0 {
				prefix = src[:at+next]
			}
			var err error
			if out, parent, err = s.opts.Ignore.Match(prefix, parent); err != nil || next < 0 {
				break
			}
			at += next + 1
		}
		if out {
			lint.Run(&linter.RuleCopyIgnoredFile, cmd.Location(), linter.RuleCopyIgnoredFile.Format(verb, src))
		}
	}
}

// undefined warns of variables that nothing defines. The environment of a base
// image is not known here, so above one only what looks like a slip of the pen
// counts.
func (s *stageState) undefined(cmd instructions.Command, lint *linter.Linter) {
	var earlier []string // in the same ARG, whose variables come one after another
	if arg, ok := cmd.(*instructions.ArgCommand); ok {
		for i := range arg.Args {
			one := *arg
			one.Args = arg.Args[i : i+1]
			s.undefinedIn(&one, earlier, lint)
			earlier = append(earlier, arg.Args[i].Key)
		}
		return
	}
	s.undefinedIn(cmd, nil, lint)
}

func (s *stageState) undefinedIn(cmd instructions.Command, defined []string, lint *linter.Linter) {
	expandable, ok := dispatch.Duplicate(cmd).(instructions.SupportsSingleWordExpansion)
	if !ok {
		return
	}
	_ = expandable.Expand(func(word string) (string, error) {
		result, err := s.lex.Matches(word, s.env)
		if err != nil {
			return word, nil
		}
		for name := range result.Unmatched {
			near, found := suggest.Search(name, s.env.Keys(), true)
			if !found && !s.known || s.predefined(name) || slices.Contains(defined, name) {
				continue
			}
			lint.Run(&linter.RuleUndefinedVar, cmd.Location(), linter.RuleUndefinedVar.Format(name, near))
		}
		return word, nil
	})
}

func (s *stageState) predefined(name string) bool {
	return name == "PATH" || name == "HOME" || name == "HOSTNAME" || name == "TERM" || imagebuilder.IsPredefined(name)
}
