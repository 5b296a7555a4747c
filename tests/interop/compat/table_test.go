package compat

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A table has cases, and a case has lines:
//
//	case NAME                 begins a case
//	$ COMMAND                 succeeds with the peer
//	! COMMAND                 fails with the peer
//	~ TEXT                    both say this on the standard error output of the line before
//	differs ASPECT, …: ROW    the line before, or the whole case, differs; ROW is on the page
//	newer ASPECT, …: REASON   the same, because buildah has changed since Debian's version
//
// The peer is podman in podman.table, and buildah elsewhere. Aspects of a line are exit,
// stdout and stderr. Those of a case are in aspects.
type tableCase struct {
	name    string
	lines   []line
	differs differences
	rows    []string
}

type line struct {
	command string
	fails   bool
	stderr  []string
	differs differences
}

// peer is the program that cooper is compared with.
func (c tableCase) peer() string {
	if strings.HasPrefix(c.name, "podman/") {
		return "podman"
	}
	return "buildah"
}

// aspects are what a case leaves in the store.
var aspects = []string{"names", "config", "history", "manifest", "entries", "containers"}

var lineAspects = []string{"exit", "stdout", "stderr"}

func readTables(t *testing.T) []tableCase {
	t.Helper()
	files, err := filepath.Glob("testdata/*.table")
	if err != nil || len(files) == 0 {
		t.Fatal("no tables", err)
	}
	var out []tableCase
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		prefix := strings.TrimSuffix(filepath.Base(file), ".table") + "/"
		for n, l := range strings.Split(string(text), "\n") {
			if l == "" || strings.HasPrefix(l, "#") {
				continue
			}
			word, rest, _ := strings.Cut(l, " ")
			if word == "case" {
				out = append(out, tableCase{name: prefix + rest, differs: differences{}})
				continue
			}
			if len(out) == 0 || !out[len(out)-1].add(word, rest) {
				t.Fatalf("%s:%d: not understood: %s", file, n+1, l)
			}
		}
	}
	return out
}

func (c *tableCase) add(word, rest string) bool {
	switch word {
	case "$", "!":
		c.lines = append(c.lines, line{command: rest, fails: word == "!", differs: differences{}})
		return true
	}
	if len(c.lines) == 0 {
		return false
	}
	last := &c.lines[len(c.lines)-1]
	switch word {
	case "~":
		last.stderr = append(last.stderr, rest)
		return true
	case "differs", "newer":
		list, row, found := strings.Cut(rest, ": ")
		if word == "differs" {
			c.rows = append(c.rows, row)
		}
		for _, aspect := range strings.Split(list, ", ") {
			switch {
			case slices.Contains(lineAspects, aspect):
				last.differs[aspect] = row
			case slices.Contains(aspects, aspect):
				c.differs[aspect] = row
			default:
				return false
			}
		}
		return found
	}
	return false
}
