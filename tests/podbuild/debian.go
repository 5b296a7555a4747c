package podbuild

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/cooper-build/cooper/internal/testenv"
)

// makeBases makes the contexts of the base images: busybox, and a Debian that
// installs packages from where this machine does.
func makeBases(t testing.TB, dir string) {
	t.Helper()
	debian := filepath.Join(dir, "debian")
	if err := os.MkdirAll(debian, 0o755); err != nil {
		t.Fatal(err)
	}
	testenv.BusyboxContext(t, filepath.Join(dir, "busybox"))
	command(t, "tar", "-C", Debian(t), "-cf", filepath.Join(debian, "rootfs.tar"), "--exclude=./dev/*", ".")
	command(t, "cp", "-r", "/etc/apt", filepath.Join(debian, "apt"))
	text := "FROM scratch\nADD rootfs.tar /\nCOPY apt/ /etc/apt/\nCMD [\"/bin/sh\"]\n"
	if err := os.WriteFile(filepath.Join(debian, "Containerfile"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

var (
	once   sync.Once
	debian string
)

// Debian is the root file system of a Debian with a user and newuidmap, as the image of a
// runner has. It is made once and kept outside of the tree, below COOPER_TEST_CACHE.
func Debian(t testing.TB) string {
	t.Helper()
	once.Do(func() { debian = makeDebian(t) })
	return debian
}

func makeDebian(t testing.TB) string {
	t.Helper()
	cache := os.Getenv("COOPER_TEST_CACHE")
	if cache == "" {
		cache = "/var/cache/cooper-test"
	}
	dir := filepath.Join(cache, "debian-pod-2")
	if _, err := os.Stat(dir); err == nil {
		return dir
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		t.Fatal(err)
	}
	temp := dir + ".new"
	command(t, "rm", "-rf", temp)
	command(
		t, "mmdebstrap", "--quiet", "--variant=apt", "--include=uidmap", "--dpkgopt=path-exclude=/usr/share/man/*",
		"--dpkgopt=path-exclude=/usr/share/locale/*", "--dpkgopt=path-exclude=/usr/share/doc/*",
		"--format=directory", "bookworm", temp,
	)
	// As file capabilities, the programs work in more pods than as setuid ones.
	for tool, capability := range map[string]string{"newuidmap": "cap_setuid=ep", "newgidmap": "cap_setgid=ep"} {
		file := filepath.Join(temp, "usr/bin", tool)
		command(t, "chmod", "755", file)
		command(t, "setcap", capability, file)
	}
	command(t, "useradd", "--root", temp, "--uid", "1000", "builder")
	for _, file := range []string{"etc/subuid", "etc/subgid"} {
		if err := os.WriteFile(filepath.Join(temp, file), []byte("builder:100000:65536\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Rename(temp, dir); err != nil {
		t.Fatal(err)
	}
	return dir
}
