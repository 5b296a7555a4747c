package owner

import (
	"path/filepath"
	"testing"
)

// FuzzAttribute: an attribute that can be read is written back as the same owner,
// and none makes one that does not fit.
func FuzzAttribute(f *testing.F) {
	f.Add([]byte{8, 1, 16, 2})
	f.Add([]byte{16, 0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Add([]byte{8})
	f.Fuzz(func(t *testing.T, data []byte) {
		id, err := decode(data)
		if err != nil {
			return
		}
		again, err := decode(encode(id))
		if err != nil || again != id {
			t.Fatalf("%v became %v: %v", id, again, err)
		}
	})
}

// TestTable: records survive a process, are shared with another, and the last one
// about a file counts; a torn one at the end is left out.
func TestTable(t *testing.T) {
	defer func() { table = Table{} }()
	file := filepath.Join(t.TempDir(), "owners")
	if err := UseFile(file); err != nil {
		t.Fatal(err)
	}
	one, two := key{inode: 1, sec: 2, nsec: 3}, key{inode: 1, sec: 2, nsec: 4}
	for _, put := range []struct {
		key key
		id  ID
	}{{one, ID{5, 6}}, {two, ID{7, 8}}, {one, ID{9, 0}}, {two, ID{}}} {
		if err := table.put(put.key, put.id); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := table.file.Write([]byte("torn")); err != nil {
		t.Fatal(err)
	}
	other := Table{file: table.file}
	if err := other.refresh(); err != nil {
		t.Fatal(err)
	}
	if got := other.get(one); got != (ID{9, 0}) || len(other.owners) != 1 {
		t.Errorf("another process reads %v", other.owners)
	}
	if err := Append(make([]byte, RecordSize-1)); err == nil {
		t.Error("half a record was taken")
	}
	if err := table.file.Close(); err != nil {
		t.Fatal(err)
	}
}
