package ladder

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/userns"
)

// TestBlame: each failure has somebody to blame, and a hint that can be followed.
func TestBlame(t *testing.T) {
	for _, c := range []struct {
		err               error
		call, blame, hint string
	}{
		{userns.ErrNoSubordinateIDs, "newuidmap", "no subordinate ids", "usermod --add-subuids"},
		{userns.ErrNoNewuidmap, "newuidmap", "not installed", "install uidmap"},
		{unix.ENOSPC, "clone", "user.max_user_namespaces", "sysctl"},
		{&CallError{Doing: "x", Call: "fsmount", Errno: unix.EPERM}, "fsmount", "/proc are covered", "procMount: Unmasked"},
		{fmt.Errorf("%w: %w", userns.ErrMapping, unix.EPERM), "newuidmap", "", ""},
	} {
		r := refusal("R0", fmt.Errorf("trying: %w", c.err))
		if r.Call != c.call || !strings.Contains(r.Blame, c.blame) || !strings.Contains(r.Hint, c.hint) || r.Blame == "" || r.Hint == "" {
			t.Errorf("%v: %+v", c.err, r)
		}
	}
}

// TestBlameMapping: what keeps ids from being mapped is told apart.
func TestBlameMapping(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range []rights{
		{root: true}, {noNewPrivs: "1", bounding: "01"}, {noNewPrivs: "0", bounding: "0000"}, {noNewPrivs: "0", bounding: "01"},
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
	want := Rung{Entry: One, Run: true, Shared: true}
	remember("inputs", want)
	if got, ok := recall("inputs"); !ok || got.Name() != "R2" || !got.Shared {
		t.Errorf("recalled %+v, %v", got, ok)
	}
	if _, ok := recall("other inputs"); ok {
		t.Error("recalled for another machine")
	}
}

func TestNames(t *testing.T) {
	for name, r := range map[string]Rung{
		"R0": {Entry: Many, Run: true}, "R1": {Entry: Mounts, Run: true, Shared: true}, "R2": {Entry: One, Run: true}, "R5": {Entry: Mounts},
	} {
		if r.Name() != name || !strings.HasPrefix(r.Describe(), name+":") {
			t.Errorf("%+v is %s: %s", r, r.Name(), r.Describe())
		}
		if _, ok := Rank(name); !ok {
			t.Errorf("%s has no rank", name)
		}
	}
}
