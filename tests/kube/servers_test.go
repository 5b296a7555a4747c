//go:build kube

package kube

import (
	"crypto/subtle"
	"crypto/tls"
	"errors"
	"net/http"
	"net/http/cgi"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/tests/podbuild"
)

// Credentials that repositories below /team need. A login needs them too, and then a client sends
// them everywhere.
const (
	registryUser     = "ci"
	registryPassword = "correct horse"
)

// serve serves registry.example.com, git.example.com and registry.k8s.io in the machine, with
// TLS. The registries are one, that of an address of the host.
func (c *cluster) serve(t *testing.T) {
	t.Helper()
	certificate, err := tls.LoadX509KeyPair(
		filepath.Join(c.dir, "pki/server.crt"), filepath.Join(c.dir, "pki/server.key"),
	)
	if err != nil {
		t.Fatal(err)
	}
	backend := &url.URL{Scheme: "http", Host: c.registry}
	registry := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(backend)
		r.Out.Host = r.In.Host
		r.SetXForwarded()
	}}
	git := &cgi.Handler{
		Path: "/usr/lib/git-core/git-http-backend",
		Env:  []string{"GIT_PROJECT_ROOT=" + filepath.Join(c.dir, "git"), "GIT_HTTP_EXPORT_ALL=1"},
	}
	server := &http.Server{
		TLSConfig: &tls.Config{Certificates: []tls.Certificate{certificate}},
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch {
			case r.Host == "git.example.com":
				git.ServeHTTP(w, r)
			case (r.URL.Path == "/v2/" || strings.HasPrefix(r.URL.Path, "/v2/team/")) && !authorized(r):
				w.Header().Set("WWW-Authenticate", `Basic realm="registry.example.com"`)
				http.Error(w, "unauthorized", http.StatusUnauthorized)
			default:
				registry.ServeHTTP(w, r)
			}
		}),
	}
	l, err := c.listen(443)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		if err := server.ServeTLS(l, "", ""); !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	}()
	t.Cleanup(func() { _ = server.Close() })
}

func authorized(r *http.Request) bool {
	user, password, _ := r.BasicAuth()
	return subtle.ConstantTimeCompare([]byte(user+":"+password), []byte(registryUser+":"+registryPassword)) == 1
}

// makeRepository makes the repository me/app of git.example.com: the build context.
func (c *cluster) makeRepository(t *testing.T) {
	t.Helper()
	c.repository = filepath.Join(c.dir, "git/me/app.git")
	if err := os.MkdirAll(c.repository, 0o755); err != nil {
		t.Fatal(err)
	}
	podbuild.MakeContext(t, c.repository)
	for _, file := range podbuild.Files {
		if err := os.Remove(filepath.Join(c.repository, file+".Containerfile")); err != nil {
			t.Fatal(err)
		}
	}
	c.git(t, "init", "-q", "-b", "main")
	for name, value := range map[string]string{"user.name": "tests", "user.email": "tests@example.com"} {
		c.git(t, "config", name, value)
	}
}

// commit commits a Containerfile to the repository. Its bases come from registry.example.com.
func (c *cluster) commit(t *testing.T, containerfile string) {
	t.Helper()
	text := strings.ReplaceAll(containerfile, "ARG REGISTRY\n", "ARG REGISTRY=registry.example.com\n")
	writeFile(t, filepath.Join(c.repository, "Containerfile"), []byte(text), 0o644)
	c.git(t, "add", "--all")
	c.git(t, "commit", "-q", "--allow-empty", "-m", "Build it")
}

func (c *cluster) git(t *testing.T, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-C", c.repository}, args...)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}
