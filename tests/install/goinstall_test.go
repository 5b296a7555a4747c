//go:build release

package install

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	modzip "golang.org/x/mod/zip"
)

// goInstall runs `go install` of a version of this checkout, with a module proxy that is a directory.
// The other modules are what is vendored of them.
func goInstall(t *testing.T) (program, version string) {
	t.Helper()
	version = "v0.99.0-test"
	proxy, bin, cache := t.TempDir(), t.TempDir(), t.TempDir()
	publishCheckout(t, proxy, version)
	publishVendored(t, proxy)
	cmd := exec.Command(
		"go", "install", "-modcacherw", "-trimpath", "-tags", "containers_image_openpgp",
		modulePath+"/cmd/cooper@"+version,
	)
	cmd.Dir = t.TempDir()
	cmd.Env = append(
		os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOSUMDB=off", "GOTOOLCHAIN=local",
		"GOPROXY=file://"+proxy, "GOBIN="+bin, "GOMODCACHE="+cache,
	)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go install: %v\n%s", err, out)
	}
	return filepath.Join(bin, "cooper"), version
}

// publishCheckout publishes the files that git has, as a version of the module of cooper.
func publishCheckout(t *testing.T, proxy, version string) {
	t.Helper()
	out, err := exec.Command(
		"git", "-C", "../..", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard",
	).Output()
	if err != nil {
		t.Fatal(err)
	}
	var files []modzip.File
	for name := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		if info, err := os.Lstat("../../" + name); err == nil && info.Mode().IsRegular() {
			files = append(files, checkoutFile(name))
		}
	}
	m := module.Version{Path: modulePath, Version: version}
	to := publish(t, proxy, m, "../../go.mod")
	defer to.Close()
	if err := modzip.Create(to, m, files); err != nil {
		t.Fatal(err)
	}
}

// checkoutFile is a file of the checkout, by its path there.
type checkoutFile string

func (f checkoutFile) Path() string                 { return string(f) }
func (f checkoutFile) Lstat() (os.FileInfo, error)  { return os.Lstat("../../" + string(f)) }
func (f checkoutFile) Open() (io.ReadCloser, error) { return os.Open("../../" + string(f)) }

// publish writes what a module proxy says about a version, and opens its archive.
func publish(t *testing.T, proxy string, m module.Version, goMod string) *os.File {
	t.Helper()
	path, err := module.EscapePath(m.Path)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(proxy, path, "@v")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(goMod)
	if err != nil {
		text = fmt.Appendf(nil, "module %s\n\n%s\n", m.Path, goMod)
	}
	version, err := module.EscapeVersion(m.Version)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"list":            m.Version,
		version + ".mod":  string(text),
		version + ".info": fmt.Sprintf("{%q: %q}", "Version", m.Version),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := os.Create(filepath.Join(dir, version+".zip"))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// publishVendored publishes each module of vendor/modules.txt, with the language version that is
// written there. Modules that are required, but of which nothing is vendored, are empty.
func publishVendored(t *testing.T, proxy string) {
	t.Helper()
	versions := languageVersions(t)
	text, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, r := range mod.Require {
		paths = append(paths, r.Mod.Path)
	}
	for _, r := range mod.Require {
		to := publish(t, proxy, r.Mod, "go "+versions[r.Mod.Path])
		archive := zip.NewWriter(to)
		addVendored(t, archive, r.Mod, paths)
		if err := archive.Close(); err != nil {
			t.Fatal(err)
		}
		if err := to.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// languageVersions are the versions of Go that the modules are written in.
func languageVersions(t *testing.T) map[string]string {
	t.Helper()
	list, err := os.Open("../../vendor/modules.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	versions := map[string]string{}
	var path string
	lines := bufio.NewScanner(list)
	for lines.Scan() {
		if name, ok := strings.CutPrefix(lines.Text(), "# "); ok {
			path, _, _ = strings.Cut(name, " ")
			versions[path] = "1.17"
		}
		if _, version, ok := strings.Cut(lines.Text(), "; go "); ok {
			versions[path] = version
		}
	}
	return versions
}

// addVendored adds the files of a module, and not those of another module below it.
func addVendored(t *testing.T, archive *zip.Writer, m module.Version, modules []string) {
	t.Helper()
	top := filepath.Join("../../vendor", m.Path)
	err := filepath.WalkDir(top, func(name string, d os.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil {
			return err
		}
		path := strings.TrimPrefix(name, "../../vendor/")
		if d.IsDir() {
			for _, other := range modules {
				if path == other && other != m.Path {
					return filepath.SkipDir
				}
			}
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		w, err := archive.Create(m.Path + "@" + m.Version + strings.TrimPrefix(path, m.Path))
		if err != nil {
			return err
		}
		_, err = w.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
