package check

import (
	"slices"
	"strings"

	"github.com/containerd/platforms"
	"github.com/distribution/reference"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/util/suggest"

	"github.com/cooper-build/cooper/imagebuilder"
)

// file checks what concerns all stages.
func (c *checker) file() {
	if c.empty {
		c.lint.Run(&linter.RuleNoEmptyContinuation, c.emptyAt, linter.RuleNoEmptyContinuation.Format())
	}
	c.casing()
	c.names()
	c.bases()
}

// casing checks that all instructions are written in capitals, or none.
func (c *checker) casing() {
	type name struct {
		text     string
		location []parser.Range
		lint     *linter.Linter
	}
	var all []name
	lower, upper := 0, 0
	count := func(text string, location []parser.Range, lint *linter.Linter) {
		all = append(all, name{text, location, lint})
		switch text {
		case strings.ToLower(text):
			lower++
		case strings.ToUpper(text):
			upper++
		}
	}
	for _, s := range c.stages {
		count(s.OrigCmd, s.Location, c.lint)
		for _, cmd := range s.Commands {
			count(cmd.Name(), cmd.Location(), c.linterFor(cmd))
		}
	}
	want, word := strings.ToUpper, "uppercase"
	if lower > upper {
		want, word = strings.ToLower, "lowercase"
	}
	for _, n := range all {
		if want(n.text) != n.text {
			n.lint.Run(
				&linter.RuleConsistentInstructionCasing,
				n.location,
				linter.RuleConsistentInstructionCasing.Format(n.text, word),
			)
		}
	}
}

func (c *checker) names() {
	seen := map[string]bool{}
	for _, s := range c.stages {
		if s.Name == "" {
			continue
		}
		if s.Name == "context" || s.Name == "scratch" {
			c.lint.Run(&linter.RuleReservedStageName, s.Location, linter.RuleReservedStageName.Format(s.Name))
		}
		if seen[s.Name] {
			c.lint.Run(&linter.RuleDuplicateStageName, s.Location, linter.RuleDuplicateStageName.Format(s.Name))
		}
		seen[s.Name] = true
	}
}

// bases checks the FROM instructions.
func (c *checker) bases() {
	declared, defaults := scope{}, scope{}
	for _, name := range imagebuilder.PlatformArgs {
		declared[name], defaults[name] = "linux", "linux"
	}
	for _, cmd := range c.meta {
		for _, arg := range cmd.Args {
			given, ok := c.opts.Args[arg.Key]
			if !ok && arg.Value != nil {
				given, _ = c.lex.Word(*arg.Value, declared)
				defaults[arg.Key], _ = c.lex.Word(*arg.Value, defaults)
			}
			declared[arg.Key] = given
		}
	}
	for i := range c.stages {
		s := &c.stages[i]
		lint := c.lint.WithMergedConfigFromComments(s.Comments)
		c.undeclared(s.BaseName, s, declared, lint)
		if s.Platform != "" {
			c.undeclared(s.Platform, s, declared, lint)
			c.platform(s, declared, lint)
		}
		if base, err := c.lex.Word(s.BaseName, defaults); err == nil {
			if _, err := reference.ParseNormalizedNamed(base); err != nil && !hasTransport(base) {
				lint.Run(
					&linter.RuleInvalidDefaultArgInFrom,
					s.Location,
					linter.RuleInvalidDefaultArgInFrom.Format(s.BaseName),
				)
			}
		}
	}
}

func (c *checker) undeclared(word string, s *instructions.Stage, declared scope, lint *linter.Linter) {
	result, err := c.lex.Matches(word, declared)
	if err != nil {
		return
	}
	for name := range result.Unmatched {
		near, _ := suggest.Search(name, declared.Keys(), true)
		lint.Run(&linter.RuleUndefinedArgInFrom, s.Location, linter.RuleUndefinedArgInFrom.Format(name, near))
	}
}

func (c *checker) platform(s *instructions.Stage, declared scope, lint *linter.Linter) {
	result, err := c.lex.Matches(s.Platform, declared)
	if err != nil {
		return
	}
	if s.Platform == "$TARGETPLATFORM" || s.Platform == "${TARGETPLATFORM}" {
		lint.Run(&linter.RuleRedundantTargetPlatform, s.Location, linter.RuleRedundantTargetPlatform.Format(s.Platform))
	}
	if len(result.Matched)+len(result.Unmatched) > 0 {
		return
	}
	p, err := platforms.Parse(result.Result)
	if err != nil || strings.Contains(s.Name, p.OS) || strings.Contains(s.Name, p.Architecture) {
		return
	}
	lint.Run(
		&linter.RuleFromPlatformFlagConstDisallowed,
		s.Location,
		linter.RuleFromPlatformFlagConstDisallowed.Format(result.Result),
	)
}

// hasTransport reports whether a base is a file, or names its place in another way.
func hasTransport(base string) bool {
	transport, _, _ := strings.Cut(base, ":")
	return slices.Contains(
		[]string{"docker", "oci", "oci-archive", "docker-archive", "dir", "containers-storage"}, transport,
	)
}
