package ui

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
)

// jsonLines writes events as JSON, one a line; docs/progress-json.md describes them. Output of commands
// is written as whole lines of text.
type jsonLines struct {
	mu      sync.Mutex
	out     *json.Encoder
	partial map[string]build.Event // unfinished line of output of each stage, as the event to be
	failed  bool
}

func newJSONLines(w io.Writer) *jsonLines {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return &jsonLines{out: out, partial: map[string]build.Event{}}
}

func (j *jsonLines) Event(e build.Event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch e.Kind {
	case event.Log:
		j.log(e)
		return
	case event.StepDone, event.StepFailed:
		j.flush(key(e))
	case event.BuildDone, event.BuildFailed:
		for stage, unfinished := range j.partial {
			if unfinished.Target == e.Target {
				j.flush(stage)
			}
		}
		j.failed = j.failed || e.Kind == event.BuildFailed
	}
	j.write(e)
}

// write writes an event without control characters.
func (j *jsonLines) write(e build.Event) {
	e.Message, e.Hint = outputLines(e.Message), outputLines(e.Hint)
	for _, text := range []*string{&e.StageName, &e.Platform, &e.Target, &e.Instruction} {
		*text = Harmless(*text)
	}
	if e.Host != nil {
		host := *e.Host
		host.Name, host.Reason = Harmless(host.Name), Harmless(host.Reason)
		e.Host = &host
	}
	if e.Image != nil {
		image := *e.Image
		image.Layers = slices.Clone(image.Layers)
		for i := range image.Layers {
			l := &image.Layers[i]
			l.Instruction, l.Files = Harmless(l.Instruction), slices.Clone(l.Files)
			for n := range l.Files {
				l.Files[n].Path = Harmless(l.Files[n].Path)
			}
		}
		e.Image = &image
	}
	_ = j.out.Encode(e)
}

// log writes the lines that have ended.
func (j *jsonLines) log(e build.Event) {
	data := slices.Concat(j.partial[key(e)].Data, e.Data)
	for {
		line, rest, whole := bytes.Cut(data, []byte("\n"))
		if !whole && len(data) <= maxLine {
			break
		}
		j.line(e, line)
		data = rest
	}
	e.Data = data
	j.partial[key(e)] = e
}

func (j *jsonLines) line(e build.Event, line []byte) {
	e.Data, e.Text = nil, PlainLine(line)
	j.write(e)
}

// flush writes a line that has no end.
func (j *jsonLines) flush(stage string) {
	if e := j.partial[stage]; len(e.Data) != 0 {
		e.Time = time.Now()
		j.line(e, e.Data)
	}
	delete(j.partial, stage)
}

func (j *jsonLines) Begin()                         {}
func (j *jsonLines) Built(string, string, []string) {}
func (j *jsonLines) Line(string)                    {}
func (j *jsonLines) Close(bool) error               { return nil }

func (j *jsonLines) Failed(err error) (error, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return err, j.failed
}
