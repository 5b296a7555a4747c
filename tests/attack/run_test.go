package attack

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sys/unix"
)

// run is one attack in one mode.
type run struct {
	t         *testing.T
	row       *row
	mode      mode
	parts     *programs
	program   string
	weak      bool
	isControl bool

	dir, work string
	canary    *canary
	services  *services
	env       map[string]string
	outcome   outcome
	last      result
	limit     time.Duration
	stop      chan struct{} // ends what goes on in the background
	waiting   sync.WaitGroup
}

// outcome is what a script came to.
type outcome struct {
	trips   []string // canaries that tripped
	broken  bool     // the script did not do what it was to do
	refused bool     // the mode runs no commands
	log     string
}

// result is that of one command.
type result struct {
	out   []byte
	err   error
	hangs bool
}

func newRun(t *testing.T, r *row, g mode, p *programs, program string) *run {
	t.Helper()
	dir, err := os.MkdirTemp(filepath.Dir(p.cooper), r.name+"-"+g.name+".")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	out := &run{
		t:       t,
		row:     r,
		mode:    g,
		parts:   p,
		program: program,
		dir:     dir,
		work:    filepath.Join(dir, "work"),
		stop:    make(chan struct{}),
		limit:   limit,
	}
	t.Cleanup(func() { removeAll(dir) })
	return out
}

// script runs a script and reads the canaries.
func (r *run) script(file string) outcome {
	r.canary = newCanary(r.t, filepath.Join(r.dir, "canary"), r.mode)
	defer r.canary.end()
	for _, d := range []string{"work", "home", "tmp"} {
		if err := os.Mkdir(filepath.Join(r.dir, d), 0o700); err != nil {
			r.t.Fatal(err)
		}
	}
	home := filepath.Join(r.dir, "home")
	out, err := exec.Command("cp", "-a", filepath.Join(r.parts.stores[r.mode.name], "storage"), home).CombinedOutput()
	if err != nil {
		r.t.Fatalf("copying the store: %v: %s", err, out)
	}
	r.services = startServices(r.t, r)
	defer r.services.stop()
	r.env = r.variables()
	recorder := &recorder{}
	testscript.RunT(recorder, testscript.Params{
		Files: []string{file}, WorkdirRoot: r.work, Setup: r.setup, Cmds: r.commands(),
		Condition: func(name string) (bool, error) { return name == r.mode.name, nil },
	})
	close(r.stop)
	r.waiting.Wait()
	r.outcome.broken = recorder.failed
	r.outcome.log = recorder.log.String()
	r.verdict()
	if os.Getenv("COOPER_ATTACK_LOG") != "" {
		r.t.Log(r.outcome.log)
	}
	return r.outcome
}

// variables are those of scripts, of commands, and of files in which they are
// written as @NAME@.
func (r *run) variables() map[string]string {
	home, tmp := filepath.Join(r.dir, "home"), filepath.Join(r.dir, "tmp")
	session := filepath.Join(r.dir, "session")
	if err := os.Mkdir(session, 0o700); err != nil {
		r.t.Fatal(err)
	}
	for _, d := range []string{home, tmp, session} {
		if r.mode.user.switching || os.Getuid() == 0 {
			_ = os.Chown(d, r.mode.user.uid, r.mode.user.gid)
		}
	}
	config := filepath.Join(r.dir, "storage.conf")
	text := fmt.Sprintf("[storage]\ndriver = \"\"\ngraphroot = %q\nrunroot = %q\n",
		filepath.Join(home, "storage"), filepath.Join(home, "run"))
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
	env := map[string]string{
		"HOME": home, "TMPDIR": tmp, "PATH": os.Getenv("PATH"), "CONTAINERS_STORAGE_CONF": config,
		"COOPER_PROGRESS": "plain",
		"XDG_RUNTIME_DIR": "", "USER": "attack", "ATTACKER": r.parts.attacker, "COOPER": r.program,
		"STORE": filepath.Join(home, "storage"), "CANARY": r.canary.dir,
		"SLEEPER":  fmt.Sprint(r.canary.sleeper.Process.Pid),
		"ABSTRACT": r.canary.abstract(), "TCP": r.canary.tcp, "SECRET": r.canary.tokens["secret"],
		"REGISTRY": r.parts.registry, "RUN": strings.ToLower(filepath.Base(r.dir)), "UID": fmt.Sprint(r.mode.user.uid),
		"GOCACHE": os.Getenv("GOCACHE"), "TOP": absolute(r.t, "."), "DISK": disk(), "LONG": strings.Repeat("x", 300),
	}
	if r.mode.session {
		env["XDG_RUNTIME_DIR"] = session
	}
	for name, value := range r.services.variables() {
		env[name] = value
	}
	env["LOOPER"], env["WEAK"] = r.parts.cooper+"-looper", ""
	if r.weak {
		env["LOOPER"], env["WEAK"] = r.parts.weak+"-looper", r.row.name
	}
	return env
}

