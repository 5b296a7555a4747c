package walls

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestDocumentedProgram: the program of docs/go-api.md is the one that CI builds.
func TestDocumentedProgram(t *testing.T) {
	page, err := os.ReadFile("../../docs/go-api.md")
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile("../consumer/main.go")
	if err != nil {
		t.Fatal(err)
	}
	_, body, ok := strings.Cut(string(program), "import (")
	if !ok || !strings.Contains(string(page), strings.TrimSpace(body)) {
		t.Error("docs/go-api.md does not have the program of tests/consumer")
	}
}

// pages are the pages for people.
var pages = []string{
	"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md",
	"docs/bake.md", "docs/copy.md", "docs/go-api.md", "docs/migrate-buildah.md", "docs/pods.md", "docs/network.md", "docs/root.md",
	"docs/progress.md", "docs/progress-json.md", "docs/sbom.md", "docs/supply-chain.md",
	"docs/trust.md",
}

// TestPagesAreNarrow: lines of a page have at most 100 characters. A row of a table is one
// line, and code is as it is.
func TestPagesAreNarrow(t *testing.T) {
	for _, page := range pages {
		text, err := os.ReadFile("../../" + page)
		if err != nil {
			t.Fatal(err)
		}
		code := false
		number := 0
		for line := range strings.Lines(string(text)) {
			number++
			line = strings.TrimSuffix(line, "\n")
			if strings.HasPrefix(strings.TrimSpace(line), "```") {
				code = !code
			}
			long := utf8.RuneCountInString(line) > 100
			if long && !code && !strings.HasPrefix(line, "|") && !strings.HasPrefix(line, "([") {
				t.Errorf("%s:%d has %d characters", page, number, utf8.RuneCountInString(line))
			}
		}
	}
}

// TestNumberOfAttacks: README.md has the number of rows of tests/attack.
func TestNumberOfAttacks(t *testing.T) {
	claims, err := filepath.Glob("../attack/*/claim.txt")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("each of %d attacks on builders", len(claims)); !strings.Contains(string(text), want) {
		t.Errorf("README.md does not say %q", want)
	}
}

// TestNamedFilesExist: a file or directory of the repository that a page names is there.
func TestNamedFilesExist(t *testing.T) {
	top := `build|cmd|contrib|docs|imagebuilder|internal|runtime|seccomp|tests|third_party`
	name := regexp.MustCompile("`((?:" + top + ")/[A-Za-z0-9_./-]+)`")
	found := 0
	for _, page := range pages {
		text, err := os.ReadFile("../../" + page)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range name.FindAllStringSubmatch(string(text), -1) {
			found++
			if _, err := os.Stat("../../" + match[1]); err != nil {
				t.Errorf("%s names %s: %v", page, match[1], err)
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d names were seen", found)
	}
}
