//go:build podsim

package podsim

import (
	"archive/tar"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/internal/testregistry"
)

var (
	only  = flag.String("only", "", "run this pod only")
	write = flag.Bool("write", false, "write the table into docs/pods.md")
	all   = flag.Bool("all", false, "build all files in all pods, not those of some twice")
)

// files are the Containerfiles that every pod builds.
var files = []string{"files", "shell", "install", "users"}

// slow files install and run programs of Debian.
var slow = map[string]bool{"install": true, "users": true}

// outcome is one cell of the table.
type outcome struct {
	refused bool
	took    time.Duration
}

func TestPods(t *testing.T) {
	m := newMachine(t)
	want := m.reference(t)
	var mu sync.Mutex
	table := map[string]map[string]outcome{}
	t.Run("pods", func(t *testing.T) {
		for i := range pods {
			p := &pods[i]
			if *only != "" && p.name != *only {
				continue
			}
			t.Run(p.name, func(t *testing.T) {
				t.Parallel()
				cells := m.build(t, p, want)
				mu.Lock()
				defer mu.Unlock()
				table[p.name] = cells
			})
		}
	})
	text := render(table)
	t.Log("\n" + text)
	if *write && !t.Failed() {
		writeTable(t, text)
	}
}

// build builds all files in a pod.
func (m *machine) build(t *testing.T, p *pod, want map[string][]map[string]entry) map[string]outcome {
	c, err := m.container(p, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(c.own) })
	m.checkMode(t, c)
	cells := map[string]outcome{}
	for _, file := range files {
		if !*all && !*write && *only == "" && p.alike != "" && slow[file] {
			continue // the pod that is alike builds it
		}
		started := time.Now()
		_, stderr, err := m.run(t.Context(), c, m.buildCommand(file)...)
		cell := outcome{took: time.Since(started)}
		if cell.refused = p.mode == "no-run" && file != "files"; cell.refused {
			checkRefusal(t, p, file, stderr, err)
		} else if err != nil {
			t.Errorf("%s: %v\n%s", file, err, stderr)
		} else if diff := compare(t, filepath.Join(c.own, file), want[file]); diff != "" {
			t.Errorf("%s differs from what an ordinary user gets:\n%s", file, diff)
		}
		cells[file] = cell
	}
	return cells
}

// buildCommand builds a file of the contexts, and writes the image below the
// working directory.
func (m *machine) buildCommand(file string) []string {
	script := fmt.Sprintf(`cooper --root ./store build -q --tls-verify=false --network host \
	--build-arg REGISTRY=$REGISTRY -f %[1]s/%[2]s.Containerfile -t %[2]s %[1]s >&2 &&
cooper --root ./store push -q %[2]s oci:./%[2]s >&2`, contextDir, file)
	return []string{"/bin/sh", "-c", script}
}

func (m *machine) checkMode(t *testing.T, c *container) {
	t.Helper()
	out, stderr, err := m.run(t.Context(), c, "cooper", "--root", "./store", "doctor", "--json")
	var d struct{ Isolation string }
	if json.Unmarshal([]byte(out), &d) != nil || d.Isolation != c.pod.mode {
		t.Fatalf("the mode is %q, want %s (%v)\n%s%s", d.Isolation, c.pod.mode, err, out, stderr)
	}
	// The exit code says whether commands can be run.
	if failed := err != nil; failed != (c.pod.mode == "no-run") {
		t.Errorf("doctor on %s: %v", d.Isolation, err)
	}
}

// checkRefusal: a build that cannot work says so at once, with the lines and one
// change of the pod, and leaves no image.
func checkRefusal(t *testing.T, p *pod, file, stderr string, err error) {
	t.Helper()
	if err == nil {
		t.Errorf("%s: was built in a mode without commands", file)
	}
	for _, part := range []string{
		file + ".Containerfile:", "RUN (line ", "creating a user namespace",
		"hint: in the pod: securityContext." + p.hint,
	} {
		if !strings.Contains(stderr, part) {
			t.Errorf("%s: the refusal does not say %q:\n%s", file, part, stderr)
		}
	}
}

func compare(t *testing.T, dir string, want []map[string]entry) string {
	t.Helper()
	got, err := layers(dir)
	if err != nil {
		t.Fatal(err)
	}
	diff := differences(got, want)
	if len(diff) > 20 {
		diff = append(diff[:20], fmt.Sprintf("and %d more", len(diff)-20))
	}
	return strings.Join(diff, "\n")
}

