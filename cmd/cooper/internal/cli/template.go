package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"golang.org/x/term"

	"github.com/cooper-build/cooper/build"
)

// parseFormat reads a template. missing is the rule for keys that a map does not have, see
// text/template.
func parseFormat(text, missing string) (*template.Template, error) {
	t, err := template.New("format").Funcs(template.FuncMap{"json": asJSON}).Option("missingkey=" + missing).Parse(
		strings.NewReplacer(`\t`, "\t", `\n`, "\n").Replace(text),
	)
	if err != nil {
		return nil, fmt.Errorf("--format: %w", err)
	}
	return t, nil
}

// printTemplate executes a template for each value, a line each. One that begins with "table"
// gives columns with headings.
func printTemplate[T any](out io.Writer, text string, values []T) error {
	text, isTable := strings.CutPrefix(text, "table ")
	t, err := parseFormat(text, "error")
	if err != nil {
		return err
	}
	if isTable {
		w := newColumns(out, 0, 0, 3)
		defer func() { _ = w.Flush() }() // out reports its errors where it is closed
		out = w
		if err := executeFormat(out, t, headings(reflect.TypeFor[T]())); err != nil {
			return err
		}
		fmt.Fprintln(out)
	}
	for _, v := range values {
		if err := executeFormat(out, t, v); err != nil {
			return err
		}
		fmt.Fprintln(out)
	}
	return nil
}

// printObject executes a template for one value. As in buildah, a line ends only at a terminal.
// A key that a map does not have is <no value>.
func (a *app) printObject(text string, v any) error {
	t, err := parseFormat(text, "default")
	if err != nil {
		return err
	}
	if err := executeFormat(a.text, t, v); err != nil {
		return err
	}
	if f, ok := a.out.(interface{ Fd() uintptr }); ok && term.IsTerminal(int(f.Fd())) {
		fmt.Fprintln(a.text)
	}
	return nil
}

// headings are the headings of columns, by the names that templates have for them.
func headings(row reflect.Type) map[string]string {
	out := map[string]string{}
	for i := range row.NumField() {
		out[row.Field(i).Name] = heading(row.Field(i).Name)
	}
	for i := range row.NumMethod() {
		out[row.Method(i).Name] = heading(row.Method(i).Name)
	}
	return out
}

// heading is the heading of a column: its name in words, where docker has no other.
func heading(name string) string {
	switch name {
	case "ID":
		return "IMAGE ID"
	case "Name":
		return "REPOSITORY"
	case "CreatedSince":
		return "CREATED"
	}
	words := regexp.MustCompile("([a-z])([A-Z])").ReplaceAllString(name, "$1 $2")
	return strings.ToUpper(words)
}

func executeFormat(out io.Writer, t *template.Template, v any) error {
	if err := t.Execute(out, v); err != nil {
		return &build.Error{
			Kind:    build.KindOther,
			Message: "--format: " + err.Error(),
			Hint:    "available fields: " + strings.Join(fieldsOf(v), ", "),
		}
	}
	return nil
}

// asJSON is the function json of templates, like in docker.
func asJSON(v any) (string, error) {
	text, err := json.Marshal(v)
	return string(text), err
}

// fieldsOf are the names that a template can use.
func fieldsOf(v any) []string {
	var out []string
	switch t := reflect.ValueOf(v); t.Kind() {
	case reflect.Map:
		for _, key := range t.MapKeys() {
			out = append(out, "."+key.String())
		}
	case reflect.Struct:
		for _, field := range reflect.VisibleFields(t.Type()) {
			if !field.Anonymous && field.IsExported() {
				out = append(out, "."+field.Name)
			}
		}
	}
	slices.Sort(out)
	return out
}

func printJSON(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetIndent("", "    ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
