package podbuild

import (
	"os"
	"strings"
	"testing"
)

// page holds the table of pods between two marks.
const (
	page  = "../../docs/pods.md"
	begin = "<!-- table -->\n"
	end   = "<!-- end of table -->\n"
)

// Row is a row of the table of docs/pods.md.
type Row struct {
	Name  string
	About string
	// YAML has the fields of the pod and of its securityContext, as far as they are not the
	// default.
	YAML string
	Mode string
	// Cells says for each of Files that it was refused, or the time that it took.
	Cells []string
}

// Refused is the cell of a build that the mode does not allow.
const Refused = "refused"

// Containerd reports whether containerd can run the pod. Its own profile of seccomp is that of
// Docker; those of Podman and CRI-O differ.
func (r *Row) Containerd() bool {
	return !strings.Contains(r.About, "Podman") && !strings.Contains(r.About, "CRI-O")
}

// String is the line of the row.
func (r *Row) String() string {
	fields := append([]string{r.Name + ": " + r.About, "`" + r.YAML + "`", r.Mode}, r.Cells...)
	return "| " + strings.Join(fields, " | ") + " |\n"
}

// ReadTable reads the rows of the table.
func ReadTable(t testing.TB) (rows []Row) {
	t.Helper()
	_, table, _ := parts(t)
	for line := range strings.Lines(table) {
		fields := strings.Split(strings.Trim(line, "| \n"), " | ")
		name, about, ok := strings.Cut(fields[0], ": ")
		if !ok {
			continue // the head
		}
		if len(fields) != 3+len(Files) {
			t.Fatalf("%s: a row with %d fields: %s", page, len(fields), line)
		}
		rows = append(rows, Row{name, about, strings.Trim(fields[1], "`"), fields[2], fields[3:]})
	}
	return rows
}

// WriteTable replaces the table.
func WriteTable(t testing.TB, rows []Row) {
	t.Helper()
	head, _, tail := parts(t)
	if err := os.WriteFile(page, []byte(head+begin+Table(rows)+end+tail), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Table is the text of the table.
func Table(rows []Row) string {
	var b strings.Builder
	b.WriteString("| pod | securityContext | mode | " + strings.Join(Files, " | ") + " |\n|---|---|---|" +
		strings.Repeat("---|", len(Files)) + "\n")
	for i := range rows {
		b.WriteString(rows[i].String())
	}
	return b.String()
}

// parts are the page before, in and after the table.
func parts(t testing.TB) (head, table, tail string) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(text), begin)
	table, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the table", page)
	}
	return head, table, tail
}
