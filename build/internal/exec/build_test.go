package exec_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/exec/exectest"
	"github.com/cooper-build/cooper/imagebuilder"
)

// run builds a Containerfile on a backend in memory.
func run(t *testing.T, b *exectest.Fake, c exec.Cache, text string, opts exec.Options) (exec.Outcome, error) {
	t.Helper()
	p, err := imagebuilder.Load("Containerfile", []byte(text), imagebuilder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	return exec.Build(ctx, p, b, c, opts)
}

const stages = `FROM base AS a
RUN one
FROM base AS b
RUN two
FROM base AS c
RUN three
FROM scratch
COPY --from=a /one /
COPY --from=b /two /
COPY --from=c /three /
WORKDIR /w
`

func TestSecondBuildIsCached(t *testing.T) {
	b, c := exectest.NewFake(), cache.New(t.TempDir())
	first, err := run(t, b, c, stages, exec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ran := len(b.Steps())
	if ran != 7 {
		t.Errorf("ran %d steps: %q", ran, b.Steps())
	}
	second, err := run(t, b, c, stages, exec.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Steps()) != ran {
		t.Errorf("ran again: %q", b.Steps()[ran:])
	}
	if first.Target.Layer != second.Target.Layer || first.Target.Layer == "" {
		t.Errorf("layers %q and %q", first.Target.Layer, second.Target.Layer)
	}
	if len(first.Others) != 3 {
		t.Errorf("%d other stages are kept", len(first.Others))
	}
}

func TestLayerThatWentAwayIsMadeAgain(t *testing.T) {
	b, c := exectest.NewFake(), cache.New(t.TempDir())
	if _, err := run(t, b, c, "FROM base\nRUN one", exec.Options{}); err != nil {
		t.Fatal(err)
	}
	b.RemoveLayers()
	if _, err := run(t, b, c, "FROM base\nRUN one", exec.Options{}); err != nil {
		t.Fatal(err)
	}
	if len(b.Steps()) != 2 {
		t.Errorf("ran %q", b.Steps())
	}
}

func TestOptionsArePartOfTheKey(t *testing.T) {
	b, c := exectest.NewFake(), cache.New(t.TempDir())
	for _, extra := range []string{"", "network none"} {
		if _, err := run(t, b, c, "FROM base\nRUN one", exec.Options{KeyExtra: extra}); err != nil {
			t.Fatal(err)
		}
	}
	if len(b.Steps()) != 2 {
		t.Errorf("ran %q", b.Steps())
	}
}

func TestStagesRunSideBySide(t *testing.T) {
	for jobs, want := range map[int]int{1: 1, 3: 3} {
		b := exectest.NewFake()
		together := make(chan struct{}, 3)
		b.OnRun = func(ctx context.Context, _ string) error {
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
		if _, err := run(t, b, cache.New(t.TempDir()), stages, exec.Options{Jobs: jobs}); err != nil {
			t.Fatal(err)
		}
		if got := b.MostAtOnce(); got != want {
			t.Errorf("with %d jobs %d ran at once", jobs, got)
		}
	}
}

func TestFailureStopsTheOthersAndKeepsWhatWasDone(t *testing.T) {
	b := exectest.NewFake()
	b.OnRun = func(ctx context.Context, command string) error {
		switch command {
		case "bad":
			return errors.New("exit status 1")
		case "slow":
			<-ctx.Done()
			return ctx.Err()
		}
		return nil
	}
	const text = "FROM base AS a\nRUN slow\nFROM base\nRUN good\nRUN bad\nCOPY --from=a /x /"
	out, err := run(t, b, cache.New(t.TempDir()), text, exec.Options{Jobs: 2})
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
	b := exectest.NewFake()
	ctx, cancel := context.WithCancel(t.Context())
	b.OnRun = func(ctx context.Context, _ string) error {
		cancel()
		<-ctx.Done()
		return ctx.Err()
	}
	p, err := imagebuilder.Load("Containerfile", []byte("FROM base\nRUN x\nRUN y"), imagebuilder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.Build(ctx, p, b, cache.New(t.TempDir()), exec.Options{}); !errors.Is(err, context.Canceled) {
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
		out, err := run(
			t, exectest.NewFake(), cache.New(t.TempDir()), "FROM base\nRUN a\nENV x=y\nRUN b\nWORKDIR /c", tt.opts,
		)
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
	layers := map[event.Kind]string{}
	emit := func(e event.Event) {
		mu.Lock()
		defer mu.Unlock()
		if e.Layer != "" {
			layers[e.Kind] = fmt.Sprintf("%s %d %d", e.Layer, e.Size, e.Line)
		}
		got = append(got, fmt.Sprintf("%s %d/%d %s", e.Kind, e.Step, e.Steps, e.Instruction))
	}
	c, b := cache.New(t.TempDir()), exectest.NewFake()
	for range 2 {
		if _, err := run(t, b, c, "FROM base\nENV a=b\nRUN x", exec.Options{Emit: emit}); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{
		"step-started 1/3 FROM base", "step-meta 1/3 ", "step-meta 2/3 ENV a=b",
		"step-started 3/3 RUN x", "log 3/3 RUN x", "step-done 3/3 RUN x", "layer-done 3/3 RUN x",
		"step-started 1/3 FROM base", "step-meta 1/3 ", "step-meta 2/3 ENV a=b", "step-cached 3/3 RUN x",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if made := layers[event.LayerDone]; made == "" || made != layers[event.StepCached] || strings.Contains(made, " 0") {
		t.Errorf("the layer when it was made and when it was cached: %q", layers)
	}
}

// A step that fails says so itself: the error of the build comes when all other steps have ended.
func TestFailedStep(t *testing.T) {
	b := exectest.NewFake()
	b.OnRun = func(context.Context, string) error { return errors.New("no luck") }
	var got []string
	emit := func(e event.Event) {
		if e.Kind != event.Log {
			got = append(got, fmt.Sprintf("%s %d %d %s", e.Kind, e.Step, e.Line, e.Message))
		}
	}
	if _, err := run(t, b, cache.New(t.TempDir()), "FROM scratch\nRUN a\n", exec.Options{Emit: emit}); err == nil {
		t.Fatal("the build did not fail")
	}
	want := []string{"step-started 1 1 ", "step-meta 1 0 ", "step-started 2 2 ", "step-failed 2 2 no luck"}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestPanicIsAnErrorOfTheBuild(t *testing.T) {
	b := exectest.NewFake()
	b.OnRun = func(context.Context, string) error { panic("no luck") }
	_, err := run(t, b, cache.New(t.TempDir()), "FROM scratch\nRUN a\n", exec.Options{})
	if err == nil || !strings.Contains(err.Error(), "no luck") {
		t.Fatalf("the build ended with %v", err)
	}
}
