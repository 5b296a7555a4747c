package interop

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sys/unix"
	"golang.org/x/tools/txtar"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/internal/testenv"
)

// recordCorpus writes the results of this run over those that are kept.
const recordCorpus = "COOPER_CORPUS_RECORD"

// wholeCorpus builds all cases; without it one in four is, in the time that CI has.
const wholeCorpus = "COOPER_CORPUS_WHOLE"

func sampled(cases []corpusCase) []corpusCase {
	if os.Getenv(wholeCorpus)+os.Getenv(recordCorpus) != "" {
		return cases
	}
	var out []corpusCase
	for i := 0; i < len(cases); i += 4 {
		out = append(out, cases[i])
	}
	return out
}

// contextTime is the time of every file of a context.
var contextTime = time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)

// TestCorpus builds many small Containerfiles and compares configs, histories, trees
// and times with those that are kept beside them, and with BuildKit's where buildctl
// reaches a buildkitd.
func TestCorpus(t *testing.T) {
	topics, err := filepath.Glob("testdata/corpus/*.txtar")
	if err != nil || len(topics) == 0 {
		t.Fatal("there is no corpus", err)
	}
	h := newHome(t)
	engine := h.engine()
	defer engine.Close()
	h.base = filepath.Join(h.dir, "busybox-layout")
	_, err = engine.Push(t.Context(), build.PushRequest{Image: "busybox", Destination: "oci:" + h.base})
	if err != nil {
		t.Fatal(err)
	}
	builders := []builder{
		{"cooper", func(c corpusCase, ctx, out string) error { return c.withCooper(t, engine, ctx, out) }},
	}
	if buildctl := findBuildKit(t); buildctl != "" {
		builders = append(builders, builder{
			"BuildKit", func(c corpusCase, ctx, out string) error { return c.withBuildKit(h, buildctl, ctx, out) },
		})
	}
	known := readDifferences(t)
	for _, file := range topics {
		topic := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(topic, func(t *testing.T) {
			ctx, all := openTopic(t, file, filepath.Join(h.dir, topic))
			cases := sampled(all)
			for _, b := range builders {
				got := b.buildAll(t, h, ctx, cases)
				checkTopic(t, file, topic, b.name, cases, got, known)
			}
		})
	}
}

// corpusCase is a Containerfile of the corpus.
type corpusCase struct {
	name, text, target string
	args               map[string]string
	contexts           map[string]string
}

type builder struct {
	name  string
	build func(c corpusCase, ctx, out string) error
}

// buildAll returns what came out, by the names of the cases.
func (b builder) buildAll(t *testing.T, h *home, ctx string, cases []corpusCase) map[string]string {
	t.Helper()
	base := readLayout(t, h.base)
	results := map[string]string{}
	var mu sync.Mutex
	var group errgroup.Group
	group.SetLimit(runtime.NumCPU())
	for i, c := range cases {
		group.Go(func() error {
			out := fmt.Sprintf("%s-%s-%d", ctx, b.name, i)
			result := "error\n"
			if err := b.build(c, ctx, out); err == nil {
				result = readLayout(t, out).since(base)
			} else if strings.HasPrefix(err.Error(), "corpus: ") {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			results[c.name] = result
			return os.RemoveAll(out)
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	return results
}

func (c corpusCase) withCooper(t *testing.T, engine *build.Engine, ctx, out string) error {
	contexts := map[string]string{}
	for name, dir := range c.contexts {
		contexts[name] = filepath.Join(ctx, dir)
	}
	_, err := engine.Build(t.Context(), build.Request{
		Context:       build.Context{Path: ctx, Named: contexts},
		Containerfile: build.Containerfile{Text: []byte(c.text), Target: c.target, Args: c.args},
		Outputs:       []build.Output{{Type: "oci", Directory: true, Dest: out}},
	})
	return err
}

// findBuildKit returns the path of buildctl where it reaches a buildkitd.
func findBuildKit(t *testing.T) string {
	buildctl, err := exec.LookPath("buildctl")
	if err != nil || exec.Command(buildctl, "debug", "workers").Run() != nil {
		t.Log("no BuildKit here: the results are compared with those that are kept")
		return ""
	}
	return buildctl
}

func (c corpusCase) withBuildKit(h *home, buildctl, ctx, out string) error {
	dir, err := os.MkdirTemp(h.dir, "buildkit")
	if err != nil {
		return fmt.Errorf("corpus: %w", err)
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, "Dockerfile"), []byte(c.text), 0o644); err != nil {
		return fmt.Errorf("corpus: %w", err)
	}
	args := []string{
		"build", "--frontend", "dockerfile.v0", "--local", "context=" + ctx, "--local", "dockerfile=" + dir,
		"--oci-layout", "base=" + h.base,
		"--opt", "context:busybox=oci-layout://base@" + readLayout(h.t, h.base).digest, "--output",
		"type=oci,tar=false,dest=" + out, "--opt", "target=" + c.target,
	}
	for name, value := range c.args {
		args = append(args, "--opt", "build-arg:"+name+"="+value)
	}
	for name, below := range c.contexts {
		args = append(args, "--local", name+"="+filepath.Join(ctx, below), "--opt", "context:"+name+"=local:"+name)
	}
	if text, err := exec.Command(buildctl, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, text)
	}
	return nil
}

// openTopic makes the context of a topic and reads its cases.
func openTopic(t *testing.T, file, dir string) (ctx string, cases []corpusCase) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	setup := ""
	for _, f := range archive.Files {
		switch name, inside := strings.CutPrefix(f.Name, "ctx/"); {
		case inside:
			path := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		case f.Name == "setup.sh":
			setup = string(f.Data)
		default:
			cases = append(cases, expandCase(f.Name, string(f.Data))...)
		}
	}
	cmd := exec.Command(testenv.Tool(t, "sh"), "-e", "-c", "umask 022; "+setup)
	cmd.Dir = dir
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("setting %s up: %v\n%s", file, err, text)
	}
	dateTree(t, dir)
	return dir, cases
}

