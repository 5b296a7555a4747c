package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// The directories of a tree of links have the attributes of the layers, and only those.
func TestLinkTreeKeepsAttributes(t *testing.T) {
	tree := func(attributes ...string) *safepath.Root {
		dir := t.TempDir()
		below := filepath.Join(dir, "below")
		if err := os.Mkdir(below, 0o755); err != nil {
			t.Fatal(err)
		}
		for _, name := range attributes {
			err := unix.Setxattr(below, name, []byte("value"), 0)
			if errors.Is(err, unix.ENOTSUP) {
				testenv.Skip(t, err)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		root, err := safepath.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { root.Close() })
		return root
	}
	to := t.TempDir()
	out, err := safepath.OpenRoot(to)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	has := func(name string) bool {
		_, err := unix.Getxattr(filepath.Join(to, "below"), name, nil)
		return err == nil
	}
	if err := linkTree(tree("user.one", "user.two"), out); err != nil {
		t.Fatal(err)
	}
	if !has("user.one") || !has("user.two") {
		t.Error("linkTree lost attributes")
	}
	if err := applyUpper(tree("user.two", "user.three", "user.overlay.origin"), out); err != nil {
		t.Fatal(err)
	}
	if has("user.one") || !has("user.two") || !has("user.three") || has("user.overlay.origin") {
		t.Error("applyUpper set other attributes")
	}
}
