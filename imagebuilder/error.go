package imagebuilder

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/command"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/cooper-build/cooper/imagebuilder/nearest"
)

// Error is a mistake in a Containerfile, at a place.
type Error struct {
	File      string
	Line, End int // first and last line, from 1; 0 when no line is to blame
	Err       error
	Hint      string
}

func (e *Error) Error() string { return e.Err.Error() }

func (e *Error) Unwrap() error { return e.Err }

// Hinted is an error with a hint.
type Hinted struct {
	Err  error
	Hint string
}

func (h *Hinted) Error() string { return h.Err.Error() }

func (h *Hinted) Unwrap() error { return h.Err }

// WithHint attaches advice to an error.
func WithHint(err error, advice string) error { return &Hinted{Err: err, Hint: advice} }

// At places an error at a location of a file.
func At(file string, location []parser.Range, err error) *Error {
	out := &Error{File: file, Err: err}
	if len(location) != 0 {
		out.Line, out.End = location[0].Start.Line, location[len(location)-1].End.Line
	}
	var hinted *Hinted
	if errors.As(err, &hinted) {
		out.Hint = hinted.Hint
	}
	return out
}

// FromParser places an error of the parser, which knows its location itself.
func FromParser(file string, err error) *Error {
	var unknown *instructions.UnknownInstructionError
	if errors.As(err, &unknown) {
		return unknownInstruction(file, unknown)
	}
	var located *parser.LocationError
	if errors.As(err, &located) && len(located.Locations) != 0 {
		return At(file, located.Locations[0], err)
	}
	return At(file, nil, err)
}

// unknownInstruction names the instruction that may be meant.
func unknownInstruction(file string, err *instructions.UnknownInstructionError) *Error {
	out := &Error{File: file, Line: err.Line, End: err.Line}
	out.Err = fmt.Errorf("dockerfile parse error on line %d: %w", err.Line, err)
	if near, ok := nearest.Word(err.Instruction, slices.Sorted(maps.Keys(command.Commands))); ok {
		out.Hint = "did you mean " + strings.ToUpper(near) + "?"
	}
	return out
}
