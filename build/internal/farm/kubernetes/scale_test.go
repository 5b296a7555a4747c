//go:build scale

package kubernetes

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"runtime"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/farm/kubeconfig"
)

// clientVariable has what a process of its own is to do, so that its memory and its processor time are
// those of cooper alone.
const clientVariable = "COOPER_SCALE_CLIENT"

// errand is what that process does.
type errand struct {
	Endpoint kubeconfig.Endpoint
	Tasks    int
	Lines    int // that each log has; -1: nobody knows
}

// outcome is what it has seen.
type outcome struct {
	Wrong      []string
	First, All []time.Duration // to the first line of each log, and to the end of each task
	Heap       uint64          // the most, garbage included
	Resident   int64           // the most, in KiB
	Processor  time.Duration
	Goroutines int // that were left
}

// TestScale builds 500 things at once on a cluster that has a thousand nodes and troubles.
func TestScale(t *testing.T) {
	tasks := 500
	if n, err := strconv.Atoi(os.Getenv("COOPER_SCALE_TASKS")); err == nil {
		tasks = n
	}
	base := trouble{Nodes: 1000, Pace: 1, Lines: 40}
	var all []trouble
	for _, change := range []func(*trouble){
		func(k *trouble) { k.Name = "no trouble" },
		func(k *trouble) { k.Name, k.Sleeping = "pods start after 30 s", 30*time.Second },
		func(k *trouble) { k.Name, k.Busy = "429 for one request in four", 0.25 },
		func(k *trouble) { k.Name, k.Lost = "one answer in ten is lost", 0.1 },
		func(k *trouble) { k.Name, k.Watches = "watches end", true },
		func(k *trouble) { k.Name, k.Cuts = "logs are cut", true },
		func(k *trouble) { k.Name, k.Restart = "restart, 5 s", 5*time.Second },
		func(k *trouble) { k.Name, k.Dead = "connections die unnoticed", true },
		func(k *trouble) { k.Name, k.Slow = "answers after 2 s", 2*time.Second },
		func(k *trouble) { k.Name, k.Evicted = "one pod in five is evicted", 0.2 },
		func(k *trouble) {
			k.Name, k.Busy, k.Lost, k.Watches, k.Cuts = "all of these", 0.1, 0.05, true, true
			k.Restart, k.Evicted = 5*time.Second, 0.1
		},
	} {
		k := base
		change(&k)
		if only := os.Getenv("COOPER_SCALE_ONLY"); strings.Contains(k.Name, only) {
			all = append(all, k)
		}
	}
	table, verbs := &bytes.Buffer{}, &bytes.Buffer{}
	fmt.Fprintln(table, "| trouble | first line | p99 | all done | calls per task "+
		"| connections | memory | heap | processor |")
	fmt.Fprintln(table, "|---|---|---|---|---|---|---|---|---|")
	for _, k := range all {
		c := &fakeCluster{trouble: k}
		a := c.serve()
		if k.Restart != 0 {
			time.AfterFunc(8*time.Second, func() { a.restart(k.Restart) })
		}
		if k.Dead {
			time.AfterFunc(8*time.Second, a.kill)
		}
		got := visit(t, k.Name, errand{a.endpoint, tasks, k.Lines})
		c.check(t, tasks)
		a.server.Close()
		total := 0
		for _, what := range slices.Sorted(maps.Keys(c.calls)) {
			total += c.calls[what]
			fmt.Fprintf(verbs, "%s: %s %d\n", k.Name, what, c.calls[what])
		}
		fmt.Fprintf(table, "| %s | %s | %.1f | %d | %s |\n", k.Name, got.times(), float64(total)/float64(tasks),
			c.conns.Load(), got.costs())
	}
	t.Logf("\n%s\n%s", table, verbs)
}

func (o *outcome) times() string {
	slices.Sort(o.First)
	if len(o.First) == 0 {
		o.First = []time.Duration{0}
	}
	return fmt.Sprintf("%.1f s | %.1f s | %.1f s", o.First[len(o.First)/2].Seconds(),
		o.First[len(o.First)*99/100].Seconds(), slices.Max(o.All).Seconds())
}

func (o *outcome) costs() string {
	return fmt.Sprintf("%d MB | %d MB | %.1f s", o.Resident>>10, o.Heap>>20, o.Processor.Seconds())
}