// dateTree gives all files of a context one time.
func dateTree(t *testing.T, dir string) {
	t.Helper()
	at := unix.NsecToTimespec(contextTime.UnixNano())
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return unix.UtimesNanoAt(unix.AT_FDCWD, path, []unix.Timespec{at, at}, unix.AT_SYMLINK_NOFOLLOW)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// option is a line at the beginning of a case: # each NAME: value | value, # target:
// stage, # arg: NAME=value, # context: NAME=directory.
var option = regexp.MustCompile(`^# (each \w+|target|arg|context): (.*)\n`)

// expandCase makes the cases of a text: one for each combination of what "each"
// lists.
func expandCase(name, text string) []corpusCase {
	m := option.FindStringSubmatch(text)
	if m == nil {
		return []corpusCase{{name: name, text: text, args: map[string]string{}, contexts: map[string]string{}}}
	}
	rest, value := text[len(m[0]):], m[2]
	if key, ok := strings.CutPrefix(m[1], "each "); ok {
		var out []corpusCase
		for _, v := range strings.Split(value, "|") {
			v = strings.TrimSpace(v)
			title := name + " <" + v + ">"
			out = append(out, expandCase(title, strings.ReplaceAll(rest, "<"+key+">", v))...)
		}
		return out
	}
	out := expandCase(name, rest)
	for i := range out {
		key, v, _ := strings.Cut(value, "=")
		switch m[1] {
		case "target":
			out[i].target = value
		case "arg":
			out[i].args[key] = v
		case "context":
			out[i].contexts[key] = v
		}
	}
	return out
}

// readDifferences reads where cooper and BuildKit differ, with the reason why cooper is
// right: topic/case: reason.
func readDifferences(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("testdata/corpus/differences.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]string{}
	for line := range strings.Lines(string(text)) {
		name, reason, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if ok {
			known[name] = reason
		}
	}
	return known
}

// checkTopic compares results with those that are kept, or keeps those of cooper.
func checkTopic(
	t *testing.T, file, topic, who string, cases []corpusCase, got map[string]string, known map[string]string,
) {
	t.Helper()
	kept := strings.TrimSuffix(file, ".txtar") + ".golden"
	if os.Getenv(recordCorpus) != "" && who == "cooper" {
		var out bytes.Buffer
		for _, c := range cases {
			fmt.Fprintf(&out, "== %s\n%s", c.name, got[c.name])
		}
		if err := os.WriteFile(kept, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(kept)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, part := range strings.Split("\n"+string(text), "\n== ")[1:] {
		name, result, _ := strings.Cut(part, "\n")
		want[name] = strings.TrimRight(result, "\n")
	}
	for _, c := range cases {
		if _, ok := want[c.name]; !ok {
			t.Errorf("%s has no result of %s: %s=1 keeps it", kept, c.name, recordCorpus)
			continue
		}
		same := strings.TrimRight(got[c.name], "\n") == want[c.name]
		if who != "cooper" {
			same = withoutTimes(got[c.name]) == withoutTimes(want[c.name])
		}
		reason := known[topic+"/"+c.name]
		switch {
		case who == "cooper" && !same, who != "cooper" && !same && reason == "":
			t.Errorf("%s: %s has\n%s\nwanted\n%s\nof\n%s", c.name, who, got[c.name], want[c.name], c.text)
		case who != "cooper" && same && reason != "":
			t.Errorf("%s: %s has the same, and differences.txt says %q", c.name, who, reason)
		}
	}
}

// madeDirectory is a directory in a tree, dated or not.
var madeDirectory = regexp.MustCompile(`(?m)^(/.* 5 \d+ \d+:\d+) dated$`)

// withoutTimes leaves the times of directories out. Those that COPY makes have the time
// of the build in BuildKit, and that of the source here, which no clock changes.
func withoutTimes(result string) string {
	return strings.TrimRight(madeDirectory.ReplaceAllString(result, "$1"), "\n")
}

func sortedLines(lines []string) string {
	slices.Sort(lines)
	return strings.Join(lines, "")
}
