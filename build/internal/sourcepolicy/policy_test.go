package sourcepolicy

import (
	"errors"
	"strings"
	"testing"
)

func parse(t *testing.T, rules string) *Policy {
	t.Helper()
	p, err := Parse([]byte(`{"version": 1, "rules": [` + rules + `]}`))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestDecide(t *testing.T) {
	const (
		denyAll = `{"action": "DENY", "selector": {"identifier": "*"}}`
		allowGo = `{"action": "ALLOW", "selector": {"identifier": "docker-image://docker.io/library/golang:*"}}`
		pin     = `{"action": "CONVERT", "selector": {"identifier": "docker-image://r/a:1", "matchType": "EXACT"},
			"updates": {"identifier": "docker-image://r/b:2"}}`
		mirror = `{"action": "CONVERT", "selector": {"identifier": "docker-image://docker.io/*:*"},
			"updates": {"identifier": "docker-image://mirror/${1}:${2}"}}`
		regex = `{"action": "CONVERT", "selector": {"identifier": "^https://(.*)/x$", "match_type": "REGEX"},
			"updates": {"identifier": "https://$1/y",
			"attrs": {"http.checksum": "sha256:1"}}}`
		unchecked = `{"action": "DENY", "selector": {"identifier": "https://*",
			"constraints": [{"key": "http.checksum", "value": ""}]}}`
		question = `{"action": "DENY", "selector": {"identifier": "docker-image://r/?:1"}}`
		circle   = `{"action": "CONVERT", "selector": {"identifier": "docker-image://r/b:2"},
			"updates": {"identifier": "docker-image://r/a:1"}}`
	)
	const golang = "docker-image://docker.io/library/golang:1"
	for _, c := range []struct{ rules, source, want string }{
		{"", "docker-image://r/a:1", "docker-image://r/a:1"},
		{denyAll, "https://x", "rule 1"},
		{denyAll + "," + allowGo, golang, golang},
		{denyAll + "," + allowGo, "docker-image://docker.io/library/gcc:1", "rule 1"},
		{allowGo + "," + denyAll, golang, "rule 2"},
		{pin, "docker-image://r/a:1", "docker-image://r/b:2"},
		{pin, "docker-image://r/a:12", "docker-image://r/a:12"},
		{mirror, "docker-image://docker.io/library/gcc:13", "docker-image://mirror/library/gcc:13"},
		{mirror + "," + denyAll, "docker-image://docker.io/library/gcc:13", "rule 2"},
		{regex, "https://a.b/x", "https://a.b/y sha256:1"},
		{regex + "," + unchecked, "https://a.b/x", "https://a.b/y sha256:1"},
		{unchecked, "https://a.b/z", "rule 1"},
		{question, "docker-image://r/a:1", "rule 1"},
		{question, "docker-image://r/ab:1", "docker-image://r/ab:1"},
		{pin + "," + circle, "docker-image://r/a:1", "again and again"},
	} {
		out, _, err := parse(t, c.rules).Decide(Source{Identifier: c.source})
		got := strings.TrimSpace(out.Identifier + " " + out.Attrs[HTTPChecksum])
		if err != nil {
			got = err.Error()
		}
		if got != c.want && (err == nil || !strings.Contains(got, c.want)) {
			t.Errorf("%s with %s: %s, want %s", c.source, c.rules, got, c.want)
		}
	}
	_, overruled, err := parse(t, denyAll+","+allowGo).Decide(Source{Identifier: golang})
	if overruled != 1 || err != nil {
		t.Error(overruled, err)
	}
	_, _, err = parse(t, denyAll).Decide(Source{Identifier: "https://x"})
	var denied *DeniedError
	if !errors.As(err, &denied) || denied.Hint() == "" {
		t.Error(err)
	}
}

// TestParseRefuses: a rule that cannot be honoured is an error.
func TestParseRefuses(t *testing.T) {
	for _, rules := range []string{
		`{"action": "", "selector": {"identifier": "*"}}`,
		`{"action": "DENY", "selector": {}}`,
		`{"action": "DENY", "selector": {"identifier": "*", "matchType": "GLOB"}}`,
		`{"action": "DENY", "selector": {"identifier": "(", "matchType": "REGEX"}}`,
		`{"action": "DENY", "selector": {"identifier": "*"}, "updates": {}}`,
		`{"action": "DENY", "selector": {"identifier": "*"}, "nosuch": 1}`,
		`{"action": "CONVERT", "selector": {"identifier": "*"}}`,
		`{"action": "CONVERT", "selector": {"identifier": "*"}, "updates": {"attrs": {"image.store": "x"}}}`,
		`{"action": "DENY", "selector": {"identifier": "*", "constraints": [{"key": "nosuch"}]}}`,
		`{"action": "DENY", "selector": {"identifier": "*",
			"constraints": [{"key": "http.checksum", "condition": "LIKE"}]}}`,
		`{"action": "DENY", "selector": {"identifier": "*",
			"constraints": [{"key": "http.checksum", "condition": "MATCHES", "value": "("}]}}`,
	} {
		if _, err := Parse([]byte(`{"rules": [` + rules + `]}`)); err == nil {
			t.Error("accepted:", rules)
		}
	}
	for _, text := range []string{"", "[]", `{"version": 2}`, `{"rules": []} {}`} {
		if _, err := Parse([]byte(text)); err == nil {
			t.Error("accepted:", text)
		}
	}
}
