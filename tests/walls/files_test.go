package walls

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// privateDirectories are the packages that make files only where nobody else can: in the
// store, in a directory that they have just made, or in a kernel's file system.
var privateDirectories = map[string]string{
	"build/internal/cache":         "records of the store",
	"build/internal/cachemount":    "directories of the store",
	"build/internal/copier":        "a root file system, below a safepath.Root",
	"build/internal/layer":         "a layer that is unpacked, below a safepath.Root",
	"runtime/internal/child":       "the tree of a sandbox, below a safepath.Root",
	"build/internal/host":          "work of a build, in the store",
	"build/internal/registry":      "a configuration of its own in a new directory",
	"build/internal/remote":        "downloads of the store",
	"build/internal/sourceimage":   "a stage of safepath",
	"build/internal/store":         "the store",
	"internal/testenv":             "tests",
	"runtime/binfmt":               "binfmt_misc",
	"runtime/network":              "a new directory",
	"runtime/owner":                "the table of the store",
	"runtime/safepath":             "the one way",
	"runtime/sandbox":              "a bundle in the work of a build",
	"seccomp/internal/gensyscalls": "a generator, run by hand",
}

// TestFilesAreMadeByOneHelper finds every other way to make a file under a name that
// somebody could guess: a build context may hold a link there.
func TestFilesAreMadeByOneHelper(t *testing.T) {
	found := 0
	for _, file := range sources(t) {
		dir := filepath.Dir(file)
		if strings.HasPrefix(dir, "tests") || strings.HasPrefix(dir, "demo") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join("../..", file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && makesFile(call) {
				found++
				if privateDirectories[dir] == "" {
					t.Errorf("%s makes a file without safepath: %s", file, called(call))
				}
			}
			return true
		})
	}
	if found < 20 {
		t.Errorf("only %d places that make files were seen: the wall is blind", found)
	}
}

// makesFile reports whether a call makes a file, or writes through a link.
func makesFile(call *ast.CallExpr) bool {
	switch called(call) {
	case "os.Create", "os.WriteFile", "os.Symlink":
		return true
	case "os.OpenFile", "unix.Open", "unix.Openat":
		return slices.ContainsFunc(call.Args, func(arg ast.Expr) bool {
			creates := false
			ast.Inspect(arg, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok && (s.Sel.Name == "O_CREATE" || s.Sel.Name == "O_CREAT") {
					creates = true
				}
				return true
			})
			return creates
		})
	}
	return false
}

// called is the name of a function of another package.
func called(call *ast.CallExpr) string {
	s, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	pkg, ok := s.X.(*ast.Ident)
	if !ok {
		return ""
	}
	return pkg.Name + "." + s.Sel.Name
}

// sources are the Go files of the module that are not tests, from its top.
func sources(t *testing.T) (out []string) {
	t.Helper()
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(file string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && slices.Contains([]string{"vendor", ".git", "third_party", "bin"}, d.Name()) {
			return fs.SkipDir
		}
		if err == nil && strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") {
			out = append(out, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
