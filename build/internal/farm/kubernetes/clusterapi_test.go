package kubernetes

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/farm/kubeconfig"
)

// This file is the HTTP side of a fakeCluster.

// address is where a fakeCluster answers, with TLS and HTTP/2 as an API server does.
type address struct {
	*fakeCluster
	endpoint kubeconfig.Endpoint
	server   *http.Server
	config   *tls.Config
	at       string
	dead     atomic.Pointer[chan struct{}] // closed when the connections of now are dead
}

// mortal is a listener whose connections can die without a word.
type mortal struct {
	net.Listener
	*address
}

func (m mortal) Accept() (net.Conn, error) {
	conn, err := m.Listener.Accept()
	return &mortalConn{conn, *m.dead.Load()}, err
}

type mortalConn struct {
	net.Conn
	dead chan struct{}
}

func (c *mortalConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	select {
	case <-c.dead:
		select {} // nothing comes any more
	default:
		return n, err
	}
}

func (c *mortalConn) Write(p []byte) (int, error) {
	select {
	case <-c.dead:
		return len(p), nil
	default:
		return c.Conn.Write(p)
	}
}

// kill makes the connections of now carry nothing any more.
func (a *address) kill() {
	next := make(chan struct{})
	close(*a.dead.Swap(&next))
}

// serve begins to answer.
func (c *fakeCluster) serve() *address {
	c.begin()
	template := httptest.NewUnstartedServer(nil) // has a certificate
	template.EnableHTTP2 = true
	template.StartTLS()
	defer template.Close()
	a := &address{fakeCluster: c, at: "127.0.0.1:0", config: template.TLS.Clone()}
	a.endpoint = kubeconfig.Endpoint{
		Namespace: "builds", ServerName: "example.com",
		CA: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: template.Certificate().Raw}),
	}
	a.open()
	return a
}

// open listens, at the same port as before.
func (a *address) open() {
	dead := make(chan struct{})
	a.dead.Store(&dead)
	listener, err := net.Listen("tcp", a.at)
	for err != nil {
		time.Sleep(50 * time.Millisecond)
		listener, err = net.Listen("tcp", a.at)
	}
	a.at = listener.Addr().String()
	a.endpoint.Server = "https://" + a.at
	a.server = &http.Server{
		Handler: a.fakeCluster, ErrorLog: log.New(io.Discard, "", 0),
		HTTP2: &http.HTTP2Config{MaxConcurrentStreams: 100},
		ConnState: func(_ net.Conn, s http.ConnState) {
			if s == http.StateNew {
				a.conns.Add(1)
			}
		},
	}
	go a.server.Serve(tls.NewListener(mortal{listener, a}, a.config))
}

// restart ends all connections, and answers nobody for a time.
func (a *address) restart(away time.Duration) {
	a.server.Close()
	time.Sleep(away)
	a.open()
}

// machine is the namespace of a fakeCluster.
func machine(t testing.TB, e kubeconfig.Endpoint) *Machine {
	t.Helper()
	return machineFor(t, e, api.KubernetesOptions{Isolation: "gvisor"})
}

func machineFor(t testing.TB, e kubeconfig.Endpoint, o api.KubernetesOptions) *Machine {
	t.Helper()
	m, err := New(t.Context(), o, "v1.0.0",
		func(context.Context, kubeconfig.Request) (kubeconfig.Endpoint, error) {
			e := e
			e.Asked = time.Now()
			return e, nil
		})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// called names a request: its verb and its resource.
func called(r *http.Request, parts []string) string {
	verb := strings.ToLower(r.Method)
	if r.Method == http.MethodGet && len(parts) == 1 {
		verb = "list"
	}
	if r.URL.Query().Has("watch") {
		verb = "watch"
	}
	return strings.Join(append([]string{verb}, parts[0], strings.Join(parts[min(2, len(parts)):], "")), " ")
}

func (c *fakeCluster) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/api/v1/namespaces/builds")
	path = strings.TrimPrefix(path, "/apis/batch/v1/namespaces/builds")
	parts := strings.Split(strings.Trim(path, "/"), "/")
	what := strings.TrimSpace(called(r, parts))
	c.mu.Lock()
	c.calls[what]++
	c.mu.Unlock()
	if c.before != nil && c.before(w, r, what) {
		return
	}
	time.Sleep(c.trouble.Slow)
	if rand.Float64() < c.trouble.Busy {
		w.Header().Set("Retry-After", "1")
		refuse(w, http.StatusTooManyRequests)
		return
	}
	if rand.Float64() < c.trouble.Lost {
		c.answer(httptest.NewRecorder(), r, what, parts)
		panic(http.ErrAbortHandler)
	}
	c.answer(w, r, what, parts)
}

func (c *fakeCluster) answer(w http.ResponseWriter, r *http.Request, what string, parts []string) {
	switch what {
	case "post jobs":
		c.postJob(w, r)
	case "post secrets":
		c.postSecret(w, r)
	case "list pods", "list jobs":
		c.list(w, parts[0])
	case "watch pods", "watch jobs":
		if recorder, lost := w.(*httptest.ResponseRecorder); lost {
			recorder.Code = http.StatusOK
			return
		}
		c.watch(w, r, parts[0])
	case "get jobs":
		c.mu.Lock()
		defer c.mu.Unlock()
		write(w, c.jobs[parts[1]])
	case "get pods log":
		c.followLog(w, r, parts[1])
	case "delete jobs":
		c.deleteJob(w, parts[1])
	case "delete secrets":
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.secrets, parts[1])
		write(w, struct{}{})
	case "list events":
		c.mu.Lock()
		defer c.mu.Unlock()
		write(w, list[clusterEvent]{Items: c.events})
	default: // the namespace
		write(w, struct{}{})
	}
}

