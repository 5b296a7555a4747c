package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
)

// TestTargets: lines of targets that are built at the same time say which target they belong to.
func TestTargets(t *testing.T) {
	var out strings.Builder
	p := newPlain(&out)
	for _, e := range []build.Event{
		{Kind: event.StepStarted, Target: "app", Stages: 1, Step: 2, Steps: 2, Instruction: "RUN a"},
		{Kind: event.StepStarted, Target: "db", Stages: 2, Stage: 1, Step: 2, Steps: 2, Instruction: "RUN b"},
		{Kind: event.Log, Target: "app", Stages: 1, Data: []byte("one ")},
		{Kind: event.Log, Target: "db", Stages: 2, Stage: 1, Data: []byte("two\n")},
		{Kind: event.Log, Target: "app", Stages: 1, Data: []byte("line\n")},
		{Kind: event.StepDone, Target: "app", Stages: 1, Step: 2, Steps: 2, Took: time.Second},
		{Kind: event.BuildDone, Target: "app", Took: time.Second},
		{Kind: event.BuildFailed, Target: "db"},
	} {
		p.Event(e)
	}
	_ = p.Close(false)
	want := []string{
		"[app] STEP 2/2: RUN a", "[db 2/2] STEP 2/2: RUN b", "[db 2/2] two", "[app] one line", "[app] --> 1.0s",
		"[app] 1 step: 1 ran, 1.0s",
	}
	if got := strings.Split(strings.TrimSpace(out.String()), "\n"); !slices.Equal(got, want) {
		t.Errorf("lines:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	title := stepTitle(build.Event{Target: "app", Platform: "linux/arm64", Step: 1, Steps: 2, Instruction: "FROM x"})
	if title != "[app linux/arm64 build 1/2] FROM x" {
		t.Errorf("the title on a terminal is %q", title)
	}
}
