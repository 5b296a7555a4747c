package sandbox_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/runtime/sandbox"
)

// TestTerminal runs a command on a terminal of the sandbox's own, with a size and
// with job control.
func TestTerminal(t *testing.T) {
	spec := newSpec(t, "/bin/sh", "-c", "tty; read line; echo got $line; stty size; ls /proc/self/fd | wc -l")
	spec.Process.Terminal = true
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	ours, console := os.NewFile(uintptr(pair[0]), "ours"), os.NewFile(uintptr(pair[1]), "console")
	defer ours.Close()
	ended := make(chan error, 1)
	go func() {
		ended <- sandbox.Run(t.Context(), spec, sandbox.Options{Console: console})
		console.Close()
	}()
	rights := make([]byte, unix.CmsgSpace(4))
	_, n, _, _, err := unix.Recvmsg(int(ours.Fd()), make([]byte, 1), rights, unix.MSG_CMSG_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	messages, err := unix.ParseSocketControlMessage(rights[:n])
	if err != nil || len(messages) != 1 {
		t.Fatalf("%v, %d messages; the sandbox: %v", err, len(messages), <-ended)
	}
	fds, err := unix.ParseUnixRights(&messages[0])
	if err != nil {
		t.Fatal(err)
	}
	master := os.NewFile(uintptr(fds[0]), "terminal")
	defer master.Close()
	if err := unix.IoctlSetWinsize(fds[0], unix.TIOCSWINSZ, &unix.Winsize{Row: 33, Col: 44}); err != nil {
		t.Fatal(err)
	}
	if _, err := master.WriteString("hello\n"); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	_, _ = out.ReadFrom(master) // ends with EIO
	if err := <-ended; err != nil {
		t.Error(err)
	}
	for _, want := range []string{"/dev/pts/0", "got hello", "33 44", "\n4\r"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in %q", want, out.String())
		}
	}
}
