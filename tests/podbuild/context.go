// Package podbuild has what tests build in pods: Containerfiles, their context, their base images,
// and the images that an ordinary user of this machine gets from them, entry by entry.
package podbuild

import (
	"archive/tar"
	"embed"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

//go:embed testdata/*.Containerfile
var containerfiles embed.FS

// Files are the names of the Containerfiles. The first has no RUN.
var Files = []string{"files", "shell", "install", "users"}

// Containerfile is the content of a Containerfile. It takes its bases from the build argument REGISTRY.
func Containerfile(t testing.TB, name string) string {
	t.Helper()
	text, err := containerfiles.ReadFile("testdata/" + name + ".Containerfile")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// MakeContext makes a build context: the Containerfiles, files that are copied, and an archive
// with owners. Everybody may read it, because pods read it as users of their own.
func MakeContext(t testing.TB, dir string) {
	t.Helper()
	for _, name := range Files {
		file := filepath.Join(dir, name+".Containerfile")
		if err := os.WriteFile(file, []byte(Containerfile(t, name)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, mode := range map[string]os.FileMode{
		"tree/program":    0o755,
		"tree/below/file": 0o640,
		"tree/secret":     0o400,
	} {
		file := filepath.Join(dir, name)
		err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(name), mode))
		if err == nil {
			err = os.Chmod(file, mode|0o044)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("program", filepath.Join(dir, "tree/link")); err != nil {
		t.Fatal(err)
	}
	makeArchive(t, filepath.Join(dir, "archive.tar"))
}

func makeArchive(t testing.TB, file string) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	w := tar.NewWriter(f)
	for _, h := range []tar.Header{
		{Typeflag: tar.TypeDir, Name: "closed/", Mode: 0o500, Uid: 7, Gid: 8},
		{Typeflag: tar.TypeReg, Name: "closed/unreadable", Mode: 0, Uid: 9, Gid: 10},
		{Typeflag: tar.TypeSymlink, Name: "closed/link", Linkname: "unreadable", Uid: 11, Gid: 12},
	} {
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// Shared makes a directory that everybody may read.
func Shared(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "pods")
	if err == nil {
		err = os.Chmod(dir, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// BuildProgram builds cooper into a directory.
func BuildProgram(t testing.TB, dir string) {
	t.Helper()
	command(
		t, "go", "build", "-trimpath", "-tags", "containers_image_openpgp,cooper_embedded", "-o",
		filepath.Join(dir, "cooper"), "github.com/cooper-build/cooper/cmd/cooper",
	)
}

func command(t testing.TB, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}
