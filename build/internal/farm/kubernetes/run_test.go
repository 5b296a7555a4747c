package kubernetes

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/farm"
)

// told is what a task has told.
type told struct {
	mu       sync.Mutex
	log      strings.Builder
	warnings []string
}

func (o *told) event(e api.Event) {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch e.Kind {
	case event.Log:
		o.log.Write(e.Data)
	case event.Warning:
		o.warnings = append(o.warnings, e.Message)
	}
}

func task(build string) *farm.Task {
	return &farm.Task{Schema: farm.Schema, Build: build, Platform: "linux/amd64"}
}

// do does a task on a fakeCluster, and expects its report.
func do(t *testing.T, c *fakeCluster) *told {
	t.Helper()
	a := c.serve()
	t.Cleanup(func() { a.server.Close() })
	out := &told{}
	report, err := machine(t, a.endpoint).Run(t.Context(), task("b"), out.event)
	if err != nil {
		t.Fatal(err)
	}
	if report.Result.ID != "cooper-b-amd64" {
		t.Errorf("the report is %+v", report)
	}
	if c.ran["cooper-b-amd64"] != 1 || len(c.ran) != 1 || len(c.secrets) != 0 {
		t.Errorf("these Jobs ran: %v; these Secrets are left: %v", c.ran, c.secrets)
	}
	return out
}

// succeed ends a pod that has done its task.
func (c *fakeCluster) succeed(p *fakePod) {
	last, _ := json.Marshal(farm.Report{Result: api.Result{ID: p.jobName}})
	c.finish(p.jobName)
	c.end(p, "Succeeded", string(last))
}

// once answers the first of the requests with a name itself.
func once(name string, answer func(c *fakeCluster, w http.ResponseWriter, r *http.Request)) *fakeCluster {
	var done atomic.Bool
	c := &fakeCluster{trouble: trouble{Lines: 5}}
	c.before = func(w http.ResponseWriter, r *http.Request, what string) bool {
		if what != name || done.Swap(true) {
			return false
		}
		answer(c, w, r)
		return true
	}
	return c
}

func TestRun(t *testing.T) {
	c := &fakeCluster{trouble: trouble{Lines: 50}}
	out := do(t, c)
	if missing := missingLines(out.log.String(), 50); missing != "" || len(out.warnings) != 0 {
		t.Error(missing, out.warnings)
	}
}

// missingLines says what is wrong with a log.
func missingLines(log string, lines int) string {
	log, _ = strings.CutPrefix(log, "evicted soon\n")
	for n := range lines {
		want := fmt.Sprintf("line %d %s\n", n, strings.Repeat("x", 200))
		rest, ok := strings.CutPrefix(log, want)
		if !ok {
			return fmt.Sprintf("the log has %.60q in the place of line %d", log, n)
		}
		log = rest
	}
	if log != "" {
		return fmt.Sprintf("the log has %.60q at its end", log)
	}
	return ""
}

// TestLostAnswer: a Job and a Secret whose answers are lost are not made again, and are no error.
func TestLostAnswer(t *testing.T) {
	for _, what := range []string{"post jobs", "post secrets"} {
		c := once(what, func(c *fakeCluster, w http.ResponseWriter, r *http.Request) {
			if what == "post jobs" {
				c.postJob(discarded{}, r)
			} else {
				c.postSecret(discarded{}, r)
			}
			panic(http.ErrAbortHandler)
		})
		do(t, c)
		if c.count(what) != 2 || len(c.jobs) != 1 {
			t.Errorf("%s: asked %d times, %d Jobs", what, c.count(what), len(c.jobs))
		}
	}
}

type discarded struct{}

func (discarded) Header() http.Header         { return http.Header{} }
func (discarded) Write(p []byte) (int, error) { return len(p), nil }
func (discarded) WriteHeader(int)             {}

// TestTooManyRequests: what the API server cannot take now is asked again.
func TestTooManyRequests(t *testing.T) {
	for _, what := range []string{"post jobs", "post secrets", "list pods", "watch pods", "get pods log"} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			c := once(what, func(_ *fakeCluster, w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Retry-After", "1")
				refuse(w, http.StatusTooManyRequests)
			})
			out := do(t, c)
			if c.count(what) < 2 {
				t.Error("it was not asked again")
			}
			if missing := missingLines(out.log.String(), 5); missing != "" {
				t.Error(missing)
			}
		})
	}
}

func TestPause(t *testing.T) {
	if p := pause(&statusError{Code: http.StatusTooManyRequests, retry: 20 * time.Second}, 0); p < 20*time.Second {
		t.Error("Retry-After of 20 s: the pause is", p)
	}
	if p := pause(errors.New("x"), 100); p > 12*time.Second {
		t.Error("after many errors, the pause is", p)
	}
}

// TestLastWords: the report may only be in the termination message.
func TestLastWords(t *testing.T) {
	c := &fakeCluster{life: func(c *fakeCluster, p *fakePod) {
		c.run(p)
		farm.NewWriter(p).Event(api.Event{Kind: event.Warning, Message: "I end now"})
		c.succeed(p)
	}}
	if out := do(t, c); len(out.warnings) != 2 || !strings.Contains(out.warnings[1], "is lost") {
		t.Error(out.warnings)
	}
}

// TestLogRefused: somebody who may not read logs gets the report, and learns why there is no progress.
func TestLogRefused(t *testing.T) {
	c := &fakeCluster{trouble: trouble{Lines: 3}}
	c.before = func(w http.ResponseWriter, _ *http.Request, what string) bool {
		if what == "get pods log" {
			refuse(w, http.StatusForbidden)
		}
		return what == "get pods log"
	}
	if out := do(t, c); len(out.warnings) == 0 || !strings.Contains(out.warnings[0], "cannot be read") {
		t.Error(out.warnings)
	}
}

