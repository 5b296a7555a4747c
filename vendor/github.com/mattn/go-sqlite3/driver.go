// Package sqlite3 stands in for the binding of the C library of that name, which
// a static program without cgo cannot have. It registers the database/sql driver
// "sqlite3", which knows as much SQL as the record of where blobs lie in
// registries is kept with, and no more: a statement of another form is an error.
// Tables are kept as JSON in one file, which is rewritten whole at each commit.
package sqlite3

import (
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"syscall"
)

func init() { sql.Register("sqlite3", fileDriver{}) }

// maxRows bounds a table; the oldest rows go first.
const maxRows = 20_000

type fileDriver struct{}

// Open takes a path, with options after a question mark that mean nothing here.
func (fileDriver) Open(name string) (driver.Conn, error) {
	path, _, _ := strings.Cut(name, "?")
	return &conn{path: path}, nil
}

// conn is a connection, and its one transaction.
type conn struct {
	path   string
	lock   *os.File // held during a transaction
	tables map[string]*table
	dirty  bool
}

func (c *conn) Close() error { return nil }

// Begin locks the file for other processes and reads it. One that cannot be read
// is taken for empty: what it held is a hint.
func (c *conn) Begin() (driver.Tx, error) {
	if c.lock != nil {
		return nil, errors.New("a transaction is under way")
	}
	lock, err := os.OpenFile(c.path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	c.lock, c.dirty, c.tables = lock, false, map[string]*table{}
	if text, err := os.ReadFile(c.path); err == nil && json.Unmarshal(text, &c.tables) != nil {
		c.tables = map[string]*table{}
	}
	return c, nil
}

// Commit writes the file.
func (c *conn) Commit() error {
	if !c.dirty {
		return c.Rollback()
	}
	text, err := json.Marshal(c.tables)
	if err == nil {
		err = os.WriteFile(c.path+".part", text, 0o600)
	}
	if err == nil {
		err = os.Rename(c.path+".part", c.path)
	}
	return errors.Join(err, c.Rollback())
}

// Rollback forgets the changes and unlocks the file.
func (c *conn) Rollback() error {
	lock := c.lock
	c.lock, c.tables = nil, nil
	return lock.Close()
}

func (c *conn) Prepare(query string) (driver.Stmt, error) {
	parsed, err := parse(query)
	if err != nil {
		return nil, err
	}
	return &stmt{conn: c, query: parsed}, nil
}

func (c *conn) table(name string) *table {
	if c.tables[name] == nil {
		c.tables[name] = &table{}
	}
	return c.tables[name]
}

// stmt is a statement of a connection.
type stmt struct {
	conn  *conn
	query query
}

func (s *stmt) Close() error  { return nil }
func (s *stmt) NumInput() int { return s.query.inputs }

func (s *stmt) Exec(args []driver.Value) (driver.Result, error) {
	if s.conn.lock == nil {
		return nil, errors.New("only transactions are supported")
	}
	t := s.conn.table(s.query.table)
	switch s.query.verb {
	case "CREATE":
	case "INSERT":
		s.conn.dirty = true
		t.put(s.query.columns, args, keyColumns[s.query.table])
	case "DELETE":
		s.conn.dirty = true
		t.Rows = slices.DeleteFunc(t.Rows, func(r row) bool { return r.matches(s.query.where, args) })
	default:
		return nil, fmt.Errorf("%s gives rows", s.query.verb)
	}
	return driver.ResultNoRows, nil
}

func (s *stmt) Query(args []driver.Value) (driver.Rows, error) {
	if s.conn.lock == nil {
		return nil, errors.New("only transactions are supported")
	}
	out := &rows{columns: s.query.columns}
	for _, r := range s.conn.table(s.query.table).Rows {
		if !r.matches(s.query.where, args) {
			continue
		}
		joined := row{}
		for _, other := range s.conn.table(s.query.join).Rows {
			if s.query.join != "" && other.matches([]string{s.query.using}, []driver.Value{r[s.query.using].value()}) {
				joined = other
			}
		}
		values := make([]driver.Value, len(s.query.columns))
		for i, column := range s.query.columns {
			if column == "1" {
				values[i] = int64(1)
			} else if cell, ok := r[column]; ok {
				values[i] = cell.value()
			} else if cell, ok := joined[column]; ok {
				values[i] = cell.value()
			}
		}
		out.values = append(out.values, values)
	}
	return out, nil
}

// rows are the answer to a query.
type rows struct {
	columns []string
	values  [][]driver.Value
}

func (r *rows) Columns() []string { return r.columns }
func (r *rows) Close() error      { return nil }

func (r *rows) Next(dest []driver.Value) error {
	if len(r.values) == 0 {
		return io.EOF
	}
	copy(dest, r.values[0])
	r.values = r.values[1:]
	return nil
}
