package sandbox_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/caps"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// An image whose /proc, /sys or /dev is a link does not choose where they go.
func TestLinkedSystemTreesAreRefused(t *testing.T) {
	for _, name := range []string{"proc", "sys", "dev"} {
		spec := newSpec(t, "/bin/true")
		place := filepath.Join(spec.Root.Path, name)
		err := errors.Join(
			os.Remove(place),
			os.Mkdir(filepath.Join(spec.Root.Path, "elsewhere"), 0o755),
			os.Symlink("elsewhere", place),
		)
		if err != nil {
			t.Fatal(err)
		}
		err = sandbox.Run(t.Context(), spec, sandbox.Options{})
		if err == nil || !strings.Contains(err.Error(), "mounting /"+name+": following a symbolic link in the image") {
			t.Errorf("/%s: %v", name, err)
		}
	}
}

// What is masked has to lie in the real /proc.
func TestMaskNeedsProc(t *testing.T) {
	spec := newSpec(t, "/bin/true")
	spec.Mounts[0] = specs.Mount{Destination: "/proc", Type: "tmpfs", Source: "tmpfs"}
	spec.Linux.MaskedPaths = []string{"/proc/keys"}
	err := sandbox.Run(t.Context(), spec, sandbox.Options{})
	if err == nil || !strings.Contains(err.Error(), "/proc is not the filesystem of the kernel") {
		t.Errorf("got %v", err)
	}
}

// A file in the place of /dev/null is not bound over what a mask hides.
func TestMaskNeedsTheNullDevice(t *testing.T) {
	fake := filepath.Join(t.TempDir(), "null")
	spec := newSpec(t, "/bin/true")
	err := inMountNamespace(func() error {
		err := errors.Join(os.WriteFile(fake, nil, 0o666), unix.Mount(fake, "/dev/null", "", unix.MS_BIND, ""))
		if err != nil {
			t.Error(err)
		}
		return sandbox.Run(t.Context(), spec, sandbox.Options{Stdin: os.Stdin})
	})
	if err == nil || !strings.Contains(err.Error(), "/dev/null is another file than the device of this name") {
		t.Errorf("got %v", err)
	}
}

// inMountNamespace runs do on a thread with a mount namespace of its own, which
// ends with it; the main thread would not.
func inMountNamespace(do func() error) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		if unix.Gettid() == os.Getpid() {
			err := inMountNamespace(do)
			runtime.UnlockOSThread()
			done <- err
			return
		}
		err := errors.Join(
			unix.Unshare(unix.CLONE_NEWNS|unix.CLONE_FS), unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""),
		)
		if err == nil {
			err = do()
		}
		done <- err
	}()
	return <-done
}

// A command does not have the session keyring of its caller.
func TestKeyringIsOwn(t *testing.T) {
	runtime.LockOSThread() // the keyring is the thread's; it ends with the test
	ours, err := unix.KeyctlJoinSessionKeyring("cooper-test")
	if err != nil {
		testenv.Skip(t, fmt.Errorf("the kernel or a filter around the test has no keyrings: %w", err))
	}
	spec := newSpec(t, "/attack")
	spec.Linux.Seccomp = nil // which forbids to look
	spec.Process.Env = append(spec.Process.Env, attackVerb+"=keyring")
	copySelf(t, spec)
	var out bytes.Buffer
	if err := sandbox.Run(t.Context(), spec, sandbox.Options{Stdout: &out, Stderr: &out}); err != nil {
		t.Fatal(err, out.String())
	}
	if got := strings.TrimSpace(out.String()); got == fmt.Sprint(ours, " <nil>") || !strings.HasSuffix(got, "<nil>") {
		t.Errorf("the command has the keyring %s, the test %d", got, ours)
	}
}

// No process that a command can see shows it an environment of the host, also
// with all capabilities and where processes are shared.
func TestNoEnvironmentOfTheHost(t *testing.T) {
	t.Setenv("CANARY", "canary-of-the-host")
	everything, err := caps.Adjust(caps.Default(), []string{"ALL"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	const script = "cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | sort -u"
	for name, edit := range map[string]func(*specs.Spec){
		"own processes": func(s *specs.Spec) { s.Process.Capabilities.Bounding = everything },
		"shared processes": func(s *specs.Spec) {
			s.Process.Capabilities.Bounding = everything
			sandbox.ShareProcesses(s)
		},
	} {
		out, err := shell(t, script, edit)
		if err != nil || !strings.Contains(out, "PATH=/bin") || strings.Contains(out, "canary") {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

// A command has a session of its own and no terminal of the caller's, into which it
// could type (TIOCSTI).
func TestSessionIsOwn(t *testing.T) {
	out, err := shell(t, "set -- $(cat /proc/$$/stat); echo $1 $6 $7; cat /dev/tty 2>&1 | head -1")
	fields := strings.Fields(out)
	if err != nil || len(fields) < 3 || fields[0] != fields[1] || fields[2] != "0" ||
		!strings.Contains(out, "No such device or address") {
		t.Errorf("process, session and terminal: %v %q", err, out)
	}
}
