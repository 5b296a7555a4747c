// Package sourcepolicy has rules for the sources of a build, in BuildKit's JSON format: which
// are allowed, which are denied, and which are replaced.
package sourcepolicy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// Attributes of sources that rules can compare and set.
const (
	HTTPChecksum = "http.checksum"
	GitChecksum  = "git.checksum"
)

// Source is what a build reads from: docker-image://NAME with all parts of the name, an http
// or https URL, or git://HOST/PATH#REF.
type Source struct {
	Identifier string
	Attrs      map[string]string
}

// Policy is an ordered list of rules.
type Policy struct{ rules []rule }

// file is the JSON format.
type file struct {
	Version int        `json:"version"`
	Rules   []fileRule `json:"rules"`
}

type fileRule struct {
	Action   string `json:"action"`
	Selector struct {
		Identifier  string       `json:"identifier"`
		MatchType   string       `json:"matchType"`
		MatchType2  string       `json:"match_type"` // as BuildKit writes it
		Constraints []constraint `json:"constraints"`
	} `json:"selector"`
	Updates *updates `json:"updates"`
}

type constraint struct {
	Key       string `json:"key"`
	Value     string `json:"value"`
	Condition string `json:"condition"`
}

type updates struct {
	Identifier string            `json:"identifier"`
	Attrs      map[string]string `json:"attrs"`
}

// Parse reads a policy. A rule that cannot be honoured is an error.
func Parse(data []byte) (*Policy, error) {
	var f file
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil {
		return nil, fmt.Errorf("not a source policy: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("not a source policy: there is more after the JSON object")
	}
	if f.Version > 1 {
		return nil, fmt.Errorf("version %d of source policies is unknown: use version 1", f.Version)
	}
	p := &Policy{}
	for i := range f.Rules {
		r, err := newRule(i+1, &f.Rules[i])
		if err != nil {
			return nil, fmt.Errorf("rule %d: %w", i+1, err)
		}
		p.rules = append(p.rules, r)
	}
	return p, nil
}

// DeniedError means that a rule denies a source.
type DeniedError struct {
	Source string
	Rule   int // from 1
}

func (e *DeniedError) Error() string {
	return fmt.Sprintf("rule %d of the source policy denies %s", e.Rule, e.Source)
}

// Hint says what can be done.
func (*DeniedError) Hint() string {
	return "use a source that the policy allows, or add a rule with ALLOW after it"
}

// maxChanges is how often a source is replaced before the rules are taken for a circle.
const maxChanges = 20

// Decide applies the rules. A rule with CONVERT begins again with the new source. Of rules with
// ALLOW and DENY the last one that matches counts, and a source without any is allowed.
// overruled is the number of a DENY that an ALLOW after it turned around; 0: there is none.
func (p *Policy) Decide(s Source) (out Source, overruled int, err error) {
	s.Attrs = maps.Clone(s.Attrs)
	for range maxChanges {
		next, changed, overruled, err := p.once(s)
		if err != nil || !changed {
			return next, overruled, err
		}
		s = next
	}
	return s, 0, fmt.Errorf("the source policy replaces %s again and again", s.Identifier)
}

func (p *Policy) once(s Source) (out Source, changed bool, overruled int, err error) {
	denied := 0
	for i := range p.rules {
		r := &p.rules[i]
		if !r.matches(&s) {
			continue
		}
		switch r.action {
		case allow:
			denied, overruled = 0, max(overruled, denied)
		case deny:
			denied = r.number
		case convert:
			if next := r.apply(&s); !same(next, s) {
				return next, true, 0, nil
			}
		}
	}
	if denied != 0 {
		return s, false, 0, &DeniedError{s.Identifier, denied}
	}
	return s, false, overruled, nil
}

func same(a, b Source) bool {
	return a.Identifier == b.Identifier && maps.Equal(a.Attrs, b.Attrs)
}

// known reports whether sources have an attribute.
func known(attr string) bool { return slices.Contains([]string{HTTPChecksum, GitChecksum}, attr) }