// newMachine prepares what all pods share.
func newMachine(t *testing.T) *machine {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Fatal("pods are started by runc as root: make podsim")
	}
	m := &machine{rootfs: podRoot(t), program: shared(t), contexts: shared(t), registry: testregistry.Start(t)}
	command(
		t, "go", "build", "-trimpath", "-tags", "containers_image_openpgp", "-o",
		filepath.Join(m.program, "cooper"), "../../cmd/cooper",
	)
	for _, file := range files {
		name := file + ".Containerfile"
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err == nil {
			err = os.WriteFile(filepath.Join(m.contexts, name), data, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	makeContext(t, m.contexts)
	return m
}

// shared is a directory that everybody may read.
func shared(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "podsim")
	if err == nil {
		err = os.Chmod(dir, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func command(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}

// makeContext makes the files that are copied, and an archive with owners.
func makeContext(t *testing.T, dir string) {
	t.Helper()
	for name, mode := range map[string]os.FileMode{
		"tree/program":    0o755,
		"tree/below/file": 0o640,
		"tree/secret":     0o400,
	} {
		file := filepath.Join(dir, name)
		err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(name), mode))
		if err != nil {
			t.Fatal(err)
		}
		// Pods read the context as users of their own.
		if err := os.Chmod(file, mode|0o044); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("program", filepath.Join(dir, "tree/link")); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, "archive.tar"))
	if err != nil {
		t.Fatal(err)
	}
	w := tar.NewWriter(f)
	for _, h := range []tar.Header{
		{Typeflag: tar.TypeDir, Name: "closed/", Mode: 0o500, Uid: 7, Gid: 8},
		{Typeflag: tar.TypeReg, Name: "closed/unreadable", Mode: 0, Uid: 9, Gid: 10},
		{Typeflag: tar.TypeSymlink, Name: "closed/link", Linkname: "unreadable", Uid: 11, Gid: 12},
	} {
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// reference builds everything as an ordinary user of this machine: base images,
// which go to the registry, and what pods are compared with.
func (m *machine) reference(t *testing.T) map[string][]map[string]entry {
	t.Helper()
	dir := shared(t)
	bases := filepath.Join(dir, "bases")
	makeBases(t, bases)
	user := testUser(t)
	for _, d := range []string{filepath.Join(dir, "home"), filepath.Join(dir, "out")} {
		if err := os.Mkdir(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	command(t, "chown", "-R", user+":", dir)
	as := func(script string) string {
		t.Helper()
		cmd := exec.Command("setpriv", "--reuid", user, "--regid", user, "--init-groups", "sh", "-ec", script)
		cmd.Dir = filepath.Join(dir, "out")
		cmd.Env = []string{
			"HOME=" + filepath.Join(dir, "home"), "USER=" + user, "REGISTRY=" + m.registry,
			"PATH=" + m.program + ":" + os.Getenv("PATH"),
		}
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", script, err, out)
		}
		return string(out)
	}
	t.Cleanup(func() { as("cooper --root ./store unshare rm -rf ./store") })
	as("cooper --root ./store doctor --need full")
	for _, base := range []string{"debian", "busybox"} {
		as(fmt.Sprintf("cooper --root ./store build -q -t $REGISTRY/%[1]s %[2]s/%[1]s && "+
			"cooper --root ./store push -q --tls-verify=false $REGISTRY/%[1]s", base, bases))
	}
	want := map[string][]map[string]entry{}
	for _, file := range files {
		script := strings.ReplaceAll(m.buildCommand(file)[2], contextDir, m.contexts)
		as(script)
		l, err := layers(filepath.Join(dir, "out", file))
		if err != nil {
			t.Fatal(err)
		}
		want[file] = l
	}
	return want
}

// testUser is the unprivileged user that other tests run as too.
func testUser(t *testing.T) string {
	t.Helper()
	command(t, "../as-user", "/bin/true")
	if user := os.Getenv("COOPER_TEST_USER"); user != "" {
		return user
	}
	return "cooper-test"
}

// makeBases makes the contexts of the base images: busybox, and a Debian that
// installs packages from where this machine does.
func makeBases(t *testing.T, dir string) {
	t.Helper()
	debian := filepath.Join(dir, "debian")
	if err := os.MkdirAll(debian, 0o755); err != nil {
		t.Fatal(err)
	}
	testenv.BusyboxContext(t, filepath.Join(dir, "busybox"))
	command(t, "tar", "-C", podRoot(t), "-cf", filepath.Join(debian, "rootfs.tar"), "--exclude=./dev/*", ".")
	command(t, "cp", "-r", "/etc/apt", filepath.Join(debian, "apt"))
	text := "FROM scratch\nADD rootfs.tar /\nCOPY apt/ /etc/apt/\nCMD [\"/bin/sh\"]\n"
	if err := os.WriteFile(filepath.Join(debian, "Containerfile"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// podRoot is a Debian with newuidmap, as the image of a runner would be. It is
// made once and kept outside of the tree.
var podRoot = func() func(t *testing.T) string {
	var once sync.Once
	var dir string
	return func(t *testing.T) string {
		t.Helper()
		once.Do(func() { dir = makePodRoot(t) })
		return dir
	}
}()

func makePodRoot(t *testing.T) string {
	t.Helper()
	cache := os.Getenv("COOPER_TEST_CACHE")
	if cache == "" {
		cache = "/var/cache/cooper-test"
	}
	dir := filepath.Join(cache, "debian-pod-2")
	if _, err := os.Stat(dir); err == nil {
		return dir
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		t.Fatal(err)
	}
	temp := dir + ".new"
	command(t, "rm", "-rf", temp)
	command(
		t, "mmdebstrap", "--quiet", "--variant=apt", "--include=uidmap", "--dpkgopt=path-exclude=/usr/share/man/*",
		"--dpkgopt=path-exclude=/usr/share/locale/*", "--dpkgopt=path-exclude=/usr/share/doc/*",
		"--format=directory", "bookworm", temp,
	)
	// As file capabilities, the programs work in more pods than as setuid ones.
	for tool, capability := range map[string]string{"newuidmap": "cap_setuid=ep", "newgidmap": "cap_setgid=ep"} {
		file := filepath.Join(temp, "usr/bin", tool)
		command(t, "chmod", "755", file)
		command(t, "setcap", capability, file)
	}
	command(t, "useradd", "--root", temp, "--uid", "1000", "builder")
	for _, file := range []string{"etc/subuid", "etc/subgid"} {
		if err := os.WriteFile(filepath.Join(temp, file), []byte("builder:100000:65536\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range []string{programDir, contextDir, privateDir} {
		if err := os.MkdirAll(filepath.Join(temp, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Rename(temp, dir); err != nil {
		t.Fatal(err)
	}
	return dir
}
