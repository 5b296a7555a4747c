package remote_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/build/internal/remote"
)

// TestFileIsBounded: what never ends, what never begins and what is not what was
// promised end with the limit in the message, and leave nothing behind.
func TestFileIsBounded(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/endless", func(w http.ResponseWriter, _ *http.Request) {
		for {
			if _, err := w.Write(make([]byte, 4096)); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/silent", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusOK)
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	mux.HandleFunc("/large",
		func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "999999999") })
	mux.HandleFunc("/loop",
		func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/fine", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("x")) })
	server := httptest.NewServer(mux)
	defer server.Close()
	for path, want := range map[string]string{
		"/endless": "it has more than 97.66KiB (limit download-bytes)",
		"/silent":  "the server sent nothing for 1s",
		"/large":   "it has more than 97.66KiB (limit download-bytes)",
		"/loop":    "more than ten redirects",
		"/none":    "the server answered 404",
		"/fine":    "its checksum is sha256:",
	} {
		dir := t.TempDir()
		f := &remote.Fetcher{Dir: dir, Limits: limits.Limits{Download: 100_000, Idle: 1}}
		_, _, err := f.File(
			t.Context(),
			server.URL+path,
			"sha256:"+"00000000000000000000000000000000"+"00000000000000000000000000000000",
		)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", path, err, want)
		}
		left, _ := filepath.Glob(filepath.Join(dir, "http/*/*"))
		for _, name := range left {
			if filepath.Base(name) != "lock" {
				t.Errorf("%s left %s", path, name)
			}
		}
	}
}

// TestSecretsGoToTheirHostOnly: the credentials of a host follow no redirect.
func TestSecretsGoToTheirHostOnly(t *testing.T) {
	var seen string
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = r.Header.Get("Authorization")
		_, _ = w.Write([]byte("x"))
	}))
	defer other.Close()
	first := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer token" {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		http.Redirect(w, r, other.URL+"/x", http.StatusFound)
	}))
	defer first.Close()
	f := &remote.Fetcher{
		Dir:     t.TempDir(),
		Secrets: map[string][]byte{"HTTP_AUTH_TOKEN_" + strings.TrimPrefix(first.URL, "http://"): []byte("token\n")},
	}
	dir, name, err := f.File(t.Context(), first.URL+"/x", "")
	if err != nil {
		t.Fatal(err)
	}
	if seen != "" {
		t.Errorf("the other host got %q", seen)
	}
	if text, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(text) != "x" {
		t.Errorf("got %q, %v", text, err)
	}
}

// A download says how far it is, and that it ended, without the credentials of its address.
func TestFileIsTold(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "2000000")
		for range 2 {
			_, _ = w.Write(make([]byte, 1_000_000))
			w.(http.Flusher).Flush()
			time.Sleep(300 * time.Millisecond)
		}
	}))
	defer server.Close()
	var told []remote.Moving
	f := &remote.Fetcher{Dir: t.TempDir(), Progress: func(m remote.Moving) { told = append(told, m) }}
	address := strings.Replace(server.URL, "://", "://user:secret@", 1) + "/file"
	if _, _, err := f.File(t.Context(), address, ""); err != nil {
		t.Fatal(err)
	}
	first, last := told[0], told[len(told)-1]
	first.Started, last.Started = time.Time{}, time.Time{}
	if first != (remote.Moving{URL: first.URL, Asking: true}) ||
		last != (remote.Moving{URL: first.URL, Current: 2_000_000, Total: 2_000_000, Done: true}) {
		t.Errorf("told %+v to %+v", first, last)
	}
	halfway := false
	for _, m := range told {
		halfway = halfway || m.Current > 0 && m.Current < m.Total && !m.Done
		if strings.Contains(m.URL, "secret") || !strings.HasSuffix(m.URL, "/file") {
			t.Errorf("the address is %s", m.URL)
		}
	}
	if !halfway {
		t.Errorf("nothing was told between the beginning and the end: %+v", told)
	}
}
