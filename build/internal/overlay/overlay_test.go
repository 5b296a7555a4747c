package overlay

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/runtime/safepath"
)

func TestMain(m *testing.M) { testenv.Main(m) }

// inMountNamespace runs a test where it may mount. The thread ends with the test.
func inMountNamespace(t *testing.T, do func()) {
	t.Helper()
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		err := unix.Unshare(unix.CLONE_NEWNS)
		if err == nil {
			err = unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, "")
		}
		if err == nil {
			do()
		}
		done <- err
	}()
	if err := <-done; err != nil {
		testenv.Skip(t, fmt.Errorf("a mount namespace: %w", err))
	}
}

// layers makes n directories, top first: each has a file of its own and writes its
// number to "last"; the third from the bottom removes what the first has.
func layers(t *testing.T, n int) (out []*safepath.Root) {
	t.Helper()
	home := t.TempDir()
	for i := range n {
		dir := filepath.Join(home, fmt.Sprint(i))
		check(t, os.Mkdir(dir, 0o755))
		number := fmt.Sprint(n - 1 - i)
		check(t, os.WriteFile(filepath.Join(dir, "last"), []byte(number), 0o644))
		check(t, os.WriteFile(filepath.Join(dir, "f"+number), nil, 0o644))
		if number == "2" {
			check(t, unix.Mknod(filepath.Join(dir, "f0"), unix.S_IFCHR, 0))
		}
		root, err := safepath.OpenRoot(dir)
		check(t, err)
		t.Cleanup(func() { check(t, root.Close()) })
		out = append(out, root)
	}
	return out
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestManyLayers(t *testing.T) {
	for _, n := range []int{2, 128, maxStack, maxStack + 1, maxStack + 2, MaxLayers} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			inMountNamespace(t, func() {
				target := t.TempDir()
				if err := Mount(Spec{Lowers: layers(t, n), Target: target}); err != nil {
					t.Error(err)
					return
				}
				defer func() { check(t, Unmount(target)) }()
				checkView(t, target, n)
				if _, err := os.Stat(target + ".below"); !os.IsNotExist(err) {
					t.Errorf("the mount below is left: %v", err)
				}
			})
		})
	}
}

func TestTooManyLayers(t *testing.T) {
	same := make([]*safepath.Root, MaxLayers+1)
	err := Mount(Spec{Lowers: same, Target: t.TempDir()})
	if err == nil || !strings.Contains(err.Error(), "at most") {
		t.Errorf("the error is %v", err)
	}
}

func TestNumbersInsteadOfParts(t *testing.T) {
	inMountNamespace(t, func() {
		target := t.TempDir()
		spec := Spec{Lowers: layers(t, maxStack), Target: target}
		data := spec.data(spec.paths().relative())
		if len(data) > maxData {
			t.Errorf("%d layers make %d bytes", maxStack, len(data))
		}
		// Here, as another thread is in another mount namespace.
		if err := mountFromDescriptors(target, data); err != nil {
			t.Error(err)
			return
		}
		defer func() { check(t, Unmount(target)) }()
		checkView(t, target, maxStack)
	})
}

func checkView(t *testing.T, target string, n int) {
	t.Helper()
	last, err := os.ReadFile(filepath.Join(target, "last"))
	if err != nil || string(last) != fmt.Sprint(n-1) {
		t.Errorf("last is %q, %v", last, err)
	}
	for _, name := range []string{"f1", fmt.Sprintf("f%d", n-1)} {
		if _, err := os.Stat(filepath.Join(target, name)); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(filepath.Join(target, "f0")); n > 2 && !os.IsNotExist(err) {
		t.Errorf("a removed file is there: %v", err)
	}
}
