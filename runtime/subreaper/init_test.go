package subreaper_test

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/subreaper"
)

const asInit = "COOPER_TEST_AS_INIT"

func TestMain(m *testing.M) {
	what := os.Getenv(asInit)
	if what == "" {
		os.Exit(m.Run())
	}
	if os.Getpid() == 1 {
		code, err := subreaper.RunAsInit()
		if err != nil {
			fmt.Println(err)
			code = 99
		}
		os.Exit(code)
	}
	os.Exit(program(what))
}

// program is what runs below the first process.
func program(what string) int {
	switch what {
	case "exit":
		return 7
	case "die":
		_ = unix.Kill(os.Getpid(), unix.SIGKILL)
	case "orphan":
		// The grandchild's parent ends first; it becomes a child of the first process.
		out, err := exec.Command("sh", "-c", "(sleep 0.1 & echo $!)").Output()
		if err != nil {
			return 1
		}
		orphan, err := strconv.Atoi(strings.TrimSpace(string(out)))
		if err != nil {
			return 1
		}
		for range 200 {
			if unix.Kill(orphan, 0) == unix.ESRCH { // a process that was not reaped is there
				return 0
			}
			time.Sleep(20 * time.Millisecond)
		}
		return 1
	case "signal":
		got := make(chan os.Signal, 1)
		signal.Notify(got, unix.SIGTERM)
		fmt.Println("ready")
		<-got
		return 5
	}
	return 98
}

// first is a command that runs as the first process of a process namespace.
func first(t *testing.T, what string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command("/proc/self/exe")
	cmd.Env = append(os.Environ(), asInit+"="+what)
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWPID}
	if os.Getuid() != 0 {
		cmd.SysProcAttr.Cloneflags |= unix.CLONE_NEWUSER
	}
	return cmd
}

func TestInitPassesTheExitCodeOn(t *testing.T) {
	for what, code := range map[string]int{"exit": 7, "die": 128 + 9} {
		var exit *exec.ExitError
		err := first(t, what).Run()
		if errors.Is(err, unix.EPERM) {
			testenv.Skip(t, err)
		}
		if !errors.As(err, &exit) || exit.ExitCode() != code {
			t.Errorf("%s: %v, want exit code %d", what, err, code)
		}
	}
}

func TestInitReapsOrphans(t *testing.T) {
	cmd := first(t, "orphan")
	if out, err := cmd.CombinedOutput(); errors.Is(err, unix.EPERM) {
		testenv.Skip(t, err)
	} else if err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func TestInitPassesSignalsOn(t *testing.T) {
	cmd := first(t, "signal")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); errors.Is(err, unix.EPERM) {
		testenv.Skip(t, err)
	} else if err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "ready\n" {
		t.Fatalf("%q, %v", line, err)
	}
	if err := cmd.Process.Signal(unix.SIGTERM); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != 5 {
		t.Errorf("%v, want exit code 5", err)
	}
}
