package safepath_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/safepath"
)

// newRoot makes a root beside a canary that must never be reached.
func newRoot(t *testing.T) (root *safepath.Root, dir, canary string) {
	t.Helper()
	top := t.TempDir()
	dir, canary = filepath.Join(top, "root"), filepath.Join(top, "canary")
	for _, d := range []string{dir, filepath.Join(dir, "a/b"), filepath.Join(top, "outside")} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(canary, []byte("canary"), 0o644); err != nil {
		t.Fatal(err)
	}
	root, err := safepath.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root, dir, canary
}

func symlink(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Fatal(err)
	}
}

func TestNothingLeadsOut(t *testing.T) {
	root, dir, canary := newRoot(t)
	symlink(t, canary, filepath.Join(dir, "absolute"))
	symlink(t, "../canary", filepath.Join(dir, "relative"))
	symlink(t, "../../../canary", filepath.Join(dir, "a/deep"))
	symlink(t, "/proc/self/root"+canary, filepath.Join(dir, "magic"))
	symlink(t, "..", filepath.Join(dir, "up"))
	for _, name := range []string{
		"absolute", "relative", "a/deep", "magic", "../canary", "/../canary", "up/canary", "a/../../canary",
		canary,
	} {
		if data, err := root.ReadFile(name, 100); err == nil && string(data) == "canary" {
			t.Errorf("%s read the canary", name)
		}
		if f, err := root.Open(name, unix.O_WRONLY|unix.O_CREAT, 0o644); err == nil {
			_, _ = f.WriteString("changed")
			f.Close()
		}
	}
	if data, _ := os.ReadFile(canary); string(data) != "canary" {
		t.Errorf("the canary is %q", data)
	}
	// The control: without the package the same path leads out.
	if data, err := os.ReadFile(filepath.Join(dir, "absolute")); err != nil || string(data) != "canary" {
		t.Errorf("the attack does not work even without protection: %q %v", data, err)
	}
}

func TestMkdirAll(t *testing.T) {
	root, dir, _ := newRoot(t)
	symlink(t, "/made/by/link", filepath.Join(dir, "dangling"))
	symlink(t, "a/b", filepath.Join(dir, "inside"))
	symlink(t, "../../outside", filepath.Join(dir, "out"))
	symlink(t, "loop2", filepath.Join(dir, "loop1"))
	symlink(t, "loop1", filepath.Join(dir, "loop2"))
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name  string
		made  string
		exist string
		err   error
	}{
		{"new/deep/er", "new new/deep new/deep/er", "new/deep/er", nil},
		{"a/b", "", "a/b", nil},
		{"dangling/x", "made made/by made/by/link made/by/link/x", "made/by/link/x", nil},
		{"inside/c", "a/b/c", "a/b/c", nil},
		{"../../up", "up", "up", nil},
		{"out/escaped", "outside outside/escaped", "outside/escaped", nil},
		{"file/x", "", "", unix.ENOTDIR},
		{"loop1/x", "", "", unix.ELOOP},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, made, err := root.MkdirAll(tt.name, safepath.Owner{UID: os.Getuid(), GID: os.Getgid(), Mode: 0o750})
			if !errors.Is(err, tt.err) {
				t.Fatalf("got %v", err)
			}
			if err != nil {
				return
			}
			d.Close()
			if got := strings.Join(made, " "); got != tt.made {
				t.Errorf("made %q, want %q", got, tt.made)
			}
			if info, err := os.Stat(filepath.Join(dir, tt.exist)); err != nil || !info.IsDir() {
				t.Error(err)
			}
		})
	}
	if entries, _ := os.ReadDir(filepath.Join(filepath.Dir(dir), "outside")); len(entries) != 0 {
		t.Error("a directory was made outside")
	}
}

func TestReadFileIsBoundedAndRegular(t *testing.T) {
	root, dir, _ := newRoot(t)
	if err := unix.Mkfifo(filepath.Join(dir, "fifo"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := root.ReadFile("fifo", 10); !errors.Is(err, safepath.ErrNotRegular) {
		t.Errorf("a FIFO: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "large"), make([]byte, 11), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := root.ReadFile("large", 10); err == nil {
		t.Error("a large file was read")
	}
	if _, err := root.ReadFile("missing", 10); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}
