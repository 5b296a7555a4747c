//go:build podsim

package podsim

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/cooper-build/cooper/tests/podbuild"
)

// page holds the table between two marks.
const (
	page  = "../../docs/pods.md"
	begin = "<!-- table -->\n"
	end   = "<!-- end of table -->\n"
)

// render makes the table of pods, Containerfiles, modes and times.
func render(table map[string]map[string]outcome) string {
	var b strings.Builder
	b.WriteString("| pod | securityContext | mode | " + strings.Join(podbuild.Files, " | ") + " |\n|---|---|---|" +
		strings.Repeat("---|", len(podbuild.Files)) + "\n")
	for i := range pods {
		p := &pods[i]
		cells, ok := table[p.name]
		if !ok {
			continue
		}
		fmt.Fprintf(&b, "| %s: %s | `%s` | %s |", p.name, p.about, p.yaml, p.mode)
		for _, file := range podbuild.Files {
			cell := cells[file]
			if cell.refused {
				b.WriteString(" refused |")
				continue
			}
			fmt.Fprintf(&b, " %.1f s |", cell.took.Round(100*time.Millisecond).Seconds())
		}
		b.WriteString("\n")
	}
	return b.String()
}

func writeTable(t *testing.T, text string) {
	t.Helper()
	old, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(old), begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the table", page)
	}
	if err := os.WriteFile(page, []byte(head+begin+text+end+tail), 0o644); err != nil {
		t.Fatal(err)
	}
}
