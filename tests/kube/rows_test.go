//go:build kube

package kube

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cooper-build/cooper/tests/podbuild"
)

// testRows runs the pods of docs/pods.md that containerd can give, with its own RuntimeDefault
// profile. The page says which mode a pod has and what is refused there.
func testRows(t *testing.T, c *cluster) {
	if out, err := c.crictl("pull", programImage); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	rows := podbuild.ReadTable(t)
	var mu sync.Mutex
	seen := 0
	t.Run("all", func(t *testing.T) {
		for i := range rows {
			row := &rows[i]
			if !row.Containerd() || *only != "" && row.Name != *only {
				continue
			}
			seen++
			t.Run(row.Name, func(t *testing.T) {
				t.Parallel()
				cells := c.buildRow(t, row)
				mu.Lock()
				defer mu.Unlock()
				row.Cells = cells
			})
		}
	})
	if seen == 0 || *only == "" && seen < 12 {
		t.Errorf("only %d rows were seen", seen)
	}
	t.Log("\n" + podbuild.Table(rows))
	if *write && !t.Failed() {
		podbuild.WriteTable(t, rows)
	}
}

// buildRow builds all files in the pod of a row, and returns its cells.
func (c *cluster) buildRow(t *testing.T, row *podbuild.Row) (cells []string) {
	s := c.sandbox(t, row)
	c.checkMode(t, s, row)
	for i, file := range podbuild.Files {
		result := s.run(t, "sh", "-c", podbuild.BuildScript(contextDir, file))
		if row.Cells[i] == podbuild.Refused {
			checkRefusal(t, file, result)
			cells = append(cells, podbuild.Refused)
			continue
		}
		if result.code != 0 {
			t.Errorf("%s ended with status %d:\n%s", file, result.code, result.stderr)
			cells = append(cells, "failed")
			continue
		}
		if diff, err := podbuild.Compare(filepath.Join(s.own, file), c.want[file]); err != nil || diff != "" {
			t.Errorf("%s differs from what an ordinary user gets: %v\n%s", file, err, diff)
		}
		cells = append(cells, fmt.Sprintf("%.1f s", result.took.Round(100*time.Millisecond).Seconds()))
	}
	return cells
}

// checkMode: cooper says which mode the pod has. The status of doctor says whether a RUN works.
func (c *cluster) checkMode(t *testing.T, s *sandbox, row *podbuild.Row) {
	t.Helper()
	result := s.run(t, "cooper", "--root", "./store", "doctor", "--json")
	var d struct{ Isolation string }
	if json.Unmarshal([]byte(result.stdout), &d) != nil || d.Isolation != row.Mode {
		t.Fatalf("the mode is %q, want %s\n%s%s", d.Isolation, row.Mode, result.stdout, result.stderr)
	}
	refuses := false
	for _, cell := range row.Cells {
		refuses = refuses || cell == podbuild.Refused
	}
	if (result.code != 0) != refuses {
		t.Errorf("doctor on %s ended with status %d", d.Isolation, result.code)
	}
}

// checkRefusal: a build that cannot work says so, with the lines and one change of the pod.
func checkRefusal(t *testing.T, file string, result result) {
	t.Helper()
	if result.code == 0 {
		t.Errorf("%s: was built in a mode without commands", file)
	}
	for _, part := range []string{
		file + ".Containerfile:", "RUN (line ", "creating a user namespace", "hint: in the pod: securityContext.",
	} {
		if !strings.Contains(result.stderr, part) {
			t.Errorf("%s: the refusal does not say %q:\n%s", file, part, result.stderr)
		}
	}
}

// ownDirectory makes a directory that the user of any pod may write to, as an emptyDir is.
func (c *cluster) ownDirectory(t *testing.T, row *podbuild.Row) string {
	t.Helper()
	dir := filepath.Join(c.dir, "rows", row.Name)
	err := os.MkdirAll(dir, 0o755)
	if err == nil {
		err = os.Chmod(dir, 0o777)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}