// check says what the cluster has seen that should not be.
func (c *fakeCluster) check(t *testing.T, tasks int) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.ran) != tasks {
		t.Errorf("%s: %d tasks were done, of %d", c.trouble.Name, len(c.ran), tasks)
	}
	for name, times := range c.ran {
		if times != 1 {
			t.Errorf("%s: the task of %s was done %d times", c.trouble.Name, name, times)
		}
	}
	if len(c.secrets) != 0 && c.trouble.Busy+c.trouble.Lost == 0 {
		t.Errorf("%s: %d Secrets are left", c.trouble.Name, len(c.secrets))
	}
}

// visit runs a client process.
func visit(t *testing.T, name string, e errand) (out outcome) {
	t.Helper()
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestScaleClient$")
	cmd.Env, cmd.Stderr = append(os.Environ(), clientVariable+"="+string(text)), os.Stderr
	printed, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, printed)
	}
	printed, _, _ = bytes.Cut(printed, []byte("\n"))
	if err := json.Unmarshal(printed, &out); err != nil {
		t.Fatal(err)
	}
	for i, wrong := range out.Wrong {
		if i < 10 {
			t.Errorf("%s: %s", name, wrong)
		}
	}
	if len(out.Wrong) > 10 {
		t.Errorf("%s: and %d more", name, len(out.Wrong)-10)
	}
	return out
}

// TestScaleClient is the process that builds.
func TestScaleClient(t *testing.T) {
	text := os.Getenv(clientVariable)
	if text == "" {
		t.Skip("it is a part of TestScale")
	}
	var e errand
	if err := json.Unmarshal([]byte(text), &e); err != nil {
		t.Fatal(err)
	}
	m := machine(t, e.Endpoint)
	before := runtime.NumGoroutine()
	out := &outcome{All: make([]time.Duration, e.Tasks)}
	stop := make(chan struct{})
	go func() {
		var now runtime.MemStats
		for {
			runtime.ReadMemStats(&now)
			out.Heap = max(out.Heap, now.HeapAlloc)
			select {
			case <-time.After(200 * time.Millisecond):
			case <-stop:
				return
			}
		}
	}()
	var mu sync.Mutex
	var all sync.WaitGroup
	began := time.Now()
	for i := range e.Tasks {
		all.Go(func() {
			first, wrong := buildOne(t, m, i, &e)
			mu.Lock()
			defer mu.Unlock()
			out.All[i] = time.Since(began)
			if wrong != "" {
				out.Wrong = append(out.Wrong, wrong)
			}
			if !first.IsZero() {
				out.First = append(out.First, first.Sub(began))
			}
		})
	}
	all.Wait()
	close(stop)
	var used syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	out.Resident, out.Processor = used.Maxrss, time.Duration(used.Utime.Nano()+used.Stime.Nano())
	for range 50 {
		m.client.http.CloseIdleConnections()
		if out.Goroutines = runtime.NumGoroutine() - before; out.Goroutines <= 0 {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if out.Goroutines > 0 {
		out.Wrong = append(out.Wrong, fmt.Sprintf("%d goroutines are left", out.Goroutines))
		pprof.Lookup("goroutine").WriteTo(os.Stderr, 1)
	}
	json.NewEncoder(os.Stdout).Encode(out)
}

// buildOne does a task. The time is that of the first line of its log.
func buildOne(t *testing.T, m *Machine, i int, e *errand) (first time.Time, wrong string) {
	it := task(fmt.Sprintf("b%d", i))
	var log bytes.Buffer
	var warnings []string
	report, err := m.Run(t.Context(), it, func(e api.Event) {
		if e.Kind == event.Warning {
			warnings = append(warnings, e.Message)
		}
		if e.Kind == event.Log {
			if first.IsZero() {
				first = time.Now()
			}
			log.Write(e.Data)
		}
	})
	if err != nil {
		return first, fmt.Sprintf("task %d: %v", i, err)
	}
	if report.Result.ID != jobName(it) {
		return first, fmt.Sprintf("task %d has the report of %q", i, report.Result.ID)
	}
	if e.Lines >= 0 {
		if missing := missingLines(log.String(), e.Lines); missing != "" {
			return first, fmt.Sprintf("task %d: %s %q", i, missing, warnings)
		}
	}
	return first, ""
}
