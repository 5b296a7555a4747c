// Package compat holds command lines against buildah and podman: each line of the tables in
// testdata runs with Debian's program and with cooper, in stores of their own. Exit
// codes, output, images and containers have to be equal. The tables name every
// difference, and docs/migrate-buildah.md has the same list with the reasons.
package compat

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/cmdtest"
	"github.com/cooper-build/cooper/internal/testenv"
	"github.com/cooper-build/cooper/internal/testregistry"
)

func TestMain(m *testing.M) {
	build.Init()
	if filepath.Base(os.Args[0]) == "cooper" {
		cmdtest.Main()
	}
	os.Exit(m.Run())
}

// TestSameAsBuildah runs the tables: one case in four, or all with COOPER_COMPAT_WHOLE.
func TestSameAsBuildah(t *testing.T) {
	cases := readTables(t)
	cooper := asCooper(t)
	sides := map[string][]side{}
	for _, peer := range []string{"buildah", "podman"} {
		sides[peer] = []side{{peer, peer, testenv.Tool(t, peer), ""}, {"cooper", peer, cooper, ""}}
	}
	base := newBase(t, sides["buildah"][1])
	for i, c := range cases {
		if i%4 != 0 && os.Getenv("COOPER_COMPAT_WHOLE") == "" {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			problems := c.compare(t, sides[c.peer()], base)
			if len(problems) != 0 { // buildah 1.28 loses output of commands now and then
				problems = c.compare(t, sides[c.peer()], base)
			}
			for _, p := range problems {
				t.Error(p)
			}
		})
	}
}

// compare runs a case with both programs.
func (c tableCase) compare(t *testing.T, sides []side, base string) (problems []string) {
	t.Helper()
	dir := t.TempDir()
	defer remove(dir)
	var results []result
	for _, s := range sides {
		s.registry = testregistry.Start(t)
		results = append(results, s.play(t, c, base, filepath.Join(dir, s.name)))
	}
	return c.judge(results[0], results[1])
}

// side is a program, the name that the tables call it by, and the registry of a case.
type side struct {
	name, command, program, registry string
}

// result is what a case left.
type result struct {
	lines []output
	store map[string]string // by aspect
}

type output struct {
	code           int
	stdout, stderr string
}

// play runs the lines of a case in a copy of the base.
func (s side) play(t *testing.T, c tableCase, base, home string) result {
	t.Helper()
	if out, err := exec.Command("cp", "-a", base, home).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	s.prepare(t, home)
	var r result
	for _, l := range c.lines {
		out := s.run(t, home, l.command)
		r.lines = append(r.lines, out)
	}
	r.store = readStore(t, filepath.Join(home, ".local/share/containers/storage"))
	return r
}

