package exec_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/exec/exectest"
)

// together builds two Containerfiles at the same time. The first has begun its command when the second
// starts.
func together(t *testing.T, b *exectest.Fake, first, second string) (one, two error) {
	t.Helper()
	c, running := cache.New(t.TempDir()), &exec.Running{}
	began := make(chan struct{})
	var once sync.Once
	var wg sync.WaitGroup
	wg.Go(func() {
		_, one = run(t, b, c, first, exec.Options{Running: running, Emit: func(e event.Event) {
			if e.Kind == event.StepStarted && strings.HasPrefix(e.Instruction, "RUN") {
				once.Do(func() { close(began) })
			}
		}})
	})
	<-began
	_, two = run(t, b, c, second, exec.Options{Running: running})
	wg.Wait()
	return one, two
}

// calls counts commands, and says when there are two.
type calls struct {
	mu    sync.Mutex
	count int
	two   chan struct{}
}

func (c *calls) next() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.count++; c.count == 2 {
		close(c.two)
	}
	return c.count
}

func TestBuildsAtOnceShareAStep(t *testing.T) {
	b, c := exectest.NewFake(), &calls{two: make(chan struct{})}
	b.OnRun = func(context.Context, string) error {
		c.next()
		select { // the other build has time to run the same
		case <-c.two:
		case <-time.After(300 * time.Millisecond):
		}
		return nil
	}
	one, two := together(t, b, "FROM base\nRUN one\nCOPY . /a", "FROM base\nRUN one\nCOPY . /b")
	if one != nil || two != nil {
		t.Fatal(one, two)
	}
	if c.count != 1 {
		t.Errorf("the command ran %d times: %q", c.count, b.Steps())
	}
}

func TestStepsOnOtherBasesDoNotWait(t *testing.T) {
	b, c := exectest.NewFake(), &calls{two: make(chan struct{})}
	b.OnRun = func(ctx context.Context, _ string) error {
		c.next()
		select { // both run now
		case <-c.two:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	one, two := together(t, b, "FROM base\nRUN one", "FROM another\nRUN one")
	if one != nil || two != nil {
		t.Fatal(one, two)
	}
}

func TestStepThatFailedElsewhereRuns(t *testing.T) {
	b, c := exectest.NewFake(), &calls{two: make(chan struct{})}
	b.OnRun = func(context.Context, string) error {
		if c.next() == 1 {
			return errors.New("no luck")
		}
		return nil
	}
	one, two := together(t, b, "FROM base\nRUN one", "FROM base\nRUN one")
	if one == nil || two != nil {
		t.Fatal(one, two)
	}
}
