package exec_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
)

// world is a World of strings: files are the list of what was done to them.
type world struct {
	mu      sync.Mutex
	done    []string
	layers  map[string]bool
	running atomic.Int32
	most    atomic.Int32
	run     func(ctx context.Context, command string) error
}

type fakeFiles struct{ log []string }

func (f *fakeFiles) Depth() int { return len(f.log) }

type fakeChange struct {
	under *fakeFiles
	log   []string
}

func (c *fakeChange) Under() exec.Files { return c.under }

func filesOf(f exec.Files) *fakeFiles {
	if f == nil {
		return &fakeFiles{}
	}
	return f.(*fakeFiles)
}

func (w *world) note(c exec.Change, what string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done = append(w.done, what)
	change := c.(*fakeChange)
	change.log = append(change.log, what)
	return nil
}

func (w *world) Base(_ context.Context, ref string, _ ocispec.Platform) (exec.Base, error) {
	if ref == "missing" {
		return exec.Base{}, errors.New("no such image")
	}
	img := image.New(imagebuilder.Options{}.Platform)
	img = image.AppendLayer(img, image.Layer{DiffID: "sha256:" + strings.Repeat("b", 64)}, "base "+ref)
	return exec.Base{Files: &fakeFiles{[]string{"base " + ref}}, Image: img, Layer: "base"}, nil
}

func (w *world) Begin(f exec.Files) (exec.Change, error) { return &fakeChange{under: filesOf(f)}, nil }

func (w *world) Run(ctx context.Context, c exec.Change, s *dispatch.RunStep, _ []exec.Mounted, out io.Writer) error {
	now := w.running.Add(1)
	defer w.running.Add(-1)
	for most := w.most.Load(); now > most && !w.most.CompareAndSwap(most, now); most = w.most.Load() {
	}
	command := s.Args[len(s.Args)-1]
	fmt.Fprintln(out, "output of", command)
	if w.run != nil {
		if err := w.run(ctx, command); err != nil {
			return err
		}
	}
	return w.note(c, "run "+command)
}

type fakeReading string

func (r fakeReading) Files() map[string]string { return nil }

func (r fakeReading) Unchanged(context.Context) error { return nil }

func (r fakeReading) Digest(context.Context) (string, error) { return string(r), nil }

func (w *world) Scan(_ context.Context, s *dispatch.CopyStep, from exec.Files) (exec.Reading, error) {
	if from == nil {
		return fakeReading("context:" + strings.Join(s.Sources, ",")), nil
	}
	return fakeReading(strings.Join(filesOf(from).log, ";")), nil
}

func (w *world) Copy(_ context.Context, c exec.Change, _ *dispatch.CopyStep, r exec.Reading) error {
	return w.note(c, fmt.Sprintf("copy %s", r))
}

func (w *world) Mkdir(_ context.Context, c exec.Change, s *dispatch.WorkdirStep) error {
	return w.note(c, "mkdir "+s.Path)
}

func (w *world) Stack(f exec.Files, c exec.Change) (exec.Files, error) {
	return &fakeFiles{append(slices.Clone(filesOf(f).log), c.(*fakeChange).log...)}, nil
}

func (w *world) StackLayer(f exec.Files, layer string) (exec.Files, error) {
	return &fakeFiles{append(slices.Clone(filesOf(f).log), "layer "+layer)}, nil
}

func (w *world) Seal(_ context.Context, c exec.Change) (exec.Sealed, error) {
	k := cache.NewKey(cache.Part{Value: strings.Join(c.(*fakeChange).log, ";")})
	return exec.Sealed{DiffID: fmt.Sprintf("sha256:%x", k)}, nil
}

func (w *world) Register(_ context.Context, parent string, _ exec.Change, s exec.Sealed) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if parent != "" && parent != "base" && !w.layers[parent] {
		return "", errors.New("the parent is not registered")
	}
	id := parent + "/" + s.DiffID[7:15]
	w.layers[id] = true
	return id, nil
}

func (w *world) Flatten(_ context.Context, f exec.Files) (exec.Change, error) {
	return &fakeChange{under: &fakeFiles{}, log: []string{"flat " + strings.Join(filesOf(f).log, ";")}}, nil
}

func (w *world) CopyLayer(_ context.Context, id string) (exec.Change, error) {
	return &fakeChange{under: &fakeFiles{}, log: []string{"layer " + id}}, nil
}

func (w *world) FetchLayer(context.Context, string, string) (string, error) {
	return "", errors.New("it is nowhere")
}

func (w *world) HasLayer(id string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.layers[id]
}

func newWorld() *world { return &world{layers: map[string]bool{}} }

