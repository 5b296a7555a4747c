// Package docs runs the commands of README.md and of the pages in docs, as an ordinary user with an
// empty home. The registries that they name are on loopback, and their images are a busybox.
package docs

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/cmdtest"
	"github.com/cooper-build/cooper/internal/testenv"
)

func TestMain(m *testing.M) {
	build.Init()
	testscript.Main(m, map[string]func(){"cooper": cmdtest.Main})
}

// images are the images of other people that the pages use.
var images = []string{
	"docker.io/library/alpine:3", "docker.io/library/alpine:3.22", "docker.io/library/busybox:latest",
	"docker.io/library/golang:1.26-alpine", "docker.io/library/debian:bookworm-slim",
}

func pages(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(found) < 5 {
		t.Fatal("no pages", err)
	}
	return append(found, "../../README.md")
}

// TestCommands runs the commands of each page.
func TestCommands(t *testing.T) {
	env := startWorld(t)
	pushImages(t, env)
	ran := 0
	for _, page := range pages(t) {
		actions, _, err := readPage(page)
		if err != nil {
			t.Fatal(err)
		}
		if len(actions) == 0 {
			continue
		}
		ran += len(actions)
		t.Run(filepath.Base(page), func(t *testing.T) { runPage(t, page, actions, env) })
	}
	if ran < 20 {
		t.Errorf("only %d commands and files were found", ran)
	}
}

// TestCommandsAreRun: a command of cooper that a page shows is one that TestCommands runs, unless a
// machine of another kind has to run it.
func TestCommandsAreRun(t *testing.T) {
	command := regexp.MustCompile(`(?m)^\s*(cooper) `)
	for _, page := range pages(t) {
		_, texts, err := readPage(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range texts {
			if command.MatchString(text.content) && !strings.Contains(text.content, "# elsewhere: ") {
				t.Errorf("%s:%d: the commands are not run: make it a console block", page, text.line)
			}
		}
	}
}

// pushImages puts the images of other people into the registries.
func pushImages(t *testing.T, env []string) {
	t.Helper()
	base := t.TempDir()
	testenv.BusyboxContext(t, base)
	script := "cooper build -q -t busybox " + base + "\n" +
		"printf 'FROM busybox\nENV PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n' >Containerfile\n" +
		"cooper build -q -t base .\n"
	for _, image := range images {
		script += "cooper push -q base " + image + "\n"
	}
	if out, err := shell(t, t.TempDir(), env, script).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// shell is a shell in a directory that is its home, too.
func shell(t *testing.T, dir string, env []string, script string) *exec.Cmd {
	t.Helper()
	home := filepath.Join(dir, ".home")
	if err := os.MkdirAll(home, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = exec.Command("cooper", "--root", home, "unshare", "rm", "-rf", home).Run() })
	config := filepath.Join(home, "storage.conf") // root's store is not below its home
	text := fmt.Sprintf("[storage]\ndriver = \"\"\ngraphroot = %q\nrunroot = %q\n",
		filepath.Join(home, ".local/share/containers/storage"), filepath.Join(home, "run"))
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "-c", script)
	cmd.Dir = dir
	cmd.Env = append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "USER=" + os.Getenv("USER"), "TMPDIR=" + os.Getenv("TMPDIR"),
		"COOPER_SIGN_PASSPHRASE=a passphrase", "PWD=" + dir, "CONTAINERS_STORAGE_CONF=" + config,
	}, env...)
	return cmd
}

// mark separates the outputs of commands.
const mark = "== command of line"

func runPage(t *testing.T, page string, actions []action, env []string) {
	t.Helper()
	dir := t.TempDir()
	var script strings.Builder
	for _, a := range actions {
		if a.file != "" {
			fmt.Fprintf(&script, "mkdir -p \"$(dirname %s)\"\n", a.file)
			fmt.Fprintf(&script, "cat >%s <<'END OF FILE'\n%sEND OF FILE\n", a.file, a.content)
			continue
		}
		fmt.Fprintf(&script, "%s\nstatus=$?; echo; echo '%s' %d: $status\n", a.content, mark, a.line)
	}
	out, err := shell(t, dir, env, "exec 2>&1 </dev/null\n"+script.String()).Output()
	if err != nil {
		t.Errorf("the shell: %v", err)
	}
	rest := string(out)
	for _, a := range actions {
		if a.file != "" {
			continue
		}
		before, after, ok := strings.Cut(rest, "\n"+mark+" "+strconv.Itoa(a.line)+": ")
		if !ok {
			t.Fatalf("%s:%d: $ %s\ndid not end:\n%s", page, a.line, a.content, rest)
		}
		status, after, _ := strings.Cut(after, "\n")
		rest = after
		if failed := status != "0"; failed != a.fails() {
			t.Fatalf("%s:%d: $ %s\n%s\nexit status %s", page, a.line, a.content, before, status)
		}
		if line := a.missing(before); line != "" {
			t.Errorf("%s:%d: $ %s\n%s\ndid not print: %s", page, a.line, a.content, before, line)
		}
	}
}
