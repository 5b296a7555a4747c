package build_test

import (
	"bytes"
	"flag"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/api.txt")

// TestExportedAPI: a change of what programs use is seen in review.
func TestExportedAPI(t *testing.T) {
	got := exported(t, ".", "build") + "\n" + exported(t, "api", "api")
	const golden = "testdata/api.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the exported API changed: go test ./build -run ExportedAPI -update writes %s", golden)
	}
}

// exported are all exported declarations, without their bodies and comments.
func exported(t *testing.T, dir, name string) string {
	fset := token.NewFileSet()
	notTest := func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") }
	packages, err := parser.ParseDir(fset, dir, notTest, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, file := range packages[name].Files {
		if !ast.FileExports(file) {
			continue
		}
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				d.Body = nil
			case *ast.GenDecl:
				if d.Tok == token.IMPORT {
					continue
				}
			}
			var text bytes.Buffer
			if err := format.Node(&text, fset, decl); err != nil {
				t.Fatal(err)
			}
			out = append(out, text.String()+"\n")
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}
