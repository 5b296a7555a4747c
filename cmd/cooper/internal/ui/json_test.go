package ui

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
)

// No text of an event commands a terminal that shows the stream.
func TestJSONIsHarmless(t *testing.T) {
	const hostile = "x\x1b[2J\u202ey"
	var out bytes.Buffer
	j := newJSONLines(&out)
	e := build.Event{
		Kind: event.ImageDone, StageName: hostile, Platform: hostile, Instruction: hostile, Message: hostile,
		Hint:  hostile,
		Image: &event.Image{Layers: []event.Layer{{Instruction: hostile, Files: []event.File{{Path: hostile}}}}},
		Host:  &event.Host{Name: hostile, Reason: hostile},
	}
	j.Event(e)
	e.Kind, e.Data = event.Log, []byte(hostile+"\n")
	j.Event(e)
	text := out.String()
	if strings.Contains(text, `\u001b`) || strings.Contains(text, "\u202e") || strings.Count(text, "x") < 18 {
		t.Errorf("the stream is %s", text)
	}
	if e.Image.Layers[0].Files[0].Path != hostile || e.Host.Name != hostile {
		t.Error("the event of others was changed")
	}
}

// Output becomes whole lines of harmless text, also of stages side by side, and at the end of a step.
func TestJSONLines(t *testing.T) {
	var out bytes.Buffer
	j := newJSONLines(&out)
	log := func(stage int, data string) build.Event {
		return build.Event{Kind: event.Log, Stage: stage, Step: 2, Data: []byte(data)}
	}
	for _, e := range []build.Event{
		log(0, "one "), log(1, "other\nun"), log(0, "\x1b[31mline\x1b[0m\nrest"), {Kind: event.StepDone, Step: 2},
		{Kind: event.Warning, Message: "a\x1b]0;x\x07b\nc\u202e"}, log(2, strings.Repeat("x", maxLine+1)),
		{Kind: event.BuildFailed, Message: "<&>"},
	} {
		j.Event(e)
	}
	var got []string
	for line := range strings.Lines(out.String()) {
		var e event.Event
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		if e.Data != nil {
			t.Errorf("bytes of output are in %s", line)
		}
		text := e.Text
		if len(text) > maxLine {
			text = "long"
		}
		got = append(got, strings.TrimSpace(string(e.Kind)+" "+text+e.Message))
	}
	want := []string{
		"log other", "log one line", "log rest", "step-done", "warning ab\nc\uFFFD",
		"log long", "log un", "build-failed <&>",
	}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q", got)
	}
	if _, told := j.Failed(nil); !told {
		t.Error("the error would be told twice")
	}
}
