package attack

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"golang.org/x/crypto/ssh/agent"

	"github.com/cooper-build/cooper/internal/testenv"
)

// services are the servers of one run.
//
//	@WEB@     files of www; /git/NAME repositories of www/git; /endless; /to?URL a
//	          redirect; /v2/NAME the OCI layout www/NAME as a registry has it,
//	          for NAMEs that begin with private only with a password
//	@OTHER@   the same, at another port, which a redirect goes to
//	@TLS@     the same with a certificate that nobody knows
//	$AGENT    the socket of an ssh agent with a key
type services struct {
	mu       sync.Mutex
	requests []string
	servers  []*httptest.Server
	keys     *keyring
	listener net.Listener
	web      string
	other    string
	tls      string
}

func startServices(t *testing.T, r *run) *services {
	t.Helper()
	s := &services{}
	mux := http.NewServeMux()
	www := filepath.Join(r.work, "script-"+strings.TrimSuffix(scriptName(r), ".txtar"), "www")
	mux.Handle("/", http.FileServer(http.Dir(www)))
	mux.HandleFunc("/endless", func(w http.ResponseWriter, _ *http.Request) {
		block := bytes.Repeat([]byte("x"), 1<<16)
		for {
			if _, err := w.Write(block); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/to", func(w http.ResponseWriter, q *http.Request) {
		w.Header().Set("Location", q.URL.RawQuery)
		w.WriteHeader(http.StatusFound)
	})
	mux.HandleFunc("/named", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Disposition", `attachment; filename="../../../../`+r.canary.dir+`/named"`)
		_, _ = io.WriteString(w, "named\n")
	})
	mux.Handle("/git/", &cgi.Handler{
		Path: gitBackend(t), Root: "/git", Stderr: io.Discard,
		Env: []string{
			"GIT_PROJECT_ROOT=" + filepath.Join(www, "git"), "GIT_HTTP_EXPORT_ALL=1", "GIT_CONFIG_COUNT=1",
			"GIT_CONFIG_KEY_0=safe.directory", "GIT_CONFIG_VALUE_0=*",
		},
	})
	mux.Handle("/v2/", layouts(www))
	handler := http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		s.note(fmt.Sprintf("%s %s %s authorization=%q range=%q",
			q.Host, q.Method, q.URL.RequestURI(), q.Header.Get("Authorization"), q.Header.Get("Range")))
		mux.ServeHTTP(w, q)
	})
	s.web, s.other, s.tls = s.serve(handler, false), s.serve(handler, false), s.serve(handler, true)
	s.startAgent(t, r)
	return s
}

func scriptName(r *run) string {
	if r.row.direct && !r.weak && exists(filepath.Join(r.row.dir, "direct.txtar")) && r.isControl {
		return "direct.txtar"
	}
	return "attack.txtar"
}

func (s *services) serve(handler http.Handler, secure bool) string {
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	if secure {
		server.StartTLS()
	} else {
		server.Start()
	}
	s.servers = append(s.servers, server)
	return server.Listener.Addr().String()
}

func (s *services) variables() map[string]string {
	return map[string]string{
		"WEB": "http://" + s.web, "HOST": s.web, "OTHER": s.other, "TLS": s.tls, "AGENT": s.listener.Addr().String(),
	}
}

func (s *services) note(line string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, line)
}

// asked finds a request.
func (s *services) asked(pattern string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, line := range s.requests {
		if regexp.MustCompile(pattern).MatchString(line) {
			return line
		}
	}
	return ""
}

func (s *services) stop() {
	s.listener.Close()
	for _, server := range s.servers {
		server.CloseClientConnections()
		server.Close()
	}
}

// keyring is an agent that notes what changes it.
type keyring struct {
	agent.Agent
	changed func(what string)
}

func (k *keyring) RemoveAll() error {
	k.changed("the ssh agent was told to forget all keys")
	return k.Agent.RemoveAll()
}

func (k *keyring) Lock(passphrase []byte) error {
	k.changed("the ssh agent was locked")
	return k.Agent.Lock(passphrase)
}

func (s *services) startAgent(t *testing.T, r *run) {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s.keys = &keyring{agent.NewKeyring(), r.canary.note}
	if err := s.keys.Add(agent.AddedKey{PrivateKey: key}); err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(r.dir, "agent")
	if s.listener, err = net.Listen("unix", socket); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(socket, 0o777); err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			conn, err := s.listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				_ = agent.ServeAgent(s.keys, conn)
			}()
		}
	}()
}

func gitBackend(t *testing.T) string {
	t.Helper()
	testenv.Tool(t, "git")
	out, err := exec.Command("git", "--exec-path").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "git-http-backend")
}
