package layer_test

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/vbatts/tar-split/tar/asm"
	"github.com/vbatts/tar-split/tar/storage"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/safepath"
)

func TestMain(m *testing.M) { testenv.Main(m) }

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// upper makes an upper directory with one of everything.
func upper(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	long := strings.Repeat("long-name-", 20)
	must(t,
		os.MkdirAll(in("dir/sub"), 0o755),
		os.WriteFile(in("dir/file"), []byte("content"), 0o640),
		os.Link(in("dir/file"), in("dir/second")),
		os.Symlink("file", in("dir/link")),
		unix.Mkfifo(in("dir/fifo"), 0o600),
		unix.Mknod(in("removed"), unix.S_IFCHR, 0),
		os.Mkdir(in("opaque"), 0o755),
		unix.Setxattr(in("opaque"), "user.overlay.opaque", []byte("y"), 0),
		os.WriteFile(in(long), []byte("x"), 0o644),
		os.WriteFile(in("empty"), nil, 0o600),
		os.WriteFile(in("invalid-\xff-utf8"), nil, 0o600),
		unix.Setxattr(in("empty"), "user.note", []byte("a\x00b"), 0),
		os.Chown(in("empty"), 1234, 2345),
		unix.Chmod(in("dir/sub"), 0o3775),
		os.WriteFile(in("large"), bytes.Repeat([]byte("0123456789abcdef"), 1<<16), 0o644),
		os.Truncate(in("large"), 3<<20),
	)
	old := time.Date(1960, 1, 2, 3, 4, 5, 678901234, time.UTC)
	must(t, os.Chtimes(in("dir/file"), old, old))
	return dir
}

func write(t *testing.T, dir string, opts layer.Options) (stream, record []byte, l layer.Layer) {
	t.Helper()
	root, err := safepath.OpenRoot(dir)
	must(t, err)
	defer root.Close()
	var out, split bytes.Buffer
	l, err = layer.Write(t.Context(), root, &out, &split, opts)
	must(t, err)
	return out.Bytes(), split.Bytes(), l
}

func TestWrite(t *testing.T) {
	dir := upper(t)
	stream, _, l := write(t, dir, layer.Options{})
	sum := sha256.Sum256(stream)
	if l.DiffID != "sha256:"+hex.EncodeToString(sum[:]) || l.Size != int64(len(stream)) {
		t.Errorf("the description %+v is not of the stream", l)
	}
	var got []string
	for r := tar.NewReader(bytes.NewReader(stream)); ; {
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		must(t, err)
		line := fmt.Sprintf("%c %04o %d %s", h.Typeflag, h.Mode, h.Size, h.Name)
		if h.Linkname != "" {
			line += " -> " + h.Linkname
		}
		if v, ok := h.PAXRecords["SCHILY.xattr.user.note"]; ok {
			line += fmt.Sprintf(" note=%q owner=%d:%d", v, h.Uid, h.Gid)
		}
		if h.Name == "dir/file" {
			line += " " + h.ModTime.UTC().Format(time.RFC3339Nano)
		}
		for key := range h.PAXRecords {
			if strings.Contains(key, "overlay") {
				t.Errorf("%s has %s", h.Name, key)
			}
		}
		got = append(got, line)
	}
	want := []string{
		"5 0755 0 dir/", "6 0600 0 dir/fifo", "0 0640 7 dir/file 1960-01-02T03:04:05.678901234Z",
		"2 0777 0 dir/link -> file",
		"1 0640 0 dir/second -> dir/file", "5 3775 0 dir/sub/", `0 0600 0 empty note="a\x00b" owner=1234:2345`,
		"0 0600 0 invalid-\xff-utf8",
		"0 0644 3145728 large", "0 0644 1 " + strings.Repeat("long-name-", 20), "5 0755 0 opaque/",
		"0 0000 0 opaque/.wh..wh..opq", "0 0000 0 .wh.removed",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestRecord makes the stream again from the files and the record, as every tool
// does that reads the layer from the store.
func TestRecord(t *testing.T) {
	dir := upper(t)
	stream, record, _ := write(t, dir, layer.Options{})
	var again bytes.Buffer
	err := asm.WriteOutputTarStream(
		storage.NewPathFileGetter(dir), storage.NewJSONUnpacker(bytes.NewReader(record)), &again,
	)
	must(t, err)
	if !bytes.Equal(again.Bytes(), stream) {
		t.Error("the record gives other bytes")
	}
	again.Reset()
	must(t, os.WriteFile(filepath.Join(dir, "dir/file"), []byte("altered"), 0o640))
	err = asm.WriteOutputTarStream(
		storage.NewPathFileGetter(dir), storage.NewJSONUnpacker(bytes.NewReader(record)), &again,
	)
	if err == nil {
		t.Error("a changed file was not noticed")
	}
}

func TestSameFilesSameBytes(t *testing.T) {
	epoch := time.Unix(1000, 0)
	opts := layer.Options{ClampTo: &epoch}
	_, _, one := write(t, upper(t), opts)
	_, _, two := write(t, upper(t), opts)
	if one.DiffID != two.DiffID {
		t.Error("two directories with the same files give two layers")
	}
}

func TestClamp(t *testing.T) {
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "old"), nil, 0o644), os.WriteFile(filepath.Join(dir, "new"), nil, 0o644))
	old, limit := time.Unix(500, 0), time.Unix(1000, 0)
	must(t, os.Chtimes(filepath.Join(dir, "old"), old, old))
	stream, _, _ := write(t, dir, layer.Options{ClampTo: &limit})
	r := tar.NewReader(bytes.NewReader(stream))
	for _, want := range []time.Time{limit, old} {
		h, err := r.Next()
		must(t, err)
		if !h.ModTime.Equal(want) {
			t.Errorf("%s is of %s", h.Name, h.ModTime)
		}
	}
}

func TestNothing(t *testing.T) {
	stream, _, _ := write(t, t.TempDir(), layer.Options{})
	if len(stream) != 1024 {
		t.Errorf("an empty layer has %d bytes", len(stream))
	}
}

func TestReservedNamesAreRefused(t *testing.T) {
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, ".wh.etc"), nil, 0o644))
	root, err := safepath.OpenRoot(dir)
	must(t, err)
	defer root.Close()
	if _, err := layer.Write(t.Context(), root, nil, nil, layer.Options{}); err == nil {
		t.Error("a file that would remove another was written as data")
	}
}

// A file of more than 8 GiB and an owner above 2^21 do not fit the fields of old
// archives.
func TestBeyondOldFields(t *testing.T) {
	const size, owner = 8<<30 + 1, 1<<21 + 5
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "big"), nil, 0o644), os.Truncate(filepath.Join(dir, "big"), size))
	wantOwner := os.Getuid()
	if os.Chown(filepath.Join(dir, "big"), owner, owner) == nil {
		wantOwner = owner
	}
	root, err := safepath.OpenRoot(dir)
	must(t, err)
	defer root.Close()
	read, write := io.Pipe()
	go func() {
		_, err := layer.Write(t.Context(), root, write, io.Discard, layer.Options{})
		write.CloseWithError(err)
	}()
	r := tar.NewReader(read)
	h, err := r.Next()
	must(t, err)
	if h.Size != size || h.Uid != wantOwner {
		t.Errorf("the archive has %d bytes, of user %d", h.Size, h.Uid)
	}
	must(t, read.Close()) // its content takes long to hash
}
