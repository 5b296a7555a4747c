package sandbox_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// attackVerb makes a copy of the test binary in a sandbox try something.
const attackVerb = "COOPER_TEST_ATTACK"

// attack connects to an abstract socket, prints the number of the session keyring,
// or sets a limit of itself and asks for one of another process.
func attack(address string) {
	if address == "keyring" {
		id, err := unix.KeyctlGetKeyringID(unix.KEY_SPEC_SESSION_KEYRING, false)
		fmt.Println(id, err)
		os.Exit(0)
	}
	if pid, ok := strings.CutPrefix(address, "prlimit "); ok {
		limit := unix.Rlimit{Cur: 100, Max: 100}
		fmt.Println("own", unix.Prlimit(os.Getpid(), unix.RLIMIT_NOFILE, &limit, nil))
		number, _ := strconv.Atoi(pid)
		fmt.Println("other", unix.Prlimit(number, unix.RLIMIT_NOFILE, nil, &limit))
		os.Exit(0)
	}
	c, err := net.Dial("unix", address)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	c.Close()
	fmt.Println("connected")
	os.Exit(0)
}

// copySelf puts this program into a root as /attack.
func copySelf(t *testing.T, spec *specs.Spec) {
	t.Helper()
	self, err := os.ReadFile("/proc/self/exe")
	if err == nil {
		err = os.WriteFile(filepath.Join(spec.Root.Path, "attack"), self, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func needLandlock(t *testing.T, abi int) {
	t.Helper()
	if have, err := sandbox.Landlock(); err != nil {
		testenv.Skip(t, fmt.Errorf("no Landlock: %w", err))
	} else if have < abi {
		testenv.Skip(t, fmt.Errorf("ABI %d of Landlock, not %d", have, abi))
	}
}

func runWith(t *testing.T, spec *specs.Spec, opts sandbox.Options) string {
	t.Helper()
	var out bytes.Buffer
	if opts.Stdout == nil {
		opts.Stdout = &out
	}
	opts.Stderr = &out
	_ = sandbox.Run(t.Context(), spec, opts)
	return out.String()
}

// A directory outside that a command has a descriptor of, by whatever mistake
// (CVE-2024-21626), is neither listed nor written to.
func TestFilesOutsideAreHeld(t *testing.T) {
	needLandlock(t, 2)
	const script = "d=/proc/self/fd/0; ls $d/; echo pwned >$d/canary; mkdir $d/new; rm $d/old"
	try := func(edit func(*specs.Spec)) (out, canary string, names int) {
		dir := t.TempDir()
		for _, name := range []string{"canary", "old"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte("fine"), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		leak, err := os.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer leak.Close()
		spec := newSpec(t, "/bin/sh", "-c", script)
		edit(spec)
		out = runWith(t, spec, sandbox.Options{Stdin: leak})
		text, _ := os.ReadFile(filepath.Join(dir, "canary"))
		entries, _ := os.ReadDir(dir)
		if _, err := os.Stat(filepath.Join(dir, "old")); err != nil {
			return out, string(text), -1
		}
		return out, string(text), len(entries)
	}
	out, canary, names := try(func(*specs.Spec) {})
	if canary != "fine" || names != 2 || strings.Contains(out, "canary\n") {
		t.Errorf("the canary is %q, of 2 files there are %d: %s", canary, names, out)
	}
	// The control: with a way to mount, Landlock does not hold files.
	if out, canary, names := try(func(s *specs.Spec) { s.Linux.Seccomp = nil }); canary != "pwned\n" || names != -1 {
		t.Errorf("without Landlock the attack does not work either: %q, %d: %s", canary, names, out)
	}
}

// What is done in a RUN works as before.
func TestFilesInsideAreNotHeld(t *testing.T) {
	script := `set -e
mkdir -p a b /tmp/t; echo 1 >a/f; mv a/f b/f; ln b/f a/g; echo 22 >>a/g; : >b/f; truncate -s 5 b/f
mknod a/p p; ln -s f b/s; echo x >/dev/null; echo y >/dev/shm/z; rm -r a b; (cd /tmp/t; rmdir ../t; ls >/dev/null)
echo out >/dev/stdout; echo err >/dev/stderr; echo done`
	spec := newSpec(t, "/bin/sh", "-c", script)
	file, err := os.OpenFile(filepath.Join(t.TempDir(), "out"), os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	errs := runWith(t, spec, sandbox.Options{Stdout: file})
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	if out, _ := io.ReadAll(file); string(out) != "out\ndone\n" || errs != "err\n" {
		t.Errorf("got %q, %q", out, errs)
	}
}

// With the network of the host, its abstract sockets are out of reach (CVE-2020-15257).
func TestAbstractSocketsAreOutOfReach(t *testing.T) {
	needLandlock(t, 6)
	address := "@cooper-test-" + fmt.Sprint(os.Getpid())
	l, err := net.Listen("unix", address)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if c, err := net.Dial("unix", address); err != nil {
		t.Fatal("nobody reaches the socket:", err)
	} else {
		c.Close()
	}
	spec := newSpec(t, "/attack")
	spec.Process.Env = append(spec.Process.Env, attackVerb+"="+address)
	copySelf(t, spec)
	if out := runWith(t, spec, sandbox.Options{}); !strings.Contains(out, "operation not permitted") {
		t.Errorf("got %q", out)
	}
	// The control: with a network of its own there is no such socket at all.
	sandbox.IsolateNetwork(spec)
	if out := runWith(t, spec, sandbox.Options{}); !strings.Contains(out, "connection refused") {
		t.Errorf("got %q", out)
	}
}

// A command that shares the caller's processes cannot signal them.
func TestSignalsStayInside(t *testing.T) {
	needLandlock(t, 6)
	spec := newSpec(
		t,
		"/bin/sh",
		"-c",
		fmt.Sprintf("sleep 100 & kill -0 $! && echo own; kill $!; wait $!; kill -0 %d 2>&1", os.Getpid()),
	)
	sandbox.ShareProcesses(spec)
	out := runWith(t, spec, sandbox.Options{})
	if !strings.HasPrefix(out, "own\n") || !strings.Contains(out, "not permitted") {
		t.Errorf("got %q", out)
	}
}
