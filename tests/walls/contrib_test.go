package walls

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestContribParses: the examples are what their programs read, and ask for the
// rung that they are named after.
func TestContribParses(t *testing.T) {
	files, err := filepath.Glob("../../contrib/*/r?.y*ml")
	if err != nil || len(files) != 12 {
		t.Fatalf("found %d examples: %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		decoder := yaml.NewDecoder(strings.NewReader(string(data)))
		var document map[string]any
		if err := decoder.Decode(&document); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		name, _, _ := strings.Cut(filepath.Base(file), ".")
		if want := "cooper doctor --need " + strings.ToUpper(name); !strings.Contains(string(data), want) {
			t.Errorf("%s does not say %q", file, want)
		}
	}
}

// TestLinks: what a page links to is there.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)\)`)
	for _, page := range []string{
		"../../README.md", "../../ARCHITECTURE.md", "../../CONTRIBUTING.md", "../../docs/pods.md",
		"../../docs/root.md", "../../docs/go-api.md",
	} {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range link.FindAllStringSubmatch(string(text), -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), match[1])); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}
