package layer_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// TestReceiveAndRestore: a layer that was received has the digest that it was written with, and its
// stream can be restored.
func TestReceiveAndRestore(t *testing.T) {
	from, err := safepath.OpenRoot(upper(t))
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	var stream, record bytes.Buffer
	written, err := layer.Write(t.Context(), from, &stream, nil, layer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	padded := append(stream.Bytes(), make([]byte, 3*512)...)
	to, err := safepath.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer to.Close()
	opts := layer.ExtractOptions{Stacked: true}
	got, err := layer.Receive(t.Context(), to, bytes.NewReader(stream.Bytes()), &record, opts)
	if err != nil {
		t.Fatal(err)
	}
	if got.DiffID != written.DiffID || got.Size != written.Size || !slices.Equal(got.UIDs, written.UIDs) {
		t.Errorf("received %+v, want %+v", got, written)
	}
	restores := func(want []byte, record []byte) {
		t.Helper()
		var out bytes.Buffer
		if err := layer.Restore(t.Context(), to, bytes.NewReader(record), &out); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(out.Bytes(), want) {
			t.Errorf("restored %d other bytes than the %d", out.Len(), len(want))
		}
	}
	restores(stream.Bytes(), record.Bytes())
	// Padding belongs to the stream.
	again, err := safepath.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	record.Reset()
	if got, err = layer.Receive(t.Context(), again, bytes.NewReader(padded), &record, opts); err != nil {
		t.Fatal(err)
	}
	if got.Size != int64(len(padded)) {
		t.Errorf("the stream has %d bytes, %d were received", len(padded), got.Size)
	}
	restores(padded, record.Bytes())
}

// TestRestoreStaysInside: a record leads to no file outside of the layer, and a file that changed
// is an error.
func TestRestoreStaysInside(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret")
	dir := t.TempDir()
	must(t,
		os.WriteFile(outside, []byte("0123456789"), 0o644),
		os.Symlink(outside, filepath.Join(dir, "link")),
		os.Symlink(filepath.Dir(outside), filepath.Join(dir, "above")),
		unix.Mkfifo(filepath.Join(dir, "fifo"), 0o600),
		os.WriteFile(filepath.Join(dir, "short"), []byte("1"), 0o644),
	)
	root, err := safepath.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, name := range []string{"link", "above/secret", "../secret", "fifo", "short", "absent"} {
		record := `{"type":1,"name":"` + name + `","size":10,"payload":"AAAAAAAAAAA=","position":0}`
		var out bytes.Buffer
		err := layer.Restore(t.Context(), root, bytes.NewReader([]byte(record)), &out)
		if err == nil || bytes.Contains(out.Bytes(), []byte("0123")) {
			t.Errorf("%s: got %q and no error", name, out.String())
		}
		if name == "absent" && !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
