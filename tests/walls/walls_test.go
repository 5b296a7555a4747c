// Package walls holds the import directions of ARCHITECTURE.md: it reads the
// import clauses of the sources.
package walls

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/cooper-build/cooper/"

// imports returns what each directory of the module imports, tests left out.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	root := filepath.Join("..", "..")
	out := map[string][]string{}
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "vendor" || d.Name() == ".git" || d.Name() == "third_party") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		dir, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			out[dir] = append(out[dir], path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 20 {
		t.Fatalf("only %d packages found", len(out))
	}
	return out
}

// below reports whether a path is a directory or in it.
func below(path, dir string) bool { return path == dir || strings.HasPrefix(path, dir+"/") }

func TestDirections(t *testing.T) {
	allowed := map[string][]string{
		"cmd": {
			"cmd", "build", "build/event", "imagebuilder/nearest", "runtime/safepath", "runtime/subreaper",
			"runtime/memfile", "runtime/reading",
		},
		"imagebuilder": {"imagebuilder"},
		"runtime":      {"runtime", "seccomp"},
		"seccomp":      {"seccomp"},
		"build":        {"build", "imagebuilder", "runtime", "seccomp"},
	}
	for dir, list := range imports(t) {
		top, _, _ := strings.Cut(dir, "/")
		for _, path := range list {
			inside, ok := strings.CutPrefix(path, module)
			if !ok || allowed[top] == nil {
				continue
			}
			fine := false
			for _, a := range allowed[top] {
				fine = fine || below(inside, a)
			}
			if top == "cmd" && below(inside, "build/internal") {
				fine = false
			}
			if !fine {
				t.Errorf("%s imports %s", dir, inside)
			}
		}
	}
}

func TestLibrariesStayInTheirPlaces(t *testing.T) {
	for _, wall := range []struct {
		library string
		places  []string
	}{
		{"go.podman.io/storage", []string{"build/internal/store"}},
		{
			"go.podman.io/image",
			[]string{
				"build/internal/store", "build/internal/registry", "build/internal/remotecache",
				"build/internal/sign", "build/internal/bundle",
			},
		},
		{"github.com/spf13/cobra", []string{"cmd"}},
		{
			"github.com/google/osv-scalibr",
			[]string{"build/internal/sbom/scan", "build/internal/sbom/rpm", "build/internal/sbom/document"},
		},
		{"k8s.io", []string{"build/internal/farm/kubeconfig/resolve", "tests/kube/testdata/kube"}},
		{"github.com/docker/buildx", []string{"cmd/cooper/internal/bake/definition"}},
		{"github.com/compose-spec/compose-go", []string{"cmd/cooper/internal/bake/definition"}},
		{"github.com/hashicorp/hcl", []string{"cmd/cooper/internal/bake/definition"}},
		{module + "build/internal/sbom/scan", []string{"build/internal/attest/verbs"}},
	} {
		for dir, list := range imports(t) {
			for _, path := range list {
				if !below(path, wall.library) && !strings.HasPrefix(path, wall.library+"/") {
					continue
				}
				fine := false
				for _, place := range wall.places {
					fine = fine || dir == place || place == "cmd" && below(dir, "cmd")
				}
				if !fine {
					t.Errorf("%s imports %s", dir, path)
				}
			}
		}
	}
}

func TestTheLanguageIsPure(t *testing.T) {
	for dir, list := range imports(t) {
		if !below(dir, "imagebuilder") {
			continue
		}
		for _, path := range list {
			for _, banned := range []string{"os", "os/exec", "net/http", "io/fs", "time", "golang.org/x/sys"} {
				if below(path, banned) && (path == banned || banned == "golang.org/x/sys") {
					t.Errorf("%s imports %s", dir, path)
				}
			}
		}
	}
}

func TestNoPackageForEverything(t *testing.T) {
	for dir := range imports(t) {
		switch filepath.Base(dir) {
		case "util", "utils", "common", "types", "helpers", "misc":
			t.Errorf("%s says nothing", dir)
		}
	}
}
