package cli

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/reference.md")

// TestReferencePage: docs/reference.md has the chapters of cooper help.
func TestReferencePage(t *testing.T) {
	const page = "../../../../docs/reference.md"
	want := referencePage()
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/reference.md is not what the help says: use go test -run ReferencePage -update")
	}
}

// referencePage is docs/reference.md.
func referencePage() string {
	var b strings.Builder
	const intro = "Exit codes, variables and files. `cooper help exit-codes`, `cooper help environment` and " +
		"`cooper help files` say the same. `cooper COMMAND --help` describes commands and their flags."
	b.WriteString("# Reference\n\n" + wrapped(intro, 0) + "\n")
	for _, c := range Reference() {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n", c.Title, wrapped(c.Intro, 0))
		for _, t := range c.Terms {
			names := "`" + strings.ReplaceAll(t.Name, ", ", "`, `") + "`"
			if strings.Contains(t.Name, " ") && !strings.Contains(t.Name, ", ") {
				names = t.Name
			}
			fmt.Fprintf(&b, "- %s\n", wrapped(names+": "+t.Text, 2))
		}
	}
	return b.String()
}

// TestEnvironmentIsDocumented: each variable that the code reads is in the chapter about them, and each
// of cooper, BuildKit, buildah and docker there is read. Those that begin with _ are between processes of
// cooper.
func TestEnvironmentIsDocumented(t *testing.T) {
	var documented []string
	for _, term := range environment.Terms {
		documented = append(documented, strings.Split(term.Name, ", ")...)
	}
	read := variablesRead(t)
	for name, where := range read {
		if name != "OPT" && !strings.HasPrefix(name, "_") && !slices.Contains(documented, name) {
			t.Errorf("%s reads %s, which is not in `cooper help environment`: see reference.go", where, name)
		}
	}
	for _, name := range documented {
		prefix, _, _ := strings.Cut(name, "_")
		own := slices.Contains([]string{"COOPER", "BUILDKIT", "BUILDAH", "BUILD", "DOCKER"}, prefix)
		if own && read[name] == "" {
			t.Errorf("`cooper help environment` has %s, which nothing reads", name)
		}
	}
	if len(read) < 20 {
		t.Errorf("only %d variables were found", len(read))
	}
}

// variablesRead are the variables that product code reads, by name or by a constant, with a file that
// does.
func variablesRead(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, top := range []string{"build", "cmd", "imagebuilder", "runtime", "seccomp"} {
		err := filepath.WalkDir(filepath.Join("../../../..", top), func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.IsDir() {
				return err
			}
			names, err := filepath.Glob(filepath.Join(path, "*.go"))
			if err != nil {
				return err
			}
			files := map[string]*ast.File{}
			for _, name := range names {
				if strings.HasSuffix(name, "_test.go") {
					continue
				}
				if files[name], err = parser.ParseFile(token.NewFileSet(), name, nil, 0); err != nil {
					return err
				}
			}
			readIn(files, out)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// readIn adds what the files of one package read.
func readIn(files map[string]*ast.File, out map[string]string) {
	constants := map[string]string{}
	for _, file := range files {
		for _, decl := range file.Decls {
			group, ok := decl.(*ast.GenDecl)
			if !ok || group.Tok != token.CONST {
				continue
			}
			for _, spec := range group.Specs {
				value := spec.(*ast.ValueSpec)
				for i := range value.Values {
					if text, ok := literal(value.Values[i]); ok {
						constants[value.Names[i].Name] = text
					}
				}
			}
		}
	}
	for path, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 || !readsEnvironment(call.Fun) {
				return true
			}
			if text, ok := literal(call.Args[0]); ok {
				out[text] = path
			} else if name, ok := call.Args[0].(*ast.Ident); ok && constants[name.Name] != "" {
				out[constants[name.Name]] = path
			}
			return true
		})
	}
}

// readsEnvironment reports whether a function returns a variable: one of package os, or of this one.
func readsEnvironment(fun ast.Expr) bool {
	switch f := fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name == "Getenv" || f.Sel.Name == "LookupEnv"
	case *ast.Ident:
		return slices.Contains([]string{"envOr", "envBool", "envList"}, f.Name)
	}
	return false
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}
