package kubernetes

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/farm"
)

// fakeCluster is an API server, with nodes that only pretend to run something. It answers what cooper
// asks. Its zero value is in good health.
type fakeCluster struct {
	trouble trouble
	// life is what happens to the pod of a Job, in its own goroutine; nil: live.
	life func(c *fakeCluster, p *fakePod)
	// refuses says why no pod of a Job is made; nil, or empty: one is.
	refuses func(j *job) string
	// before sees each request; true: it has answered.
	before func(w http.ResponseWriter, r *http.Request, what string) bool

	mu      sync.Mutex
	version int
	history []fakeChange
	oldest  int // version, of those that a watch can go on from
	more    chan struct{}
	jobs    map[string]*job
	secrets map[string]bool
	pods    map[string]*fakePod
	events  []clusterEvent
	calls   map[string]int
	ran     map[string]int // pods that did the task of a Job to its end
	made    map[string]int // pods of a Job
	conns   atomic.Int64
}

// trouble is what goes wrong. A share is between 0 and 1.
type trouble struct {
	Name     string
	Nodes    int           `json:",omitempty"`
	Pace     float64       `json:",omitempty"` // how fast pods live; 0: their times are 0
	Lines    int           `json:",omitempty"` // of a log
	Busy     float64       `json:",omitempty"` // share of requests that get 429
	Lost     float64       `json:",omitempty"` // share of requests that are done, but whose answers are lost
	Watches  bool          `json:",omitempty"` // watches end after seconds, some with an expired version
	Cuts     bool          `json:",omitempty"` // streams of logs end after seconds, in the middle of a line
	Slow     time.Duration `json:",omitempty"` // before each answer
	Restart  time.Duration `json:",omitempty"` // for how long nobody answers, in the middle
	Dead     bool          `json:",omitempty"` // connections carry nothing any more, in the middle
	Evicted  float64       `json:",omitempty"` // share of pods that the cluster ends
	Sleeping time.Duration `json:",omitempty"` // that pods take to start
}

type fakeChange struct {
	version int
	kind    string
	watched
}

// fakePod is a pod with its log.
type fakePod struct {
	pod
	jobName string
	mu      sync.Mutex
	log     []fakeLine
	closed  bool
	more    chan struct{}
}

type fakeLine struct {
	at   time.Time
	text string
}

func (c *fakeCluster) begin() {
	c.more = make(chan struct{})
	c.jobs, c.secrets, c.pods = map[string]*job{}, map[string]bool{}, map[string]*fakePod{}
	c.calls, c.ran, c.made = map[string]int{}, map[string]int{}, map[string]int{}
	if c.life == nil {
		c.life = live
	}
}

// Write adds a line to the log of a pod, as the container runtime does.
func (p *fakePod) Write(text []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.log = append(p.log, fakeLine{time.Now(), string(text)})
	close(p.more)
	p.more = make(chan struct{})
	return len(text), nil
}

func (p *fakePod) closeLog() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	close(p.more)
	p.more = make(chan struct{})
}

// after is what the log has after a number of lines.
func (p *fakePod) after(n int) (lines []fakeLine, closed bool, more chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log[n:len(p.log):len(p.log)], p.closed, p.more
}

// record keeps a change for the watches. The lock is held.
func (c *fakeCluster) record(kind, what string, o object) {
	c.version++
	o.meta().ResourceVersion = strconv.Itoa(c.version)
	text, _ := json.Marshal(o)
	c.history = append(c.history, fakeChange{c.version, kind, watched{what, text}})
	close(c.more)
	c.more = make(chan struct{})
}

// change changes a pod.
func (c *fakeCluster) change(p *fakePod, how func(*pod)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	how(&p.pod)
	c.record("pods", "MODIFIED", &p.pod)
}

// newPod makes a pod of a Job.
func (c *fakeCluster) newPod(j *job) *fakePod {
	c.mu.Lock()
	defer c.mu.Unlock()
	name := j.Metadata.Name
	c.made[name]++
	p := &fakePod{jobName: name, more: make(chan struct{})}
	p.Metadata = metadata{
		Name: fmt.Sprintf("%s-%d", name, c.made[name]), UID: "u", Labels: maps.Clone(j.Metadata.Labels),
		CreationTimestamp: time.Now().Add(time.Duration(c.made[name]) * time.Second),
	}
	p.Metadata.Labels[jobLabel] = name
	p.Status.Phase = "Pending"
	c.pods[p.Metadata.Name] = p
	c.record("pods", "ADDED", &p.pod)
	return p
}

