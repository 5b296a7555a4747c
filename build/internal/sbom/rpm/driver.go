package rpm

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"os"
)

// The library that reads headers of packages asks for them through database/sql.
func init() { sql.Register("sqlite", sqliteDriver{}) }

// packagesQuery is the only query that the library makes.
const packagesQuery = "SELECT blob FROM Packages"

var errNotSupported = errors.New("this driver only reads packages of RPM")

type sqliteDriver struct{}

// Open opens a file.
func (sqliteDriver) Open(name string) (driver.Conn, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return &conn{file}, nil
}

type conn struct{ file *os.File }

func (c *conn) Close() error { return c.file.Close() }

// Begin is for other drivers.
func (c *conn) Begin() (driver.Tx, error) { return nil, errNotSupported }

// Prepare is for other drivers.
func (c *conn) Prepare(string) (driver.Stmt, error) { return nil, errNotSupported }

// QueryContext reads all packages. They are small: their files are only listed.
func (c *conn) QueryContext(ctx context.Context, query string, _ []driver.NamedValue) (driver.Rows, error) {
	if query != packagesQuery {
		return nil, errNotSupported
	}
	info, err := c.file.Stat()
	if err != nil {
		return nil, err
	}
	s, err := newSQLite(c.file, info.Size())
	if err != nil {
		return nil, err
	}
	out := &rows{}
	err = s.table("Packages", func(columns [][]byte) error {
		if len(columns) < 2 {
			return errCorrupt
		}
		out.blobs = append(out.blobs, columns[1])
		return ctx.Err()
	})
	return out, err
}

type rows struct{ blobs [][]byte }

func (r *rows) Columns() []string { return []string{"blob"} }

func (r *rows) Close() error { return nil }

func (r *rows) Next(dest []driver.Value) error {
	if len(r.blobs) == 0 {
		return io.EOF
	}
	dest[0], r.blobs = r.blobs[0], r.blobs[1:]
	return nil
}
