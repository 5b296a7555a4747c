package userdir_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/build/internal/userdir"
	"github.com/cooper-build/cooper/internal/testenv"
)

func TestMain(m *testing.M) { testenv.Main(m) }

// stranger is the id of another user.
const stranger = 4243

// foreign is a directory of another user's.
func foreign(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Chown(dir, stranger, stranger); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestCheckTrustsOwnDirectories(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{dir, link, filepath.Join(dir, "absent")} {
		if err := userdir.Check(path); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestCheckRefusesOthers(t *testing.T) {
	link := filepath.Join(t.TempDir(), "link")
	if err := errors.Join(os.Symlink(t.TempDir(), link), os.Lchown(link, stranger, stranger)); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{"a directory": foreign(t), "a link": link} {
		if err := userdir.Check(path); !errors.Is(err, userdir.ErrUntrusted) {
			t.Errorf("%s of another user: %v", name, err)
		}
	}
}

func TestCheckLooksIntoOpenDirectories(t *testing.T) {
	open := t.TempDir()
	inner := filepath.Join(open, "overlay")
	if err := errors.Join(os.Chmod(open, 0o777), os.Mkdir(inner, 0o700)); err != nil {
		t.Fatal(err)
	}
	if err := userdir.Check(open); err != nil {
		t.Errorf("a volume for everybody: %v", err)
	}
	if err := os.Chown(inner, stranger, stranger); err != nil {
		t.Fatal(err)
	}
	if err := userdir.Check(open); !errors.Is(err, userdir.ErrUntrusted) {
		t.Errorf("a volume with something of another user: %v", err)
	}
}

func TestEnvironmentOfAnotherUser(t *testing.T) {
	home, config := foreign(t), foreign(t)
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", config)
	t.Setenv("XDG_RUNTIME_DIR", foreign(t))
	env, ignored := userdir.Environment()
	for _, pair := range env {
		if strings.HasSuffix(pair, "="+home) || strings.HasPrefix(pair, "XDG_") {
			t.Errorf("%s is believed", pair)
		}
	}
	if len(ignored) != 3 {
		t.Errorf("ignored: %q", ignored)
	}
}

func TestEnvironmentKeepsOwn(t *testing.T) {
	home, runtime := t.TempDir(), t.TempDir()
	if err := os.Chmod(runtime, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("HOME", home)
	t.Setenv("XDG_RUNTIME_DIR", runtime)
	env, ignored := userdir.Environment()
	if !slices.Contains(env, "HOME="+home) || !slices.Contains(env, "XDG_RUNTIME_DIR="+runtime) || len(ignored) != 0 {
		t.Errorf("%q, ignored %q", env, ignored)
	}
}
