// Package wildcard matches patterns in which * stands for any text, also for slashes.
package wildcard

import (
	"regexp"
	"slices"
	"strings"
)

// Match reports whether a text matches a pattern.
func Match(pattern, text string) bool {
	expression := `^(?s:` + strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, `.*`) + `)$`
	return regexp.MustCompile(expression).MatchString(text)
}

// MatchOne reports whether a text matches one of some patterns.
func MatchOne(patterns []string, text string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return Match(p, text) })
}
