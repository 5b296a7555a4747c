//go:build podsim

package podsim

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cooper-build/cooper/internal/testregistry"
	"github.com/cooper-build/cooper/tests/podbuild"
)

var (
	only  = flag.String("only", "", "run this pod only")
	write = flag.Bool("write", false, "write the table into docs/pods.md")
	all   = flag.Bool("all", false, "build all files in all pods, not those of some twice")
)

// slow files install and run programs of Debian.
var slow = map[string]bool{"install": true, "users": true}

// outcome is one cell of the table.
type outcome struct {
	refused bool
	took    time.Duration
}

func TestPods(t *testing.T) {
	m := newMachine(t)
	user := podbuild.NewUser(t, m.program, m.registry)
	user.PushBases(t)
	want := user.Reference(t, m.contexts)
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
	found := rows(t, table)
	t.Log("\n" + podbuild.Table(found))
	if *write && !t.Failed() {
		podbuild.WriteTable(t, found)
	}
}

// build builds all files in a pod.
func (m *machine) build(t *testing.T, p *pod, want map[string][]map[string]podbuild.Entry) map[string]outcome {
	c, err := m.container(p, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(c.own) })
	m.checkMode(t, c)
	cells := map[string]outcome{}
	for _, file := range podbuild.Files {
		if !*all && !*write && *only == "" && p.alike != "" && slow[file] {
			continue // the pod that is alike builds it
		}
		started := time.Now()
		_, stderr, err := m.run(t.Context(), c, "/bin/sh", "-c", podbuild.BuildScript(contextDir, file))
		cell := outcome{took: time.Since(started)}
		if cell.refused = p.mode == "no-run" && file != "files"; cell.refused {
			checkRefusal(t, p, file, stderr, err)
		} else if err != nil {
			t.Errorf("%s: %v\n%s", file, err, stderr)
		} else if diff, err := podbuild.Compare(filepath.Join(c.own, file), want[file]); err != nil || diff != "" {
			t.Errorf("%s differs from what an ordinary user gets: %v\n%s", file, err, diff)
		}
		cells[file] = cell
	}
	if p.mode != "no-run" {
		m.checkList(t, c)
	}
	return cells
}

// reach says with its exit code whether a RUN could connect to the registry, or could not, as $1 says.
// The other arguments are for the build.
const reach = `
want=$1
shift
printf 'FROM %s/busybox\nRUN wget -q -O /dev/null http://%s/v2/ && is=yes || is=no; [ $is = %s ]\n' \
	$REGISTRY $REGISTRY $want | cooper --root ./store build -q --tls-verify=false "$@" -`

// checkList: a RUN reaches a host that is not listed without a list, and does not with one.
func (m *machine) checkList(t *testing.T, c *container) {
	t.Helper()
	try := func(args ...string) (string, error) {
		_, stderr, err := m.run(t.Context(), c, append([]string{"/bin/sh", "-c", reach, "reach"}, args...)...)
		return stderr, err
	}
	if stderr, err := try("yes", "--network=host"); err != nil {
		t.Errorf("without a list: %v\n%s", err, stderr)
	}
	list := []string{"no", "--network=allow:example.org"}
	if c.pod.noList {
		if stderr, err := try(list...); err == nil || !strings.Contains(stderr, "hint: use --isolation gvisor") {
			t.Errorf("a list that the pod forbids: %v\n%s", err, stderr)
		}
		list = append(list, "--isolation=gvisor")
	}
	if stderr, err := try(list...); err != nil {
		t.Errorf("%v: %v\n%s", list, err, stderr)
	}
}

func (m *machine) checkMode(t *testing.T, c *container) {
	t.Helper()
	out, stderr, err := m.run(t.Context(), c, "cooper", "--root", "./store", "doctor", "--json")
	var d struct {
		Isolation string
		Checks    []struct {
			Name, Detail, Hint string
			OK                 bool
		}
	}
	if json.Unmarshal([]byte(out), &d) != nil || d.Isolation != c.pod.mode {
		t.Fatalf("the mode is %q, want %s (%v)\n%s%s", d.Isolation, c.pod.mode, err, out, stderr)
	}
	for _, check := range d.Checks {
		if check.Name == "network allow" && (check.OK == c.pod.noList || check.OK != (check.Hint == "")) {
			t.Errorf("a network that leads to listed hosts: %+v", check)
		}
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

// newMachine prepares what all pods share.
func newMachine(t *testing.T) *machine {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Fatal("pods are started by runc as root: make podsim")
	}
	m := &machine{
		rootfs: podRoot(t), program: podbuild.Shared(t), contexts: podbuild.Shared(t),
		registry: testregistry.Start(t),
	}
	podbuild.BuildProgram(t, m.program)
	podbuild.MakeContext(t, m.contexts)
	return m
}

// podRoot is the root file system of the pods: a Debian with a user, newuidmap and the places
// of the volumes.
func podRoot(t *testing.T) string {
	t.Helper()
	dir := podbuild.Debian(t)
	for _, d := range []string{programDir, contextDir, privateDir} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