// untilRead is a cluster whose first pod is known to be followed when read is closed.
func untilRead(life func(c *fakeCluster, p *fakePod, read <-chan struct{})) *fakeCluster {
	read := make(chan struct{})
	begun := sync.OnceFunc(func() { close(read) })
	return &fakeCluster{
		trouble: trouble{Lines: 5},
		before: func(_ http.ResponseWriter, _ *http.Request, what string) bool {
			if what == "get pods log" {
				begun()
			}
			return false
		},
		life: func(c *fakeCluster, p *fakePod) { life(c, p, read) },
	}
}

// again has a Job make another pod, which does its task.
func (c *fakeCluster) again(p *fakePod) {
	c.mu.Lock()
	j := c.jobs[p.jobName]
	c.mu.Unlock()
	live(c, c.newPod(j))
}

// TestDisruption: the Job makes another pod for one that the cluster ends. The first says in its log that
// it was canceled, before anybody sees why.
func TestDisruption(t *testing.T) {
	c := untilRead(func(c *fakeCluster, p *fakePod, read <-chan struct{}) {
		c.run(p)
		<-read
		c.evict(p, farm.NewWriter(p))
		c.again(p)
	})
	out := do(t, c)
	if c.made["cooper-b-amd64"] != 2 {
		t.Error("pods:", c.made)
	}
	if len(out.warnings) != 1 || !strings.Contains(out.warnings[0], "building again") {
		t.Error(out.warnings)
	}
	if missing := missingLines(out.log.String(), 5); missing != "" {
		t.Error(missing)
	}
}

// TestVanishedPod: a pod is gone with its history, so that nobody can see why. The Job makes another one.
func TestVanishedPod(t *testing.T) {
	c := untilRead(func(c *fakeCluster, p *fakePod, read <-chan struct{}) {
		c.run(p)
		<-read
		c.mu.Lock()
		delete(c.pods, p.Metadata.Name)
		c.mu.Unlock()
		c.forget()
		p.closeLog()
		c.again(p)
	})
	out := do(t, c)
	if len(out.warnings) != 1 || !strings.Contains(out.warnings[0], "building again") {
		t.Error(out.warnings)
	}
}

// TestCancel: Jobs of a build that is canceled are deleted, and nothing is told after that.
func TestCancel(t *testing.T) {
	const tasks = 60
	var running sync.WaitGroup
	running.Add(tasks)
	c := &fakeCluster{life: func(c *fakeCluster, p *fakePod) {
		c.run(p)
		running.Done()
		for out := farm.NewWriter(p); c.exists(p.jobName); {
			out.Event(api.Event{Kind: event.Warning, Message: "still here"})
			time.Sleep(time.Millisecond)
		}
	}}
	a := c.serve()
	defer a.server.Close()
	ctx, cancel := context.WithCancel(t.Context())
	m := machine(t, a.endpoint)
	var all sync.WaitGroup
	for i := range tasks {
		all.Go(func() {
			var over atomic.Bool
			_, err := m.Run(ctx, task(fmt.Sprintf("b%d", i)), func(api.Event) {
				if over.Load() {
					t.Error("an event was told after the end")
				}
			})
			over.Store(true)
			if !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		})
	}
	running.Wait()
	cancel()
	all.Wait()
	if len(c.jobs) != 0 || len(c.secrets) != 0 {
		t.Errorf("%d Jobs and %d Secrets are left", len(c.jobs), len(c.secrets))
	}
	if n := c.count("delete secrets"); n != 0 {
		t.Errorf("%d Secrets were deleted, which go with their Jobs", n)
	}
}

func (c *fakeCluster) exists(job string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.jobs[job] != nil
}

// TestEventsAreShared: Jobs that wait do not ask for events each by itself.
func TestEventsAreShared(t *testing.T) {
	c := &fakeCluster{}
	a := c.serve()
	defer a.server.Close()
	for i := range 200 {
		c.events = append(c.events, clusterEvent{
			Reason: "FailedCreate", Message: fmt.Sprintf("quota %d", i),
			InvolvedObject: metadata{Name: fmt.Sprintf("job-%d", i)},
		})
	}
	m := machine(t, a.endpoint)
	for i := range 200 {
		found := m.events(t.Context(), "Job", fmt.Sprintf("job-%d", i))
		if r := refusedBy(found); r == nil || r.text != fmt.Sprintf("quota %d", i) {
			t.Fatalf("job-%d: %+v", i, r)
		}
	}
	if n := c.count("list events"); n != 1 {
		t.Errorf("events were listed %d times", n)
	}
}

// TestLookingAtRefusedJob: somebody else's Job that the cluster refuses is explained too.
func TestLookingAtRefusedJob(t *testing.T) {
	t.Parallel()
	c := &fakeCluster{refuses: func(*job) string { return "exceeded quota: builds" }}
	a := c.serve()
	defer a.server.Close()
	m := machine(t, a.endpoint)
	made, err := m.makeJob(task("b"), "job", podKinds[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := m.client.call(t.Context(), http.MethodPost, m.jobPath(), nil, made, nil); err != nil {
		t.Fatal(err)
	}
	_, err = m.Follow(t.Context(), "b", func(string, api.Event) {})
	if err == nil || !strings.Contains(err.Error(), "exceeded quota") {
		t.Error(err)
	}
}
