// Package testenv has the environment of tests in several packages: the rights of a
// sandbox's caller, a small root filesystem, and the rule for skipped tests.
package testenv

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cooper-build/cooper/runtime/userns"
)

// verb marks a test process that was started again inside a user namespace.
const verb = "COOPER_TEST_IN_USERNS"

// Main runs the tests of a package as root of a user namespace that maps the
// subordinate ids of the user, or as root itself. It fails when a test leaves
// mounts, children or descriptors behind.
func Main(m *testing.M) {
	userns.Init()
	if os.Getenv(verb) != "" {
		if err := userns.Enter(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	if !userns.Privileged() {
		os.Exit(again())
	}
	before, err := takeInventory()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	err = before.compareNow()
	// Tests of another package may mount something in the namespace of the host for a moment.
	for until := time.Now().Add(10 * time.Second); err != nil && code == 0 && time.Now().Before(until); {
		time.Sleep(200 * time.Millisecond)
		err = before.compareNow()
	}
	if err != nil && code == 0 {
		fmt.Fprintln(os.Stderr, "left behind:", err)
		code = 1
	}
	os.Exit(code)
}

func again() int {
	maps, err := userns.Subordinate()
	if err != nil {
		fmt.Fprintln(os.Stderr, "these tests need subordinate ids:", err)
		return 1
	}
	self, err := os.Executable()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	cmd := exec.Command(self, os.Args[1:]...)
	cmd.Env = append(os.Environ(), verb+"=1")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.ExtraFiles = []*os.File{nil}
	if err := userns.Start(cmd, maps); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); errors.As(err, &exit) {
		return exit.ExitCode()
	} else if err != nil {
		return 1
	}
	return 0
}

type inventory struct {
	mounts, fds int
}

func takeInventory() (inventory, error) {
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return inventory{}, err
	}
	fds, err := os.ReadDir("/proc/self/fd")
	return inventory{strings.Count(string(mounts), "\n"), len(fds)}, err
}

func (before inventory) compareNow() error {
	after, err := takeInventory()
	if err != nil {
		return err
	}
	return before.compare(after)
}

func (before inventory) compare(after inventory) error {
	if after.mounts > before.mounts { // fewer: somebody else's went, where mounts are the host's
		return fmt.Errorf("%d mounts", after.mounts-before.mounts)
	}
	// The runtime opens a few descriptors of its own while tests run: the
	// poller's, the memory file of cooper-init, cgroup files.
	if after.fds > before.fds+6 {
		return fmt.Errorf("%d descriptors", after.fds-before.fds)
	}
	children, err := os.ReadFile(fmt.Sprintf("/proc/self/task/%d/children", os.Getpid()))
	if err == nil && len(children) != 0 {
		return fmt.Errorf("children %s", children)
	}
	return nil
}

// Skip ends a test because the kernel or machine cannot do what it needs, which
// a probe found out. On CI nothing may be missing, so there it fails.
func Skip(t testing.TB, reason error) {
	t.Helper()
	if os.Getenv("COOPER_TEST_NO_SKIP") == "1" {
		t.Fatalf("would skip: %v", reason)
	}
	t.Skip(reason)
}

// Tool finds a program of the machine or skips.
func Tool(t testing.TB, name string) string {
	t.Helper()
	file, err := exec.LookPath(name)
	if err != nil {
		Skip(t, err)
	}
	return file
}

// BusyboxRoot makes a root file system of a static busybox, with links for its
// applets, users and groups, and an empty directory for every usual mount point.
func BusyboxRoot(t testing.TB, dir string) {
	t.Helper()
	if err := makeBusyboxRoot(Tool(t, "busybox"), dir); err != nil {
		t.Fatal(err)
	}
}

func makeBusyboxRoot(busybox, dir string) error {
	for _, d := range []string{"bin", "etc", "proc", "sys", "dev", "tmp", "root", "home/user"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			return err
		}
	}
	program, err := os.ReadFile(busybox)
	if err != nil {
		return err
	}
	applets, err := exec.Command(busybox, "--list").Output()
	if err != nil {
		return err
	}
	for _, name := range strings.Fields(string(applets)) {
		if err := os.Symlink("busybox", filepath.Join(dir, "bin", name)); err != nil && name != "busybox" {
			return err
		}
	}
	return errors.Join(
		os.Remove(filepath.Join(dir, "bin/busybox")),
		os.WriteFile(filepath.Join(dir, "bin/busybox"), program, 0o755),
		os.WriteFile(
			filepath.Join(dir, "etc/passwd"),
			[]byte("root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000::/home/user:/bin/sh\n"),
			0o644,
		),
		os.WriteFile(
			filepath.Join(dir, "etc/group"),
			[]byte("root:x:0:\nuser:x:1000:\nextra:x:2000:user\nother:x:3000:\n"),
			0o644,
		),
		os.Chmod(filepath.Join(dir, "tmp"), 0o1777|os.ModeSticky),
	)
}

// BusyboxContext makes a build context that builds a busybox image.
func BusyboxContext(t testing.TB, dir string) {
	t.Helper()
	Tool(t, "busybox")
	if err := MakeBusyboxContext(dir); err != nil {
		t.Fatal(err)
	}
}

// MakeBusyboxContext is BusyboxContext for those who have no test.
func MakeBusyboxContext(dir string) error {
	busybox, err := exec.LookPath("busybox")
	if err != nil {
		return err
	}
	if err := makeBusyboxRoot(busybox, filepath.Join(dir, "rootfs")); err != nil {
		return err
	}
	text := "FROM scratch\nCOPY rootfs/ /\nENV PATH=/bin\nCMD [\"/bin/sh\"]\n"
	return os.WriteFile(filepath.Join(dir, "Containerfile"), []byte(text), 0o644)
}