// prepare makes the files of the machine: the program under the name of the tables, and the
// settings of a user.
func (s side) prepare(t *testing.T, home string) {
	t.Helper()
	for _, d := range []string{"bin", "run", "tmp", ".config/containers"} {
		if err := os.MkdirAll(filepath.Join(home, d), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{
		"bin/" + s.command:                fmt.Sprintf("#!/bin/sh\nexec %s \"$@\"\n", s.program),
		".config/containers/storage.conf": "[storage]\ndriver = \"overlay\"\n",
		".config/containers/policy.json":  `{"default":[{"type":"insecureAcceptAnything"}]}`,
		".config/containers/registries.conf": fmt.Sprintf(
			"unqualified-search-registries = [%q]\nshort-name-mode = \"permissive\"\n"+
				"[[registry]]\nlocation = %q\ninsecure = true\n",
			s.registry, s.registry),
	} {
		if err := os.WriteFile(filepath.Join(home, name), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
}

// run runs a line with the shell in the directory of the files.
func (s side) run(t *testing.T, home, command string) output {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", command)
	cmd.Dir = filepath.Join(home, "files")
	cmd.Env = []string{
		"PATH=" + filepath.Join(home, "bin") + ":" + os.Getenv("PATH"),
		"HOME=" + home, "USER=" + os.Getenv("USER"), "TMPDIR=" + filepath.Join(home, "tmp"),
		"XDG_RUNTIME_DIR=" + filepath.Join(home, "run"),
		"REGISTRY=" + s.registry, "BUILDAH_ISOLATION=chroot", "BUILDAH_LAYERS=true",
	}
	var stdout, stderr strings.Builder
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if ctx.Err() != nil || cmd.ProcessState == nil {
		t.Errorf("%s: %s: %v\n%s", s.name, command, err, stderr.String())
		return output{code: -1}
	}
	form := newForm(home, s.registry)
	return output{cmd.ProcessState.ExitCode(), form.of(stdout.String()), form.of(stderr.String())}
}

// newBase makes a home with the images and files that each case begins with.
func newBase(t *testing.T, s side) string {
	t.Helper()
	home := filepath.Join(t.TempDir(), "base")
	t.Cleanup(func() { remove(home) })
	testenv.BusyboxContext(t, filepath.Join(home, "files/context"))
	if err := os.CopyFS(filepath.Join(home, "files"), os.DirFS("testdata/files")); err != nil {
		t.Fatal(err)
	}
	s.prepare(t, home)
	if out := s.run(t, home, "buildah build -q -t busybox context"); out.code != 0 {
		t.Fatal(out.stderr)
	}
	if err := os.RemoveAll(filepath.Join(home, "files/context")); err != nil {
		t.Fatal(err)
	}
	return home
}

// asCooper is this program under that name.
func asCooper(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "cooper")
	if err := os.Link(self, name); err != nil {
		t.Fatal(err)
	}
	return name
}

// remove removes files of subordinate ids too.
func remove(dir string) {
	if c, err := build.Unshare([]string{"rm", "-rf", dir}); err == nil {
		_ = build.RunUnshared(context.Background(), c)
	}
}

// judge compares two results with each other and with what the table says.
func (c tableCase) judge(theirs, ours result) (problems []string) {
	check := func(d differences, where, aspect, theirs, ours, stderr string) {
		if p := d.judge(where, aspect, theirs, ours, stderr); p != "" {
			problems = append(problems, p)
		}
	}
	for i, l := range c.lines {
		b, o := theirs.lines[i], ours.lines[i]
		if (b.code == 0) == l.fails {
			problems = append(problems,
				fmt.Sprintf("%s: %s ended with %d: %s\n%s", l.command, c.peer(), b.code, b.stderr, b.stdout))
		}
		check(l.differs, l.command, "exit", fmt.Sprint(b.code), fmt.Sprint(o.code), o.stderr)
		check(l.differs, l.command, "stdout", b.stdout, o.stdout, o.stderr)
		for _, m := range l.stderr {
			check(l.differs, l.command, "stderr", said(b.stderr, m), said(o.stderr, m), o.stderr)
			if said(b.stderr, m) != "said" {
				problems = append(problems, fmt.Sprintf("%s: %s does not say %q: %s", l.command, c.peer(), m, b.stderr))
			}
		}
	}
	for _, aspect := range aspects {
		check(c.differs, c.name, aspect, theirs.store[aspect], ours.store[aspect], "")
	}
	return problems
}

func said(text, words string) string {
	if strings.Contains(text, words) {
		return "said"
	}
	return "not said: " + words
}

// differences are the aspects that differ, with the rows of the page that say why.
type differences map[string]string

// judge returns what is wrong with an aspect, if anything.
func (d differences) judge(where, aspect, theirs, ours, stderr string) string {
	switch row := d[aspect]; {
	case theirs == ours && row != "":
		return fmt.Sprintf("%s: %s does not differ, but the table says so: %s", where, aspect, row)
	case theirs != ours && row == "":
		report := without("theirs: ", theirs, ours) + without("cooper: ", ours, theirs)
		if report == "" { // the order differs, or the number
			report = without("theirs: ", theirs, "") + without("cooper: ", ours, "")
		}
		return fmt.Sprintf("%s: %s differs\n%s%s", where, aspect, report, stderr)
	}
	return ""
}

// without are the lines of a text that another text lacks.
func without(prefix, text, other string) string {
	var out strings.Builder
	others := strings.Split(other, "\n")
	for _, l := range strings.Split(text, "\n") {
		if !slices.Contains(others, l) {
			out.WriteString(prefix + l + "\n")
		}
	}
	return out.String()
}
