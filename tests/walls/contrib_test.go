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
// mode that they are named after.
func TestContribParses(t *testing.T) {
	var files []string
	for _, mode := range []string{"full", "shared-pid", "single-id", "no-run"} {
		found, err := filepath.Glob("../../contrib/*/" + mode + ".y*ml")
		if err != nil || len(found) != 3 {
			t.Fatalf("found %d examples of mode %s: %v", len(found), mode, err)
		}
		files = append(files, found...)
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
		if want := "cooper doctor --need " + name; !strings.Contains(string(data), want) {
			t.Errorf("%s does not say %q", file, want)
		}
	}
}

// TestLinks: what a page links to is there.
func TestLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)\)`)
	for _, page := range pages {
		page = "../../" + page
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