func (r *run) setup(env *testscript.Env) error {
	for name, value := range r.env {
		env.Setenv(name, value)
	}
	r.env["WORK"] = env.WorkDir
	env.Setenv("WORK", env.WorkDir)
	err := filepath.WalkDir(env.WorkDir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(name, r.substitute(data), 0o644)
	})
	r.mode.user.own(r.t, r.work)
	return err
}

var variable = regexp.MustCompile(`@[A-Z]+@`)

func (r *run) substitute(text []byte) []byte {
	return variable.ReplaceAllFunc(text, func(name []byte) []byte {
		if value, ok := r.env[string(name[1:len(name)-1])]; ok {
			return []byte(value)
		}
		return name
	})
}

// limit bounds one command: what takes longer hangs.
const limit = 60 * time.Second

// disk is a block device of the machine, MAJOR:MINOR.
func disk() string {
	text, err := os.ReadFile("/proc/partitions")
	lines := strings.Split(string(text), "\n")
	if err != nil || len(lines) < 3 || len(strings.Fields(lines[2])) != 4 {
		return "8:0"
	}
	fields := strings.Fields(lines[2])
	return fields[0] + ":" + fields[1]
}

// cooper runs the program in the mode; leading K=V are variables.
func (r *run) cooper(dir string, args []string) result {
	extra := []string{}
	for len(args) > 0 && regexp.MustCompile(`^[A-Z_]+=`).MatchString(args[0]) {
		extra, args = append(extra, args[0]), args[1:]
	}
	cmd := r.mode.command(r.program, args...)
	cmd.Dir = dir
	cmd.Env = extra
	for _, name := range []string{
		"HOME", "TMPDIR", "PATH", "CONTAINERS_STORAGE_CONF", "COOPER_PROGRESS", "XDG_RUNTIME_DIR", "USER",
	} {
		cmd.Env = append(cmd.Env, name+"="+r.env[name])
	}
	cmd.Env = append(cmd.Env, "CI_JOB_TOKEN="+r.canary.tokens["environment"])
	if r.weak {
		cmd.Env = append(cmd.Env, "COOPER_WEAK="+r.row.name)
	}
	return r.await(cmd)
}

// await runs a command to its end.
func (r *run) await(cmd *exec.Cmd) (res result) {
	ctx, cancel := context.WithTimeout(context.Background(), r.limit)
	defer cancel()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.WaitDelay = time.Second
	if err := cmd.Start(); err != nil {
		return result{err: err}
	}
	stop := context.AfterFunc(ctx, func() { _ = unix.Kill(-cmd.Process.Pid, unix.SIGKILL) })
	defer stop()
	err := cmd.Wait()
	return result{out: out.Bytes(), err: err, hangs: ctx.Err() != nil}
}

// take notes what a command said.
func (r *run) take(res result) {
	r.last = res
	if res.hangs {
		r.trip("the command hangs")
	}
	if kinds := r.canary.found(res.out); len(kinds) != 0 {
		r.trip(fmt.Sprintf("the token of %v is in the output", kinds))
	}
	if r.mode.refuses != "" && res.err != nil && regexp.MustCompile(r.mode.refuses).Match(res.out) {
		r.outcome.refused = true
	}
}

