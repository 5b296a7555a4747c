package script

import (
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cooper-build/cooper/internal/testenv"
)

// startWeb serves what builds fetch, until the test ends:
//
//	/file.txt      a file with Last-Modified and ETag; fetched again it is not sent
//	/secret.txt    a file for those who send "Authorization: Bearer letmein"
//	/app.tar.gz    an archive with a file in it
//	/undated.tar.gz  the same, whose time the server does not say
//	/down, /up     redirects to another scheme, and to /file.txt
//	/endless       what never ends
//	/git/NAME      repositories below dir
//	/private/NAME  the same for robot with the password hunter2, and file.txt
func startWeb(t *testing.T, dir string) string {
	t.Helper()
	archive := filepath.Join(dir, "app.tar.gz")
	const pack = `set -e; cd "$0"; echo packed >inside.txt; printf 'FROM scratch\nCOPY inside.txt /\n' >Containerfile
touch -d @900000000 inside.txt; touch -d @800000000 Containerfile
tar -czf app.tar.gz inside.txt Containerfile; touch -d @1100000000 app.tar.gz`
	if out, err := exec.Command("sh", "-c", pack, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	mux := http.NewServeMux()
	modified := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	mux.HandleFunc("/file.txt", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"one"`)
		http.ServeContent(w, r, "file.txt", modified, strings.NewReader("from the web\n"))
	})
	mux.HandleFunc("/secret.txt", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer letmein" {
			http.Error(w, "no", http.StatusForbidden)
			return
		}
		http.ServeContent(w, r, "secret.txt", modified, strings.NewReader("for some\n"))
	})
	mux.HandleFunc("/app.tar.gz", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, archive) })
	mux.HandleFunc("/undated.tar.gz", func(w http.ResponseWriter, _ *http.Request) {
		content, _ := os.ReadFile(archive)
		_, _ = w.Write(content)
	})
	mux.HandleFunc("/endless", func(w http.ResponseWriter, _ *http.Request) {
		for {
			if _, err := w.Write(make([]byte, 64<<10)); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/Containerfile", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("FROM scratch\nLABEL from=web\n"))
	})
	mux.Handle("/down", http.RedirectHandler("ftp://127.0.0.1/x", http.StatusFound))
	mux.Handle("/up", http.RedirectHandler("/file.txt", http.StatusFound))
	repositories := func(root string) http.Handler {
		return &cgi.Handler{
			Path: gitBackend(t), Root: root,
			Env: []string{"GIT_PROJECT_ROOT=" + filepath.Join(dir, "git"), "GIT_HTTP_EXPORT_ALL=1"},
		}
	}
	mux.Handle("/git/", repositories("/git"))
	mux.HandleFunc("/private/", func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user != "robot" || password != "hunter2" {
			w.Header().Set("WWW-Authenticate", `Basic realm="private"`)
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		if r.URL.Path == "/private/file.txt" {
			_, _ = w.Write([]byte("for some\n"))
			return
		}
		repositories("/private").ServeHTTP(w, r)
	})
	makeRepository(t, filepath.Join(dir, "git"))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
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

// makeRepository makes project.git with a tag v1, then another commit on main,
// and a submodule.
func makeRepository(t *testing.T, dir string) {
	t.Helper()
	script := `set -e; mkdir -p "$1"; cd "$1"
export HOME="$1" GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
git config --global init.defaultBranch main
git config --global protocol.file.allow always
git init -q sub; (cd sub; echo part >part.txt; git add .; git commit -qm one)
git clone -q --bare sub sub.git
git init -q work; cd work
mkdir app; printf 'FROM scratch\nCOPY hello.txt /\n' >app/Containerfile; echo one >app/hello.txt
git add .; git commit -qm one; git tag -a -m v1 v1
echo two >app/hello.txt
git submodule -q add ../sub.git sub
export GIT_COMMITTER_DATE='1000000000 +0000'
git add .; git commit -qm two
git clone -q --bare . ../project.git
`
	if out, err := exec.Command("sh", "-c", script, "sh", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}
