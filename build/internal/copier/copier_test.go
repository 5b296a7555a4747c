package copier_test

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/imagebuilder/ignore"
	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/safepath"
)

func TestMain(m *testing.M) { testenv.Main(m) }

// forgetful is a Sums that remembers nothing.
type forgetful struct{}

func (forgetful) Lookup(*unix.Stat_t) (sum [sha256.Size]byte, ok bool) { return sum, false }
func (forgetful) Remember(*unix.Stat_t, [sha256.Size]byte)             {}

var testTime = time.Unix(1000, 0)

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, dir string) *safepath.Root {
	t.Helper()
	root, err := safepath.OpenRoot(dir)
	must(t, err)
	t.Cleanup(func() { root.Close() })
	return root
}

func write(t *testing.T, file, text string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644))
}

// copyAll copies sources of a tree to an empty root and returns that.
func copyAll(t *testing.T, tree *copier.Tree, opts copier.Options, sources ...string) (string, error) {
	t.Helper()
	to := t.TempDir()
	matches, err := tree.Scan(t.Context(), copier.Selection{Sources: sources})
	if err != nil {
		return to, err
	}
	return to, tree.Copy(t.Context(), open(t, to), "/", matches, nil, opts)
}

func TestHardLinksAcrossDirectories(t *testing.T) {
	for range 20 { // the second name must wait for a worker that writes the first
		from := t.TempDir()
		write(t, filepath.Join(from, "a/0big"), string(make([]byte, 1<<20)))
		write(t, filepath.Join(from, "a/f"), "content")
		must(
			t,
			os.Mkdir(filepath.Join(from, "b"), 0o755),
			os.Link(filepath.Join(from, "a/f"), filepath.Join(from, "b/g")),
		)
		to, err := copyAll(t, &copier.Tree{Root: open(t, from)}, copier.Options{Workers: 4}, ".")
		must(t, err)
		var f, g unix.Stat_t
		must(t, unix.Stat(filepath.Join(to, "a/f"), &f), unix.Stat(filepath.Join(to, "b/g"), &g))
		if f.Ino != g.Ino {
			t.Fatal("the names are two files")
		}
	}
}

func TestChangedFilesAreNoticed(t *testing.T) {
	from := t.TempDir()
	write(t, filepath.Join(from, "f"), "before")
	tree := &copier.Tree{Root: open(t, from), Foreign: true}
	matches, err := tree.Scan(t.Context(), copier.Selection{Sources: []string{"."}})
	must(t, err)
	must(t, os.Remove(filepath.Join(from, "f")))
	write(t, filepath.Join(from, "f"), "after!")
	err = tree.Copy(t.Context(), open(t, t.TempDir()), "/", matches, nil, copier.Options{})
	if !errors.Is(err, copier.ErrChanged) {
		t.Errorf("copy: %v", err)
	}
	if _, err := tree.Digest(t.Context(), matches, forgetful{}, 2); !errors.Is(err, copier.ErrChanged) {
		t.Errorf("digest: %v", err)
	}
	must(t, os.Remove(filepath.Join(from, "f")), unix.Mkfifo(filepath.Join(from, "f"), 0o644))
	if err := tree.Copy(t.Context(), open(t, t.TempDir()), "/", matches, nil, copier.Options{}); err == nil {
		t.Error("a FIFO in place of a file was copied")
	}
}

