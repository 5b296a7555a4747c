package sandbox_test

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

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
	if strings.Count(out, "Operation not permitted") != 4 || !strings.Contains(out, "own 143\n") ||
		!strings.Contains(out, "all 137\n") || !strings.Contains(out, "self\n") {
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
		line, _ := os.ReadFile(file)
		if strings.HasPrefix(string(line), "sleep\x0010") && len(line) == len("sleep\x00101\x00") && line[8] != '0' {
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

// TestSharedSchedules: a sandbox with the processes of its caller schedules its own
// as ever, those that the calling user may, and of a user only those inside.
func TestSharedSchedules(t *testing.T) {
	victim := exec.Command("sleep", "100")
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = victim.Process.Kill()
		_ = victim.Wait()
	}()
	before, err := unix.Getpriority(unix.PRIO_PROCESS, victim.Process.Pid)
	if err != nil {
		t.Fatal(err)
	}
	out, err := shell(t, fmt.Sprintf(`
		sleep 100 & mine=$!
		nice() { cut -d' ' -f19 /proc/$1/stat; }
		at=$(nice $mine)
		renice -n 3 -p $mine; echo one $(($(nice $mine) - at))
		su user -c 'sleep 100 & echo $!' >/tmp/theirs; read theirs </tmp/theirs
		su user -c 'renice -n 1 -u user'
		echo user $(($(nice $theirs) - at)) $(($(nice $mine) - at)) $(($(nice %[1]d) - at))
		taskset -p 1 $mine >/dev/null; echo cpus $(grep -c '^Cpus_allowed:.*[0,]*1$' /proc/$mine/status)
		ionice -c2 -n7 -p $mine; ionice -p $mine
		for act in 'kill -0' 'renice -n 9 -p' 'taskset -p 1'; do
			su user -c "$act $mine" >/dev/null 2>&1 || echo not $act
		done
		su user -c 'sleep 100 & kill -0 $! && kill -9 $! && wait $!; echo own $?' 2>/dev/null
		setsid sleep 101 & group=$!; sleep 0.2; kill -TERM -$group && wait $group 2>/dev/null; echo group $?
		kill -TERM -999999 2>&1 | grep -o 'No such process'
	`, victim.Process.Pid), sandbox.ShareProcesses)
	want := "one 3\nuser 1 3 0\ncpus 1\nbest-effort: prio 7\nnot kill -0\nnot renice -n 9 -p\n" +
		"not taskset -p 1\nown 137\ngroup 143\nNo such process\n"
	if err != nil || out != want {
		t.Errorf("%v: got:\n%s\nwant:\n%s", err, out, want)
	}
	if after, err := unix.Getpriority(unix.PRIO_PROCESS, victim.Process.Pid); err != nil || after != before {
		t.Errorf("a process outside had the priority %d, has %d: %v", before, after, err)
	}
}

// TestKilledInit: what a sandbox without a process namespace has started ends with
// its first process, and is waited for, also when that is killed.
func TestKilledInit(t *testing.T) {
	spec := newSpec(t, "/bin/sh", "-c", "sleep 104 & setsid sleep 105 & (setsid sleep 106 &); echo started; wait")
	sandbox.ShareProcesses(spec)
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	done := make(chan error, 1)
	go func() {
		err := sandbox.Run(t.Context(), spec, sandbox.Options{Stdout: write})
		done <- errors.Join(err, write.Close())
	}()
	line := bufio.NewScanner(read)
	if !line.Scan() || line.Text() != "started" {
		t.Fatalf("it says %q: %v", line.Text(), line.Err())
	}
	first := childNamed(t, "cooper-init")
	if err := unix.Kill(first, unix.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := <-done; !errors.Is(err, sandbox.ErrKilled) {
		t.Errorf("got %v", err)
	}
	left, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range left {
		text, _ := os.ReadFile(file)
		if fields := strings.Fields(string(text)); len(fields) > 3 && fields[3] == fmt.Sprint(os.Getpid()) {
			t.Errorf("a child is left: %s", text)
		}
		line, _ := os.ReadFile(filepath.Join(filepath.Dir(file), "cmdline"))
		name := string(line)
		if strings.HasPrefix(name, "sleep\x00104") || strings.HasPrefix(name, "sleep\x00105") ||
			strings.HasPrefix(name, "sleep\x00106") {
			t.Errorf("a process of the sandbox is left: %q", line)
		}
	}
}

// childNamed is the child of this process with a name. It may be about to start.
func childNamed(t *testing.T, name string) int {
	t.Helper()
	for range 100 {
		if pid := findChild(t, name); pid != 0 {
			return pid
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("there is no child %s", name)
	return 0
}

// findChild is the child of this process with a name; 0: there is none.
func findChild(t *testing.T, name string) int {
	t.Helper()
	files, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, _ := os.ReadFile(file)
		comm, _ := os.ReadFile(filepath.Join(filepath.Dir(file), "cmdline"))
		fields := strings.Fields(string(text))
		if len(fields) > 3 && fields[3] == fmt.Sprint(os.Getpid()) && strings.HasPrefix(string(comm), name) {
			pid, err := strconv.Atoi(fields[0])
			if err != nil {
				t.Fatal(err)
			}
			return pid
		}
	}
	return 0
}
