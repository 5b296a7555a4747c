// Package ignore decides which files of a context an ignore file excludes. Its patterns
// are those of .dockerignore (Docker documentation, "dockerignore files").
package ignore

import (
	"bytes"
	"fmt"

	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

// Rules are the patterns of an ignore file. The zero value leaves nothing out.
type Rules struct {
	matcher *patternmatcher.PatternMatcher
}

// Parse reads an ignore file.
func Parse(content []byte) (Rules, error) {
	patterns, err := ignorefile.ReadAll(bytes.NewReader(content))
	if err != nil {
		return Rules{}, fmt.Errorf("reading patterns: %w", err)
	}
	return New(patterns)
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
	return Rules{m}, nil
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

// CanSkip reports whether nothing below an ignored directory can be let in again.
func (r Rules) CanSkip() bool { return r.matcher != nil && !r.matcher.Exclusions() }
