package sandbox_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/caps"
	"github.com/cooper-build/cooper/runtime/idmap"
	"github.com/cooper-build/cooper/runtime/sandbox"
	"github.com/cooper-build/cooper/runtime/userns"
)

// TestShift: a sandbox of the host's root has none of its ids, and files belong to
// whom they belong on the disk.
func TestShift(t *testing.T) {
	if !userns.Initial() {
		t.Skip("only the host's root has ids to give away")
	}
	space, err := idmap.New(idmap.Shifted())
	if err != nil {
		t.Fatal(err)
	}
	defer space.Close()
	data := t.TempDir()
	if err := errors.Join(os.WriteFile(filepath.Join(data, "root"), []byte("secret\n"), 0o600),
		os.WriteFile(filepath.Join(data, "user"), nil, 0o600), os.Chown(filepath.Join(data, "user"), 1000, 2000),
		os.Chmod(data, 0o700)); err != nil {
		t.Fatal(err)
	}
	spec := newSpec(t, "/bin/sh", "-c", `id -u; cat /proc/self/uid_map | tr -s ' '
stat -c '%u:%g' / /tmp/data /tmp/data/user; cat /tmp/data/root
echo made >/tmp/data/made; chown 5:1000680000 /tmp/data/made; mkdir /home/new; echo by name >/dev/stdout
for f in core_pattern hostname; do echo x 2>/dev/null >/proc/sys/kernel/$f && echo wrote $f; done`)
	spec.Linux.UIDMappings, spec.Linux.GIDMappings = space.Maps.UIDs, space.Maps.GIDs
	spec.Linux.ReadonlyPaths, spec.Linux.MaskedPaths = nil, nil
	spec.Mounts = append(spec.Mounts, specs.Mount{
		Destination: "/tmp/data",
		Type:        "bind",
		Source:      data,
		Options:     []string{"rbind", "ridmap", "nosuid"},
	})
	if err := os.Mkdir(filepath.Join(spec.Root.Path, "tmp/data"), 0o755); err != nil {
		t.Fatal(err)
	}
	out := runWith(t, spec, sandbox.Options{Shift: &sandbox.Shift{Space: space}})
	want := "0\n 0 2147483648 2147483647\n0:0\n0:0\n1000:2000\nsecret\nby name\n"
	if strings.TrimSpace(out) != strings.TrimSpace(want) {
		t.Errorf("got %q, want %q", out, want)
	}
	for name, want := range map[string]string{
		filepath.Join(data, "made"):               "5:1000680000",
		filepath.Join(spec.Root.Path, "home/new"): "0:0",
	} {
		var st unix.Stat_t
		if err := unix.Stat(name, &st); err != nil || fmt.Sprintf("%d:%d", st.Uid, st.Gid) != want {
			t.Errorf("%s belongs to %d:%d, not %s: %v", name, st.Uid, st.Gid, want, err)
		}
	}
}

// TestHoldMounts: where a sandbox has the ids of the host's root, also one with all
// capabilities does not uncover what is covered.
func TestHoldMounts(t *testing.T) {
	needLandlock(t, 2)
	try := func(hold bool) string {
		spec := newSpec(t, "/bin/sh", "-c", `umount /proc/sys 2>/dev/null && echo uncovered
mount -t tmpfs x /tmp 2>/dev/null && echo mounted; hostname new && hostname; touch /made && echo made`)
		spec.Linux.Seccomp = nil
		all, err := caps.Adjust(nil, []string{"all"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		spec.Process.Capabilities.Bounding = all
		return runWith(t, spec, sandbox.Options{HoldMounts: hold})
	}
	if out := try(true); out != "new\nmade\n" {
		t.Errorf("got %q", out)
	}
	// The control: without it this works.
	if out := try(false); out != "uncovered\nmounted\nnew\nmade\n" {
		t.Errorf("without Landlock the attack does not work either: %q", out)
	}
}
