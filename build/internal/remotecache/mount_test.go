package remotecache_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/internal/bundle"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/build/internal/remotecache"
)

// manifestOf is the manifest at a place, with its file and the index that names it.
func manifestOf(t *testing.T, p place) (m ocispec.Manifest, raw []byte, index ocispec.Index) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(p.dir, ocispec.ImageIndexFile))
	if err == nil {
		err = json.Unmarshal(text, &index)
	}
	if err != nil || len(index.Manifests) != 1 {
		t.Fatalf("the index is %s: %v", text, err)
	}
	if raw, err = os.ReadFile(p.blob(index.Manifests[0].Digest)); err == nil {
		err = json.Unmarshal(raw, &m)
	}
	if err != nil {
		t.Fatal(err)
	}
	return m, raw, index
}

func configOf(t *testing.T, p place) digest.Digest {
	t.Helper()
	m, _, _ := manifestOf(t, p)
	return m.Config.Digest
}

// replaceInManifest stores another manifest, which the index names.
func replaceInManifest(t *testing.T, p place, old, replacement string) {
	t.Helper()
	_, raw, index := manifestOf(t, p)
	raw = []byte(strings.Replace(string(raw), old, replacement, 1))
	index.Manifests[0].Digest, index.Manifests[0].Size = digest.FromBytes(raw), int64(len(raw))
	text, err := json.Marshal(index)
	err = errors.Join(err, os.WriteFile(p.blob(index.Manifests[0].Digest), raw, 0o600),
		os.WriteFile(filepath.Join(p.dir, ocispec.ImageIndexFile), text, 0o600))
	if err != nil {
		t.Fatal(err)
	}
}

// mountWith makes a directory with files, a link and a directory.
func mountWith(t *testing.T, files int) string {
	t.Helper()
	dir := t.TempDir()
	err := errors.Join(os.Mkdir(filepath.Join(dir, "sub"), 0o750), os.Symlink("f0", filepath.Join(dir, "link")))
	for i := range files {
		err = errors.Join(
			err, os.WriteFile(filepath.Join(dir, fmt.Sprintf("f%d", i)), []byte(strings.Repeat("content ", i)), 0o640),
		)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// importer remembers the archives that a machine has.
type importer map[digest.Digest]bool

func (i importer) fetch(t *testing.T, p place, dir string) (bundle.Moved, error) {
	t.Helper()
	src := p.source(t)
	defer src.Close()
	return remotecache.ImportMount(t.Context(), dir, t.TempDir(), src, limits.Limits{},
		func(d digest.Digest) bool { return i[d] }, func(d digest.Digest) { i[d] = true })
}

// TestMountTravels: files, links and modes arrive; what did not change is not sent, nor
// fetched.
func TestMountTravels(t *testing.T) {
	p, from, into, have := newPlace(t), mountWith(t, 100), t.TempDir(), importer{}
	first, err := remotecache.ExportMount(t.Context(), from, t.TempDir(), p, nil)
	if err != nil || first.Files != 102 || first.Bytes != first.Total || first.Total == 0 {
		t.Fatalf("the first export is %+v: %v", first, err)
	}
	got, err := have.fetch(t, p, into)
	if err != nil || got.Bytes != first.Total {
		t.Fatalf("the first import is %+v: %v", got, err)
	}
	text, err := os.ReadFile(filepath.Join(into, "f7"))
	info, statErr := os.Stat(filepath.Join(into, "sub"))
	link, linkErr := os.Readlink(filepath.Join(into, "link"))
	if err := errors.Join(err, statErr, linkErr); err != nil {
		t.Fatal(err)
	}
	if string(text) != strings.Repeat("content ", 7) || info.Mode().Perm() != 0o750 || link != "f0" {
		t.Errorf("what came is %q, %v, %q", text, info.Mode(), link)
	}
	if err := os.WriteFile(filepath.Join(from, "f1"), []byte("changed"), 0o640); err != nil {
		t.Fatal(err)
	}
	second, err := remotecache.ExportMount(t.Context(), from, t.TempDir(), p, nil)
	if err != nil || second.Bytes == 0 || second.Bytes*10 > second.Total {
		t.Errorf("the second export is %+v: %v", second, err)
	}
	if got, err = have.fetch(t, p, into); err != nil || got.Bytes != second.Bytes {
		t.Errorf("the second import is %+v: %v", got, err)
	}
	if text, err := os.ReadFile(filepath.Join(into, "f1")); err != nil || string(text) != "changed" {
		t.Errorf("the file that changed is %q: %v", text, err)
	}
}

// TestChangedArchiveIsRefused: nothing is unpacked of an archive that is not what the
// manifest says, and it is not remembered.
func TestChangedArchiveIsRefused(t *testing.T) {
	p, from, into, have := newPlace(t), mountWith(t, 1), t.TempDir(), importer{}
	if _, err := remotecache.ExportMount(t.Context(), from, t.TempDir(), p, nil); err != nil {
		t.Fatal(err)
	}
	m, _, _ := manifestOf(t, p)
	for _, l := range m.Layers {
		text, err := os.ReadFile(p.blob(l.Digest))
		if err == nil {
			text[len(text)-1] ^= 1
			err = os.WriteFile(p.blob(l.Digest), text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := have.fetch(t, p, into); err == nil {
		t.Error("archives with another digest were taken")
	}
	if files, err := os.ReadDir(into); err != nil || len(files) != 0 || len(have) != 0 {
		t.Errorf("there are %v, and %d archives are remembered: %v", files, len(have), err)
	}
}

// TestImportOfSomethingElse: an image that is no mount of a cache is refused.
func TestImportOfSomethingElse(t *testing.T) {
	p, e := newPlace(t), newExporter(t, "one")
	if err := e.Write(t.Context(), []remotecache.Record{record("one", "one")}, p, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := (importer{}).fetch(t, p, t.TempDir()); err == nil {
		t.Error("a cache of steps was unpacked as a mount")
	}
}
