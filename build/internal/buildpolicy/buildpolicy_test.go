package buildpolicy

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

const text = `
bases:
  allow: ["docker.io/library/*"]
  digest: true
  signed:
    - images: "docker.io/library/debian*"
      by:
        keys: [team.pub, /etc/other.pub]
downloads:
  allow: ["https://example.com/*"]
git:
  commit: true
network:
  allow: [a.example, "b.example:443"]
`

func read(t *testing.T, text string) (*Policy, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "policy.yaml")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Read(name)
}

func TestRules(t *testing.T) {
	p, err := read(t, text)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		err  error
		rule string // that refuses; empty: none
	}{
		"allowed":          {p.Image("debian", []string{"docker.io/library/debian:12"}, true), ""},
		"another registry": {p.Image("x", []string{"example.com/x:1"}, true), "bases.allow"},
		// A short name that may mean several images needs all of them allowed.
		"one of two":     {p.Image("x", []string{"docker.io/library/x:1", "example.com/x:1"}, true), "bases.allow"},
		"no digest":      {p.Image("debian", []string{"docker.io/library/debian:12"}, false), "bases.digest"},
		"download":       {p.Download("https://example.com/a", ""), ""},
		"other download": {p.Download("https://example.com.evil.org/a", ""), "downloads.allow"},
		"strict":         {Strict().Download("https://example.com/a", ""), "downloads.checksum"},
		"branch":         {p.Repository("https://example.com/a.git#main", false), "git.commit"},
		"commit":         {p.Repository("https://example.com/a.git", true), ""},
	} {
		var refused *RefusedError
		errors.As(test.err, &refused)
		rule := ""
		if refused != nil {
			rule = refused.Rule
		}
		if rule != test.rule || refused != nil && refused.Hint() == "" {
			t.Errorf("%s: %v, want rule %q", name, test.err, test.rule)
		}
	}
	if by := p.SignedBy([]string{"docker.io/library/debian:12"}); by == nil || !filepath.IsAbs(by.Keys[0]) ||
		by.Keys[1] != "/etc/other.pub" {
		t.Errorf("keys %+v", by)
	}
	if by := p.SignedBy([]string{"docker.io/library/alpine:3"}); by != nil {
		t.Errorf("keys of another image: %+v", by)
	}
	if mode := p.Network.Mode(); mode != "allow:a.example,b.example:443" {
		t.Errorf("network %q", mode)
	}
}

func TestRefusedFiles(t *testing.T) {
	for name, text := range map[string]string{
		"unknown": "base: {}", "no YAML": "a: [", "no images": "bases: {signed: [{by: {keys: [a]}}]}",
	} {
		if p, err := read(t, text); err == nil {
			t.Errorf("%s: %+v", name, p)
		}
	}
	if p, err := read(t, ""); err != nil || p.Image("x", []string{"x"}, false) != nil {
		t.Errorf("an empty policy: %v", err)
	}
}
