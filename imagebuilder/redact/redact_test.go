package redact_test

import (
	"testing"

	"github.com/cooper-build/cooper/imagebuilder/redact"
)

func TestURLs(t *testing.T) {
	for text, want := range map[string]string{
		"ADD https://user:token@example.com/a.git /x":    "ADD https://xxxxx@example.com/a.git /x",
		"ADD https://token@example.com/a.git#main:dir x": "ADD https://xxxxx@example.com/a.git#main:dir x",
		"HTTP://a:b@h/ and https://c:d@[::1]:8/":         "HTTP://xxxxx@h/ and https://xxxxx@[::1]:8/",
		`"https://a:b%40c@h/x"`:                          `"https://xxxxx@h/x"`,
		"ssh://git:a@b@c@h/x":                            "ssh://git:xxxxx@h/x",
		"https://a:b@c@h/x":                              "https://xxxxx@h/x",
		"ssh://git@example.com/a ssh://git:pw@h/a":       "ssh://git@example.com/a ssh://git:xxxxx@h/a",
		"https://example.com/@scope/x git@example.com:a": "https://example.com/@scope/x git@example.com:a",
		"https://example.com?mail=a@b":                   "https://example.com?mail=a@b",
	} {
		if got := redact.URLs(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestBare(t *testing.T) {
	for address, want := range map[string]string{
		"https://user:token@example.com/a.git#main": "https://example.com/a.git#main",
		"ssh://git:pw@example.com/a":                "ssh://git:xxxxx@example.com/a",
		"git@example.com:a":                         "git@example.com:a",
		"https://a:%@h/":                            "https://xxxxx@h/",
	} {
		if got := redact.Bare(address); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}
