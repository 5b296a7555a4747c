// Package script tests the command line as users have it: each file of testdata
// is a script that runs the real main. It starts with an empty home and an empty
// store, a registry on loopback at $REGISTRY, and in $BASE a context that builds
// a busybox image.
package script

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/cmdtest"
	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/internal/testregistry"
)

var update = flag.Bool("update", false, "write what comes out into the scripts")

func TestMain(m *testing.M) {
	build.Init()
	testscript.Main(m, map[string]func(){"cooper": cmdtest.Main, "confined": confined, "noptrace": noptrace})
}

// TestScripts runs all scripts as after su or in cron, without an XDG_RUNTIME_DIR.
func TestScripts(t *testing.T) {
	runScripts(t, false, "testdata/*.txtar")
}

// TestSession runs the scripts with registries once more, as a user has them who has
// logged in.
func TestSession(t *testing.T) {
	runScripts(t, true, "testdata/*regist*.txtar")
}

func runScripts(t *testing.T, session bool, pattern string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	base := t.TempDir()
	testenv.BusyboxContext(t, base)
	address := testregistry.Start(t)
	listing := startListing(t)
	sigstore := startSigstore(t)
	hello := t.TempDir()
	for _, arch := range []string{"amd64", "arm64"} {
		compileHello(t, hello, arch)
	}
	compileProgram(t, hello, "fileops")
	compileProgram(t, hello, "netclient")
	web, near := startWeb(t, t.TempDir()), startNear(t)
	frontDir := t.TempDir()
	front := startFront(t, address, frontDir)
	testscript.Run(t, testscript.Params{
		Files:         files,
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, "home")
			if err := os.Mkdir(home, 0o700); err != nil {
				return err
			}
			// Root's store is not below its home.
			config := filepath.Join(env.WorkDir, "storage.conf")
			text := fmt.Sprintf("[storage]\ndriver = \"\"\ngraphroot = %q\nrunroot = %q\n",
				filepath.Join(home, ".local/share/containers/storage"), filepath.Join(env.WorkDir, "run"))
			if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
				return err
			}
			for name, value := range map[string]string{
				"CONTAINERS_STORAGE_CONF": config,
				"HOME":                    home, "BASE": base, "REGISTRY": address, "WEB": web, "HELLO": hello,
				"LISTING": listing,
				"HOST":    hostOf(web), "PORT": portOf(web), "NEAR": near, "NEARHOST": hostOf(near),
				"USER": os.Getenv("USER"), "XDG_RUNTIME_DIR": "",
				"TMPDIR": env.WorkDir, "COOPER_SIGN_PASSPHRASE": "correct horse", "COOPER_PROGRESS": "plain",
			} {
				env.Setenv(name, value)
			}
			for _, more := range []map[string]string{front.address, sigstore} {
				for name, value := range more {
					env.Setenv(name, value)
				}
			}
			if session {
				dir := filepath.Join(env.WorkDir, "session")
				if err := os.Mkdir(dir, 0o700); err != nil {
					return err
				}
				env.Setenv("XDG_RUNTIME_DIR", dir)
			}
			env.Setenv("FRONTDIR", frontDir)
			env.Setenv("REQUESTS", filepath.Join(frontDir, "requests"))
			env.Defer(func() { removeStore(home) })
			return nil
		},
		Condition: func(name string) (bool, error) {
			switch name {
			case "tun":
			case "near":
				return near != "", nil
			case "userns": // root's namespace is the host's, whose settings a test leaves alone
				return os.Getuid() != 0, nil
			default:
				return false, fmt.Errorf("unknown condition %q", name)
			}
			tun, err := os.OpenFile("/dev/net/tun", os.O_RDWR, 0)
			if err == nil {
				tun.Close()
			}
			return err == nil, nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"bomb":         writeBomb,
			"clean":        checkClean,
			"events":       checkEvents,
			"interrupted":  runInterrupted,
			"killed":       runKilled,
			"layer":        printLayer,
			"record":       writeRecord,
			"watched":      runWatched,
			"listed":       runListed,
			"workerkilled": runWorkerKilled,
		},
	})
}

