// Package check finds mistakes in a valid Containerfile: BuildKit's rules under their
// names (Docker documentation, "Build checks"), and rules of cooper. It needs only the
// text.
package check

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/expand"
	"github.com/cooper-build/cooper/imagebuilder/ignore"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// Options say how strict to be. The zero value has BuildKit's rules and those of
// ours that hardly anybody disagrees with.
type Options struct {
	Args   map[string]string
	Ignore ignore.Rules // of the context, for CopyIgnoredFile
	Strict bool         // also rules of policy, for example pinned bases
	// Config is as the value of "# check=": skip=RULE,RULE;error=true. What the
	// file says is added to it.
	Config string
}

// Warning is something that should be written otherwise.
type Warning struct {
	Rule        string `json:"ruleName"`
	Description string `json:"description"`
	URL         string `json:"url,omitempty"`
	Message     string `json:"detail"`
	Line        int    `json:"line"` // from 1; 0 when no line is to blame
	End         int    `json:"end"`
}

// Report is the result of a check.
type Report struct {
	Warnings []Warning
	Failed   bool // the configuration makes warnings errors, and there are some
}

// Run checks a Containerfile. One that cannot be read is an *imagebuilder.Error.
func Run(file string, content []byte, opts Options) (Report, error) {
	c, err := newChecker(file, content, opts)
	if err != nil {
		return Report{}, err
	}
	c.syntax(content)
	c.file()
	for i := range c.stages {
		c.stage(i)
	}
	slices.SortStableFunc(c.report.Warnings, func(a, b Warning) int { return a.Line - b.Line })
	c.report.Failed = c.lint.ReturnAsError && len(c.report.Warnings) != 0
	return c.report, nil
}

// checker is one check.
type checker struct {
	opts    Options
	report  Report
	lint    *linter.Linter
	lex     *expand.Lex
	stages  []instructions.Stage
	meta    []instructions.ArgCommand
	mounts  map[int][]string // --mount flags by line
	empty   bool             // there is an empty continuation line
	emptyAt []parser.Range
}

func newChecker(file string, content []byte, opts Options) (*checker, error) {
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	c := &checker{opts: opts}
	config, err := c.config(content)
	if err != nil {
		return nil, imagebuilder.At(file, nil, err)
	}
	c.lint = linter.New(config)
	result, err := parser.Parse(bytes.NewReader(content))
	if err != nil {
		return nil, imagebuilder.FromParser(file, err)
	}
	c.lex = expand.New(result.EscapeToken, 0)
	for _, w := range result.Warnings {
		if w.URL == linter.RuleNoEmptyContinuation.URL && w.Location != nil {
			c.empty, c.emptyAt = true, []parser.Range{*w.Location}
		}
	}
	c.mounts = imagebuilder.TakeMounts(result.AST)
	odd := imagebuilder.TakeStageNames(result.AST)
	if c.stages, c.meta, err = instructions.Parse(result.AST, c.lint); err != nil {
		return nil, imagebuilder.FromParser(file, err)
	}
	odd.Restore(c.stages)
	return c, nil
}

// config joins the caller's configuration with that of the file.
func (c *checker) config(content []byte) (*linter.Config, error) {
	config, err := linter.ParseLintOptions(c.opts.Config)
	if err != nil {
		return nil, fmt.Errorf("check configuration %q: %w", c.opts.Config, err)
	}
	if value, _, _, ok := parser.ParseDirective("check", content); ok {
		own, err := linter.ParseLintOptions(value)
		if err != nil {
			return nil, fmt.Errorf("# check=%s: %w", value, err)
		}
		config.SkipAll = config.SkipAll || own.SkipAll
		config.ReturnAsError = config.ReturnAsError || own.ReturnAsError
		config.ExperimentalAll = config.ExperimentalAll || own.ExperimentalAll
		config.SkipRules = append(config.SkipRules, own.SkipRules...)
		config.ExperimentalRules = append(config.ExperimentalRules, own.ExperimentalRules...)
	}
	config.Warn = c.warn
	return config, nil
}

func (c *checker) warn(rule, description, url, message string, location []parser.Range) {
	w := Warning{Rule: rule, Description: description, URL: url, Message: message}
	if len(location) != 0 {
		w.Line, w.End = location[0].Start.Line, location[len(location)-1].End.Line
	}
	if !slices.Contains(c.report.Warnings, w) {
		c.report.Warnings = append(c.report.Warnings, w)
	}
}

// for rules about one instruction, a comment before it may skip some.
func (c *checker) linterFor(cmd instructions.Command) *linter.Linter {
	if commented, ok := cmd.(interface{ Comments() []string }); ok {
		return c.lint.WithMergedConfigFromComments(commented.Comments())
	}
	return c.lint
}

// scope is the variables known at a place.
type scope map[string]string

// Get and Keys make a scope the environment of an expansion.
func (s scope) Get(key string) (string, bool) {
	value, ok := s[key]
	return value, ok
}

// Keys lists the names.
func (s scope) Keys() []string {
	var keys []string
	for key := range s {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// ErrFailed means that a check's configuration makes its warnings errors.
var ErrFailed = errors.New("the build check has warnings, which its configuration treats as errors")

// mountsOf are the --mount flags of an instruction.
func (c *checker) mountsOf(cmd instructions.Command) []string {
	if cmd.Name() == "" || !strings.EqualFold(cmd.Name(), "run") {
		return nil
	}
	return c.mounts[plan.Line(cmd.Location())]
}
