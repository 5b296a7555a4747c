//go:build kill

package kill

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/internal/testregistry"
)

// Of include/uapi/linux/fs.h and fs/ext4/ext4.h: the file system ends at once, and
// what is in its log and not on the disk is lost.
const (
	shutdown   = 0x8004587d // FS_IOC_SHUTDOWN
	noLogFlush = 2
)

// disk is an ext4 file system with a journal in a file.
type disk struct{ image, at string }

func newDisk(t *testing.T) *disk {
	t.Helper()
	dir := t.TempDir()
	d := &disk{filepath.Join(dir, "image"), filepath.Join(dir, "at")}
	check(t, os.Mkdir(d.at, 0o755))
	check(t, os.WriteFile(d.image, nil, 0o600))
	check(t, os.Truncate(d.image, 2<<30))
	out, err := exec.Command(testenv.Tool(t, "mkfs.ext4"), "-q", "-O", "has_journal", d.image).CombinedOutput()
	if err != nil {
		t.Fatalf("making a file system: %v: %s", err, out)
	}
	d.mount(t)
	t.Cleanup(func() { _ = unix.Unmount(d.at, unix.MNT_DETACH) })
	return d
}

func (d *disk) mount(t *testing.T) {
	t.Helper()
	if out, err := exec.Command("mount", "-o", "loop", d.image, d.at).CombinedOutput(); err != nil {
		t.Fatalf("mounting: %v: %s", err, out)
	}
}

// cut ends the file system as when the power fails. Whoever writes to it gets errors.
func (d *disk) cut(t *testing.T) {
	t.Helper()
	f, err := os.Open(d.at)
	check(t, err)
	check(t, unix.IoctlSetPointerInt(int(f.Fd()), shutdown, noLogFlush))
	check(t, f.Close())
}

// again mounts it anew, which reads the log. While a process that is about to end
// still has it in its mount namespace, the file system is the one that is dead.
func (d *disk) again(t *testing.T) {
	t.Helper()
	probe := filepath.Join(d.at, "alive")
	for range 200 {
		if unix.Unmount(d.at, 0) == nil {
			d.mount(t)
			if os.WriteFile(probe, nil, 0o600) == nil {
				check(t, os.Remove(probe))
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	for _, p := range processes() {
		if strings.Contains(p.args, "cooper") || strings.Contains(p.args, "storage-") || p.name == "kill.test" {
			t.Logf("there is %+v", p)
		}
	}
	t.Fatalf("%s cannot be unmounted", d.at)
}

// privateMounts marks a process that has a mount namespace of its own.
const privateMounts = "COOPER_KILL_MOUNTS"

// inOwnMounts runs the test once more in a process with a mount namespace of its own:
// whoever makes one elsewhere meanwhile would get a copy of the disk's mount, and keep
// the dead file system.
func inOwnMounts(t *testing.T) (done bool) {
	t.Helper()
	if os.Getuid() != 0 {
		testenv.Skip(t, fmt.Errorf("mounting a disk: %w", unix.EPERM))
	}
	if os.Getenv(privateMounts) != "" {
		check(t, unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""))
		return false
	}
	cmd := exec.Command("/proc/self/exe", "-test.v", "-test.timeout=0", "-test.run=^"+t.Name()+"$")
	cmd.Env = append(os.Environ(), privateMounts+"=1")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWNS, Pdeathsig: unix.SIGKILL}
	if err := cmd.Run(); err != nil {
		t.Error(err)
	}
	return true
}

// TestPowerCuts cuts the power at random moments while commands run side by side.
func TestPowerCuts(t *testing.T) {
	if inOwnMounts(t) {
		return
	}
	cuts := number(t, "COOPER_CUTS", 100)
	chance := newChance(t)
	d := newDisk(t)
	registry := testregistry.Start(t)
	emptied := newWorks(t, newPlace(t, filepath.Join(t.TempDir(), "undisturbed")), registry)
	emptied.start(t)
	check(t, emptied.empty())
	empty := usageOf(t, emptied.place)

	w := newWorks(t, newPlace(t, filepath.Join(d.at, "disturbed")), registry)
	w.ids = emptied.ids
	w.start(t)
	check(t, exec.Command("sync").Run())
	kept := 0
	for n := 1; n <= cuts && !t.Failed(); n++ {
		when := w.cutAtRandom
		if n%2 == 0 {
			when = w.cutAfterSuccess
		}
		what, running := when(chance, func() { d.cut(t) })
		for _, p := range below(os.Getpid())[1:] {
			_ = unix.Kill(p.pid, unix.SIGKILL)
		}
		running.Wait()
		d.again(t)
		kept += len(w.must)
		report(t, fmt.Sprintf("cut %d, %s", n, what), w.checkNames())
		if n%5 == 0 {
			report(t, fmt.Sprintf("cut %d", n), w.checkWhole())
		}
	}
	t.Logf("%d names had been given before %d cuts", kept, cuts)
	report(t, "at the end", w.checkWhole())
	for i := range variants {
		if id := w.place.must(t, buildOf(w, i, built(i))...); id != w.ids[built(i)] {
			t.Errorf("variant %d is %s now, it was %s", i, id, w.ids[built(i)])
		}
	}
	check(t, w.empty())
	report(t, "left behind", usageOf(t, w.place).compare(empty))
}

// cutAtRandom cuts the power while two commands run.
func (w *works) cutAtRandom(chance *rand.Rand, cut func()) (what string, running *sync.WaitGroup) {
	running = &sync.WaitGroup{}
	var mu sync.Mutex
	over := make(chan struct{})
	for half := range 2 {
		deeds := w.some(chance, half)
		running.Go(func() { w.untilCut(deeds, over, &mu) })
	}
	after := time.Duration(chance.Int64N(int64(3 * time.Second)))
	time.Sleep(after)
	mu.Lock() // what is noted had succeeded before
	defer mu.Unlock()
	cut()
	close(over)
	return "after " + after.String(), running
}

// cutAfterSuccess cuts the power as soon as a command that gives a name has succeeded.
func (w *works) cutAfterSuccess(chance *rand.Rand, cut func()) (what string, running *sync.WaitGroup) {
	for {
		d := w.any(chance)
		if d.gives == "" {
			continue
		}
		delete(w.must, d.gives)
		for _, args := range append([][]string{{"cooper", "rmi", d.gives}}, d.prepare...) {
			_, _ = w.run(args...) // it is not there, or is there already
		}
		unix.Sync() // that it is not there lasts too
		if _, err := w.run(d.args...); err == nil {
			cut()
			w.must[d.gives] = true
			return fmt.Sprintf("after %v", d.args[1:]), &sync.WaitGroup{}
		}
	}
}

// some are commands that have to do with one half of the images.
func (w *works) some(chance *rand.Rand, half int) (out []deed) {
	for len(out) < 50 {
		if i := chance.IntN(variants); i%2 == half {
			out = append(out, w.of(chance, i))
		}
	}
	return out
}

// untilCut runs commands and notes what succeeds before the power fails.
func (w *works) untilCut(deeds []deed, over <-chan struct{}, mu *sync.Mutex) {
	for _, d := range deeds {
		select {
		case <-over:
			return
		default:
		}
		for _, args := range d.prepare {
			_, _ = w.run(args...) // it is there already, or the power has failed
		}
		mu.Lock()
		for _, name := range d.takes {
			delete(w.must, name)
		}
		mu.Unlock()
		_, err := w.run(d.args...)
		mu.Lock()
		select {
		case <-over:
		default:
			if err == nil && d.gives != "" {
				w.must[d.gives] = true
			}
		}
		mu.Unlock()
	}
}
