package attack

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sys/unix"
)

// descriptors of whoever starts them: fds CONTAINER FROM TO.
func (r *run) descriptors(ts *testscript.TestScript, args []string) {
	from, err := strconv.Atoi(args[1])
	ts.Check(err)
	to, err := strconv.Atoi(args[2])
	ts.Check(err)
	script := fmt.Sprintf("cat .%[1]s/file ../../../../../..%[1]s/file; ls .%[1]s/dir; true", r.canary.dir)
	for n := from; n <= to && !r.outcome.refused && len(r.outcome.trips) == 0; n++ {
		r.take(r.cooper(ts.MkAbs("."), []string{
			"run", "--workingdir", fmt.Sprintf("/proc/self/fd/%d", n), args[0], "--", "sh", "-c", script,
		}))
		ts.Logf("%d: %s", n, r.last.out)
	}
}

// the store: other SCRIPT.
func (r *run) other(ts *testscript.TestScript, args []string) {
	if os.Getuid() != 0 {
		r.outcome.refused = true // only root can be somebody else
		return
	}
	cmd := exec.Command("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "sh", "-c", args[0])
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "STORE"} {
		cmd.Env = append(cmd.Env, name+"="+r.env[name])
	}
	r.take(r.await(cmd))
	ts.Logf("%s", r.last.out)
}

// killed runs the program and kills it with all it started, at times that differ:
// killed TIMES MILLISECONDS cooper ARG...
func (r *run) killed(ts *testscript.TestScript, args []string) {
	times, err := strconv.Atoi(args[0])
	ts.Check(err)
	if n, err := strconv.Atoi(os.Getenv("COOPER_ATTACK_KILLS")); err == nil {
		times = n
	}
	most, err := strconv.Atoi(args[1])
	ts.Check(err)
	for i := range times {
		cmd := r.start(ts, args[3:])
		time.Sleep(time.Duration(1+i*most/times) * time.Millisecond)
		killTree(cmd.Process.Pid)
		_ = cmd.Wait()
	}
}

// killedAt runs the program and kills it with all it started once it has made such
// a file: killedat GLOB cooper ARG...
func (r *run) killedAt(ts *testscript.TestScript, args []string) {
	before, _ := filepath.Glob(args[0])
	cmd := r.start(ts, args[2:])
	done := make(chan struct{})
	go func() {
		_ = cmd.Wait()
		close(done)
	}()
	for {
		isNew := func(file string) bool { return !slices.Contains(before, file) }
		if found, _ := filepath.Glob(args[0]); slices.ContainsFunc(found, isNew) {
			killTree(cmd.Process.Pid)
			<-done
			return
		}
		select {
		case <-done:
			ts.Fatalf("it ended without %s", args[0])
		case <-time.After(time.Millisecond / 4):
		}
	}
}

// start runs the program and does not wait.
func (r *run) start(ts *testscript.TestScript, args []string) *exec.Cmd {
	cmd := r.mode.command(r.program, args...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"HOME", "TMPDIR", "PATH", "CONTAINERS_STORAGE_CONF", "COOPER_PROGRESS", "USER"} {
		cmd.Env = append(cmd.Env, name+"="+r.env[name])
	}
	if r.weak {
		cmd.Env = append(cmd.Env, "COOPER_WEAK="+r.row.name)
	}
	ts.Check(cmd.Start())
	return cmd
}

// killTree kills a process and all that it started, whatever their groups are.
func killTree(pid int) {
	lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	_ = unix.Kill(pid, unix.SIGSTOP)
	for _, list := range lists {
		text, err := os.ReadFile(list)
		if err != nil {
			continue
		}
		for _, field := range strings.Fields(string(text)) {
			if child, err := strconv.Atoi(field); err == nil {
				killTree(child)
			}
		}
	}
	_ = unix.Kill(pid, unix.SIGKILL)
}