// compileHello makes a static program that writes the architecture that it was
// compiled for to /arch.
func compileHello(t *testing.T, dir, arch string) {
	t.Helper()
	source := filepath.Join(dir, "hello.go")
	const text = `package main

import (
	"os"
	"runtime"
)

func main() { os.WriteFile("/arch", []byte(runtime.GOARCH), 0o644) }
`
	if err := os.WriteFile(source, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "build", "-o", filepath.Join(dir, "hello-"+arch), source)
	cmd.Env = append(os.Environ(), "GOARCH="+arch, "CGO_ENABLED=0", "GO111MODULE=off", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// compileProgram makes a program of a directory beside this file, for a directory of an image.
func compileProgram(t *testing.T, dir, name string) {
	t.Helper()
	cmd := exec.Command("go", "build", "-buildvcs=false", "-o", filepath.Join(dir, name), "./"+name)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// removeStore removes files that belong to subordinate ids.
func removeStore(home string) {
	if c, err := build.Unshare([]string{"rm", "-rf", filepath.Join(home, ".local")}); err == nil {
		_ = build.RunUnshared(context.Background(), c)
	}
}

// checkClean fails when the store holds work of a build that ended, or when a
// mount of the script's is left. A worker whose parent was killed may still be
// about to end.
func checkClean(ts *testscript.TestScript, _ bool, _ []string) {
	var left []string
	for range 100 {
		if left = leftBehind(ts); len(left) == 0 {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	ts.Fatalf("left behind: %v", left)
}

func leftBehind(ts *testscript.TestScript) (left []string) {
	home := ts.Getenv("HOME")
	for _, pattern := range []string{
		"overlay/tempdirs/cooper-*", "overlay/staging/*", "cooper/work/cooper-*", "cooper/alive/*", "cooper/tmp/*",
	} {
		found, err := filepath.Glob(filepath.Join(home, ".local/share/containers/storage", pattern))
		ts.Check(err)
		left = append(left, found...)
	}
	layers, err := unheldLayers(storeOf(ts))
	ts.Check(err)
	left = append(left, layers...)
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	ts.Check(err)
	if strings.Contains(string(mounts), home) {
		left = append(left, "a mount below "+home)
	}
	return left
}

// runKilled starts a command and kills it, and all it started, with SIGKILL after
// a time: killed 300ms cooper build .
func runKilled(ts *testscript.TestScript, _ bool, args []string) {
	wait, err := time.ParseDuration(args[0])
	ts.Check(err)
	cmd := command(ts, args[1:])
	ts.Check(cmd.Start())
	time.Sleep(wait)
	ts.Check(cmd.Process.Kill())
	_ = cmd.Wait()
	time.Sleep(200 * time.Millisecond)
}

// command is a command of the script's, with its environment.
func command(ts *testscript.TestScript, args []string) *exec.Cmd {
	program, err := exec.LookPath(filepath.Join(filepath.Dir(lookup(ts, args[0])), args[0]))
	ts.Check(err)
	cmd := exec.Command(program, args[1:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{
		"CONTAINERS_STORAGE_CONF", "HOME", "BASE", "USER", "TMPDIR", "XDG_RUNTIME_DIR", "PATH", "COOPER_PROGRESS",
	} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	return cmd
}

// runInterrupted starts a build, and sends it interrupts as often as the first
// argument says once its command runs. It must end then.
func runInterrupted(ts *testscript.TestScript, _ bool, args []string) {
	times, err := strconv.Atoi(args[0])
	ts.Check(err)
	cmd := command(ts, args[1:])
	errs, err := cmd.StderrPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	lines := bufio.NewScanner(errs)
	for lines.Scan() && !strings.HasSuffix(lines.Text(), "started") || strings.Contains(lines.Text(), "echo started") {
		ts.Logf("%s", lines.Text())
	}
	timer := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	for range times {
		ts.Check(cmd.Process.Signal(os.Interrupt))
		time.Sleep(300 * time.Millisecond)
	}
	var said strings.Builder
	for lines.Scan() {
		said.WriteString(lines.Text() + "\n")
	}
	begun := time.Now()
	err = cmd.Wait()
	ts.Logf("%s\n%v after %s", said.String(), err, time.Since(begun))
	if code := cmd.ProcessState.ExitCode(); code != 130 && code != 125 {
		ts.Fatalf("the build ended with %v", cmd.ProcessState)
	}
}

func lookup(ts *testscript.TestScript, name string) string {
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if file := filepath.Join(dir, name); exists(file) {
			return file
		}
	}
	ts.Fatalf("%s is not in PATH", name)
	return ""
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return !errors.Is(err, os.ErrNotExist)
}

// printLayer writes what a layer of an OCI layout holds to a file, as tar lists
// it: layer DIR NUMBER OUTPUT; numbers below zero count from the last.
func printLayer(ts *testscript.TestScript, _ bool, args []string) {
	listing, err := listLayer(ts.MkAbs(args[0]), args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(listing), 0o644))
}
