package walls

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestTroubleshooting: docs/troubleshooting.md has the causes and hints of refused isolation modes, the
// checks of cooper doctor and the messages about registries.
func TestTroubleshooting(t *testing.T) {
	text, err := os.ReadFile("../../docs/troubleshooting.md")
	if err != nil {
		t.Fatal(err)
	}
	page := strings.Join(strings.Fields(string(text)), " ")
	for _, c := range []struct {
		what  string
		least int
		texts []string
	}{
		{"cause or hint", 25, causes(t)}, {"check", 15, checks(t)}, {"message", 13, messages(t)},
	} {
		if len(c.texts) < c.least {
			t.Errorf("only %d texts were found: %q", len(c.texts), c.texts)
		}
		for _, want := range c.texts {
			if !strings.Contains(page, strings.Join(strings.Fields(want), " ")) {
				t.Errorf("docs/troubleshooting.md does not have the %s %q", c.what, want)
			}
		}
	}
}

// causes are the results of the functions that name why a mode is refused.
func causes(t *testing.T) (out []string) {
	for _, decl := range parse(t, "../../runtime/isolation/refusal.go").Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || !slices.Contains([]string{"blame", "blameSentry", "blameMapping"}, f.Name.Name) {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if r, ok := n.(*ast.ReturnStmt); ok && len(r.Results) == 2 {
				out = append(append(out, constants(r.Results[0])...), constants(r.Results[1])...)
			}
			return true
		})
	}
	return out
}

// checks are the names of the checks of cooper doctor.
func checks(t *testing.T) (out []string) {
	for _, name := range []string{
		"runtime/probe/probe.go", "runtime/probe/sandbox.go", "runtime/probe/landlock.go", "build/doctor.go",
		"build/doctor_store.go", "build/internal/engine/probe.go",
	} {
		ast.Inspect(parse(t, "../../"+name), func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Name" {
					out = append(out, constants(n.Value)...)
				}
			case *ast.CallExpr: // the name is an argument
				if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "mapper" {
					out = append(out, constants(n.Args[0])...)
				}
			}
			return true
		})
	}
	return out
}

// messages are what is said of a registry that refuses.
func messages(t *testing.T) (out []string) {
	ast.Inspect(parse(t, "../../build/internal/registry/refusal.go"), func(n ast.Node) bool {
		assign, ok := n.(*ast.AssignStmt)
		if !ok || assign.Tok != token.ASSIGN {
			return true
		}
		if field, ok := assign.Lhs[0].(*ast.SelectorExpr); ok && field.Sel.Name == "says" {
			for _, text := range constants(assign.Rhs[0]) {
				if strings.Contains(text, " ") {
					out = append(out, strings.TrimRight(text, ":( "))
				}
			}
		}
		return true
	})
	return out
}

func parse(t *testing.T, name string) *ast.File {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// constants are the constant parts of a text that is put together with +.
func constants(e ast.Expr) (out []string) {
	part := ""
	var walk func(ast.Expr)
	walk = func(e ast.Expr) {
		switch e := e.(type) {
		case *ast.BinaryExpr:
			walk(e.X)
			walk(e.Y)
			return
		case *ast.BasicLit:
			if text, err := strconv.Unquote(e.Value); err == nil {
				part += text
				return
			}
		}
		out, part = append(out, part), ""
	}
	walk(e)
	out = append(out, part)
	return slices.DeleteFunc(out, func(s string) bool { return strings.TrimSpace(s) == "" })
}
