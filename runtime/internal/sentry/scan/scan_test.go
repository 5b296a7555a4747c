package scan_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/internal/sentry/scan"
)

// TestTree: everything is listed with its kind, and no link is followed.
func TestTree(t *testing.T) {
	dir := t.TempDir()
	for _, make := range []func() error{
		func() error { return os.MkdirAll(filepath.Join(dir, "a/b"), 0o755) },
		func() error { return os.WriteFile(filepath.Join(dir, "a/b/file"), nil, 0o600) },
		func() error { return os.Link(filepath.Join(dir, "a/b/file"), filepath.Join(dir, "same")) },
		func() error { return unix.Mkfifo(filepath.Join(dir, "a/fifo"), 0o600) },
		func() error { return os.Symlink("/", filepath.Join(dir, "link")) },
	} {
		if err := make(); err != nil {
			t.Fatal(err)
		}
	}
	root, err := unix.Open(dir, unix.O_PATH, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(root)
	kinds, inodes := map[string]uint8{}, map[string]uint64{}
	scan.Tree(root, func(e scan.Entry) { kinds[e.Name], inodes[e.Name] = e.Kind, e.Inode })
	want := map[string]uint8{
		"a": unix.DT_DIR, "a/b": unix.DT_DIR, "a/b/file": unix.DT_REG, "same": unix.DT_REG, "a/fifo": unix.DT_FIFO,
		"link": unix.DT_LNK,
	}
	var names []string
	for name, kind := range kinds {
		if want[name] != kind {
			t.Errorf("%s has kind %d, want %d", name, kind, want[name])
		}
		names = append(names, name)
	}
	if slices.Sort(names); len(names) != len(want) {
		t.Errorf("found %q", names)
	}
	if inodes["same"] != inodes["a/b/file"] {
		t.Error("two names of a file have different inodes")
	}
}
