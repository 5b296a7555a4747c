package compat

import (
	"regexp"
	"strings"
)

// form replaces what two runs never have in common: ids, times, sizes and places.
type form struct {
	places *strings.Replacer
}

func newForm(home, registry string) form {
	return form{strings.NewReplacer(home, "$HOME", registry, "$REGISTRY")}
}

var variable = []struct {
	pattern *regexp.Regexp
	word    string
}{
	{regexp.MustCompile(`\b[0-9a-f]{64}\b`), "ID64"},
	{regexp.MustCompile(`\b[0-9a-f]{11,12}\b`), "ID12"},
	{regexp.MustCompile(`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?( ?[+-]\d{4} [A-Z]+|Z|[+-]\d\d:?\d\d)?`), "TIME"},
	{regexp.MustCompile(`(Less than a|About a|About an|\d+) (second|minute|hour)s? ago`), "AGO"},
	{regexp.MustCompile(`\b\d+(\.\d+)? ([KMG]?B|bytes)\b`), "SIZE"},
	{regexp.MustCompile(`  +`), " "},
}

func (f form) of(text string) string {
	text = f.places.Replace(text)
	for _, v := range variable {
		text = v.pattern.ReplaceAllString(text, v.word)
	}
	return text
}