func write(w http.ResponseWriter, what any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(what)
}

func refuse(w http.ResponseWriter, code int) {
	w.WriteHeader(code)
	fmt.Fprintf(w, `{"kind":"Status","message":"the fake cluster says %d"}`, code)
}

func (c *fakeCluster) postJob(w http.ResponseWriter, r *http.Request) {
	var j job
	if err := json.NewDecoder(r.Body).Decode(&j); err != nil {
		refuse(w, http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	if c.jobs[j.Metadata.Name] != nil {
		c.mu.Unlock()
		refuse(w, http.StatusConflict)
		return
	}
	j.Metadata.UID, j.Metadata.CreationTimestamp = "uid-"+j.Metadata.Name, time.Now()
	c.jobs[j.Metadata.Name] = &j
	c.record("jobs", "ADDED", &j)
	text, _ := json.Marshal(&j)
	why := ""
	if c.refuses != nil {
		why = c.refuses(&j)
	}
	if why != "" {
		about := metadata{Name: j.Metadata.Name}
		c.events = append(c.events, clusterEvent{Reason: "FailedCreate", Message: why, InvolvedObject: about})
	}
	c.mu.Unlock()
	if why == "" {
		go func() {
			c.nap(100 * time.Millisecond)
			c.life(c, c.newPod(&j))
		}()
	}
	w.Write(text)
}

func (c *fakeCluster) postSecret(w http.ResponseWriter, r *http.Request) {
	var s secret
	if err := json.NewDecoder(r.Body).Decode(&s); err != nil {
		refuse(w, http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.secrets[s.Metadata.Name] {
		refuse(w, http.StatusConflict)
		return
	}
	c.secrets[s.Metadata.Name] = true
	write(w, s)
}

func (c *fakeCluster) deleteJob(w http.ResponseWriter, name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	j := c.jobs[name]
	if j == nil {
		refuse(w, http.StatusNotFound)
		return
	}
	delete(c.jobs, name)
	delete(c.secrets, name) // the garbage collector does that
	c.record("jobs", "DELETED", j)
	for _, p := range c.pods {
		if p.jobName == name {
			c.record("pods", "DELETED", &p.pod)
		}
	}
	write(w, struct{}{})
}

func (c *fakeCluster) list(w http.ResponseWriter, kind string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := list[any]{Metadata: metadata{ResourceVersion: strconv.Itoa(c.version)}}
	if kind == "pods" {
		for _, p := range c.pods {
			if c.jobs[p.jobName] != nil {
				out.Items = append(out.Items, &p.pod)
			}
		}
	} else {
		for _, j := range c.jobs {
			out.Items = append(out.Items, j)
		}
	}
	write(w, out)
}

func (c *fakeCluster) watch(w http.ResponseWriter, r *http.Request, kind string) {
	version, _ := strconv.Atoi(r.URL.Query().Get("resourceVersion"))
	var over <-chan time.Time
	if c.trouble.Watches {
		over = time.After(time.Duration(rand.Float64() * float64(3*time.Second)))
	}
	out := json.NewEncoder(w)
	w.(http.Flusher).Flush()
	for {
		changes, more, known := c.since(kind, version)
		if !known {
			_ = out.Encode(watched{"ERROR", json.RawMessage(`{"kind":"Status","code":410,"reason":"Expired"}`)})
			return
		}
		for _, change := range changes {
			_ = out.Encode(change.watched)
			version = change.version
		}
		w.(http.Flusher).Flush()
		select {
		case <-more:
		case <-over:
			if rand.IntN(4) == 0 {
				_ = out.Encode(watched{"ERROR", json.RawMessage(`{"kind":"Status","code":410,"reason":"Expired"}`)})
			}
			return
		case <-r.Context().Done():
			return
		}
	}
}

func (c *fakeCluster) followLog(w http.ResponseWriter, r *http.Request, name string) {
	c.mu.Lock()
	p := c.pods[name]
	c.mu.Unlock()
	if p == nil {
		refuse(w, http.StatusNotFound)
		return
	}
	since, _ := time.Parse(time.RFC3339, r.URL.Query().Get("sinceTime"))
	cut := -1
	if c.trouble.Cuts {
		cut = 6 + rand.IntN(20)
	}
	w.(http.Flusher).Flush()
	for n := 0; ; {
		lines, closed, more := p.after(n)
		n += len(lines)
		for _, l := range lines {
			if l.at.Before(since) {
				continue
			}
			text := l.at.UTC().Format(time.RFC3339Nano) + " " + l.text
			if cut == 0 {
				io.WriteString(w, text[:rand.IntN(len(text))])
				if rand.IntN(2) == 0 {
					w.(http.Flusher).Flush()
					panic(http.ErrAbortHandler)
				}
				return
			}
			cut--
			io.WriteString(w, text)
		}
		w.(http.Flusher).Flush()
		if closed || r.URL.Query().Get("follow") != "true" {
			return
		}
		select {
		case <-more:
		case <-r.Context().Done():
			return
		}
	}
}
