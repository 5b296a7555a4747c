// Package attack holds an attack for each row of a list of what was done to
// container builders and runtimes, see README.md. A directory is a row:
//
//	claim.txt     what must hold, and the reference; "applies: no" and why
//	attack.txtar  the attack, a script that runs the real program
//	control.txt   the protections that are switched off for the positive control
//	direct.txtar  or, where no code of ours holds it: the same act without a sandbox
//
// Each row runs in every mode that the machine can give. What must not happen is
// seen by canaries outside of the store and the context.
package attack

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/internal/testregistry"
)

// programs are the builds that the suite runs.
type programs struct {
	cooper, weak, attacker string
	base                   string            // context of a base image
	stores                 map[string]string // template store by mode
	registry               string
}

// TestMain lets more attacks run at once than there are processors: many wait.
func TestMain(m *testing.M) {
	flag.Parse()
	if f := flag.Lookup("test.parallel"); f.Value.String() == f.DefValue {
		_ = f.Value.Set("4")
	}
	os.Exit(m.Run())
}

func TestAttacks(t *testing.T) {
	rows := listRows(t)
	p := prepare(t, rows)
	results := &table{cells: map[string]map[string]string{}}
	t.Run("rows", func(t *testing.T) {
		for _, r := range rows {
			for _, g := range modes() {
				t.Run(r.name+"/"+g.name, func(t *testing.T) {
					t.Parallel()
					results.held(t, r, g, p)
				})
			}
			t.Run(r.name+"/control", func(t *testing.T) {
				t.Parallel()
				results.control(t, r, p)
			})
		}
	})
	results.print(rows)
}

// row is one attack.
type row struct {
	name, dir   string
	claim       string
	applies     bool
	controlMode string   // empty: the first that the row has
	modes       []string // where it has a meaning; empty: all
	controls    []mutation
	about       string // the comment of control.txt
	direct      bool
}

func listRows(t *testing.T) []*row {
	t.Helper()
	claims, err := filepath.Glob("*/claim.txt")
	if err != nil || len(claims) == 0 {
		t.Fatal("no rows", err)
	}
	var rows []*row
	for _, file := range claims {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r := &row{name: filepath.Dir(file), dir: filepath.Dir(file), applies: true}
		r.claim, _, _ = strings.Cut(string(text), "\n")
		for line := range strings.Lines(string(text)) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			switch key {
			case "applies":
				r.applies = !strings.HasPrefix(value, "no")
			case "modes":
				r.modes = strings.Fields(value)
			case "control":
				r.controlMode = value
			}
		}
		r.readControl(t)
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b *row) int {
		if a.name[0] != b.name[0] {
			return strings.Index("MTS", a.name[:1]) - strings.Index("MTS", b.name[:1])
		}
		return number(a.name) - number(b.name)
	})
	return rows
}

func number(name string) int {
	n, _ := strconv.Atoi(name[1:])
	return n
}

// prepare builds the programs, and a store with the base image for each user.
func prepare(t *testing.T, rows []*row) *programs {
	t.Helper()
	dir := topDir(t)
	p := &programs{base: filepath.Join(dir, "base"), stores: map[string]string{}}
	p.attacker = filepath.Join(dir, "attacker")
	goBuild(t, p.attacker, "./tests/attack/attacker")
	p.cooper = filepath.Join(dir, "cooper")
	attackerProgram = p.attacker
	buildPlain(t, dir, p.cooper)
	p.weak = buildWeak(t, dir, rows)
	testenv.BusyboxContext(t, p.base)
	p.addAttackers(t, dir)
	p.registry = testregistry.Start(t)
	for _, g := range modes() {
		p.makeStore(t, dir, g)
	}
	return p
}

