package isolation

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/userns"
)

func TestMain(m *testing.M) { testenv.Main(m) }

// TestBlame: each failure has somebody to blame, and a hint that can be followed.
func TestBlame(t *testing.T) {
	for _, c := range []struct {
		err               error
		call, blame, hint string
	}{
		{userns.ErrNoSubordinateIDs, "newuidmap", "no subordinate ids", "usermod --add-subuids"},
		{userns.ErrNoNewuidmap, "newuidmap", "not installed", "install uidmap"},
		{unix.ENOSPC, "clone", "user.max_user_namespaces", "sysctl"},
		{
			&CallError{Doing: "x", Call: "fsmount", Errno: unix.EPERM}, "fsmount", "/proc are covered",
			"procMount: Unmasked",
		},
		{fmt.Errorf("%w: %w", userns.ErrMapping, unix.EPERM), "newuidmap", "", ""},
	} {
		r := refusal("full", fmt.Errorf("trying: %w", c.err))
		if r.Call != c.call || !strings.Contains(r.Blame, c.blame) || !strings.Contains(r.Hint, c.hint) ||
			r.Blame == "" || r.Hint == "" {
			t.Errorf("%v: %+v", c.err, r)
		}
	}
}

// TestBlameMapping: what keeps ids from being mapped is told apart.
func TestBlameMapping(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range []rights{
		{root: true}, {noNewPrivs: "1", bounding: "01"}, {noNewPrivs: "0", bounding: "0000"},
		{noNewPrivs: "0", bounding: "01"},
	} {
		blame, hint := r.blameMapping()
		if seen[blame] || hint == "" {
			t.Errorf("%+v: %q, %q", r, blame, hint)
		}
		seen[blame] = true
	}
}

// TestRemembered: the answer is kept until something that it depends on changes.
func TestRemembered(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	want := Mode{Entry: One, Run: true, Shared: true}
	remember("inputs", want)
	if got, ok := recall("inputs"); !ok || got.Name() != "single-id" || !got.Shared {
		t.Errorf("recalled %+v, %v", got, ok)
	}
	if _, ok := recall("other inputs"); ok {
		t.Error("recalled for another machine")
	}
}

// TestForgedRecords: an answer is believed only when nobody else can have written it,
// and is not written where somebody else can exchange what is there.
func TestForgedRecords(t *testing.T) {
	forged, err := json.Marshal(record{"inputs", Mode{Entry: None, Run: true}})
	if err != nil {
		t.Fatal(err)
	}
	for name, forge := range map[string]func(dir, elsewhere string) error{
		"of another user": func(dir, _ string) error {
			return unix.Chown(
				filepath.Join(dir, "isolation.json"), 4242, -1,
			)
		},
		"writable by all": func(dir, _ string) error { return unix.Chmod(filepath.Join(dir, "isolation.json"), 0o666) },
		"a link": func(dir, elsewhere string) error {
			file := filepath.Join(dir, "isolation.json")
			return errors.Join(os.Rename(file, elsewhere), os.Symlink(elsewhere, file))
		},
		"below a link": func(dir, elsewhere string) error {
			return errors.Join(os.Rename(dir, elsewhere), os.Symlink(elsewhere, dir))
		},
		"a FIFO": func(dir, _ string) error {
			return replaceByFIFO(filepath.Join(dir, "isolation.json"))
		},
		"in a directory of another user":  func(dir, _ string) error { return unix.Chown(dir, 4242, -1) },
		"in a directory writable by all":  func(dir, _ string) error { return unix.Chmod(dir, 0o777) },
		"in a cache directory of another": func(dir, _ string) error { return unix.Chown(filepath.Dir(dir), 4242, -1) },
		"as it was":                       func(string, string) error { return nil },
	} {
		t.Run(name, func(t *testing.T) {
			top := t.TempDir()
			cache := filepath.Join(top, "cache")
			t.Setenv("XDG_CACHE_HOME", cache)
			dir := filepath.Join(cache, "cooper")
			err := errors.Join(
				os.MkdirAll(dir, 0o700), os.WriteFile(filepath.Join(dir, "isolation.json"), forged, 0o600),
			)
			if err != nil {
				t.Fatal(err)
			}
			if err := forge(dir, filepath.Join(top, "elsewhere")); err != nil {
				t.Fatal(err)
			}
			if _, ok := recall("inputs"); ok != (name == "as it was") {
				t.Errorf("believed: %v", ok)
			}
			file, err := recordFile()
			if err == nil && strings.Contains(name, "cache directory") && strings.HasPrefix(file, cache) {
				t.Errorf("it would be written to %s", file)
			}
		})
	}
}

func replaceByFIFO(file string) error { return errors.Join(os.Remove(file), unix.Mkfifo(file, 0o600)) }

func TestNames(t *testing.T) {
	for name, r := range map[string]Mode{
		"full": {Entry: Many, Run: true}, "shared-pid": {Entry: Mounts, Run: true, Shared: true},
		"single-id": {Entry: One, Run: true},
		"no-run":    {Entry: Mounts},
	} {
		if r.Name() != name || !strings.HasPrefix(r.Describe(), name+":") {
			t.Errorf("%+v is %s: %s", r, r.Name(), r.Describe())
		}
		if _, ok := Rank(name); !ok {
			t.Errorf("%s has no rank", name)
		}
	}
}
