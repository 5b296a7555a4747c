package ignore_test

import (
	"strings"
	"testing"

	"github.com/cooper-build/cooper/imagebuilder/ignore"
)

// ignored asks about a path from the root down, as a walk does.
func ignored(t *testing.T, r ignore.Rules, path string) bool {
	t.Helper()
	var parent ignore.Parent
	out := false
	for i, c := range path + "/" {
		if c != '/' {
			continue
		}
		var err error
		if out, parent, err = r.Match(path[:i], parent); err != nil {
			t.Skip(err)
		}
	}
	return out
}

func TestMatch(t *testing.T) {
	r, err := ignore.Parse([]byte("# comment\n*.md\n!keep.md\n/build\n**/tmp\nlogs/*\n!logs/keep\n"))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{
		"a.md": true, "keep.md": false, "sub/a.md": false, "build": true, "build/x/y": true, "src/build": false,
		"tmp": true, "a/b/tmp": true, "a/b/tmp/c": true, "logs": false, "logs/x": true, "logs/keep": false,
	} {
		if got := ignored(t, r, path); got != want {
			t.Errorf("%s: ignored %v", path, got)
		}
	}
}

// FuzzMatch: where nothing below an ignored directory can be let in again,
// everything below one is ignored; and no pattern crashes.
func FuzzMatch(f *testing.F) {
	f.Add("*.md\n!keep.md", "a/b.md")
	f.Add("**/x\n/y/*", "y/z/x")
	f.Fuzz(func(t *testing.T, patterns, path string) {
		path = strings.Trim(path, "/")
		if path == "" || strings.Contains(path, "//") || len(path) > 200 || len(patterns) > 500 {
			return
		}
		r, err := ignore.Parse([]byte(patterns))
		if err != nil {
			return
		}
		if r.Empty() && ignored(t, r, path) {
			t.Errorf("%q is ignored by nothing", path)
		}
		if r.CanSkip() && ignored(t, r, path) && !ignored(t, r, path+"/below") {
			t.Errorf("%q: %q is ignored, and what is below is not", patterns, path)
		}
	})
}

func TestBlame(t *testing.T) {
	rules, err := ignore.Parse([]byte("# keys\n*.key\n!public.key\n\n/vendor/\ndocs/*.md\n"))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{
		"a.key": 2, "vendor/x/y.go": 5, "docs/a.md": 6, "docs": 0, "main.go": 0,
	} {
		if line, pattern := rules.Blame(path); line != want || (pattern == "") != (want == 0) {
			t.Errorf("%s: line %d, pattern %q, want line %d", path, line, pattern, want)
		}
	}
}
