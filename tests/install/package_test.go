//go:build release

// Package install has tests of what a release and `go install` give somebody who has nothing else.
// `make release` comes before them.
package install

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/internal/testregistry"
)

const modulePath = "github.com/cooper-build/cooper"

// TestFirstHour: cooper comes to a bare machine by the package of Debian, by the archive or by
// `go install`, and an image is built there as root and as an ordinary user.
func TestFirstHour(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Fatal("machines are made by root")
	}
	registry := testregistry.Start(t)
	installed, version := goInstall(t)
	with := newMachine(t, "root")
	without := with.copied(t)
	without.prepare(t, nil, "dpkg --remove --force-depends uidmap && rm /etc/subuid /etc/subgid")
	program := "/usr/bin/cooper"
	releases := serveRelease(t)
	ways := []struct {
		name, version string
		install       func(m machine)
	}{
		{"deb", released(t), func(m machine) {
			run(t, "cp", distFile(t, runtime.GOARCH+".deb"), filepath.Join(m.root, "cooper.deb"))
			m.prepare(t, nil, "dpkg --install /cooper.deb")
		}},
		{"archive", released(t), func(m machine) {
			run(t, "tar", "--extract", "--file", distFile(t, runtime.GOARCH+".tar.gz"), "--directory", m.root+"/usr")
		}},
		{"script", released(t), func(m machine) {
			env := []string{"COOPER_PREFIX=/usr", "COOPER_RELEASES=" + releases}
			m.prepare(t, env, "curl -fsS $COOPER_RELEASES/install.sh | sh")
		}},
		{"go install", version, func(m machine) { run(t, "cp", installed, m.root+program) }},
	}
	for _, way := range ways {
		for name, m := range map[string]machine{"uidmap": with, "no uidmap": without} {
			way.install(m)
			for _, user := range []string{"root", "someone"} {
				t.Run(strings.Join([]string{way.name, name, user}, " "), func(t *testing.T) {
					m.firstHour(t, user, registry, way.version)
				})
			}
			m.prepare(t, nil, "dpkg --purge cooper; rm -f "+program)
		}
	}
}

// TestInstallScript: the script refuses an archive that is not the one that was released, and with
// COOPER_VERIFY one whose signature is not that of the key.
func TestInstallScript(t *testing.T) {
	releases, prefix := serveRelease(t), t.TempDir()
	install := func(env ...string) (string, error) {
		cmd := exec.Command("sh", "../../dist/install.sh")
		cmd.Env = append(append(os.Environ(), "COOPER_PREFIX="+prefix, "COOPER_RELEASES="+releases), env...)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	if out, err := install("COOPER_VERIFY=1", "COOPER_RELEASE_KEY="+os.Getenv("COOPER_RELEASE_KEY")); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if out, err := exec.Command(prefix+"/bin/cooper", "version").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	other := filepath.Join(t.TempDir(), "other")
	t.Setenv("COOPER_SIGN_PASSPHRASE", "another")
	run(t, prefix+"/bin/cooper", "keygen", other)
	if out, err := install("COOPER_VERIFY=1", "COOPER_RELEASE_KEY="+other+".pub"); err == nil {
		t.Errorf("a signature of another key was accepted:\n%s", out)
	}
	forged := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("another archive"))
	}))
	defer forged.Close()
	out, err := install("COOPER_RELEASES=" + forged.URL)
	if err == nil || !strings.Contains(out, "not the file that was released") {
		t.Errorf("%v\n%s", err, out)
	}
}

// firstHour runs the script with and without a directory for the session.
func (m machine) firstHour(t *testing.T, user, registry, version string) {
	script, err := os.ReadFile("testdata/firsthour.sh")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(m.root, "firsthour"), script, 0o755); err != nil {
		t.Fatal(err)
	}
	env := []string{"REGISTRY=" + registry, "VERSION=" + version}
	out, err := m.run(user, env, "/firsthour without-"+user)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	session := []string{"XDG_RUNTIME_DIR=/run/session-" + user}
	m.prepare(t, nil, "install -d -m 700 -o "+user+" /run/session-"+user)
	if out, err := m.run(user, append(env, session...), "/firsthour with-"+user); err != nil {
		t.Fatalf("with XDG_RUNTIME_DIR: %v\n%s", err, out)
	}
}

// serveRelease serves the files of the release, as GitHub does.
func serveRelease(t *testing.T) (url string) {
	mux := http.NewServeMux()
	files := http.FileServer(http.Dir("../../dist"))
	mux.Handle("/install.sh", files)
	mux.Handle("/"+released(t)+"/", http.StripPrefix("/"+released(t), files))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// distFile is a file of the release.
func distFile(t *testing.T, suffix string) string {
	t.Helper()
	names, err := filepath.Glob("../../dist/cooper_*_linux_" + suffix)
	if err != nil || len(names) != 1 {
		t.Fatalf("dist has %v for %s: run make release first", names, suffix)
	}
	return names[0]
}

// released is the version of the release.
func released(t *testing.T) string {
	t.Helper()
	_, rest, _ := strings.Cut(filepath.Base(distFile(t, runtime.GOARCH+".tar.gz")), "_")
	version, _, _ := strings.Cut(rest, "_")
	return "v" + version
}
