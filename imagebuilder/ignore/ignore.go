// Package ignore decides which files of a context an ignore file excludes. Its patterns
// are those of .dockerignore (Docker documentation, "dockerignore files").
package ignore

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

// Rules are the patterns of an ignore file. The zero value leaves nothing out.
type Rules struct {
	matcher *patternmatcher.PatternMatcher
	lines   []string // of the file that they were read from
}

// Parse reads an ignore file.
func Parse(content []byte) (Rules, error) {
	patterns, err := ignorefile.ReadAll(bytes.NewReader(content))
	if err != nil {
		return Rules{}, fmt.Errorf("reading patterns: %w", err)
	}
	r, err := New(patterns)
	r.lines = strings.Split(string(content), "\n")
	return r, err
}

// New makes rules of patterns.
func New(patterns []string) (Rules, error) {
	if len(patterns) == 0 {
		return Rules{}, nil
	}
	m, err := patternmatcher.New(patterns)
	if err != nil {
		return Rules{}, err
	}
	return Rules{matcher: m}, nil
}

// Empty reports whether the rules leave nothing out.
func (r Rules) Empty() bool { return r.matcher == nil }

// Parent is the result for a directory, for the entries in it.
type Parent struct{ info patternmatcher.MatchInfo }

// Match reports whether a path (relative, with slashes) is left out. parent is what
// Match returned for its directory; the zero value for the root.
func (r Rules) Match(path string, parent Parent) (ignored bool, as Parent, err error) {
	if r.matcher == nil {
		return false, Parent{}, nil
	}
	ignored, info, err := r.matcher.MatchesUsingParentResults(path, parent.info)
	return ignored, Parent{info}, err
}

// Blame finds the line of the file, from 1, that leaves a path out, and its pattern. The line is 0 if
// no pattern is about the path itself or a directory above it.
func (r Rules) Blame(path string) (line int, pattern string) {
	for i, text := range slices.Backward(r.lines) {
		patterns, err := ignorefile.ReadAll(strings.NewReader(text))
		if err != nil || len(patterns) == 0 || strings.HasPrefix(patterns[0], "!") {
			continue
		}
		m, err := patternmatcher.New(patterns)
		if err != nil {
			continue
		}
		if matches, err := m.MatchesOrParentMatches(path); err == nil && matches {
			return i + 1, patterns[0]
		}
	}
	return 0, ""
}

// CanSkip reports whether nothing below an ignored directory can be let in again.
func (r Rules) CanSkip() bool { return r.matcher != nil && !r.matcher.Exclusions() }
