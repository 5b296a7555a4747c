package child

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// signalVerb makes a test process send all signals to itself as the parent of a command, or be
// that command.
const signalVerb = "COOPER_TEST_SIGNALS"

// signalSelf sends itself all signals, and waits for the answer to each that the command gets.
func signalSelf() int {
	if os.Getenv(signalVerb) == "command" {
		return answerSignals()
	}
	cmd := exec.Command("/proc/self/exe")
	cmd.Env = append(os.Environ(), signalVerb+"=command")
	out, err := cmd.StdoutPipe()
	if err != nil || cmd.Start() != nil {
		return 1
	}
	time.AfterFunc(30*time.Second, func() { os.Exit(2) }) // an answer did not come
	answers := bufio.NewScanner(out)
	answers.Scan() // it is ready
	forwardSignals(cmd.Process.Pid)
	for s := unix.Signal(1); s <= lastSignal; s++ {
		if s == unix.SIGKILL || s == unix.SIGSTOP || s >= 32 && s <= 34 { // the runtime leaves these to threads of C
			continue
		}
		_ = unix.Kill(os.Getpid(), s)
		if slices.Contains(forwarded, os.Signal(s)) && answers.Scan() {
			fmt.Println(answers.Text())
		}
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	return 0
}

// answerSignals writes a line for each signal.
func answerSignals() int {
	signals := make(chan os.Signal, 16)
	signal.Notify(signals, forwarded...)
	fmt.Println("ready")
	for s := range signals {
		fmt.Println("got", unix.SignalName(s.(unix.Signal)))
	}
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
	cmd.Env = append(os.Environ(), signalVerb+"=parent")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(got)
	want := []string{"got SIGHUP", "got SIGINT", "got SIGQUIT", "got SIGTERM", "got SIGUSR1", "got SIGUSR2"}
	if !slices.Equal(got, want) {
		t.Errorf("the command got %q, want %q", got, want)
	}
}
