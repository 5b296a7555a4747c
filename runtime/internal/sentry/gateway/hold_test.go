package gateway

import (
	"errors"
	"net"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// attempts are what a gateway may do, or not.
var attempts = map[string]struct {
	try     func() error
	allowed bool
}{
	"nothing": {func() error { return nil }, true},
	"dial": {func() error {
		_, err := net.Dial("tcp", "127.0.0.1:1")
		if errors.Is(err, unix.ECONNREFUSED) {
			return nil
		}
		return err
	}, true},
	"memory": {func() error {
		_ = make([]byte, 64<<20)
		return unix.Prctl(unix.PR_SET_VMA, ^uintptr(0), 0, 0, 0)
	}, true},
	"open": {func() error { _, err := os.Open("/etc/passwd"); return err }, false},
	"unix socket": {func() error {
		_, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM, 0)
		return err
	}, false},
	"packet socket": {func() error {
		_, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW, 0)
		return err
	}, false},
	"program": {func() error { return unix.Exec("/proc/self/exe", []string{"x"}, nil) }, false},
	"privileges": {func() error {
		return unix.Prctl(unix.PR_SET_DUMPABLE, 1, 0, 0, 0)
	}, false},
}

// TestMain makes one attempt in a process that a test starts: held, or not.
func TestMain(m *testing.M) {
	name := os.Getenv("GATEWAY_ATTEMPT")
	if name == "" {
		os.Exit(m.Run())
	}
	if os.Getenv("GATEWAY_HELD") != "" {
		if err := hold(); err != nil {
			os.Stderr.WriteString(err.Error())
			os.Exit(3)
		}
	}
	_ = attempts[name].try()
	os.Exit(7)
}

// A gateway cannot use files, other sockets or programs of the host. Without the filter it could.
func TestHold(t *testing.T) {
	for name, a := range attempts {
		for _, held := range []string{"", "yes"} {
			cmd := exec.Command("/proc/self/exe")
			cmd.Env = append(os.Environ(), "GATEWAY_ATTEMPT="+name, "GATEWAY_HELD="+held)
			if name == "program" && held == "" {
				continue // it would run
			}
			out, err := cmd.CombinedOutput()
			var exit *exec.ExitError
			if !errors.As(err, &exit) {
				t.Fatalf("%s: %v", name, err)
			}
			status := exit.Sys().(syscall.WaitStatus)
			if held == "" || a.allowed {
				if status.ExitStatus() != 7 {
					t.Errorf("%s, held %q: %v: %s", name, held, err, out)
				}
			} else if status.Signal() != unix.SIGSYS {
				t.Errorf("%s is possible: %v: %s", name, err, out)
			}
		}
	}
}
