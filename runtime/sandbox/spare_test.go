package sandbox_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/sandbox"
)

// TestSpares: a command runs in a process that waited for it as in any other, and that process
// has none of the mounts of the command before.
func TestSpares(t *testing.T) {
	below := t.TempDir()
	mounted := func(name string) string {
		dir := filepath.Join(below, name)
		if err := errors.Join(os.Mkdir(dir, 0o755), unix.Mount("none", dir, "tmpfs", 0, "")); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
		if err := os.WriteFile(filepath.Join(dir, "file"), []byte(name+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	early := mounted("early")
	spares := sandbox.NewSpares(4, below)
	run := func(ctx context.Context, script string, edit func(*specs.Spec)) (string, error) {
		spec := newSpec(t, "/bin/sh", "-c", script)
		if err := os.Mkdir(filepath.Join(spec.Root.Path, "mnt"), 0o755); err != nil {
			t.Fatal(err)
		}
		if edit != nil {
			edit(spec)
		}
		var out bytes.Buffer
		err := sandbox.Run(ctx, spec, sandbox.Options{Stdout: &out, Stderr: &out, Spares: spares})
		return out.String(), err
	}
	binds := func(dir string) func(*specs.Spec) {
		return func(s *specs.Spec) {
			s.Mounts = append(s.Mounts, specs.Mount{
				Type: "bind", Source: dir, Destination: "/mnt", Options: []string{"bind", "ro"},
			})
		}
	}
	out, err := run(t.Context(), "cat /mnt/file; echo error >&2", binds(early))
	if err != nil || out != "early\nerror\n" {
		t.Fatalf("the first says %q: %v", out, err)
	}
	waiting := childNamed(t, "cooper-init")
	mounts, err := os.ReadFile(fmt.Sprintf("/proc/%d/mountinfo", waiting))
	if err != nil || strings.Contains(string(mounts), below+"/") {
		t.Errorf("the process that waits has mounts of others: %v\n%s", err, mounts)
	}
	// It runs the next command, which sees what was mounted after it was started.
	late := mounted("late")
	out, err = run(t.Context(), "cat /mnt/file; touch /mnt/x 2>/dev/null; hostname; exit 3", binds(late))
	var exit *sandbox.ExitError
	if !errors.As(err, &exit) || exit.Code != 3 || !strings.HasPrefix(out, "late\n") {
		t.Errorf("the second says %q: %v", out, err)
	}
	if _, err := os.Stat(fmt.Sprintf("/proc/%d", waiting)); err == nil {
		t.Error("the process that waited did not run the command")
	}
	// Others start one of their own.
	if out, err := run(t.Context(), "echo other", sandbox.ShareProcesses); err != nil || out != "other\n" {
		t.Errorf("a command without a PID namespace says %q: %v", out, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := run(ctx, "sleep 100", nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a canceled command: %v", err)
	}
	if err := spares.Close(); err != nil {
		t.Error(err)
	}
}