// addAttackers puts the programs of the attacker into the base image, one of them
// also for the 32-bit table, which is tried where the machine has that.
func (p *programs) addAttackers(t *testing.T, dir string) {
	t.Helper()
	sockets, sockets32 := filepath.Join(dir, "sockets"), filepath.Join(dir, "sockets32")
	goBuild(t, sockets, "./tests/attack/sockets")
	goBuildFor(
		t, map[string]string{"amd64": "386", "arm64": "arm"}[runtime.GOARCH], sockets32, "./tests/attack/sockets",
	)
	for _, file := range []string{p.attacker, sockets, sockets32} {
		program, err := os.ReadFile(file)
		if err == nil {
			err = os.WriteFile(filepath.Join(p.base, "rootfs", filepath.Base(file)), program, 0o755)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// makeStore makes a store that runs copy theirs from.
func (p *programs) makeStore(t *testing.T, dir string, g mode) {
	t.Helper()
	store := filepath.Join(dir, "store-"+g.name)
	if err := os.Mkdir(store, 0o700); err != nil {
		t.Fatal(err)
	}
	g.user.own(t, store)
	cmd := g.command(
		p.cooper, "--root", filepath.Join(store, "storage"), "--runroot", filepath.Join(store, "run"), "build",
		"-q", "-t", "base", p.base,
	)
	cmd.Dir = "/"
	cmd.Env = append(cmd.Env, "HOME="+store, "PATH="+os.Getenv("PATH"), "TMPDIR="+store)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("making the base image on %s: %v: %s", g.name, err, out)
	}
	p.stores[g.name] = store
}

// topDir is a directory that the user of the modes may enter.
func topDir(t *testing.T) string {
	t.Helper()
	home := ""
	if os.Getuid() == 0 {
		home = ordinary().home
	}
	dir, err := os.MkdirTemp(home, "attack.")
	if err == nil {
		err = os.Chmod(dir, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { removeAll(dir) })
	return dir
}

// table is what is printed at the end.
type table struct {
	mu    sync.Mutex
	cells map[string]map[string]string
}

func (tab *table) set(row, column, value string) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	if tab.cells[row] == nil {
		tab.cells[row] = map[string]string{}
	}
	tab.cells[row][column] = value
}

func (tab *table) held(t *testing.T, r *row, g mode, p *programs) {
	if len(r.modes) != 0 && !slices.Contains(r.modes, g.name) {
		tab.set(r.name, g.name, "-")
		return
	}
	if r.name == "" || !exists(filepath.Join(r.dir, "attack.txtar")) {
		tab.set(r.name, g.name, "n/a")
		return
	}
	run := newRun(t, r, g, p, p.cooper)
	outcome := run.script(filepath.Join(r.dir, "attack.txtar"))
	switch {
	case len(outcome.trips) != 0:
		tab.set(r.name, g.name, "TRIPPED")
		t.Errorf("%s\nnot held: %s\n%s", r.claim, strings.Join(outcome.trips, "; "), outcome.log)
	case outcome.broken:
		tab.set(r.name, g.name, "broken")
		t.Errorf("the attack did not run as it should:\n%s", outcome.log)
	case outcome.refused:
		tab.set(r.name, g.name, "refused")
	case !r.applies:
		tab.set(r.name, g.name, "n/a")
	default:
		tab.set(r.name, g.name, "held")
	}
}

// control shows that the canaries of a row trip when its protection is off.
func (tab *table) control(t *testing.T, r *row, p *programs) {
	file, program := filepath.Join(r.dir, "attack.txtar"), p.weak
	switch {
	case r.direct:
		file, program = filepath.Join(r.dir, "direct.txtar"), p.cooper
	case len(r.controls) == 0 && r.applies:
		t.Fatal("no control: neither control.txt with a mutation nor direct.txtar")
	case len(r.controls) == 0:
		tab.set(r.name, "control", "n/a")
		return
	}
	g := modes()[0]
	for _, other := range slices.Backward(modes()) {
		if other.name == r.controlMode || r.controlMode == "" && slices.Contains(r.modes, other.name) {
			g = other
		}
	}
	if r.controlMode != "" && g.name != r.controlMode {
		tab.set(r.name, "control", "needs "+r.controlMode)
		testenv.Skip(t, fmt.Errorf("the control needs the mode %s, which root can give", r.controlMode))
	}
	run := newRun(t, r, g, p, program)
	run.weak, run.isControl = !r.direct, true
	outcome := run.script(file)
	if len(outcome.trips) == 0 {
		tab.set(r.name, "control", "DID NOT TRIP")
		t.Errorf("without its protection nothing happens either, so the row proves nothing:\n%s", outcome.log)
		return
	}
	word := "trips"
	if r.direct {
		word = "trips (direct)"
	}
	tab.set(r.name, "control", word+": "+outcome.trips[0])
}

// print writes the table where it is asked for.
func (tab *table) print(rows []*row) {
	if os.Getenv("COOPER_ATTACK_TABLE") == "" {
		return
	}
	columns := []string{}
	for _, g := range modes() {
		columns = append(columns, g.name)
	}
	fmt.Printf("%-4s", "row")
	for _, c := range columns {
		fmt.Printf(" %-8s", c)
	}
	fmt.Println(" control")
	for _, r := range rows {
		fmt.Printf("%-4s", r.name)
		for _, c := range columns {
			fmt.Printf(" %-8s", tab.cells[r.name][c])
		}
		control := tab.cells[r.name]["control"]
		if len(control) > 70 {
			control = control[:70] + "…"
		}
		fmt.Printf(" %s\n", control)
		if !r.applies {
			fmt.Printf("     %s\n", r.claim)
		}
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// removeAll removes files of any owner.
func removeAll(dir string) {
	if os.RemoveAll(dir) == nil {
		return
	}
	// Those of subordinate ids.
	if cooper := filepath.Join(dir, "cooper"); exists(cooper) {
		_ = exec.Command(cooper, "unshare", "rm", "-rf", dir).Run()
	}
	_ = os.RemoveAll(dir)
}
