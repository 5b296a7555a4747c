package registry_test

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/sirupsen/logrus"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/internal/testregistry"
)

// limited is a registry that first answers that there were too many requests.
func limited(t *testing.T, address string) (host string) {
	t.Helper()
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: address})
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "/manifests/") && asked.Add(1) == 1 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}

// A pull says that it waits for a registry, counts the bytes that come, and says that it unpacks when
// all have come.
func TestPullIsTold(t *testing.T) {
	address := testregistry.Start(t)
	from, to := newClient(t), newClient(t)
	random := make([]byte, 6<<20)
	_, _ = rand.Read(random)
	push(t, from, put(t, from.Store, base64.StdEncoding.EncodeToString(random), "amd64"), address+"/some/image:1")

	var logged bytes.Buffer
	level := logrus.GetLevel()
	logrus.SetOutput(&logged)
	var events []event.Event
	to.Emit = func(e event.Event) { events = append(events, e) }
	host := limited(t, address)
	if _, err := to.Pull(t.Context(), host+"/some/image:1", api.PullMissing); err != nil {
		t.Fatal(err)
	}
	if logged.Len() != 0 || logrus.GetLevel() != level {
		t.Errorf("the log has %q and the level %s, which was %s", logged.String(), logrus.GetLevel(), level)
	}

	var told []string
	var largest int64
	for _, e := range events {
		what := string(e.Phase)
		switch {
		case e.Time.IsZero():
			t.Errorf("an event has no time: %+v", e)
		case e.Kind == event.Waiting:
			what = e.Wait.String() + " " + e.Message
		case e.Message != host+"/some/image:1" || e.Current < largest || e.Total > 0 && e.Current > e.Total:
			t.Errorf("the progress is %+v after %d bytes", e, largest)
		case e.Kind == event.ProgressDone:
			what = "done"
		case e.Phase == event.Downloading && e.Total < int64(len(random)):
			t.Errorf("the total is %d, less than the layer has", e.Total)
		}
		largest = max(largest, e.Current)
		if len(told) == 0 || told[len(told)-1] != what {
			told = append(told, what)
		}
	}
	want := "resolving, " + time.Second.String() + " 429 from " + host + "; log in or use a mirror, " +
		"downloading, unpacking, done"
	if got := strings.Join(told, ", "); got != want || largest < int64(len(random)) {
		t.Errorf("told %q, %d bytes", got, largest)
	}
}

// The line about another attempt is short. The whole error comes if no attempt helps.
func TestRetriesAreShort(t *testing.T) {
	refusing := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, strings.Repeat("long ", 200), http.StatusBadGateway)
	}))
	defer refusing.Close()
	host := strings.TrimPrefix(refusing.URL, "http://")
	c := newClient(t)
	c.Retry, c.Delay = 1, time.Millisecond
	var waits []string
	c.Emit = func(e event.Event) {
		if e.Kind == event.Waiting {
			waits = append(waits, e.Wait.String()+" "+e.Message)
		}
	}
	_, err := c.Pull(t.Context(), host+"/some/image:1", api.PullMissing)
	if err == nil {
		t.Fatal("the image was pulled")
	}
	want := "1ms pulling " + host + "/some/image:1: " + host + " has a fault (502 Bad Gateway); trying again"
	if len(waits) != 1 || waits[0] != want {
		t.Errorf("waits %q, then %v", waits, err)
	}
}
