package check_test

import (
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/cooper-build/cooper/imagebuilder/check"
	"github.com/cooper-build/cooper/imagebuilder/ignore"
	"github.com/cooper-build/cooper/internal/testenv"
)

var update = flag.Bool("update", false, "write what comes out as what is wanted")

// TestRun runs the cases of testdata: options in the comment (strict, config=),
// a Containerfile, an ignore file if the second is one, and the warnings.
func TestRun(t *testing.T) { testenv.Cases(t, "testdata/*.txtar", *update, report) }

func report(t *testing.T, archive *txtar.Archive) string {
	t.Helper()
	var opts check.Options
	for line := range strings.Lines(string(archive.Comment)) {
		line = strings.TrimSpace(line)
		if config, ok := strings.CutPrefix(line, "config="); ok {
			opts.Config = config
		}
		opts.Strict = opts.Strict || line == "strict"
	}
	if archive.Files[1].Name == ".containerignore" {
		var err error
		if opts.Ignore, err = ignore.Parse(archive.Files[1].Data); err != nil {
			t.Fatal(err)
		}
	}
	got, err := check.Run("Containerfile", archive.Files[0].Data, opts)
	if err != nil {
		return "error " + err.Error() + "\n"
	}
	var b strings.Builder
	for _, w := range got.Warnings {
		fmt.Fprintf(&b, "%d %s: %s\n", w.Line, w.Rule, w.Message)
	}
	if got.Failed {
		b.WriteString("failed\n")
	}
	return b.String()
}

// FuzzRun: whatever the bytes, a check returns, and each warning is about a line
// of the file.
func FuzzRun(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		if archive, err := txtar.ParseFile(file); err == nil {
			f.Add(archive.Files[0].Data)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := check.Run("Containerfile", text, check.Options{Strict: true})
		if err != nil {
			return
		}
		lines := strings.Count(string(text), "\n") + 1
		for _, w := range got.Warnings {
			if w.Line < 0 || w.Line > lines || w.End < w.Line {
				t.Errorf("%+v in %d lines", w, lines)
			}
		}
	})
}
