package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// TestStack: a stack shows what an overlay mount would show.
func TestStack(t *testing.T) {
	bottom, middle, top := newLayer(t), newLayer(t), newLayer(t)
	put(t, bottom, "etc/passwd", "bottom")
	put(t, bottom, "etc/group", "bottom")
	put(t, bottom, "old/file", "bottom")
	put(t, bottom, "gone", "bottom")
	link(t, bottom, "/etc", "conf")
	link(t, bottom, "loop", "loop")
	link(t, bottom, "../../../etc/group", "out")
	put(t, middle, "etc/passwd", "middle")
	put(t, middle, "old/new", "middle")
	mark(t, layer.MakeOpaque(sub(t, middle, "old")))
	mark(t, layer.Whiteout(top, "gone"))
	put(t, top, "etc/top", "top")
	stack := Stack{top, middle, bottom}
	for name, want := range map[string]string{
		"etc/passwd": "middle", "/conf/passwd": "middle", "etc/group": "bottom", "out": "bottom", "etc/top": "top",
		"old/new": "middle", "etc/../etc/./top": "top",
	} {
		if got, err := stack.ReadFile(name, 100); err != nil || string(got) != want {
			t.Errorf("%s is %q (%v), want %q", name, got, err, want)
		}
	}
	for _, name := range []string{"gone", "old/file", "etc/none", "none/none"} {
		if _, err := stack.ReadFile(name, 100); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v, want that it is missing", name, err)
		}
	}
	if _, err := stack.ReadFile("loop", 100); err == nil {
		t.Error("a link to itself was read")
	}
	// A stub below shows where no layer hides it, and no link leads elsewhere.
	for name, want := range map[string]bool{
		"etc/passwd": true, "etc/none": true, "none/none": true, "gone": false, "old/file": false, "conf/none": false,
	} {
		if got := stack.Shows(name); got != want {
			t.Errorf("Shows(%s) is %v", name, got)
		}
	}
}

func newLayer(t *testing.T) *safepath.Root {
	t.Helper()
	root, err := safepath.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return root
}

func put(t *testing.T, in *safepath.Root, name, text string) {
	t.Helper()
	file := filepath.Join(in.ProcPath(), name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, in *safepath.Root, to, name string) {
	t.Helper()
	if err := os.Symlink(to, filepath.Join(in.ProcPath(), name)); err != nil {
		t.Fatal(err)
	}
}

func sub(t *testing.T, in *safepath.Root, name string) *safepath.Root {
	t.Helper()
	out, err := in.Sub(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = out.Close() })
	return out
}

func mark(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
