package ui

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-runewidth"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
)

// scenario is a build with everything that takes room: long names, wide letters, a download, a stage
// beside another, output, and a wait.
func scenario() []build.Event {
	at := time.Now()
	const image = "registry.example.com/a/rather/long/name/of/an/image:1.26-bookworm"
	long := strings.Repeat("make all of it && ", 20) + "日本語"
	compile := func(e build.Event) build.Event {
		e.Stages, e.StageName, e.Steps = 2, "compile", 3
		return e
	}
	list := []build.Event{
		{Kind: event.BuildStarted, Schema: 1},
		{Kind: event.PhaseStarted, Phase: event.Resolving, Message: "the build context"},
		{Kind: event.PhaseDone, Phase: event.Resolving, Message: "the build context", Took: 2 * time.Second},
		compile(build.Event{Kind: event.StepStarted, Phase: event.Running, Step: 1, Instruction: "FROM " + image}),
		{Kind: event.StepStarted, Phase: event.Running, Stage: 1, Stages: 2, Step: 1, Steps: 2, Instruction: "FROM x"},
		{Kind: event.Progress, Phase: event.Resolving, Message: image, Time: at},
		{Kind: event.Waiting, Wait: 8 * time.Second, Message: "429 from registry.example.com; log in or use a mirror"},
	}
	for i := range int64(11) {
		e := build.Event{
			Kind: event.Progress, Phase: event.Downloading, Message: image, Current: i * 12e6, Total: 120e6,
			Time: at.Add(time.Duration(i) * time.Second),
		}
		if i == 10 {
			e.Phase = event.Unpacking
		}
		list = append(list, e)
	}
	list = append(list,
		build.Event{
			Kind: event.ProgressDone, Phase: event.Unpacking, Message: image, Current: 120e6, Total: 120e6,
			Took: 12345 * time.Millisecond,
		},
		compile(build.Event{Kind: event.StepMeta, Step: 1, Took: 12400 * time.Millisecond}),
		compile(build.Event{Kind: event.StepCached, Step: 2, Instruction: "COPY . .", Layer: "sha256:1"}),
		compile(build.Event{Kind: event.StepStarted, Phase: event.Running, Step: 3, Instruction: "RUN " + long}),
	)
	for i := range 20 {
		data := fmt.Appendf(nil, "%d %s\twide 日本語\n", i, long)
		list = append(list, compile(build.Event{Kind: event.Log, Step: 3, Data: data}))
	}
	return append(list,
		build.Event{Kind: event.Warning, Message: "a warning that is " + strings.Repeat("very ", 40) + "long"},
		compile(build.Event{Kind: event.StepDone, Step: 3, Instruction: "RUN " + long, Took: 61200 * time.Millisecond}),
		build.Event{Kind: event.StepMeta, Stage: 1, Stages: 2, Step: 1, Steps: 2, Took: time.Millisecond},
		build.Event{Kind: event.StepDone, Stage: 1, Stages: 2, Step: 2, Steps: 2, Instruction: "COPY a b", Took: 1},
		build.Event{Kind: event.PhaseStarted, Phase: event.Writing},
		build.Event{Kind: event.PhaseDone, Phase: event.Writing, Took: 30 * time.Millisecond},
		build.Event{Kind: event.ImageDone, Image: &event.Image{Size: 212e6, Layers: []event.Layer{
			{Size: 12e6}, {Size: 200e6, Line: 8},
		}}},
		build.Event{Kind: event.BuildDone, Took: 4200 * time.Millisecond},
	)
}

// play shows events on a terminal, with a picture after each.
func play(t *testing.T, p *pty, events []build.Event, ok bool) *screen {
	t.Helper()
	live := newTTY(p.slave)
	live.Begin()
	for _, e := range events {
		live.Event(e)
		live.mu.Lock()
		live.draw()
		live.mu.Unlock()
	}
	if err := live.Close(ok); err != nil {
		t.Fatal(err)
	}
	return newScreen(p.width, p.height, p.end(t))
}

