//go:build kill

// Package kill kills cooper at random moments, cuts the power of the disk that its
// store lies on, and lets podman and buildah write to the same store. Whatever
// happened: what had succeeded is there and whole, the same input gives the same
// digests afterwards, and nothing is left when all images are removed.
//
//	make kill
//	COOPER_KILLS=500 COOPER_CUTS=100 COOPER_BUILDS=64 how many
//	COOPER_KILL_DIR=/mnt/x    where stores lie; on a disk with a journal it is fast
//	COOPER_KILL_SEED=1        the same moments again, as far as machines repeat
package kill

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/cmdtest"
	"github.com/cooper-build/cooper/internal/testenv"
)

// asCooper makes the test binary the command line.
const asCooper = "COOPER_KILL_MAIN"

func TestMain(m *testing.M) {
	build.Init()
	if os.Getenv(asCooper) != "" {
		cmdtest.Main()
	}
	os.Exit(m.Run())
}

// number is a number of the environment.
func number(t *testing.T, name string, usual int) int {
	text := os.Getenv(name)
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	check(t, err)
	return n
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// newChance makes random numbers that another run can have again.
func newChance(t *testing.T) *rand.Rand {
	seed := uint64(number(t, "COOPER_KILL_SEED", int(time.Now().UnixNano()&0xffffffff)))
	t.Logf("COOPER_KILL_SEED=%d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// place is a store with a home around it.
type place struct {
	dir  string // of everything
	root string // of the store
	env  []string
	base string // a context that builds a busybox image
}

// newPlace makes an empty store below dir.
func newPlace(t *testing.T, dir string) *place {
	t.Helper()
	p := &place{dir: dir, root: filepath.Join(dir, "root"), base: filepath.Join(dir, "base")}
	for _, d := range []string{"home", "tmp", "base", "run"} {
		check(t, os.MkdirAll(filepath.Join(dir, d), 0o700))
	}
	// Where users have it: podman 4 takes a file that a variable names for the system's.
	config := filepath.Join(dir, "home/.config/containers/storage.conf")
	check(t, os.MkdirAll(filepath.Dir(config), 0o700))
	text := fmt.Sprintf("[storage]\ndriver = \"overlay\"\ngraphroot = %q\nrunroot = %q\n",
		p.root, filepath.Join(dir, "run"))
	check(t, os.WriteFile(config, []byte(text), 0o644))
	check(t, testenv.MakeBusyboxContext(p.base))
	inherited := slices.DeleteFunc(
		os.Environ(), func(pair string) bool { return strings.HasPrefix(pair, "CONTAINERS_") },
	)
	p.env = append(inherited, "HOME="+filepath.Join(dir, "home"), "TMPDIR="+filepath.Join(dir, "tmp"),
		"XDG_RUNTIME_DIR=", "COOPER_PROGRESS=plain", "SOURCE_DATE_EPOCH=0", "COOPER_CACHE_BUDGET=")
	if os.Getuid() == 0 {
		p.env = append(p.env, "CONTAINERS_STORAGE_CONF="+config)
	}
	return p
}

// newDir is where stores lie. What subordinate ids own is removed at the end.
func newDir(t *testing.T) string {
	t.Helper()
	home := os.Getenv("COOPER_KILL_DIR")
	if home == "" {
		home = os.TempDir()
	}
	dir, err := os.MkdirTemp(home, "kill-")
	check(t, err)
	t.Cleanup(func() {
		cmd := exec.Command("/proc/self/exe", "unshare", "rm", "-rf", dir)
		cmd.Env = append(os.Environ(), asCooper+"=1")
		if out, err := cmd.CombinedOutput(); err != nil && os.RemoveAll(dir) != nil {
			t.Errorf("removing %s: %v: %s", dir, err, out)
		}
	})
	return dir
}

// command is a command of cooper, or of another program that shares the store.
func (p *place) command(args ...string) *exec.Cmd {
	cmd := exec.Command("/proc/self/exe", args[1:]...)
	cmd.Env = append(p.env, asCooper+"=1")
	if args[0] != "cooper" {
		cmd = exec.Command(args[0], args[1:]...)
		cmd.Env = p.env
	}
	cmd.Dir = p.dir
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

// run runs a command to its end and returns what it prints.
func (p *place) run(args ...string) (string, error) {
	var errs bytes.Buffer
	cmd := p.command(args...)
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, errs.String())
	}
	return strings.TrimSpace(string(out)), err
}

// must is run where nothing may fail.
func (p *place) must(t *testing.T, args ...string) string {
	t.Helper()
	out, err := p.run(args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
