package child

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

func openDir(t *testing.T, name string) int {
	t.Helper()
	fd, err := unix.Open(name, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(fd) })
	return fd
}

// A label goes to the kernel or nowhere.
func TestLabelNeedsProc(t *testing.T) {
	dir := t.TempDir()
	fake := filepath.Join(dir, "thread-self/attr/exec")
	if err := errors.Join(os.MkdirAll(filepath.Dir(fake), 0o755), os.WriteFile(fake, nil, 0o666)); err != nil {
		t.Fatal(err)
	}
	names := []string{"thread-self/attr/exec"}
	err := writeProc(openDir(t, dir), names, "label")
	if !errors.Is(err, unix.EXDEV) || !strings.Contains(err.Error(), "not the filesystem of the kernel") {
		t.Errorf("a directory: %v", err)
	}
	if text, _ := os.ReadFile(fake); len(text) != 0 {
		t.Errorf("the file got %q", text)
	}
	proc := openDir(t, "/proc")
	for _, outside := range []string{"self/root" + fake, "self/cwd/label_test.go"} {
		err := writeProc(proc, []string{outside}, "label")
		if !errors.Is(err, unix.ELOOP) && !errors.Is(err, unix.EXDEV) {
			t.Errorf("%s: %v", outside, err)
		}
	}
	// The real file is found, also after one that is not there: a thread may name itself.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := writeProc(proc, []string{"thread-self/none", "thread-self/comm"}, "labelled"); err != nil {
		t.Error(err)
	}
	if text, err := os.ReadFile("/proc/thread-self/comm"); string(text) != "labelled\n" {
		t.Errorf("the name is %q, %v", text, err)
	}
}
