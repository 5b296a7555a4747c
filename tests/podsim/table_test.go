//go:build podsim

package podsim

import (
	"fmt"
	"testing"
	"time"

	"github.com/cooper-build/cooper/tests/podbuild"
)

// rows makes the table of pods, Containerfiles, modes and times. Times that a real cluster gave
// stay, unless the pod or its mode changed since.
func rows(t *testing.T, table map[string]map[string]outcome) (out []podbuild.Row) {
	t.Helper()
	real := map[string]podbuild.Row{}
	for _, row := range podbuild.ReadTable(t) {
		if row.Containerd() {
			real[row.Name] = row
		}
	}
	for i := range pods {
		p := &pods[i]
		cells, ok := table[p.name]
		if !ok {
			continue
		}
		row := podbuild.Row{Name: p.name, About: p.about, YAML: p.yaml, Mode: p.mode}
		if old := real[p.name]; old.YAML == row.YAML && old.Mode == row.Mode {
			row.Cells = old.Cells
		} else {
			row.Cells = p.cells(cells)
		}
		out = append(out, row)
	}
	return out
}

// cells are the outcomes of a pod.
func (p *pod) cells(cells map[string]outcome) (out []string) {
	for _, file := range podbuild.Files {
		cell := cells[file]
		if cell.refused {
			out = append(out, podbuild.Refused)
			continue
		}
		out = append(out, fmt.Sprintf("%.1f s", cell.took.Round(100*time.Millisecond).Seconds()))
	}
	return out
}
