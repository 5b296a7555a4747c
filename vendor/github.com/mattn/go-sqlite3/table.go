package sqlite3

import (
	"database/sql/driver"
	"slices"
	"time"
)

// keyColumns are how many of a table's first columns are its primary key, where
// that is more than one.
var keyColumns = map[string]int{"KnownLocations": 4}

// table has its rows in the order in which they were written.
type table struct{ Rows []row }

// row is a value for each column.
type row map[string]cell

// cell is a value: a time, or text.
type cell struct {
	Text string     `json:"t,omitempty"`
	Time *time.Time `json:"at,omitempty"`
}

func newCell(v driver.Value) cell {
	switch v := v.(type) {
	case time.Time:
		return cell{Time: &v}
	case []byte:
		return cell{Text: string(v)}
	case string:
		return cell{Text: v}
	}
	return cell{}
}

func (c cell) value() driver.Value {
	if c.Time != nil {
		return *c.Time
	}
	return c.Text
}

// matches reports whether columns have values.
func (r row) matches(columns []string, values []driver.Value) bool {
	for i, column := range columns {
		if r[column].value() != newCell(values[i]).value() {
			return false
		}
	}
	return true
}

// put writes a row in place of the one with the same key.
func (t *table) put(columns []string, values []driver.Value, keys int) {
	keys = max(keys, 1)
	t.Rows = slices.DeleteFunc(t.Rows, func(r row) bool { return r.matches(columns[:keys], values[:keys]) })
	fresh := row{}
	for i, column := range columns {
		fresh[column] = newCell(values[i])
	}
	t.Rows = append(t.Rows, fresh)
	if more := len(t.Rows) - maxRows; more > 0 {
		t.Rows = t.Rows[more:]
	}
}
