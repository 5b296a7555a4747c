package sqlite3

import (
	"fmt"
	"regexp"
	"strings"
)

// query is a statement that was read.
type query struct {
	verb        string   // CREATE, INSERT, DELETE or SELECT
	table       string   // that it is about
	columns     []string // to write, or to give
	where       []string // columns that must equal an argument
	join, using string   // a table whose columns are given too, and the column both share
	inputs      int
}

var (
	insertForm = regexp.MustCompile(`^INSERT OR REPLACE INTO (\w+)\(([\w, ]+)\) VALUES \(\?(?:, \?)*\)$`)
	deleteForm = regexp.MustCompile(`^DELETE FROM (\w+) WHERE (\w+ = \?)$`)
	selectForm = regexp.MustCompile(
		`^SELECT ([\w, ]+) FROM (\w+)(?: LEFT JOIN (\w+) USING \((\w+)\))? WHERE ([\w.]+ ?= ?\?(?: AND [\w.]+ = \?)*)$`,
	)
)

func parse(text string) (query, error) {
	text = strings.TrimSpace(text)
	q := query{inputs: strings.Count(text, "?")}
	q.verb, _, _ = strings.Cut(text, " ")
	if q.verb == "CREATE" {
		return q, nil // tables are there once something is written to them
	}
	if m := insertForm.FindStringSubmatch(text); m != nil {
		q.table, q.columns = m[1], names(m[2], ",")
		return q, nil
	}
	if m := deleteForm.FindStringSubmatch(text); m != nil {
		q.table, q.where = m[1], conditions(m[2])
		return q, nil
	}
	if m := selectForm.FindStringSubmatch(text); m != nil {
		q.columns, q.table, q.join, q.using, q.where = names(m[1], ","), m[2], m[3], m[4], conditions(m[5])
		return q, nil
	}
	return q, fmt.Errorf("this stand-in for SQLite does not know the statement %q", text)
}

func names(list, separator string) []string {
	var out []string
	for _, name := range strings.Split(list, separator) {
		out = append(out, strings.TrimSpace(name))
	}
	return out
}

// conditions are the columns of "a = ? AND b = ?".
func conditions(text string) []string {
	var out []string
	for _, one := range names(text, " AND ") {
		column, _, _ := strings.Cut(one, "=")
		column = strings.TrimSpace(column)
		out = append(out, column[strings.LastIndex(column, ".")+1:])
	}
	return out
}
