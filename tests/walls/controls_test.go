package walls

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestControlsMatchTheSources: the text that a control of tests/attack replaces is in its
// file exactly once. Whoever moves a protection moves the control.
func TestControlsMatchTheSources(t *testing.T) {
	controls, err := filepath.Glob("../attack/*/control.txt")
	if err != nil {
		t.Fatal(err)
	}
	shared, err := filepath.Glob("../attack/mutations/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, control := range append(controls, shared...) {
		archive, err := txtar.ParseFile(control)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			name, ok := strings.CutSuffix(f.Name, ":old")
			if !ok {
				continue
			}
			found++
			text, err := os.ReadFile(filepath.Join("../..", name))
			if err != nil {
				t.Errorf("%s: %v", control, err)
				continue
			}
			old := strings.TrimSuffix(string(f.Data), "\n")
			if n := strings.Count(string(text), old); n != 1 {
				t.Errorf("%s: the text is %d times in %s, not once:\n%s", control, n, name, old)
			}
		}
	}
	if found < 60 {
		t.Errorf("only %d texts of controls were seen", found)
	}
}
