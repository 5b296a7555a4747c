package safepath_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/safepath"
)

func content(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestWriteFileReplacesLinks(t *testing.T) {
	dir := t.TempDir()
	victim, link := filepath.Join(t.TempDir(), "victim"), filepath.Join(dir, "out")
	if err := errors.Join(os.WriteFile(victim, []byte("precious"), 0o600), os.Symlink(victim, link)); err != nil {
		t.Fatal(err)
	}
	if err := safepath.WriteFile(link, []byte("new"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := content(t, victim); got != "precious" {
		t.Errorf("the target of the link is %q", got)
	}
	if info, err := os.Lstat(link); err != nil || !info.Mode().IsRegular() || content(t, link) != "new" {
		t.Errorf("the result: %v, %v", info, err)
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("left: %q", got)
	}
}

// TestLinksInSharedMemoryAreReplaced: /dev/shm lies below /dev, and anybody links there.
func TestLinksInSharedMemoryAreReplaced(t *testing.T) {
	dir, err := os.MkdirTemp("/dev/shm", "safepath-")
	if err != nil {
		testenv.Skip(t, err)
	}
	defer os.RemoveAll(dir)
	victim, link := filepath.Join(dir, "victim"), filepath.Join(dir, "stdout")
	err = errors.Join(
		os.WriteFile(victim, []byte("precious"), 0o600),
		os.Symlink(victim, link),
		safepath.WriteFile(link, []byte("new"), 0o644),
	)
	if err != nil {
		t.Fatal(err)
	}
	if content(t, victim) != "precious" || content(t, link) != "new" {
		t.Errorf("the target of the link is %q", content(t, victim))
	}
}

func TestDiscardKeepsWhatWasThere(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "out")
	if err := os.WriteFile(name, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := safepath.Create(name, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteString("half")
	if err := errors.Join(err, f.Discard()); err != nil {
		t.Fatal(err)
	}
	stage, err := safepath.NewStage(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(stage.Path, []byte("half"), 0o600), stage.Discard()); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); content(t, name) != "old" || len(got) != 1 {
		t.Errorf("%q, left: %q", content(t, name), got)
	}
}

func TestStageCommits(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "out")
	stage, err := safepath.NewStage(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(stage.Path, []byte("new"), 0o600), stage.Commit()); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); content(t, name) != "new" || len(got) != 1 {
		t.Errorf("left: %q", got)
	}
}

func TestWriteNewRefusesATakenName(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(dir, "key")
	if err := os.Symlink("absent", link); err != nil {
		t.Fatal(err)
	}
	if err := safepath.WriteNew(link, []byte("secret"), 0o600); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a name that a link has: %v", err)
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("left: %q", got)
	}
}

func TestCreateWritesSpecialFiles(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := unix.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	reader, err := os.OpenFile(fifo, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if err := safepath.WriteFile(fifo, []byte("through"), 0o644); err != nil {
		t.Fatal(err)
	}
	got := make([]byte, 7)
	if _, err := reader.Read(got); err != nil || string(got) != "through" {
		t.Errorf("%q, %v", got, err)
	}
	if err := safepath.WriteFile("/dev/null", []byte("gone"), 0o644); err != nil {
		t.Error(err)
	}
	link := filepath.Join(t.TempDir(), "out")
	err = errors.Join(os.Symlink(fifo, link), safepath.WriteFile(link, []byte("x"), 0o644))
	if err != nil || content(t, link) != "x" {
		t.Errorf("a link to a FIFO is replaced: %v", err)
	}
}