// At every width no line wraps, what is done is one line, and its time ends at the last column.
func TestPictureFits(t *testing.T) {
	for _, width := range []int{20, 40, 80, 200} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			s := play(t, openPTY(t, width), scenario(), true)
			if len(s.wrapped) != 0 {
				t.Errorf("too wide: %q", s.wrapped[0])
			}
			done := map[string]int{}
			for _, line := range s.lines {
				for _, end := range []string{" 2.0s", " 12.3s", " 12.4s", " 61.2s", " 30ms", " 1ms"} {
					if strings.HasSuffix(line, end) {
						done[end]++
						if got := runewidth.StringWidth(line); got != width-1 {
							t.Errorf("the time ends at column %d of %d: %q", got, width, line)
						}
					}
				}
			}
			if len(done) != 6 || slices.Max(slices.Collect(maps.Values(done))) != 1 {
				t.Errorf("lines with a time: %v in\n%s", done, strings.Join(s.lines, "\n"))
			}
			text := strings.Join(s.lines, "\n")
			if strings.Contains(text, "[+]") || !strings.Contains(text, "…") ||
				!strings.Contains(text, " => CACHED [") {
				t.Errorf("at the end the screen has\n%s", text)
			}
		})
	}
}

// Whatever happens, and whatever the texts are, no picture is wider or higher than the terminal.
func TestAnyPictureFits(t *testing.T) {
	texts := []string{
		"", "a", "RUN make\nand more\twith tabs", strings.Repeat("x", 300), strings.Repeat("日本語 ", 50),
		"e\u0301\u0301 👩‍👩‍👧 🇩🇪",
		"\x1b[31mred", "\r\x1b[2J\u202e", "\xff\xfe", strings.Repeat("word ", 60),
	}
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 0))
		text := func() string { return texts[random.IntN(len(texts))] }
		var events []build.Event
		for range 60 {
			kinds, phases := event.Kinds(), event.Phases()
			e := build.Event{
				Kind: kinds[random.IntN(len(kinds))], Phase: phases[random.IntN(len(phases))], Stage: random.IntN(30),
				Stages: 30, StageName: text(), Platform: text(), Step: random.IntN(4), Steps: 3, Instruction: text(),
				Message: text(), Data: []byte(text() + "\n"), Took: time.Duration(random.Int64N(1e12)),
				Current: random.Int64N(1e12), Total: random.Int64N(1e12), Time: time.Unix(random.Int64N(100), 0),
			}
			if e.Kind == event.ImageDone {
				e.Image = &event.Image{Size: e.Current}
			}
			events = append(events, e)
		}
		width := 10 + random.IntN(100)
		if s := play(t, openPTY(t, width), events, random.IntN(2) == 0); len(s.wrapped) != 0 {
			t.Errorf("seed %d, width %d: %q", seed, width, s.wrapped[0])
		}
	}
}

// What a picture says while a build runs.
func TestPicture(t *testing.T) {
	s := play(t, openPTY(t, 80), scenario(), true)
	seen := strings.Join(s.pictures, "\n")
	for _, want := range []string{
		"[+] 0.0s (0/0)\n", "[+] 0.0s (0/0) resolving\n", "(0/5) resolving\n", "(0/5) downloading\n",
		"(0/5) unpacking\n",
		"(2/5) running\n", "(5/5) writing image\n",
		"waiting 8s (429 from registry.example.com; log in or use a mirror)",
		"[==>                 ] 10% 12.0MB/s", "[==================> ] 90% 12.0MB/s", " => unpacking registry",
		" => [compile 3/3] RUN make all", " => writing image ", "  19 make all",
	} {
		if !strings.Contains(seen, want) {
			t.Errorf("no picture has %q", want)
		}
	}
	if strings.Contains(seen, "100%") {
		t.Error("a download stays at 100%")
	}
	text := strings.Join(s.lines, "\n")
	want := "5 steps: 1 cached, 2 ran, 2 without layer, 4.2s; image 212MB, +200MB by line 8\n"
	if !strings.HasSuffix(text, want) || !strings.Contains(text, "… 120MB 12.3s\n") {
		t.Errorf("the screen ends with\n%s", text)
	}
	if !s.colours["33"] {
		t.Error("a warning has no colour")
	}
}

