package build

import (
	"go/ast"
	"go/parser"
	"go/token"
	"testing"

	"github.com/cooper-build/cooper/build/event"
)

// TestEventNames: each kind and each phase of package event has a name in this package.
func TestEventNames(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "events.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	names := 0
	ast.Inspect(file, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok {
			names += len(v.Names)
		}
		return true
	})
	if want := len(event.Kinds()) + len(event.Phases()); names != want {
		t.Errorf("%d names, want %d", names, want)
	}
}
