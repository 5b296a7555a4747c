package exec_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/exec/exectest"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/imagebuilder"
)

// TestTriggersChangeASnapshot: steps are done to it, and it can still be changed and sealed.
func TestTriggersChangeASnapshot(t *testing.T) {
	b := exectest.NewFake()
	b.WriteContext("file", "content")
	base, err := b.Base(t.Context(), "base", imagebuilder.Options{}.Platform)
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := b.Begin(base.Files)
	if err != nil {
		t.Fatal(err)
	}
	var events []event.Kind
	texts := []string{"ENV a=b", "RUN one", "LABEL x=y", "COPY file /here", "COPY --from=other /base /there"}
	img, err := exec.Triggers(t.Context(), texts, base.Image, snapshot, b, exec.Options{
		Emit: func(e event.Event) { events = append(events, e.Kind) },
	})
	if err != nil {
		t.Fatal(err)
	}
	if done := b.Steps(); !slices.Equal(done, []string{"run one", "copy to /here", "copy to /there"}) {
		t.Errorf("did %q", done)
	}
	var history []string
	for _, h := range img.Config.History[1:] {
		if word, _, _ := strings.Cut(h.CreatedBy, " "); !h.EmptyLayer {
			t.Errorf("%q has a layer", h.CreatedBy)
		} else {
			history = append(history, word)
		}
	}
	if !slices.Equal(history, []string{"ENV", "RUN", "LABEL", "COPY", "COPY"}) {
		t.Errorf("history %q", history)
	}
	config := img.Config.Config
	if !slices.Contains(config.Env, "a=b") || config.Labels["x"] != "y" || len(config.OnBuild) != 0 {
		t.Errorf("config %+v", config)
	}
	if !slices.Contains(events, event.Log) {
		t.Errorf("events %q", events)
	}
	if _, err := exec.Triggers(t.Context(), []string{"RUN again"}, img, snapshot, b, exec.Options{}); err != nil {
		t.Error(err)
	}
	if _, err := snapshot.Seal(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestTriggerThatFailsIsNamed: the error says which one, and none after it is done.
func TestTriggerThatFailsIsNamed(t *testing.T) {
	b := exectest.NewFake()
	snapshot, err := b.Begin(nil)
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{"RUN one", `RUN ["false"]`, "RUN two"}
	_, err = exec.Triggers(t.Context(), texts, image.Image{}, snapshot, b, exec.Options{})
	if err == nil || !strings.Contains(err.Error(), `trigger "RUN [\"false\"]"`) {
		t.Errorf("the error is %v", err)
	}
	if done := b.Steps(); !slices.Equal(done, []string{"run one"}) {
		t.Errorf("did %q", done)
	}
}