// run builds a Containerfile in a world.
func run(t *testing.T, w *world, c exec.Cache, text string, opts exec.Options) (exec.Outcome, error) {
	t.Helper()
	p, err := imagebuilder.Load("Containerfile", []byte(text), imagebuilder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	return exec.Build(ctx, p, w, c, opts)
}

const stages = `FROM base AS a
RUN one
FROM base AS b
RUN two
FROM base AS c
RUN three
FROM scratch
COPY --from=a /x /
COPY --from=b /x /
COPY --from=c /x /
WORKDIR /w
`

func TestSecondBuildIsCached(t *testing.T) {
	w, c := newWorld(), cache.New(t.TempDir())
	first, err := run(t, w, c, stages, exec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ran := len(w.done)
	if ran != 7 {
		t.Errorf("ran %d steps: %q", ran, w.done)
	}
	second, err := run(t, w, c, stages, exec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(w.done) != ran {
		t.Errorf("ran again: %q", w.done[ran:])
	}
	if first.Target.Layer != second.Target.Layer || first.Target.Layer == "" {
		t.Errorf("layers %q and %q", first.Target.Layer, second.Target.Layer)
	}
	if len(first.Others) != 3 {
		t.Errorf("%d other stages are kept", len(first.Others))
	}
}

func TestLayerThatWentAwayIsMadeAgain(t *testing.T) {
	w, c := newWorld(), cache.New(t.TempDir())
	if _, err := run(t, w, c, "FROM base\nRUN one", exec.Options{}); err != nil {
		t.Fatal(err)
	}
	w.layers = map[string]bool{}
	if _, err := run(t, w, c, "FROM base\nRUN one", exec.Options{}); err != nil {
		t.Fatal(err)
	}
	if len(w.done) != 2 {
		t.Errorf("ran %q", w.done)
	}
}

func TestOptionsArePartOfTheKey(t *testing.T) {
	w, c := newWorld(), cache.New(t.TempDir())
	for _, extra := range []string{"", "network none"} {
		if _, err := run(t, w, c, "FROM base\nRUN one", exec.Options{KeyExtra: extra}); err != nil {
			t.Fatal(err)
		}
	}
	if len(w.done) != 2 {
		t.Errorf("ran %q", w.done)
	}
}

func TestStagesRunSideBySide(t *testing.T) {
	for jobs, want := range map[int]int32{1: 1, 3: 3} {
		w := newWorld()
		together := make(chan struct{}, 3)
		w.run = func(ctx context.Context, _ string) error {
			if jobs == 1 {
				return nil
			}
			together <- struct{}{}
			for len(together) < 3 { // each waits for the others, so all must run at once
				select {
				case <-ctx.Done():
					return ctx.Err()
				case <-time.After(time.Millisecond):
				}
			}
			return nil
		}
		if _, err := run(t, w, cache.New(t.TempDir()), stages, exec.Options{Jobs: jobs}); err != nil {
			t.Fatal(err)
		}
		if got := w.most.Load(); got != want {
			t.Errorf("with %d jobs %d ran at once", jobs, got)
		}
	}
}

func TestFailureStopsTheOthersAndKeepsWhatWasDone(t *testing.T) {
	w := newWorld()
	w.run = func(ctx context.Context, command string) error {
		switch command {
		case "bad":
			return errors.New("exit status 1")
		case "slow":
			<-ctx.Done()
			return ctx.Err()
		}
		return nil
	}
	out, err := run(t, w, cache.New(t.TempDir()), "FROM base AS a\nRUN slow\nFROM base\nRUN good\nRUN bad\nCOPY --from=a /x /", exec.Options{Jobs: 2})
	var step *exec.StepError
	if !errors.As(err, &step) {
		t.Fatalf("got %v", err)
	}
	if step.Line != 5 || step.Step != 3 || step.Steps != 4 || step.Output != "output of bad" {
		t.Errorf("got %+v", step)
	}
	if out.Target != nil {
		t.Error("a failed build has a result")
	}
}

func TestCancel(t *testing.T) {
	w := newWorld()
	ctx, cancel := context.WithCancel(t.Context())
	w.run = func(ctx context.Context, _ string) error {
		cancel()
		<-ctx.Done()
		return ctx.Err()
	}
	p, err := imagebuilder.Load("Containerfile", []byte("FROM base\nRUN x\nRUN y"), imagebuilder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.Build(ctx, p, w, cache.New(t.TempDir()), exec.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestOneLayerAndSquash(t *testing.T) {
	for name, tt := range map[string]struct {
		opts   exec.Options
		layers int
	}{
		"layers":    {exec.Options{}, 4},
		"one layer": {exec.Options{OneLayer: true}, 2},
		"squash":    {exec.Options{Squash: true}, 1},
	} {
		out, err := run(t, newWorld(), cache.New(t.TempDir()), "FROM base\nRUN a\nENV x=y\nRUN b\nWORKDIR /c", tt.opts)
		if err != nil {
			t.Fatal(name, err)
		}
		if got := len(out.Target.Image.Layers); got != tt.layers {
			t.Errorf("%s: %d layers", name, got)
		}
		if out.Target.Image.Config.Config.WorkingDir != "/c" {
			t.Errorf("%s: config %+v", name, out.Target.Image.Config.Config)
		}
	}
}

func TestEvents(t *testing.T) {
	var mu sync.Mutex
	var got []string
	emit := func(e event.Event) {
		mu.Lock()
		defer mu.Unlock()
		got = append(got, fmt.Sprintf("%s %d/%d %s", e.Kind, e.Step, e.Steps, e.Instruction))
	}
	c, w := cache.New(t.TempDir()), newWorld()
	for range 2 {
		if _, err := run(t, w, c, "FROM base\nENV a=b\nRUN x", exec.Options{Emit: emit}); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{
		"step-started 1/3 FROM base", "step-meta 1/3 ", "step-meta 2/3 ENV a=b", "step-started 3/3 RUN x", "log 3/3 RUN x", "step-done 3/3 RUN x",
		"step-started 1/3 FROM base", "step-meta 1/3 ", "step-meta 2/3 ENV a=b", "step-cached 3/3 RUN x",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestPanicIsAnErrorOfTheBuild(t *testing.T) {
	w := newWorld()
	w.run = func(context.Context, string) error { panic("no luck") }
	_, err := run(t, w, cache.New(t.TempDir()), "FROM scratch\nRUN a\n", exec.Options{})
	if err == nil || !strings.Contains(err.Error(), "no luck") {
		t.Fatalf("the build ended with %v", err)
	}
}