func TestCancelledCopyFails(t *testing.T) {
	from := t.TempDir()
	for i := range 100 {
		write(t, filepath.Join(from, fmt.Sprint(i)), "x")
	}
	tree := &copier.Tree{Root: open(t, from)}
	matches, err := tree.Scan(t.Context(), copier.Selection{Sources: []string{"."}})
	must(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err = tree.Copy(ctx, open(t, t.TempDir()), "/", matches, nil, copier.Options{Workers: 2})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestDigest: the digest changes with what is copied, and with nothing else.
func TestDigest(t *testing.T) {
	from := t.TempDir()
	write(t, filepath.Join(from, "dir/f"), "content")
	must(t, os.Symlink("f", filepath.Join(from, "dir/link")))
	rules, err := ignore.Parse([]byte("ignored\n"))
	must(t, err)
	digest := func() string {
		tree := &copier.Tree{Root: open(t, from), Foreign: true, Ignore: rules}
		matches, err := tree.Scan(t.Context(), copier.Selection{Sources: []string{"."}})
		must(t, err)
		sum, err := tree.Digest(t.Context(), matches, forgetful{}, 2)
		must(t, err)
		return fmt.Sprintf("%x", sum)
	}
	first := digest()
	same := map[string]func() error{
		"time":    func() error { return os.Chtimes(filepath.Join(from, "dir/f"), testTime, testTime) },
		"owner":   func() error { return os.Chown(filepath.Join(from, "dir/f"), 1, 1) },
		"ignored": func() error { return os.WriteFile(filepath.Join(from, "ignored"), nil, 0o644) },
		"top":     func() error { return os.Chmod(from, 0o700) },
	}
	for name, change := range same {
		must(t, change())
		if digest() != first {
			t.Errorf("%s changes the digest", name)
		}
	}
	other := map[string]func() error{
		"content": func() error { return os.WriteFile(filepath.Join(from, "dir/f"), []byte("c0ntent"), 0o644) },
		"mode":    func() error { return os.Chmod(filepath.Join(from, "dir/f"), 0o600) },
		"name":    func() error { return os.Rename(filepath.Join(from, "dir/f"), filepath.Join(from, "dir/g")) },
		"link": func() error {
			return errors.Join(
				os.Remove(filepath.Join(from, "dir/link")), os.Symlink("g", filepath.Join(from, "dir/link")),
			)
		},
		"directory": func() error { return os.Mkdir(filepath.Join(from, "empty"), 0o755) },
	}
	for name, change := range other {
		before := digest()
		must(t, change())
		if digest() == before {
			t.Errorf("%s does not change the digest", name)
		}
	}
}

func TestUnpackStaysInside(t *testing.T) {
	outside := t.TempDir()
	canary := filepath.Join(outside, "canary")
	write(t, canary, "canary")
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	for _, h := range []*tar.Header{
		{Typeflag: tar.TypeXGlobalHeader, Name: "pax_global_header", PAXRecords: map[string]string{"comment": "x"}},
		{Typeflag: tar.TypeSymlink, Name: "out", Linkname: outside},
		{Typeflag: tar.TypeSymlink, Name: "up", Linkname: "../../../../../.."},
		{Typeflag: tar.TypeReg, Name: "out/canary", Mode: 0o644, Size: 3},
		{Typeflag: tar.TypeReg, Name: "up" + canary, Mode: 0o644, Size: 3},
		{Typeflag: tar.TypeReg, Name: "../../escaped", Mode: 0o644, Size: 3},
		{Typeflag: tar.TypeReg, Name: canary, Mode: 0o644, Size: 3},
	} {
		must(t, w.WriteHeader(h))
		if h.Size > 0 {
			_, err := w.Write([]byte("pwn"))
			must(t, err)
		}
	}
	must(t, w.Close())
	from := t.TempDir()
	must(t, os.WriteFile(filepath.Join(from, "a.tar"), archive.Bytes(), 0o644))
	to, err := copyAll(t, &copier.Tree{Root: open(t, from), Foreign: true}, copier.Options{Unpack: true}, "a.tar")
	must(t, err)
	if text, _ := os.ReadFile(canary); string(text) != "canary" {
		t.Errorf("the canary is %q", text)
	}
	if _, err := os.Stat(filepath.Join(to, "escaped")); err != nil {
		t.Error("an entry above the root did not land in it", err)
	}
	// The control: a plain open of the same path changes the canary's directory.
	must(t, os.WriteFile(filepath.Join(to, "out", "control"), nil, 0o644))
	if _, err := os.Stat(filepath.Join(outside, "control")); err != nil {
		t.Error("the link of the archive does not lead out, so the test proves nothing")
	}
}

// An archive that promises more than the limit is refused before it is written.
func TestUnpackIsBounded(t *testing.T) {
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "bomb.tar"))
	if err != nil {
		t.Fatal(err)
	}
	w := tar.NewWriter(f)
	if err := w.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: "big", Mode: 0o600, Size: 1 << 40}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(make([]byte, 4096)); err != nil {
		t.Fatal(err)
	}
	f.Close()
	from, into := open(t, dir), open(t, t.TempDir())
	_, err = (&copier.Tree{Root: from, Foreign: true}).Unpack(t.Context(), into, "bomb.tar", limits.Limits{})
	if err == nil || !strings.Contains(err.Error(), "more than 256GiB (limit archive-bytes)") {
		t.Fatalf("got %v", err)
	}
}

