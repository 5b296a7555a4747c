package sandbox_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/sandbox"
)

// TestSharedProcesses: where a sandbox has the process namespace of its caller, and
// the caller's user id, it signals its own processes and no others, and leaves none
// behind.
func TestSharedProcesses(t *testing.T) {
	victim := exec.Command("sleep", "100")
	victim.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = victim.Process.Kill()
		_ = victim.Wait()
	}()
	pid := victim.Process.Pid
	out, err := shell(t, fmt.Sprintf(`
		[ -d /proc/%[1]d ] || echo the processes are not shared
		kill -9 %[1]d; kill -STOP %[1]d; kill -9 -%[1]d; kill -9 1
		sleep 100 & mine=$!
		kill -0 $mine && kill -TERM $mine && wait $mine; echo own $?
		sleep 101 & mine=$!
		kill -9 -1; wait $mine; echo all $?
		kill -0 $$ && echo self
		(sleep 102 &) ; sleep 103 &
	`, pid), sandbox.ShareProcesses)
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if strings.Count(out, "Operation not permitted") != 4 || !strings.Contains(out, "own 143\n") || !strings.Contains(out, "all 137\n") || !strings.Contains(out, "self\n") {
		t.Errorf("got %s", out)
	}
	var status syscall.WaitStatus
	if n, err := syscall.Wait4(pid, &status, syscall.WNOHANG|syscall.WUNTRACED, nil); n != 0 || err != nil {
		t.Errorf("the victim was signalled: %v %v", status, err)
	}
	left, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range left {
		if line, _ := os.ReadFile(file); strings.HasPrefix(string(line), "sleep\x0010") && !strings.HasPrefix(string(line), "sleep\x00100\x00") {
			t.Errorf("a process of the sandbox is left: %q", line)
		}
	}
	if err := unix.Kill(pid, 0); err != nil {
		t.Error(err)
	}
}

// TestLimitsOfOthers: nor does it set limits of processes that are not its own.
func TestLimitsOfOthers(t *testing.T) {
	spec := newSpec(t, "/attack")
	copySelf(t, spec)
	sandbox.ShareProcesses(spec)
	spec.Process.Env = []string{fmt.Sprintf("%s=prlimit %d", attackVerb, os.Getpid())}
	if out := runWith(t, spec, sandbox.Options{}); out != "own <nil>\nother operation not permitted\n" {
		t.Errorf("got %q", out)
	}
}