// nap sleeps for about a time.
func (c *fakeCluster) nap(d time.Duration) {
	time.Sleep(time.Duration(float64(d) * c.trouble.Pace * (0.5 + rand.Float64())))
}

// run has the container of a pod run.
func (c *fakeCluster) run(p *fakePod) {
	c.nap(200 * time.Millisecond)
	c.change(p, func(p *pod) { p.Spec.NodeName = fmt.Sprintf("node-%d", rand.IntN(max(c.trouble.Nodes, 1))) })
	creating := containerStatus{Name: containerName}
	creating.State.Waiting = &waiting{Reason: "ContainerCreating"}
	c.change(p, func(p *pod) { p.Status.ContainerStatuses = []containerStatus{creating} })
	c.nap(2*time.Second + c.trouble.Sleeping)
	for c.lacks(p.jobName) { // as the kubelet does
		time.Sleep(20 * time.Millisecond)
	}
	running := containerStatus{Name: containerName}
	running.State.Running = &struct{}{}
	c.change(p, func(p *pod) { p.Status.Phase, p.Status.ContainerStatuses = "Running", []containerStatus{running} })
}

// lacks reports whether a Job that exists has no Secret.
func (c *fakeCluster) lacks(job string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.secrets[job] && c.jobs[job] != nil
}

// end ends a pod, with a report as its last words.
func (c *fakeCluster) end(p *fakePod, phase string, last string) {
	p.closeLog()
	c.change(p, func(p *pod) {
		done := containerStatus{Name: containerName}
		done.State.Terminated = &terminated{Message: last}
		p.Status.Phase, p.Status.ContainerStatuses = phase, []containerStatus{done}
	})
}

// evict ends a pod as a drain does: cooper says that it was canceled.
func (c *fakeCluster) evict(p *fakePod, out *farm.Writer) {
	disruption := condition{Type: "DisruptionTarget", Status: "True", Reason: "EvictionByEvictionAPI", Message: "drain"}
	r := farm.Report{Error: &api.Error{Kind: api.KindCanceled, Message: "canceled"}}
	_ = out.Report(&r)
	last, _ := json.Marshal(r)
	time.Sleep(100 * time.Millisecond)
	c.change(p, func(p *pod) { p.Status.Conditions = []condition{disruption} })
	c.end(p, "Failed", string(last))
}

// live is the usual life of a pod.
func live(c *fakeCluster, p *fakePod) {
	c.run(p)
	out := farm.NewWriter(p)
	if c.trouble.Evicted > rand.Float64() && strings.HasSuffix(p.Metadata.Name, "-1") {
		out.Event(logged("evicted soon\n"))
		c.nap(time.Second)
		c.evict(p, out)
		if c.exists(p.jobName) {
			c.again(p)
		}
		return
	}
	for i := range c.trouble.Lines {
		out.Event(logged(fmt.Sprintf("line %d %s\n", i, strings.Repeat("x", 200))))
		c.nap(200 * time.Millisecond)
	}
	r := farm.Report{Result: api.Result{ID: p.jobName}}
	_ = out.Report(&r)
	last, _ := json.Marshal(r)
	c.end(p, "Succeeded", string(last))
	c.finish(p.jobName)
}

func logged(text string) api.Event {
	return api.Event{Kind: event.Log, Time: time.Now(), Data: []byte(text)}
}

// finish says that a Job has done its task.
func (c *fakeCluster) finish(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ran[name]++
	if j := c.jobs[name]; j != nil {
		j.Status.Conditions = []condition{{Type: "Complete", Status: "True"}}
		c.record("jobs", "MODIFIED", j)
	}
}

// count is how often something was asked.
func (c *fakeCluster) count(what string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.calls[what]
}

// since are the changes of a kind after a version. known is false if the cluster has forgotten them.
func (c *fakeCluster) since(kind string, version int) (out []fakeChange, more chan struct{}, known bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at, _ := slices.BinarySearchFunc(c.history, version+1, func(h fakeChange, v int) int { return h.version - v })
	for _, h := range c.history[at:] {
		if h.kind == kind {
			out = append(out, h)
		}
	}
	return out, c.more, version >= c.oldest
}

// forget makes the versions up to now expire.
func (c *fakeCluster) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.oldest = c.version + 1
	c.version++
}
