package registry

import (
	"errors"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/imagebuilder"
)

// TestInvalidNames: an error says which part of a name is wrong, and the hint what would be right.
func TestInvalidNames(t *testing.T) {
	for name, want := range map[string][2]string{
		"App:1":                           {"must be lowercase", "did you mean app:1?"},
		"Example.com/Team/App":            {"must be lowercase", "did you mean Example.com/team/app?"},
		"localhost:5000/Up@sha256":        {"the digest after @", ""},
		"app:1 2":                         {"a space", "did you mean app:1-2?"},
		"my app":                          {"a space", "did you mean my-app?"},
		"a:b:c":                           {"two colons", "write NAME:TAG"},
		"app:":                            {"the tag after the colon is empty", "did you mean app?"},
		"app:a+b":                         {`the tag "a+b"`, ""},
		"app@sha256:12":                   {"the digest after @", ""},
		"ünï":                             {"it contains 'ü'", ""},
		"a//b":                            {"between slashes is empty", ""},
		"-app":                            {`"-app" begins`, ""},
		":1":                              {"empty before the tag", ""},
		"app:" + strings.Repeat("a", 129): {"more than 128", ""},
	} {
		_, err := Normalize(name)
		if err == nil {
			t.Errorf("%q is a name", name)
			continue
		}
		var hinted *imagebuilder.Hinted
		hint := ""
		if errors.As(err, &hinted) {
			hint = hinted.Hint
		}
		if !strings.Contains(err.Error(), want[0]) || !strings.Contains(err.Error(), "invalid reference format") ||
			!strings.HasPrefix(hint, want[1]) || (want[1] == "") != (hint == "") {
			t.Errorf("%q: %v (%s)", name, err, hint)
		}
	}
	right := []string{"app", "app:1", "a/b__c.d-e:T_1", "localhost:5000/a:1", "Example.com/a"}
	for _, name := range append(right, "app@sha256:"+strings.Repeat("a", 64)) {
		if _, err := Normalize(name); err != nil {
			t.Error(err)
		}
		if reason, _ := wrongPart(name); reason != "" {
			t.Errorf("%q is right, but %s", name, reason)
		}
	}
}
