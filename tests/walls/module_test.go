package walls

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/mod/modfile"
)

// TestInstallable: `go install` of a version refuses a module that replaces others.
func TestInstallable(t *testing.T) {
	text, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(mod.Require) < 50 {
		t.Fatalf("only %d requirements were read", len(mod.Require))
	}
	for _, r := range mod.Replace {
		t.Errorf("go.mod replaces %s", r.Old)
	}
	for _, e := range mod.Exclude {
		t.Errorf("go.mod excludes %s", e.Mod)
	}
}

// TestStandIns: the vendored bindings of C libraries are those of third_party.
func TestStandIns(t *testing.T) {
	for ours, theirs := range map[string]string{
		"gpgme":   "github.com/proglottis/gpgme",
		"sqlite3": "github.com/mattn/go-sqlite3",
	} {
		want, got := contents(t, "../../third_party/"+ours), contents(t, "../../vendor/"+theirs)
		if len(want) == 0 {
			t.Errorf("third_party/%s is empty", ours)
		}
		for name := range got {
			if !bytes.Equal(got[name], want[name]) {
				t.Errorf("vendor/%s/%s is not that of third_party/%s: run make vendor", theirs, name, ours)
			}
		}
		for name := range want {
			if got[name] == nil {
				t.Errorf("vendor/%s has no %s: run make vendor", theirs, name)
			}
		}
	}
}

func contents(t *testing.T, dir string) map[string][]byte {
	files := map[string][]byte{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if files[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return files
}
