package imagediff

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cooper-build/cooper/runtime/safepath"
)

func must(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func tree(t *testing.T) (string, *safepath.Root) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"same": "same", "touched": "touched", "content": "old", "size": "1", "mode": "m", "gone": "g",
		"become/dir": "d", "removed/a": "a", "removed/b/c": "c", "deep/er/x": "x", "replaced": "r",
	} {
		file := filepath.Join(dir, name)
		must(t, os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644))
	}
	must(t, os.Symlink("old", filepath.Join(dir, "link")))
	root, err := safepath.OpenRoot(dir)
	must(t, err)
	t.Cleanup(func() { root.Close() })
	return dir, root
}

// TestTrees: what counts as a change, and what does not.
func TestTrees(t *testing.T) {
	_, old := tree(t)
	dir, changed := tree(t)
	in := func(name string) string { return filepath.Join(dir, name) }
	past := time.Unix(1, 0)
	must(t,
		os.Chtimes(in("touched"), past, past), os.WriteFile(in("content"), []byte("new"), 0o644),
		os.WriteFile(in("size"), []byte("22"), 0o644), os.Chmod(in("mode"), 0o600), os.Remove(in("gone")),
		os.RemoveAll(in("become")), os.WriteFile(in("become"), nil, 0o644), os.RemoveAll(in("removed")),
		os.WriteFile(in("deep/er/y"), nil, 0o644), os.Remove(in("link")), os.Symlink("new", in("link")),
		os.Remove(in("replaced")), os.Mkdir(in("replaced"), 0o755), os.Mkdir(in("fresh"), 0o755),
	)
	changes, err := Trees(context.Background(), old, changed)
	must(t, err)
	var got []string
	for _, c := range changes {
		got = append(got, string(c.Kind)+" "+c.Path)
	}
	want := []string{
		"C /become", "D /become/dir", "C /content", "C /deep", "C /deep/er", "A /deep/er/y", "A /fresh", "D /gone",
		"C /link", "C /mode", "D /removed", "C /replaced", "C /size",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if changes, err := Trees(context.Background(), old, old); err != nil || len(changes) != 0 {
		t.Error("a tree differs from itself:", changes, err)
	}
}

// TestTreesEnd: a comparison ends with its context.
func TestTreesEnd(t *testing.T) {
	_, old := tree(t)
	_, other := tree(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Trees(ctx, old, other); err == nil {
		t.Error("a canceled comparison has a result")
	}
}