// The terminal writes ^C where the cursor is. The next picture takes it away, and the build says that it
// was heard.
func TestInterrupt(t *testing.T) {
	p := openPTY(t, 60)
	live := newTTY(p.slave)
	live.Begin()
	live.Event(build.Event{Kind: event.StepStarted, Phase: event.Running, Step: 2, Steps: 2, Instruction: "RUN x"})
	for range 2 {
		if _, err := p.slave.WriteString("^C"); err != nil {
			t.Fatal(err)
		}
		live.Line("canceling… (Ctrl-C again to kill)")
	}
	if err := live.Close(false); err != nil {
		t.Fatal(err)
	}
	got := newScreen(60, 24, p.end(t)).lines
	const line = "canceling… (Ctrl-C again to kill)"
	if len(got) != 4 || got[0] != line || got[1] != line ||
		!strings.HasPrefix(got[2], " => CANCELED [build 2/2] RUN x ") {
		t.Errorf("the screen has %q", got)
	}
}

func TestNoColor(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	p := openPTY(t, 80)
	events := append(scenario(), build.Event{
		Kind: event.Log, Stages: 2, Data: []byte("\x1b[31mred\x1b[0m\n"),
	}, build.Event{Kind: event.StepFailed, Stages: 2, Step: 3, Steps: 3, Message: "exit status 1"})
	PrintError(p.slave, &build.Error{
		Message: "exit status 1", File: "f", Line: 2, Excerpt: []string{"RUN a"}, ExcerptStart: 2,
	})
	s := play(t, p, events, false)
	if len(s.colours) != 0 {
		t.Errorf("colours %v were written", s.colours)
	}
	if text := strings.Join(s.lines, "\n"); !strings.Contains(text, "error: exit status 1") ||
		!strings.Contains(text, ">   2 | RUN a") || !strings.Contains(text, " => ERROR [stage-0 3/3]") {
		t.Errorf("the screen has\n%s", text)
	}
}

