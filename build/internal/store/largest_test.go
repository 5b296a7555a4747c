package store

import (
	"archive/tar"
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/opencontainers/go-digest"
	"golang.org/x/sys/unix"
)

// The largest files of a layer come from its record, largest first, and links and directories do not count.
func TestLargest(t *testing.T) {
	root := t.TempDir()
	s, err := Open(Options{Root: root, RunRoot: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		_ = unix.Unmount(filepath.Join(root, s.Driver()), unix.MNT_DETACH) // the library leaves it
	})
	var stream bytes.Buffer
	w := tar.NewWriter(&stream)
	add := func(h *tar.Header) {
		h.Mode = 0o755
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(make([]byte, h.Size)); err != nil {
			t.Fatal(err)
		}
	}
	add(&tar.Header{Name: "./dir/", Typeflag: tar.TypeDir})
	for _, size := range []int64{5, 70000, 3, 900, 0, 8} {
		add(&tar.Header{Name: fmt.Sprintf("./dir/%d", size), Typeflag: tar.TypeReg, Size: size})
	}
	add(&tar.Header{Name: "link", Typeflag: tar.TypeSymlink, Linkname: "dir/70000"})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	id, err := s.PutStream("", digest.FromBytes(stream.Bytes()).String(), &stream)
	if err != nil {
		t.Fatal(err)
	}
	all := []LayerFile{{"dir/70000", 70000}, {"dir/900", 900}, {"dir/8", 8}, {"dir/5", 5}, {"dir/3", 3}}
	for most := 1; most < 7; most++ {
		files, err := s.Largest(id, most)
		if want := all[:min(most, len(all))]; err != nil || !slices.Equal(files, want) {
			t.Errorf("the %d largest are %v, %v", most, files, err)
		}
	}
	if files, err := s.Largest("no such layer", 3); err != nil || len(files) != 0 {
		t.Errorf("a layer without a record has %v, %v", files, err)
	}
}
