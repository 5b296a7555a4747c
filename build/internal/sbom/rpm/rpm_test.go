package rpm

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/osv-scalibr/extractor/filesystem"
	scalibr "github.com/google/osv-scalibr/fs"
)

// extract reads a database in a tree that also has other files, and returns its package URLs.
func extract(t *testing.T, name string, more map[string]string) (urls []string, err error) {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{
		"etc/os-release": "ID=fedora\nVERSION_ID=40\n", name: string(unpacked(t, filepath.Base(name))),
	}
	for name, text := range more {
		files[name] = text
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o600))
		if err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	found, err := Extractor{}.Extract(t.Context(), &filesystem.ScanInput{FS: scalibr.DirFS(dir), Path: name, Reader: f})
	for _, p := range found.Packages {
		urls = append(urls, p.PURL().String())
	}
	slices.Sort(urls)
	return urls, err
}

var want = []string{
	"pkg:rpm/fedora/small@1.2-3?arch=noarch&distro=fedora-40&sourcerpm=small-1.2-3.src.rpm",
	"pkg:rpm/fedora/tiny@1.2-3?arch=noarch&distro=fedora-40&sourcerpm=tiny-1.2-3.src.rpm",
}

func TestExtract(t *testing.T) {
	for _, name := range []string{"usr/lib/sysimage/rpm/rpmdb.sqlite", "var/lib/rpm/rpmdb.sqlite"} {
		if got, err := extract(t, name, nil); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestExtractTellsOfPendingChanges(t *testing.T) {
	const name = "var/lib/rpm/rpmdb.sqlite"
	if got, err := extract(t, name, map[string]string{name + "-wal": ""}); err != nil || !slices.Equal(got, want) {
		t.Errorf("empty log: %q, %v", got, err)
	}
	got, err := extract(t, name, map[string]string{name + "-wal": "x"})
	if !errors.Is(err, ErrPending) || !slices.Equal(got, want) {
		t.Errorf("a log with changes: %q, %v", got, err)
	}
}
