package attack

import (
	"encoding/json"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/tools/txtar"
)

// top is the top of the checkout. The paths are those of the programs that are embedded.
const (
	top        = "../.."
	helperPath = "runtime/internal/helper/bin/cooper-init"
	sentryPath = "runtime/internal/helper/bin/cooper-sentry.zst"
)

// mutation replaces a text of a source file that is there exactly once. In the
// new text OFF stands for "the protection of this row is off".
type mutation struct{ file, old, new string }

// readControl reads control.txt: a comment, "with NAME" for each mutation of the
// directory mutations, and its own as pairs of files PATH:old and PATH:new.
func (r *row) readControl(t *testing.T) {
	t.Helper()
	r.direct = exists(filepath.Join(r.dir, "direct.txtar"))
	name := filepath.Join(r.dir, "control.txt")
	if !exists(name) {
		return
	}
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	r.about = string(archive.Comment)
	r.controls = mutationsOf(t, name, archive)
	for line := range strings.Lines(r.about) {
		if other, ok := strings.CutPrefix(strings.TrimSpace(line), "with "); ok {
			shared, err := txtar.ParseFile(filepath.Join("mutations", other+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			r.controls = append(r.controls, mutationsOf(t, other, shared)...)
		}
	}
}

func mutationsOf(t *testing.T, name string, archive *txtar.Archive) (out []mutation) {
	t.Helper()
	for i := 0; i+1 < len(archive.Files); i += 2 {
		before, ok1 := strings.CutSuffix(archive.Files[i].Name, ":old")
		after, ok2 := strings.CutSuffix(archive.Files[i+1].Name, ":new")
		if !ok1 || !ok2 || before != after {
			t.Fatalf("%s: %s and %s are no pair of PATH:old and PATH:new",
				name, archive.Files[i].Name, archive.Files[i+1].Name)
		}
		trim := func(data []byte) string { return strings.TrimSuffix(string(data), "\n") }
		out = append(out, mutation{before, trim(archive.Files[i].Data), trim(archive.Files[i+1].Data)})
	}
	return out
}

// plumbing hands the name of the row on to the sandbox's first process, whose
// environment is empty otherwise.
var plumbing = mutation{
	"runtime/sandbox/process.go", "env := []string{",
	`env := []string{weakVariable + "=" + os.Getenv(weakVariable), `,
}

const weakSource = `package %s

import "os"

const weakVariable = "COOPER_WEAK"

// weakOff reports whether the protection of one of the rows is off.
func weakOff(rows ...string) bool {
	for _, r := range rows {
		if r == os.Getenv(weakVariable) {
			return true
		}
	}
	return false
}

var _ = weakOff
`

// buildWeak builds the program in which each row's protection can be switched
// off. The product itself has no such switch: the changes are an overlay of its
// sources. A text that is not there exactly once is a control that rotted.
func buildWeak(t *testing.T, dir string, rows []*row) string {
	t.Helper()
	rowsOf := map[mutation][]string{plumbing: nil}
	for _, r := range rows {
		for _, m := range r.controls {
			rowsOf[m] = append(rowsOf[m], fmt.Sprintf("%q", r.name))
		}
	}
	sources := map[string]string{}
	for m, names := range rowsOf {
		text, ok := sources[m.file]
		if !ok {
			data, err := os.ReadFile(filepath.Join(top, m.file))
			if err != nil {
				t.Fatal(err)
			}
			text = string(data)
		}
		if n := strings.Count(text, m.old); n != 1 {
			t.Fatalf("control of %s: the text is %d times in %s, not once:\n%s",
				strings.Join(names, " "), n, m.file, m.old)
		}
		slices.Sort(names)
		off := "weakOff(" + strings.Join(names, ", ") + ")"
		sources[m.file] = strings.Replace(text, m.old, strings.ReplaceAll(m.new, "OFF", off), 1)
	}
	overlay := overlayFile{Replace: map[string]string{}}
	for file, text := range sources {
		overlay.add(t, dir, file, text)
		parsed, err := parser.ParseFile(token.NewFileSet(), file, text, parser.PackageClauseOnly)
		if err != nil {
			t.Fatal(err)
		}
		overlay.add(t, dir, filepath.Join(filepath.Dir(file), "weak.go"), fmt.Sprintf(weakSource, parsed.Name.Name))
	}
	overlay.addHelpers(t, dir, "weak-")
	program := filepath.Join(dir, "weak")
	overlay.buildLooper(t, dir, program)
	goBuild(t, program, "./cmd/cooper", "-overlay", overlay.write(t, dir))
	return program
}

// buildPlain builds the program as it is, with the helper of these sources.
func buildPlain(t *testing.T, dir, program string) {
	t.Helper()
	overlay := overlayFile{Replace: map[string]string{}}
	overlay.addHelpers(t, dir, "")
	overlay.buildLooper(t, dir, program)
	goBuild(t, program, "./cmd/cooper", "-overlay", overlay.write(t, dir))
}

// addHelpers builds the programs that cooper embeds.
func (o overlayFile) addHelpers(t *testing.T, dir, prefix string) {
	t.Helper()
	overlay := o.write(t, dir)
	initProgram, sentry := filepath.Join(dir, prefix+"init"), filepath.Join(dir, prefix+"sentry")
	goBuild(t, initProgram, "./runtime/internal/helper/cooper-init", "-overlay", overlay)
	goBuild(t, sentry, "./runtime/internal/sentry/cooper-sentry", "-overlay", overlay)
	program, err := os.ReadFile(sentry)
	if err != nil {
		t.Fatal(err)
	}
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(sentry+".zst", w.EncodeAll(program, nil), 0o644); err != nil {
		t.Fatal(err)
	}
	o.Replace[absolute(t, helperPath)], o.Replace[absolute(t, sentryPath)] = initProgram, sentry+".zst"
}

// buildLooper builds the program that forgets build.Init, as others would: without make, so that
// it starts itself.
func (o overlayFile) buildLooper(t *testing.T, dir, program string) {
	t.Helper()
	goBuild(
		t, program+"-looper", "./tests/attack/looper", "-tags", "containers_image_openpgp", "-overlay", o.write(t, dir),
	)
}

// overlayFile is what go build -overlay reads.
type overlayFile struct{ Replace map[string]string }

func (o overlayFile) add(t *testing.T, dir, file, text string) {
	t.Helper()
	name := filepath.Join(dir, "overlay", strings.ReplaceAll(file, "/", "_"))
	err := os.MkdirAll(filepath.Dir(name), 0o755)
	if err == nil {
		err = os.WriteFile(name, []byte(text), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	o.Replace[absolute(t, file)] = name
}

func (o overlayFile) write(t *testing.T, dir string) string {
	t.Helper()
	name := filepath.Join(dir, "overlay.json")
	text, err := json.Marshal(o)
	if err == nil {
		err = os.WriteFile(name, text, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func absolute(t *testing.T, file string) string {
	t.Helper()
	name, err := filepath.Abs(filepath.Join(top, file))
	if err != nil {
		t.Fatal(err)
	}
	return name
}

func goBuild(t *testing.T, out, pkg string, flags ...string) {
	t.Helper()
	goBuildFor(t, runtime.GOARCH, out, pkg, flags...)
}

func goBuildFor(t *testing.T, arch, out, pkg string, flags ...string) {
	t.Helper()
	if abs, err := filepath.Abs(out); err == nil {
		out = abs
	}
	args := append([]string{"build", "-tags", "containers_image_openpgp,cooper_embedded", "-o", out}, flags...)
	cmd := exec.Command("go", append(args, pkg)...)
	cmd.Dir = top
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=-mod=vendor", "GOARCH="+arch)
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("building %s: %v: %s", pkg, err, text)
	}
}
