package compat

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// unseen are rows of the page that no line of the tables can show, with the reason.
var unseen = map[string]string{
	"`--cpu-profile`, `--memory-profile`": "flags that a script does not use",

	"`--userns-uid-map` and its siblings, ordinary user": "see the script users",

	"`--default-mounts-file`, a source that does not exist": "a warning on the standard error output",

	"hooks of a device with a name of CDI": "Debian's buildah has no such names; see the script compat-device",

	"commands of `--sbom-scanner-command`": "Debian's buildah has no such flag; see the script compat-sbom",

	"`--hooks-dir`": "see the script compat-hooks",

	"`--features` of `manifest`": "Debian's buildah discards them too",

	"`--link` of `add` and `copy`": "Debian's buildah has no such flag; see the script compat-link",

	"`--sign-by`": "no visible difference",

	"`--cni-config-dir`, `--cni-plugin-path`": "Debian's buildah has them",

	"`--cgroup-manager`": "no visible difference",

	"`rmi --force` of an image that a container of another program uses": "needs a third program",

	"image of another platform under the name of a base": "needs images of two platforms",

	"`build` with several platforms and `-t`": "needs images of two platforms",

	"`ADD` of a git repository": "needs a repository",

	"a short name that only an image of another registry in the store has": "see the script ambiguous",

	"limits of memory, CPUs and processes without a cgroup to set them in": "depends on the machine",

	"files that end with `.in`, in a remote context": "needs a repository",

	"rules of `--source-policy-file`": "Debian's buildah has no such flag; see the script compat-sourcepolicy",

	"`-v` with `shared` or `slave`, or with `copy`": "needs mounts while a command runs",

	"comment in the history of an image": "words of the history are compared by scripts",
}

// TestPage: the differences that the tables name and the rows of the page are the same.
func TestPage(t *testing.T) {
	text, err := os.ReadFile("../../../docs/migrate-buildah.md")
	if err != nil {
		t.Fatal(err)
	}
	page, refused, _ := strings.Cut(string(text), "## Refused")
	rows, more := firstCells(page), firstCells(refused)
	used := map[string]bool{}
	for _, c := range readTables(t) {
		for _, row := range c.rows {
			used[row] = true
			if !slices.Contains(rows, row) && !slices.Contains(more, row) {
				t.Errorf("%s: docs/migrate-buildah.md has no row %s", c.name, row)
			}
		}
	}
	for _, row := range rows {
		switch {
		case !used[row] && unseen[row] == "":
			t.Errorf("docs/migrate-buildah.md: no line of the tables shows: %s", row)
		case used[row] && unseen[row] != "":
			t.Errorf("a line of the tables shows, though it is unseen: %s", row)
		}
	}
	for row := range maps.Keys(unseen) {
		if !slices.Contains(rows, row) {
			t.Errorf("docs/migrate-buildah.md has no row %s", row)
		}
	}
}

// firstCells are the first cells of the rows of tables.
func firstCells(text string) (cells []string) {
	for l := range strings.Lines(text) {
		cell, _, found := strings.Cut(strings.TrimPrefix(l, "| "), " | ")
		if found && strings.HasPrefix(l, "| ") && cell != "what" {
			cells = append(cells, cell)
		}
	}
	return cells
}
