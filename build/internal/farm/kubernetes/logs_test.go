package kubernetes

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/farm"
)

// TestCutLog: a stream of a log ends in the middle of a line, with an error or as if all was there. What
// comes again is told once, also lines of other programs, which have no numbers.
func TestCutLog(t *testing.T) {
	for _, abort := range []bool{false, true} {
		for at := 0; at < 12; at += 3 {
			t.Run(fmt.Sprintf("line %d, abort %v", at, abort), func(t *testing.T) {
				t.Parallel()
				cutLog(t, at, abort)
			})
		}
	}
}

func cutLog(t *testing.T, at int, abort bool) {
	c := once("get pods log", func(c *fakeCluster, w http.ResponseWriter, _ *http.Request) {
		next := writeLines(c, w, at)
		fmt.Fprint(w, next[:len(next)*2/3])
		w.(http.Flusher).Flush()
		if abort {
			panic(http.ErrAbortHandler)
		}
	})
	c.life = func(c *fakeCluster, p *fakePod) {
		c.run(p)
		out := farm.NewWriter(p)
		for i := range 5 {
			out.Event(logged(fmt.Sprintf("task %d\n", i)))
			out.Event(api.Event{}) // ends the line before
			fmt.Fprintf(p, "other %d\n", i)
		}
		_ = out.Report(&farm.Report{Result: api.Result{ID: p.jobName}})
		c.succeed(p)
	}
	out := do(t, c)
	want := ""
	for i := range 5 {
		want += fmt.Sprintf("task %d\nother %d\n", i, i)
	}
	if got := out.log.String(); got != want || len(out.warnings) != 0 {
		t.Errorf("the log is\n%s\n%q", got, out.warnings)
	}
}

// writeLines writes some lines of a log, when they are there, and returns the next one.
func writeLines(c *fakeCluster, w http.ResponseWriter, whole int) (next string) {
	for {
		c.mu.Lock()
		p := c.pods["cooper-b-amd64-1"]
		c.mu.Unlock()
		lines, _, more := p.after(0)
		if len(lines) <= whole {
			<-more
			continue
		}
		for _, l := range lines[:whole+1] {
			fmt.Fprint(w, next)
			next = l.at.UTC().Format(time.RFC3339Nano) + " " + l.text
		}
		return next
	}
}

// TestLongLines: lines of a log may be longer than the buffers.
func TestLongLines(t *testing.T) {
	long := strings.Repeat("x", 300<<10) + "\n"
	c := &fakeCluster{life: func(c *fakeCluster, p *fakePod) {
		c.run(p)
		out := farm.NewWriter(p)
		out.Event(logged(long))
		fmt.Fprint(p, long)
		out.Event(logged("short\n"))
		_ = out.Report(&farm.Report{Result: api.Result{ID: p.jobName}})
		c.succeed(p)
	}}
	if out := do(t, c); out.log.String() != long+long+"short\n" {
		t.Errorf("the log has %d bytes", out.log.Len())
	}
}

// TestNoEndOfLine: the last line of another program may have no end.
func TestNoEndOfLine(t *testing.T) {
	c := &fakeCluster{life: func(c *fakeCluster, p *fakePod) {
		c.run(p)
		fmt.Fprint(p, "cannot start")
		c.succeed(p)
	}}
	if out := do(t, c); out.log.String() != "cannot start\n" {
		t.Errorf("the log is %q", out.log.String())
	}
}

// TestShortLog: the last streams of a log end early, as if all was there.
func TestShortLog(t *testing.T) {
	ended := make(chan struct{})
	c := &fakeCluster{}
	var asked atomic.Int32
	c.before = func(w http.ResponseWriter, _ *http.Request, what string) bool {
		if what != "get pods log" || asked.Load() == 3 {
			return false
		}
		<-ended
		writeLines(c, w, int(asked.Add(1)))
		return true
	}
	c.life = func(c *fakeCluster, p *fakePod) {
		c.run(p)
		out := farm.NewWriter(p)
		for i := range 5 {
			out.Event(logged(fmt.Sprintf("task %d\n", i)))
			out.Event(api.Event{})
		}
		c.succeed(p)
		close(ended)
	}
	if out := do(t, c); out.log.String() != "task 0\ntask 1\ntask 2\ntask 3\ntask 4\n" {
		t.Errorf("the log is\n%s", out.log.String())
	}
}

// TestNodeError: a kubelet that cannot follow a log writes why after it. That is no line of the log.
func TestNodeError(t *testing.T) {
	c := &fakeCluster{trouble: trouble{Lines: 5}}
	c.before = func(w http.ResponseWriter, r *http.Request, what string) bool {
		if what != "get pods log" || r.URL.Query().Get("follow") != "true" {
			return false
		}
		fmt.Fprint(w, writeLines(c, w, 2)+"failed to create fsnotify watcher: too many open files")
		return true
	}
	out := do(t, c)
	if missing := missingLines(out.log.String(), 5); missing != "" || len(out.warnings) != 0 {
		t.Error(missing, out.warnings)
	}
}

// TestStreamWithoutEnd: the stream of a log does not end with its pod.
func TestStreamWithoutEnd(t *testing.T) {
	t.Parallel()
	c := &fakeCluster{trouble: trouble{Lines: 5}}
	c.before = func(w http.ResponseWriter, r *http.Request, what string) bool {
		if what != "get pods log" || r.URL.Query().Get("follow") != "true" {
			return false
		}
		writeLines(c, w, 2)
		w.(http.Flusher).Flush()
		<-r.Context().Done()
		return true
	}
	if missing := missingLines(do(t, c).log.String(), 5); missing != "" {
		t.Error(missing)
	}
}
