package scan

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/sbom"
)

// plant writes files below a directory.
func plant(t *testing.T, dir string, files map[string]string) string {
	t.Helper()
	for name, text := range files {
		path, perm := filepath.Join(dir, name), fs.FileMode(0o600)
		if strings.HasPrefix(name, "bin/") {
			perm = 0o700
		}
		err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), perm))
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// bill is a document of a scan, as far as tests look at it.
type bill struct {
	Packages []struct {
		Name string
		Refs []struct {
			Locator string `json:"referenceLocator"`
		} `json:"externalRefs"`
		Annotations []struct{ Comment string }
	}
	unread []string
}

// scanned makes a bill of a tree.
func scanned(t *testing.T, request sbom.Request) (out bill, err error) {
	t.Helper()
	request.Format = sbom.FormatSPDX
	result, err := Run(t.Context(), request)
	if err != nil {
		return out, err
	}
	out.unread = result.Unread
	return out, json.Unmarshal(result.Document, &out)
}

func (b *bill) urls() (urls []string) {
	for _, p := range b.Packages {
		for _, ref := range p.Refs {
			urls = append(urls, ref.Locator)
		}
	}
	return urls
}

// zipped is a zip file.
func zipped(t *testing.T, files map[string]string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range files {
		f, err := z.Create(name)
		if err == nil {
			_, err = f.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// stanza is a package of dpkg.
func stanza(name, version string) string {
	return fmt.Sprintf("Package: %s\nStatus: install ok installed\nVersion: %s\nArchitecture: amd64\n\n", name, version)
}

const debian = "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\n"

func TestPackages(t *testing.T) {
	for name, c := range map[string]struct {
		files   map[string]string
		sources bool
		want    []string
	}{
		"dpkg": {
			files: map[string]string{
				"var/lib/dpkg/status": stanza("curl", "1:8.1+b1") +
					"Package: gone\nStatus: deinstall ok config-files\nVersion: 1\n\n",
				"etc/os-release": debian,
			},
			want: []string{"pkg:deb/debian/curl@1:8.1%2Bb1?arch=amd64&distro=bookworm"},
		},
		"distroless": {
			files: map[string]string{
				"var/lib/dpkg/status.d/tzdata":         "Package: tzdata\nVersion: 2024a\nArchitecture: all\n",
				"var/lib/dpkg/status.d/tzdata.md5sums": "x  y\n",
				"usr/lib/os-release":                   debian,
				"etc/passwd":                           "",
			},
			want: []string{"pkg:deb/debian/tzdata@2024a?arch=all&distro=bookworm"},
		},
		"apk": {
			files: map[string]string{
				"lib/apk/db/installed": "P:musl\nV:1.2.5-r0\nA:x86_64\nL:MIT\no:musl\n\n",
				"etc/os-release":       "ID=alpine\nVERSION_ID=3.20.3\n",
			},
			want: []string{"pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64&distro=3.20.3&origin=musl"},
		},
		"node": {
			files: map[string]string{
				"app/node_modules/@s/left/package.json": `{"name": "@s/left", "version": "1.2.3"}`,
				"app/package.json":                      `{"name": "app"}`,
				"app/package-lock.json": `{"lockfileVersion": 3, "packages": {` +
					`"node_modules/right": {"version": "4.5.6"}}}`,
			},
			want: []string{"pkg:npm/%40s/left@1.2.3"},
		},
		"sources": {
			files: map[string]string{
				"package-lock.json": `{"lockfileVersion": 3, "packages": {"node_modules/right": {"version": "4.5.6"}}}`,
				"go.mod":            "module m\n\ngo 1.26\n\nrequire example.com/lib v1.2.3\n",
			},
			sources: true,
			want: []string{
				"pkg:golang/example.com/lib@v1.2.3", "pkg:golang/stdlib@1.26", "pkg:npm/right@4.5.6",
			},
		},
		"python": {
			files: map[string]string{
				"usr/lib/python3/site-packages/A_b-1.0.dist-info/METADATA": "Name: A_b\nVersion: 1.0\n",
				"usr/lib/python3/site-packages/six.egg-info/PKG-INFO":      "Name: six\nVersion: 1.16\n",
			},
			want: []string{"pkg:pypi/a-b@1.0", "pkg:pypi/six@1.16"},
		},
		"ruby": {
			files: map[string]string{
				"usr/lib/ruby/gems/specifications/rake-13.0.gemspec": "Gem::Specification.new do |s|\n" +
					"s.name = \"rake\"\ns.version = \"13.0\"\nend\n",
			},
			want: []string{"pkg:gem/rake@13.0"},
		},
		"java": {
			files: map[string]string{
				"app/web.war": zipped(t, map[string]string{
					"META-INF/maven/org.a/web/pom.properties": "groupId=org.a\nartifactId=web\nversion=2\n",
					"WEB-INF/lib/core.jar": zipped(t, map[string]string{
						"META-INF/maven/org.b/core/pom.properties": "groupId=org.b\nartifactId=core\nversion=1\n",
					}),
				}),
			},
			want: []string{"pkg:maven/org.a/web@2", "pkg:maven/org.b/core@1"},
		},
		"not of the image": {
			files: map[string]string{
				"proc/1/package.json": `{"name": "p", "version": "1"}`,
				"dev/package.json":    `{"name": "d", "version": "1"}`,
			},
		},
		"nothing": {files: map[string]string{"etc/passwd": ""}},
	} {
		got, err := scanned(t, sbom.Request{Root: plant(t, t.TempDir(), c.files), Sources: c.sources})
		if urls := got.urls(); err != nil || !slices.Equal(urls, c.want) || len(got.unread) != 0 {
			t.Errorf("%s: %q, not read %q, %v", name, urls, got.unread, err)
		}
	}
}

// TestGoProgram scans the program of this test.
func TestGoProgram(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	got, err := scanned(t, sbom.Request{Root: plant(t, t.TempDir(), map[string]string{"bin/app": string(program)})})
	if err != nil {
		t.Fatal(err)
	}
	for _, prefix := range []string{"pkg:golang/github.com/cooper-build/cooper@", "pkg:golang/stdlib@1."} {
		if !slices.ContainsFunc(got.urls(), func(url string) bool { return strings.HasPrefix(url, prefix) }) {
			t.Errorf("no %s in %q", prefix, got.urls())
		}
	}
}

// TestOrigins: a package comes from the lowest layer from which on it is always there.
func TestOrigins(t *testing.T) {
	const status, library = "var/lib/dpkg/status", "app/package.json"
	layers := []map[string]string{
		{status: stanza("a", "1") + stanza("b", "1") + stanza("c", "1"), "etc/os-release": debian},
		{library: `{"name": "x", "version": "1"}`, "other": ""},
		{status: stanza("a", "1") + stanza("b", "2")},
		{status: stanza("a", "1") + stanza("b", "2") + stanza("c", "1")},
		{library: `{"name": "x", "version": "2"}`},
		{library: `{"name": "x", "version": "2", "private": true}`},
	}
	want := map[string]string{"a": "0", "b": "2", "c": "3", "x": "4"}
	for _, whole := range []bool{false, true} {
		request := sbom.Request{Root: t.TempDir()}
		for i, files := range layers {
			plant(t, request.Root, files)
			dir := plant(t, t.TempDir(), files)
			if whole { // as in a store whose layers are trees
				dir = t.TempDir()
				if err := os.CopyFS(dir, os.DirFS(request.Root)); err != nil {
					t.Fatal(err)
				}
			}
			origin := sbom.Origin{DiffID: fmt.Sprint("sha256:", i), File: "Containerfile", Line: i + 10}
			request.Layers = append(request.Layers, sbom.Layer{Dir: dir, Origin: origin})
		}
		got, err := scanned(t, request)
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, p := range got.Packages {
			if want[p.Name] == "" {
				continue
			}
			found++
			text := fmt.Sprintf("\ncooper:layer=sha256:%s\ncooper:line=Containerfile:1%[1]s", want[p.Name])
			if len(p.Annotations) != 1 || !strings.HasSuffix(p.Annotations[0].Comment, text) {
				t.Errorf("layers are whole: %v, %s: %q", whole, p.Name, p.Annotations)
			}
		}
		if found != len(want) {
			t.Errorf("layers are whole: %v, %d packages", whole, found)
		}
	}
}

// TestLinksStayInTheTree has a control: the same link leads to a file in the tree.
func TestLinksStayInTheTree(t *testing.T) {
	outside := plant(t, t.TempDir(), map[string]string{"release": "ID=canary\n"})
	for name, c := range map[string]struct {
		link, want string
	}{
		"absolute": {outside + "/release", ""},
		"relative": {strings.Repeat("../", 40) + outside + "/release", ""},
		"inside":   {"../release", "canary"},
	} {
		root := plant(t, t.TempDir(), map[string]string{
			"etc/x": "", "release": "ID=canary\n", "package.json": `{"name": "a", "version": "1"}`,
		})
		if err := os.Symlink(c.link, filepath.Join(root, "etc/os-release")); err != nil {
			t.Fatal(err)
		}
		got, err := scanned(t, sbom.Request{Root: root})
		if err != nil || len(got.urls()) != 1 {
			t.Errorf("%s: %q, %v", name, got.urls(), err)
			continue
		}
		if system := got.Packages[1].Name; (system == "canary") != (c.want == "canary") {
			t.Errorf("%s: the system is %s", name, system)
		}
	}
}

// TestLinksOfLayersStayInThem has a control: a layer that has the file itself.
func TestLinksOfLayersStayInThem(t *testing.T) {
	files := map[string]string{"app/package.json": `{"name": "a", "version": "1"}`}
	outside, linked := plant(t, t.TempDir(), files), t.TempDir()
	if err := os.Symlink(outside+"/app", filepath.Join(linked, "app")); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]bool{linked: false, plant(t, t.TempDir(), files): true} {
		got, err := scanned(t, sbom.Request{
			Root:   plant(t, t.TempDir(), files),
			Layers: []sbom.Layer{{Dir: dir, Origin: sbom.Origin{DiffID: "sha256:canary"}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		p := got.Packages[len(got.Packages)-1]
		if p.Name != "a" || strings.Contains(p.Annotations[0].Comment, "canary") != want {
			t.Errorf("%v: %q", want, p.Annotations)
		}
	}
}

func TestHostileFiles(t *testing.T) {
	const status = "var/lib/dpkg/status"
	root := plant(t, t.TempDir(), map[string]string{status: stanza("a", "1")})
	if got, err := scanned(t, sbom.Request{Root: root}); err != nil || len(got.urls()) != 1 {
		t.Fatal(got, err)
	}
	if err := os.Truncate(filepath.Join(root, status), 1<<30); err != nil {
		t.Fatal(err)
	}
	_, err := scanned(t, sbom.Request{Root: root})
	if err == nil || !strings.Contains(err.Error(), "/"+status+": it has 1073741824 bytes, more than the limit of") {
		t.Error(err)
	}

	deep := strings.Repeat(`{"a":`, 1<<20)
	root = plant(t, t.TempDir(), map[string]string{
		"app/package.json": deep, "lib/package.json": `{"name": "b", "version": "1"}`,
		"bin/elf": "\x7fELF\x02\x01\x01" + strings.Repeat("\xff", 4096), "x.egg": "PK\x03\x04 no archive",
	})
	if err := unix.Mkfifo(filepath.Join(root, "bin/package.json"), 0o700); err != nil {
		t.Fatal(err)
	}
	got, err := scanned(t, sbom.Request{Root: root})
	if err != nil || !slices.Equal(got.urls(), []string{"pkg:npm/b@1"}) {
		t.Errorf("%q, %v", got.urls(), err)
	}
	if len(got.unread) < 2 || !strings.HasPrefix(got.unread[0], "/app/package.json: ") {
		t.Errorf("%q", got.unread)
	}
}