// A build that fails says which step failed and which were canceled, and names the log.
func TestFailure(t *testing.T) {
	state := t.TempDir()
	t.Setenv("HOME", "/home/somebody") // the log is not below it
	t.Setenv("XDG_STATE_HOME", state)
	p := openPTY(t, 80)
	live := newStepLogs(newTTY(p.slave))
	live.Begin()
	running := func(stage int) build.Event {
		return build.Event{Stage: stage, Stages: 2, Step: 2, Steps: 2, Instruction: "RUN x"}
	}
	for stage := range 2 {
		e := running(stage)
		e.Kind, e.Phase = event.StepStarted, event.Running
		live.Event(e)
		e.Kind, e.Data = event.Log, bytes.Repeat([]byte("output\n"), 30)
		live.Event(e)
	}
	if logs, _ := filepath.Glob(filepath.Join(state, "cooper/logs/*")); len(logs) != 2 {
		t.Errorf("logs of running steps: %q", logs)
	}
	e := running(1)
	e.Kind, e.Message, e.Took = event.StepFailed, "exit status 3", 1200*time.Millisecond
	live.Event(e)
	live.Event(build.Event{Kind: event.BuildFailed, Message: "exit status 3"})
	if err := live.Close(false); err != nil {
		t.Fatal(err)
	}
	err, told := live.Failed(&build.Error{
		Message: "exit status 3", File: "f", Line: 2, Excerpt: []string{"FROM a", "RUN x"}, ExcerptStart: 1,
		Output: "output",
	})
	PrintError(p.slave, err)
	s := newScreen(300, 24, p.end(t)) // the terminal wraps the name of the log
	text := strings.Join(s.lines, "\n")
	logs, _ := filepath.Glob(filepath.Join(state, "cooper/logs/*"))
	if len(logs) != 1 {
		t.Fatalf("logs after the build: %q", logs)
	}
	content, readErr := os.ReadFile(logs[0])
	if readErr != nil || string(content) != strings.Repeat("output\n", 30) {
		t.Errorf("the log has %q, %v", content, readErr)
	}
	for _, want := range []string{
		" => ERROR [stage-1 2/2] RUN x", "1.2s\n", " => CANCELED [stage-0 2/2] RUN x", "error: exit status 3",
		">   2 | RUN x", "whole output: " + logs[0],
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
	if told || !s.colours["31"] || strings.Contains(text, "steps:") {
		t.Errorf("told %v, colours %v\n%s", told, s.colours, text)
	}
}

// Only the last logs are kept, and none of a step whose output the error repeats.
func TestLogsAreFew(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	for i := range keptLogs + 5 {
		p := newStepLogs(quiet{})
		p.Event(build.Event{Kind: event.Log, Data: bytes.Repeat([]byte("x\n"), shownLines+i%2)})
		p.Event(build.Event{Kind: event.StepFailed})
		if err := p.Close(false); err != nil {
			t.Fatal(err)
		}
		if (p.failed != "") != (i%2 == 1) {
			t.Errorf("the log of %d lines is %q", shownLines+i%2, p.failed)
		}
	}
	dir := logDir()
	for i := range 2 * keptLogs {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d.log", i)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := newStepLogs(quiet{})
	p.Event(build.Event{Kind: event.Log, Data: []byte("x\n")})
	logs, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil || len(logs) != keptLogs+1 || strings.HasSuffix(logs[0], "/00.log") {
		t.Errorf("%d logs: %q %v", len(logs), logs, err)
	}
}

func TestSummary(t *testing.T) {
	step := func(n int, kind event.Kind) build.Event { return build.Event{Kind: kind, Step: n, Steps: 3, Stages: 1} }
	image := func(layers ...event.Layer) build.Event {
		e := build.Event{Kind: event.ImageDone, Image: &event.Image{Layers: layers}}
		for _, l := range layers {
			e.Image.Size += l.Size
		}
		return e
	}
	done := build.Event{Kind: event.BuildDone, Took: 4200 * time.Millisecond}
	for _, tt := range []struct {
		want   string
		events []build.Event
	}{
		{"", []build.Event{step(1, event.StepMeta), image()}},
		{
			"2 steps: 1 cached, 1 ran, 4.2s; image 62.5MB, +50MB by line 2",
			[]build.Event{
				step(1, event.StepCached), step(2, event.StepDone), step(2, event.StepDone),
				image(event.Layer{Size: 12.5e6}, event.Layer{Size: 20e6, Line: 2}, event.Layer{Size: 30e6, Line: 2}),
				done,
			},
		},
		{ // a step that added little is not worth a word
			"1 step: 1 without layer, 4.2s; image 101MB",
			[]build.Event{
				step(1, event.StepMeta), image(event.Layer{Size: 1e8}, event.Layer{Size: 1e6, Line: 2}), done,
			},
		},
		{"1 step: 1 would run, 4.2s", []build.Event{step(1, event.StepPlanned), done}},
		{"1 step: 1 ran, 4.2s; 2 images", []build.Event{step(1, event.StepDone), image(), image(), done}},
	} {
		tally := newTally()
		for _, e := range tt.events {
			tally.event(e)
		}
		if got := tally.summary(); got != tt.want {
			t.Errorf("got  %q\nwant %q", got, tt.want)
		}
	}
	for n, want := range map[int64]string{
		0: "0B", 999: "999B", 1000: "1kB", 1500: "1.5kB", 212e6: "212MB", 12.34e6: "12.3MB", 5e12: "5TB",
	} {
		if got := Size(n); got != want {
			t.Errorf("%d bytes are %q, not %q", n, got, want)
		}
	}
}

// Plain progress has the same names, and says now and then how far a download is.
func TestPlain(t *testing.T) {
	var out bytes.Buffer
	p := newPlain(&out)
	p.Begin()
	for _, e := range scenario() {
		p.Event(e)
	}
	if err := p.Close(true); err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, want := range []string{
		"resolving the build context\n", "STEP 1/3: FROM registry", "resolving registry.example.com/a/",
		"waiting 8s (429 from registry.example.com; log in or use a mirror)\n", "downloading registry.example.com/a/",
		"unpacking registry.example.com/a/", "1.26-bookworm: 120MB in 12.3s\n", "STEP 2/3: COPY . .", "writing image\n",
		"5 steps: 1 cached, 2 ran, 2 without layer, 4.2s; image 212MB, +200MB by line 8\n",
	} {
		next := strings.Index(out.String()[at:], want)
		if next < 0 {
			t.Fatalf("%q is missing after the lines before it in\n%s", want, out.String())
		}
		at += next
	}
	if n := strings.Count(out.String(), "resolving the build context"); n != 1 {
		t.Errorf("the first line came %d times", n)
	}
}
