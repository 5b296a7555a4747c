package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/cmd/cooper/internal/cli"
	"github.com/cooper-build/cooper/internal/testenv"
)

// pages writes the manual, with a date.
func pages(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("SOURCE_DATE_EPOCH", "1700000000")
	if err := write(dir); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.[17]"))
	if err != nil || len(files) < 80 {
		t.Fatal(files, err)
	}
	return files
}

// TestGroff: groff has nothing to say about any page.
func TestGroff(t *testing.T) {
	groff := testenv.Tool(t, "groff")
	for _, page := range pages(t) {
		var messages bytes.Buffer
		cmd := exec.Command(groff, "-man", "-Tutf8", "-ww", "-z", page)
		cmd.Stderr = &messages
		if err := cmd.Run(); err != nil || messages.Len() != 0 {
			t.Errorf("%s: %v %s", filepath.Base(page), err, messages.String())
		}
	}
}

// TestMandoc: mandoc has no warning about any page.
func TestMandoc(t *testing.T) {
	mandoc := testenv.Tool(t, "mandoc")
	out, err := exec.Command(mandoc, append([]string{"-Tlint", "-W", "warning"}, pages(t)...)...).CombinedOutput()
	if err != nil || len(out) != 0 {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestSections: a page has all sections, and SEE ALSO names pages that there are.
func TestSections(t *testing.T) {
	there := map[string]bool{}
	for _, p := range cli.Manual() {
		there[p.Name+"("+p.Section+")"] = true
	}
	for _, p := range cli.Manual() {
		for _, name := range p.SeeAlso {
			if !there[name] {
				t.Errorf("%s names %s, which there is not", p.Name, name)
			}
		}
		if p.Section == "1" && p.Synopsis == "" || p.Short == "" || p.Description == "" {
			t.Errorf("%s says too little", p.Name)
		}
	}
	for _, want := range []struct{ page, sections string }{
		{"cooper-build.1", "NAME,SYNOPSIS,DESCRIPTION,OPTIONS,EXAMPLES,EXIT STATUS,ENVIRONMENT,FILES,SEE ALSO"},
		{"cooper.1", "NAME,SYNOPSIS,DESCRIPTION,COMMANDS,OPTIONS,EXAMPLES,EXIT STATUS,ENVIRONMENT,FILES,SEE ALSO"},
		{"cooper-environment.7", "NAME,DESCRIPTION,ENVIRONMENT,SEE ALSO"},
		{"cooper-caching.7", "NAME,DESCRIPTION,SEE ALSO"},
	} {
		for _, file := range pages(t) {
			if filepath.Base(file) != want.page {
				continue
			}
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for line := range strings.Lines(string(text)) {
				if name, ok := strings.CutPrefix(line, ".SH "); ok {
					got = append(got, strings.TrimSpace(name))
				}
			}
			if strings.Join(got, ",") != want.sections {
				t.Errorf("%s has the sections %q", want.page, got)
			}
		}
	}
}

// TestLine: text is shown as it was written.
func TestLine(t *testing.T) {
	for text, want := range map[string]string{
		".hidden":        `\&.hidden`,
		"'quoted'":       `\(aqquoted\(aq`,
		"a-b \\n":        `a\-b \en`,
		"run `x -y` now": `run \fBx \-y\fP now`,
		"one ` alone":    `one \(ga alone`,
		"a…":             `a\[u2026]`,
	} {
		if got := line(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
