package remote

import (
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/dfgitutil"

	"github.com/cooper-build/cooper/internal/testenv"
)

// hops is a transport that answers with redirects, one after another, and notes
// what it was asked.
type hops struct {
	to   []string
	seen []*http.Request
}

func (h *hops) RoundTrip(r *http.Request) (*http.Response, error) {
	h.seen = append(h.seen, r)
	answer := &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Header: http.Header{}, Request: r}
	if len(h.to) > 0 {
		answer.StatusCode = http.StatusFound
		answer.Header.Set("Location", h.to[0])
		h.to = h.to[1:]
	}
	return answer, nil
}

// FuzzCredentials: whatever address is asked for, and wherever servers send us
// from there, a secret of a host is in no request to another host, port or name
// that looks like it, a password of an address in none to another host, and none
// says where it comes from.
func FuzzCredentials(f *testing.F) {
	f.Add("https://files.example.com/x", "https://files.example.com.evil.org/", "//FILES.example.com:443/y")
	f.Add("https://u:hunter2@files.example.com/x",
		"https://sub.files.example.com/", "https://files.example.com@evil.org")
	f.Add("http://evil.org/", "https://evil.org\\@files.example.com/", "https://files.example.com:8443/")
	f.Fuzz(func(t *testing.T, first, second, third string) {
		record := &hops{to: []string{second, third}}
		fetcher := &Fetcher{Secrets: map[string][]byte{
			"HTTP_AUTH_HEADER_files.example.com":     []byte("Basic letmein\n"),
			"HTTP_AUTH_TOKEN_files.example.com:8443": []byte("sesame"),
		}}
		client := fetcher.client()
		client.Transport = authorizing{fetcher.Secrets, record}
		asked, err := http.NewRequest(http.MethodGet, first, nil)
		if err != nil {
			return
		}
		if response, err := client.Do(asked); err == nil {
			response.Body.Close()
		}
		for _, r := range record.seen {
			_, _, basic := r.BasicAuth()
			switch auth := r.Header.Get("Authorization"); {
			case auth == "Basic letmein" && r.URL.Host != "files.example.com",
				auth == "Bearer sesame" && r.URL.Host != "files.example.com:8443":
				t.Fatalf("%q, %q, %q: %q goes to %q", first, second, third, auth, r.URL)
			case basic && r.URL.User == nil && !within(r.URL.Hostname(), asked.URL.Hostname()):
				t.Fatalf("%q, %q, %q: the password of the first goes to %q", first, second, third, r.URL)
			}
			if referer := r.Header.Get("Referer"); referer != "" {
				t.Fatalf("%q, %q, %q: %q is told of %q", first, second, third, r.URL, referer)
			}
		}
	})
}

// within reports whether a host is another or below it.
func within(host, parent string) bool {
	host, parent = strings.ToLower(host), strings.ToLower(parent)
	return host == parent || strings.HasSuffix(host, "."+parent)
}

// FuzzGitCredentials: git gets a secret of a host for addresses of that host
// alone, by a key that means no other.
func FuzzGitCredentials(f *testing.F) {
	f.Add("https://git.example.com/a.git", "git.example.com")
	f.Add("https://u@git.example.com:8443/a.git#main", "git.example.com:8443")
	f.Add("http://*.example.com/a.git", "*.example.com")
	f.Fuzz(func(t *testing.T, address, host string) {
		ref, ok, err := dfgitutil.ParseGitRef(address)
		if err != nil || !ok {
			return
		}
		g := &git{
			fetcher: &Fetcher{Secrets: map[string][]byte{"GIT_AUTH_HEADER." + host: []byte("Basic letmein")}},
			ref:     ref,
		}
		config := g.config()
		for i, line := range config {
			if !strings.Contains(line, "letmein") {
				continue
			}
			_, key, _ := strings.Cut(config[i-1], "=")
			scope, ok := strings.CutSuffix(strings.TrimPrefix(key, "http."), ".extraHeader")
			u, err := url.Parse(scope)
			if !ok || err != nil || u.Host != host || u.User != nil || strings.Contains(scope, "*") || u.Path != "/" ||
				u.RawQuery != "" {
				t.Fatalf("%q: the secret of %q is for %q", address, host, key)
			}
			remote, err := url.Parse(ref.Remote)
			if err != nil || remote.Host != host {
				t.Fatalf("%q: the secret of %q is used", address, host)
			}
		}
	})
}

// A server that redirects git elsewhere does not get to hand our secret on.
func TestGitKeepsSecretsFromRedirects(t *testing.T) {
	testenv.Tool(t, "git")
	var mu sync.Mutex
	var got []string
	backend := serveRepository(t)
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		got = append(got, r.Method+r.Header.Get("Authorization"))
		mu.Unlock()
		backend.ServeHTTP(w, r)
	}))
	defer other.Close()
	elsewhere := strings.Replace(other.URL, "127.0.0.1", "localhost", 1)
	known := false
	first := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		known = known || r.Header.Get("Authorization") == "Basic letmein"
		mu.Unlock()
		http.Redirect(w, r, elsewhere+r.URL.RequestURI(), http.StatusFound)
	}))
	defer first.Close()
	host := strings.TrimPrefix(first.URL, "http://")
	fetcher := &Fetcher{
		Dir:     t.TempDir(),
		Secrets: map[string][]byte{"GIT_AUTH_HEADER." + host: []byte("Basic letmein")},
	}
	_, _, err := fetcher.Git(t.Context(), first.URL+"/a.git#main", "", false)
	if err == nil || !strings.Contains(err.Error(), "redirects are not followed") || !known || len(got) != 0 {
		t.Fatalf("%v; the secret was sent to its host: %t; requests elsewhere: %q", err, known, got)
	}
	// Without a secret a redirect leads there, so the one above could have.
	fetcher.Secrets = nil
	_, _, err = fetcher.Git(t.Context(), first.URL+"/a.git#main", "", false)
	if err != nil || !slices.Contains(got, "POST") {
		t.Fatalf("%v; requests elsewhere: %q", err, got)
	}
}

// serveRepository serves a.git with one commit.
func serveRepository(t *testing.T) http.Handler {
	t.Helper()
	dir := t.TempDir()
	const script = `set -e; cd $0; git init -q -b main w; cd w
git -c user.name=a -c user.email=a@example.com commit -q --allow-empty -m one
git clone -q --bare . ../a.git; git --exec-path`
	path, err := exec.Command("sh", "-c", script, dir).Output()
	if err != nil {
		t.Fatal(err)
	}
	return &cgi.Handler{
		Path: filepath.Join(strings.TrimSpace(string(path)), "git-http-backend"),
		Env:  []string{"GIT_PROJECT_ROOT=" + dir, "GIT_HTTP_EXPORT_ALL=1"},
	}
}
