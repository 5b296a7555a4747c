package sourcepolicy

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"strings"
)

type action string

const (
	allow   action = "ALLOW"
	deny    action = "DENY"
	convert action = "CONVERT"
)

// imagePrefix begins the identifier of an image in a registry.
const imagePrefix = "docker-image://"

// rule is a rule that is ready to be applied.
type rule struct {
	number     int // from 1
	action     action
	identifier string         // matches as it is
	pattern    *regexp.Regexp // nil: only identifier matches
	conditions []func(attrs map[string]string) bool
	updates    updates
}

func newRule(number int, f *fileRule) (rule, error) {
	r := rule{number: number, action: action(f.Action), identifier: f.Selector.Identifier}
	if r.identifier == "" {
		return r, errors.New("the selector has no identifier")
	}
	switch {
	case r.action == allow || r.action == deny:
		if f.Updates != nil {
			return r, fmt.Errorf("updates are for the action CONVERT, not for %s", r.action)
		}
	case r.action != convert:
		return r, fmt.Errorf("unknown action %q: use ALLOW, DENY or CONVERT", f.Action)
	case f.Updates == nil:
		return r, errors.New("the action CONVERT needs updates")
	default:
		r.updates = *f.Updates
	}
	for attr := range r.updates.Attrs {
		if !known(attr) {
			return r, fmt.Errorf("attribute %q cannot be set: use %s or %s", attr, HTTPChecksum, GitChecksum)
		}
	}
	if err := r.compile(cmp.Or(f.Selector.MatchType, f.Selector.MatchType2)); err != nil {
		return r, err
	}
	for _, c := range f.Selector.Constraints {
		condition, err := c.compile()
		if err != nil {
			return r, err
		}
		r.conditions = append(r.conditions, condition)
	}
	return r, nil
}

// compile reads the identifier of a selector by its type.
func (r *rule) compile(matchType string) (err error) {
	switch matchType {
	case "EXACT":
	case "REGEX":
		if r.pattern, err = regexp.Compile(r.identifier); err != nil {
			return fmt.Errorf("the identifier is no regular expression: %w", err)
		}
	case "", "WILDCARD":
		r.pattern = regexp.MustCompile(wildcard(r.identifier))
	default:
		return fmt.Errorf("unknown matchType %q: use WILDCARD, EXACT or REGEX", matchType)
	}
	return nil
}

// wildcard is the regular expression of a pattern in which * stands for any text. In names of
// images, which have no question mark, that stands for one character.
func wildcard(pattern string) string {
	text := strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, `(.*?)`)
	if strings.HasPrefix(pattern, imagePrefix) {
		text = strings.ReplaceAll(text, `\?`, `(.)`)
	}
	return `^(?s:` + text + `)$`
}

func (c *constraint) compile() (func(map[string]string) bool, error) {
	if !known(c.Key) {
		return nil, fmt.Errorf("attribute %q cannot be compared: use %s or %s", c.Key, HTTPChecksum, GitChecksum)
	}
	switch c.Condition {
	case "", "EQUAL":
		return func(attrs map[string]string) bool { return attrs[c.Key] == c.Value }, nil
	case "NOTEQUAL":
		return func(attrs map[string]string) bool { return attrs[c.Key] != c.Value }, nil
	case "MATCHES":
		pattern, err := regexp.Compile(c.Value)
		if err != nil {
			return nil, fmt.Errorf("the value of %s is no regular expression: %w", c.Key, err)
		}
		return func(attrs map[string]string) bool { return pattern.MatchString(attrs[c.Key]) }, nil
	}
	return nil, fmt.Errorf("unknown condition %q: use EQUAL, NOTEQUAL or MATCHES", c.Condition)
}

func (r *rule) matches(s *Source) bool {
	for _, condition := range r.conditions {
		if !condition(s.Attrs) {
			return false
		}
	}
	return s.Identifier == r.identifier || r.pattern != nil && r.pattern.MatchString(s.Identifier)
}

// apply is the source that CONVERT makes. ${1} stands for the first * of a pattern, or for the
// first group of a regular expression.
func (r *rule) apply(s *Source) Source {
	out := Source{Identifier: s.Identifier, Attrs: maps.Clone(s.Attrs)}
	switch to := r.updates.Identifier; {
	case to == "":
	case r.pattern == nil || !r.pattern.MatchString(s.Identifier):
		out.Identifier = to
	default:
		out.Identifier = r.pattern.ReplaceAllString(s.Identifier, to)
	}
	if len(r.updates.Attrs) != 0 && out.Attrs == nil {
		out.Attrs = map[string]string{}
	}
	maps.Copy(out.Attrs, r.updates.Attrs)
	return out
}
