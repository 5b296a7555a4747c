// Package dispatch gives each instruction its meaning. It is a pure fold: it takes the
// state of a stage and an instruction, and returns a step and the next state. It expands
// variables, so a step says exactly what it does. The fields of a step make its cache
// key.
package dispatch

import (
	"fmt"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"github.com/cooper-build/cooper/imagebuilder/expand"
	"github.com/cooper-build/cooper/imagebuilder/plan"
	"github.com/cooper-build/cooper/imagebuilder/redact"
)

// Result is what Apply returns.
type Result struct {
	Step    Step // nil: only the config changes
	State   State
	History string // for the image's history; empty: it says nothing of it
}

// Apply gives an instruction its meaning.
func Apply(s State, ins *plan.Instruction) (Result, error) {
	r, err := apply(s, ins)
	if err == nil {
		err = r.State.checkSize()
	}
	r.History = redact.URLs(r.History)
	return r, err
}

func apply(s State, ins *plan.Instruction) (Result, error) {
	s = s.clone()
	cmd, err := s.expand(ins.Command)
	if err != nil {
		return Result{}, err
	}
	switch c := cmd.(type) {
	case *instructions.RunCommand:
		return s.run(c, ins)
	case *instructions.CopyCommand:
		return s.copy(copyFields{
			name: "COPY", files: c.SourcesAndDest, chown: c.Chown, chmod: c.Chmod, exclude: c.ExcludePatterns,
			parents: c.Parents, link: c.Link, from: ins.Sources[0], fromText: c.From,
		})
	case *instructions.AddCommand:
		return s.copy(copyFields{
			name: "ADD", files: c.SourcesAndDest, chown: c.Chown, chmod: c.Chmod, exclude: c.ExcludePatterns,
			link: c.Link, checksum: c.Checksum, keepGitDir: c.KeepGitDir, unpack: c.Unpack,
		})
	case *instructions.WorkdirCommand:
		return s.workdir(c)
	case *instructions.ArgCommand:
		return s.arg(c)
	}
	history, err := s.configure(cmd)
	return Result{State: s, History: history}, err
}

// lex returns an expander for the file's escape character.
func (s State) lex() *expand.Lex { return expand.New(s.scope.escape, s.scope.maxWord) }

// expand replaces variables in a copy of the instruction.
func (s State) expand(cmd instructions.Command) (instructions.Command, error) {
	cmd = Duplicate(cmd)
	switch c := cmd.(type) {
	case *instructions.ArgCommand, *instructions.RunCommand:
		return cmd, nil // an argument's value may be overridden; a RUN's shell expands
	case *instructions.ExposeCommand:
		var ports []string
		for _, p := range c.Ports {
			words, err := s.lex().Words(p, s)
			if err != nil {
				return nil, err
			}
			ports = append(ports, words...)
		}
		c.Ports = ports
		return c, nil
	}
	if c, ok := cmd.(instructions.SupportsSingleWordExpansion); ok {
		err := c.Expand(func(word string) (string, error) {
			return s.lex().Word(word, s)
		})
		if err != nil {
			return nil, err
		}
	}
	if c, ok := cmd.(instructions.SupportsSingleWordExpansionRaw); ok {
		err := c.ExpandRaw(func(text string) (string, error) {
			lex := expand.New('\\', s.scope.maxWord) // in a heredoc it is always the backslash
			lex.SkipProcessQuotes = true
			return lex.Word(text, s)
		})
		if err != nil {
			return nil, err
		}
	}
	return cmd, nil
}

// Duplicate copies an instruction whose expansion would change it in place.
func Duplicate(cmd instructions.Command) instructions.Command {
	switch c := cmd.(type) {
	case *instructions.EnvCommand:
		d := *c
		d.Env = slices.Clone(c.Env)
		return &d
	case *instructions.LabelCommand:
		d := *c
		d.Labels = slices.Clone(c.Labels)
		return &d
	case *instructions.CopyCommand:
		d := *c
		d.SourcesAndDest = duplicateFiles(c.SourcesAndDest)
		d.ExcludePatterns = slices.Clone(c.ExcludePatterns)
		return &d
	case *instructions.AddCommand:
		d := *c
		d.SourcesAndDest = duplicateFiles(c.SourcesAndDest)
		d.ExcludePatterns = slices.Clone(c.ExcludePatterns)
		return &d
	case *instructions.VolumeCommand:
		d := *c
		d.Volumes = slices.Clone(c.Volumes)
		return &d
	case *instructions.WorkdirCommand:
		d := *c
		return &d
	case *instructions.UserCommand:
		d := *c
		return &d
	case *instructions.StopSignalCommand:
		d := *c
		return &d
	case *instructions.ExposeCommand:
		d := *c
		return &d
	}
	return cmd
}

func duplicateFiles(f instructions.SourcesAndDest) instructions.SourcesAndDest {
	f.SourcePaths = slices.Clone(f.SourcePaths)
	f.SourceContents = slices.Clone(f.SourceContents)
	return f
}

// arg declares arguments: their value is the given one, else the default, else
// that of the global scope.
func (s State) arg(c *instructions.ArgCommand) (Result, error) {
	var words []string
	for _, a := range c.Args {
		value, known := s.scope.given[a.Key]
		if !known && a.Value != nil {
			expanded, err := s.lex().Word(*a.Value, s)
			if err != nil {
				return Result{}, err
			}
			value, known = expanded, true
		} else if !known {
			value, known = s.global(a.Key)
		}
		word := a.Key
		if known {
			word += "=" + value
		}
		if known && a.Key != plan.ScanStageArg && a.Key != plan.ScanContextArg {
			s.env = setEnv(s.env, a.Key, value)
		}
		if !slices.Contains(s.args, a.Key) {
			s.args = append(s.args, a.Key)
		}
		words = append(words, word)
	}
	return Result{State: s, History: "ARG " + strings.Join(words, " ")}, nil
}

// invalid is an error about the value of an instruction.
func invalid(format string, args ...any) error { return fmt.Errorf(format, args...) }