// TestContextKeepsAttributes: a copy of a user's directory has the attributes of its
// files, and the digest changes with them; those that only cooper understands are not
// of the image.
func TestContextKeepsAttributes(t *testing.T) {
	from := t.TempDir()
	write(t, filepath.Join(from, "d/f"), "content")
	tree := &copier.Tree{Root: open(t, from), Foreign: true}
	digest := func() [sha256.Size]byte {
		matches, err := tree.Scan(t.Context(), copier.Selection{Sources: []string{"."}})
		must(t, err)
		sum, err := tree.Digest(t.Context(), matches, forgetful{}, 1)
		must(t, err)
		return sum
	}
	seen := map[[sha256.Size]byte]bool{digest(): true}
	for _, change := range []struct{ file, name, value string }{
		{"d/f", "user.a", "1"}, {"d/f", "user.a", "2"}, {"d/f", "user.b", ""}, {"d", "user.c", "3"},
	} {
		must(t, unix.Setxattr(filepath.Join(from, change.file), change.name, []byte(change.value), 0))
		if sum := digest(); seen[sum] {
			t.Error("the digest does not see", change)
		} else {
			seen[sum] = true
		}
	}
	for _, own := range []string{
		"user.rootlesscontainers", "user.cooper.mode", "user.overlay.opaque", "user.containers.override_stat",
	} {
		must(t, unix.Setxattr(filepath.Join(from, "d/f"), own, []byte("y"), 0))
	}
	if !seen[digest()] {
		t.Error("the digest sees attributes that are not copied")
	}
	to, err := copyAll(t, tree, copier.Options{}, ".")
	must(t, err)
	for _, file := range []string{"d/f", "d"} {
		names := make([]byte, 1024)
		n, err := unix.Listxattr(filepath.Join(to, file), names)
		must(t, err)
		for _, own := range []string{"user.overlay.opaque", "user.containers.override_stat", "user.cooper.mode"} {
			if bytes.Contains(names[:n], []byte(own)) {
				t.Error(file, "has", own)
			}
		}
	}
	value := make([]byte, 8)
	n, err := unix.Getxattr(filepath.Join(to, "d/f"), "user.a", value)
	must(t, err)
	if string(value[:n]) != "2" {
		t.Errorf("user.a is %q", value[:n])
	}
	if _, err := unix.Getxattr(filepath.Join(to, "d"), "user.c", value); err != nil {
		t.Error(err)
	}
}

// TestContextKeepsHardLinks: names of one file stay that, and the digest tells them
// from files of the same content.
func TestContextKeepsHardLinks(t *testing.T) {
	digests := map[[sha256.Size]byte]bool{}
	for _, link := range []bool{true, false} {
		from := t.TempDir()
		write(t, filepath.Join(from, "a"), "content")
		if link {
			must(t, os.Link(filepath.Join(from, "a"), filepath.Join(from, "b")))
		} else {
			write(t, filepath.Join(from, "b"), "content")
		}
		tree := &copier.Tree{Root: open(t, from), Foreign: true}
		matches, err := tree.Scan(t.Context(), copier.Selection{Sources: []string{"."}})
		must(t, err)
		sum, err := tree.Digest(t.Context(), matches, forgetful{}, 1)
		must(t, err)
		digests[sum] = true
		to, err := copyAll(t, tree, copier.Options{Workers: 2}, ".")
		must(t, err)
		var a, b unix.Stat_t
		must(t, unix.Stat(filepath.Join(to, "a"), &a), unix.Stat(filepath.Join(to, "b"), &b))
		if (a.Ino == b.Ino) != link {
			t.Error("linked:", a.Ino == b.Ino, "wanted:", link)
		}
	}
	if len(digests) != 2 {
		t.Error("the digest does not see a link")
	}
}
