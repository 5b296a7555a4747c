package kubernetes

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/farm/kubeconfig"
)

// TestBrokenWatch: a watch that breaks goes on from the version that was seen last.
func TestBrokenWatch(t *testing.T) {
	for _, what := range []string{"watch pods", "watch jobs"} {
		c := once(what, func(_ *fakeCluster, w http.ResponseWriter, _ *http.Request) {
			io.WriteString(w, `{"type":"MODIFIED","obj`)
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		})
		do(t, c)
		if list := strings.Replace(what, "watch", "list", 1); c.count(list) != 1 {
			t.Errorf("%s: the list was read %d times", what, c.count(list))
		}
	}
}

// TestExpiredVersion: when the API server has forgotten a version, the list is read again.
func TestExpiredVersion(t *testing.T) {
	for name, answer := range map[string]func(*fakeCluster, http.ResponseWriter, *http.Request){
		"410": func(_ *fakeCluster, w http.ResponseWriter, _ *http.Request) { refuse(w, http.StatusGone) },
		"ERROR": func(_ *fakeCluster, w http.ResponseWriter, _ *http.Request) {
			write(w, watched{"ERROR", json.RawMessage(`{"kind":"Status","code":410,"reason":"Expired"}`)})
		},
	} {
		c := once("watch pods", answer)
		c.life = func(c *fakeCluster, p *fakePod) {
			for until := time.Now().Add(time.Minute); c.count("list pods") < 2 && time.Now().Before(until); {
				time.Sleep(time.Millisecond)
			}
			c.run(p)
			c.succeed(p)
		}
		do(t, c)
		if n := c.count("list pods"); n != 2 {
			t.Errorf("%s: the list was read %d times", name, n)
		}
	}
}

// TestForgottenVersion: what happened between a watch and the next list is not lost.
func TestForgottenVersion(t *testing.T) {
	c := &fakeCluster{life: func(c *fakeCluster, p *fakePod) {
		c.run(p)
		c.forget()
		c.succeed(p)
	}}
	do(t, c)
}

// TestRefusedWatch: who may not watch learns it. Somebody who could before waits: an API server that
// starts refuses everything for a moment.
func TestRefusedWatch(t *testing.T) {
	c := &fakeCluster{before: func(w http.ResponseWriter, _ *http.Request, what string) bool {
		if what == "list pods" {
			refuse(w, http.StatusForbidden)
		}
		return what == "list pods"
	}}
	a := c.serve()
	defer a.server.Close()
	_, err := machine(t, a.endpoint).Run(t.Context(), task("b"), func(api.Event) {})
	if err == nil || !strings.Contains(err.Error(), "watching the pods") {
		t.Error(err)
	}
	var refused atomic.Int32
	c = &fakeCluster{before: func(w http.ResponseWriter, _ *http.Request, what string) bool {
		if what != "watch pods" || refused.Add(1) > 2 {
			return false
		}
		refuse(w, http.StatusForbidden)
		return true
	}}
	do(t, c)
}

// roundTrip answers requests without a network.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// TestWatchThatEndsAtOnce: a load balancer that ends every watch is not asked without a pause.
func TestWatchThatEndsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		c := newClient(nil)
		c.endpoint = kubeconfig.Endpoint{Server: "http://example.com", Asked: time.Now()}
		c.http = &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			text := `{"metadata":{"resourceVersion":"7"}}`
			if r.URL.Query().Has("watch") {
				asked++
				text = ""
			}
			return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader(text))}, nil
		})}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		newWatcher[*pod](c, "/pods", "", func(string) {}).run(ctx)
		if asked < 5 || asked > 20 {
			t.Errorf("asked %d times in a minute", asked)
		}
	})
}

// TestForget: nothing is kept of Jobs that have ended.
func TestForget(t *testing.T) {
	c := &fakeCluster{life: func(c *fakeCluster, p *fakePod) {
		if p.jobName == "cooper-b-amd64" {
			c.run(p)
			c.succeed(p)
		}
	}}
	a := c.serve()
	defer a.server.Close()
	m := machine(t, a.endpoint)
	_, leave := m.wait("another")
	defer leave()
	if _, err := m.Run(t.Context(), task("b"), func(api.Event) {}); err != nil {
		t.Fatal(err)
	}
	pods, _ := m.pods.of("cooper-b-amd64")
	jobs, _ := m.jobs.of("cooper-b-amd64")
	if len(pods)+len(jobs) != 0 {
		t.Error("kept:", pods, jobs)
	}
}