func (r *run) trip(what string) { r.outcome.trips = append(r.outcome.trips, what) }

// verdict looks for everything that must not have happened.
func (r *run) verdict() {
	r.outcome.trips = append(r.outcome.trips, r.canary.verdict()...)
	for _, name := range []string{"home", "tmp", "work"} {
		r.search(filepath.Join(r.dir, name))
	}
	if !settled(5*time.Second, func() bool { return len(r.leftBehind()) == 0 }) {
		r.trip(fmt.Sprintf("left behind: %v", r.leftBehind()))
	}
}

// leftBehind lists work of builds that ended, and mounts.
func (r *run) leftBehind() (left []string) {
	for _, pattern := range []string{
		"overlay/tempdirs/cooper-*", "overlay/staging/*", "cooper/alive/*", "cooper/work/cooper-*", "cooper/tmp/*",
	} {
		found, _ := filepath.Glob(filepath.Join(r.dir, "home/storage", pattern))
		left = append(left, found...)
	}
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil || strings.Contains(string(mounts), r.dir) {
		left = append(left, "a mount")
	}
	links, _ := filepath.Glob("/proc/[0-9]*/cwd")
	for _, link := range links {
		if to, err := os.Readlink(link); err == nil && strings.HasPrefix(to, r.dir) {
			left = append(left, "the process "+link)
		}
	}
	return left
}

// search looks for tokens in all files below a directory, also in compressed ones.
func (r *run) search(dir string) {
	var unreadable int
	_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			unreadable++
			return nil
		}
		if !d.Type().IsRegular() || filepath.Base(name) == "given-secret" {
			return nil
		}
		data, err := readPlain(name)
		if err != nil {
			unreadable++
			return nil
		}
		if kinds := r.canary.found(data); len(kinds) != 0 {
			r.trip(fmt.Sprintf("the token of %v is in %s", kinds, strings.TrimPrefix(name, r.dir)))
		}
		return nil
	})
	if unreadable == 0 || os.Getuid() == 0 {
		return
	}
	// Files of subordinate ids, for a suite that does not run as root.
	for kind, token := range r.canary.tokens {
		cmd := exec.Command(r.parts.cooper, "unshare", "grep", "-rlaF", "--exclude=given-secret", "-e", token, dir)
		if out, _ := cmd.Output(); len(out) != 0 {
			r.trip(fmt.Sprintf("the token of %s is in %s", kind, out))
		}
	}
}

// maxSearched bounds how much of a file is searched.
const maxSearched = 64 << 20

func readPlain(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSearched))
	if err != nil {
		return nil, err
	}
	var plain io.Reader
	switch {
	case bytes.HasPrefix(data, []byte{0x1f, 0x8b}):
		if z, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
			plain = z
		}
	case bytes.HasPrefix(data, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		if z, err := zstd.NewReader(bytes.NewReader(data)); err == nil {
			defer z.Close()
			plain = z
		}
	}
	if plain != nil {
		more, _ := io.ReadAll(io.LimitReader(plain, maxSearched))
		data = append(data, more...)
	}
	return data, nil
}

// recorder is a testing.T that only remembers.
type recorder struct {
	log    bytes.Buffer
	failed bool
}

func (t *recorder) Skip(...any)   { runtime.Goexit() }
func (t *recorder) Parallel()     {}
func (t *recorder) Verbose() bool { return true }
func (t *recorder) Log(a ...any)  { fmt.Fprintln(&t.log, a...) }
func (t *recorder) FailNow()      { t.failed = true; runtime.Goexit() }
func (t *recorder) Fatal(a ...any) {
	t.Log(a...)
	t.FailNow()
}

func (t *recorder) Run(_ string, f func(testscript.T)) {
	var wait sync.WaitGroup
	wait.Go(func() { f(t) })
	wait.Wait()
}
