package rpm

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// unpacked reads a file of testdata. rpmdb.sqlite was made by rpm of Debian
// (--initdb, and -i --justdb of two packages without files), and many.sqlite by sqlite3: 1500 rows
// on pages of 512 bytes.
func unpacked(t testing.TB, name string) []byte {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name+".gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// read returns the columns of all packages.
func read(text []byte) (rows [][][]byte, err error) {
	s, err := newSQLite(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return nil, err
	}
	err = s.table("Packages", func(columns [][]byte) error {
		rows = append(rows, columns)
		return nil
	})
	return rows, err
}

func TestSQLiteReadsAllRows(t *testing.T) {
	rows, err := read(unpacked(t, "many.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1500 {
		t.Fatalf("%d rows", len(rows))
	}
	for i, row := range rows {
		want := bytes.Repeat([]byte{byte((i + 1) % 251)}, (i+1)*7%900)
		if len(row) != 2 || !bytes.Equal(row[1], want) {
			t.Fatalf("row %d has %d bytes, not %d", i+1, len(row[1]), len(want))
		}
	}
}

func TestSQLiteRefusesOddFiles(t *testing.T) {
	good := unpacked(t, "rpmdb.sqlite")
	if _, err := read(good); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(text []byte) []byte{
		"another format": func([]byte) []byte { return bytes.Repeat([]byte("x"), 4096) },
		"short":          func(text []byte) []byte { return text[:50] },
		"cut off":        func(text []byte) []byte { return text[:4096] },
		"page size":      func(text []byte) []byte { text[16], text[17] = 0, 3; return text },
		"kind of page":   func(text []byte) []byte { text[100] = 7; return text },
		"many cells":     func(text []byte) []byte { text[103], text[104] = 0xff, 0xff; return text },
		// The page of the schema refers to itself.
		"loop": func(text []byte) []byte {
			text[100], text[103], text[104] = interiorPage, 0, 0
			copy(text[108:], []byte{0, 0, 0, 1})
			return text
		},
		"no table": func(text []byte) []byte { return bytes.ReplaceAll(text, []byte("Packages"), []byte("packagez")) },
	} {
		if rows, err := read(change(bytes.Clone(good))); err == nil {
			t.Errorf("%s: %d rows", name, len(rows))
		}
	}
}

func TestSQLiteHasNoPageTwice(t *testing.T) {
	text := unpacked(t, "many.sqlite")
	s, err := newSQLite(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	s.left = 100_000 // of about 670 thousand that are there
	if err := s.table("Packages", func([][]byte) error { return nil }); !errors.Is(err, errCorrupt) {
		t.Fatal(err)
	}
}

// FuzzSQLite: what is read is never more than what is there.
func FuzzSQLite(f *testing.F) {
	f.Add(unpacked(f, "rpmdb.sqlite")[:8192])
	f.Add(unpacked(f, "many.sqlite")[:20480])
	f.Fuzz(func(t *testing.T, text []byte) {
		rows, _ := read(text)
		total := 0
		for _, row := range rows {
			for _, column := range row {
				total += len(column)
			}
		}
		if total > len(text) {
			t.Errorf("%d bytes of a file with %d", total, len(text))
		}
	})
}
