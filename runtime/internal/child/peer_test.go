package child

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// actVerb makes a test process act as cooper-init.
const actVerb = "COOPER_TEST_ACT"

func TestMain(m *testing.M) {
	if os.Getenv(actVerb) != "" {
		os.Exit(Main(os.Args[1:]))
	}
	if os.Getenv(signalVerb) != "" {
		os.Exit(signalSelf())
	}
	os.Exit(m.Run())
}

// TestPeer: cooper-init starts a program for a parent that made a socket for it, and
// for nobody who has only a byte.
func TestPeer(t *testing.T) {
	file := filepath.Join(t.TempDir(), "byte")
	if err := os.WriteFile(file, []byte{1}, 0o600); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	act := []string{self, "userns", "4", "/bin/echo", "echo", "started"}
	for _, c := range []struct {
		name string
		open func() (*os.File, error)
		args []string
		want string
	}{
		{"a file", func() (*os.File, error) { return os.Open(file) }, act, ""},
		{"a pipe", pipeWithByte, act, ""},
		{
			"a socket of another process", socketWithByte,
			append([]string{"/bin/sh", "-c", `"$@"; true`, "sh"}, act...), "",
		},
		{"a socket of the parent", socketWithByte, act, "started\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := c.open()
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			cmd := exec.Command(c.args[0], c.args[1:]...)
			cmd.Env = append(os.Environ(), actVerb+"=1")
			cmd.ExtraFiles = []*os.File{f}
			if out, _ := cmd.Output(); string(out) != c.want {
				t.Errorf("it says %q, want %q", out, c.want)
			}
		})
	}
}

func pipeWithByte() (*os.File, error) {
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer write.Close()
	_, err = write.Write([]byte{1})
	return read, err
}

func socketWithByte() (*os.File, error) {
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	defer unix.Close(pair[1])
	_, err = unix.Write(pair[1], []byte{1})
	return os.NewFile(uintptr(pair[0]), "socket"), err
}
