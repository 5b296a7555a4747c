//go:build release

// Package install has tests of what a release and `go install` give somebody who has nothing else.
// `make release` comes before them.
package install

import (
	"os"
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
	without.mustRun(t, "root", nil, "dpkg --remove --force-depends uidmap && rm /etc/subuid /etc/subgid")
	program := "/usr/bin/cooper"
	ways := []struct {
		name, version string
		install       func(m machine)
	}{
		{"deb", released(t), func(m machine) {
			run(t, "cp", distFile(t, runtime.GOARCH+".deb"), filepath.Join(m.root, "cooper.deb"))
			m.mustRun(t, "root", nil, "dpkg --install /cooper.deb")
		}},
		{"archive", released(t), func(m machine) {
			run(t, "tar", "--extract", "--file", distFile(t, runtime.GOARCH+".tar.gz"), "--directory", m.root+"/usr")
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
			m.mustRun(t, "root", nil, "dpkg --purge cooper; rm -f "+program)
		}
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
	m.mustRun(t, "root", nil, "install -d -m 700 -o "+user+" /run/session-"+user)
	if out, err := m.run(user, append(env, session...), "/firsthour with-"+user); err != nil {
		t.Fatalf("with XDG_RUNTIME_DIR: %v\n%s", err, out)
	}
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
