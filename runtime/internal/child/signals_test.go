package child

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// signalVerb makes a test process send all signals to itself, as the parent of a command.
const signalVerb = "COOPER_TEST_SIGNALS"

func signalSelf() int {
	cmd := exec.Command("sh", "-c", `
		for s in INT HUP QUIT TERM USR1 USR2; do trap "echo got $s" $s; done
		echo ready; while sleep 0.02; do :; done`)
	out, err := cmd.StdoutPipe()
	if err != nil || cmd.Start() != nil {
		return 1
	}
	if _, err := out.Read(make([]byte, 6)); err != nil {
		return 1
	}
	forwardSignals(cmd.Process.Pid)
	for s := unix.Signal(1); s <= lastSignal; s++ {
		if s != unix.SIGKILL && s != unix.SIGSTOP && (s < 32 || s > 34) { // the runtime leaves these to threads of C
			_ = unix.Kill(os.Getpid(), s)
			time.Sleep(5 * time.Millisecond)
		}
	}
	time.Sleep(200 * time.Millisecond)
	_ = cmd.Process.Kill()
	text := make([]byte, 1024)
	for {
		n, err := out.Read(text)
		os.Stdout.Write(text[:n])
		if err != nil {
			break
		}
	}
	_ = cmd.Wait()
	return 0
}

// TestSignals: the parent of the command passes on the signals that container engines send, and no
// other signal ends it.
func TestSignals(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), signalVerb+"=1")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(got)
	want := []string{"got HUP", "got INT", "got QUIT", "got TERM", "got USR1", "got USR2"}
	if !slices.Equal(got, want) {
		t.Errorf("the command got %q, want %q", got, want)
	}
}
