package event_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/build/event"
)

const page = "../../docs/progress-json.md"

// column is the first column of the tables of a section of the page.
func column(t *testing.T, section string) (names []string) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "\n## "+section+"\n")
	rest, _, _ = strings.Cut(rest, "\n## ")
	for _, found := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\|").FindAllStringSubmatch(rest, -1) {
		names = append(names, found[1])
	}
	return names
}

// The page about JSON progress has all kinds, phases and fields of the code, in the same order, and
// no others.
func TestPageMatches(t *testing.T) {
	var kinds, phases []string
	for _, k := range event.Kinds() {
		kinds = append(kinds, string(k))
	}
	for _, p := range event.Phases() {
		phases = append(phases, string(p))
	}
	var fields []string
	for _, name := range jsonFields(reflect.TypeFor[event.Event](), "") {
		if !strings.Contains(name, ".") {
			fields = append(fields, name)
		}
	}
	for _, part := range []struct {
		name string
		of   reflect.Type
	}{
		{"usage", reflect.TypeFor[event.Usage]()}, {"image", reflect.TypeFor[event.Image]()},
		{"host", reflect.TypeFor[event.Host]()},
	} {
		fields = append(fields, jsonFields(part.of, part.name+".")...)
	}
	for section, want := range map[string][]string{"Kinds": kinds, "Phases": phases, "Fields": fields} {
		if got := column(t, section); !slices.Equal(got, want) {
			t.Errorf("%s: the page has\n%q, the code\n%q", section, got, want)
		}
	}
	text, err := os.ReadFile(page)
	version := fmt.Sprintf("`schema` is the version of this page: %d.", event.Schema)
	if err != nil || !strings.Contains(string(text), version) {
		t.Errorf("the page does not have the schema %d (%v)", event.Schema, err)
	}
}

// jsonFields are the names of fields as JSON has them.
func jsonFields(of reflect.Type, prefix string) (names []string) {
	for i := range of.NumField() {
		f := of.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names = append(names, prefix+name)
		inner := f.Type
		for inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct && inner.PkgPath() == of.PkgPath() {
			names = append(names, jsonFields(inner, prefix+name+".")...)
		}
	}
	return names
}

// Kinds and Phases have every constant of their type.
func TestKindsAreAll(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "event.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	declared := map[string][]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if of, ok := spec.Type.(*ast.Ident); ok {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Error(err)
			}
			declared[of.Name] = append(declared[of.Name], value)
		}
		return true
	})
	for _, k := range event.Kinds() {
		declared["Kind"] = slices.DeleteFunc(declared["Kind"], func(d string) bool { return d == string(k) })
	}
	for _, p := range event.Phases() {
		declared["Phase"] = slices.DeleteFunc(declared["Phase"], func(d string) bool { return d == string(p) })
	}
	if len(declared) != 2 || len(declared["Kind"])+len(declared["Phase"]) != 0 {
		t.Errorf("constants that no list has: %v", declared)
	}
}
