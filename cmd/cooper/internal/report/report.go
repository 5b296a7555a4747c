// Package report makes a page about a build of its events. The page is one file, and needs no script
// and nothing from elsewhere. Everything in it may be hostile text.
package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
)

// Recorder keeps what the page says. Event must not be called concurrently.
type Recorder struct {
	title    string
	started  time.Time
	end      build.Event // the last; its kind is empty if none came
	stages   map[string]*stage
	spans    map[string]*span // transfers and phases
	images   []madeImage
	hosts    []build.Event
	warnings []build.Event
	waits    []build.Event
}

type stage struct {
	number, index int // by which it is sorted: of the platform, and in the file
	platform      string
	name          string
	steps         map[int]*step
}

type step struct {
	number, steps int
	instruction   string
	line          int
	state         state
	why           string // it was not in the cache
	from          time.Time
	took          time.Duration
	size          int64
	usage         *event.Usage
	output        output
}

// state is what became of a step, in words.
type state string

const (
	running  state = "running"
	cached   state = "cached"
	ran      state = "ran"
	failed   state = "failed"
	canceled state = "canceled"
	planned  state = "would run"
	meta     state = "without layer"
)

// span is something else than a step that takes time.
type span struct {
	phase event.Phase
	what  string
	from  time.Time
	took  time.Duration
	bytes int64
	ended bool
}

type madeImage struct {
	platform string
	event.Image
}

// New makes a recorder. The title says what is built.
func New(title string) *Recorder {
	return &Recorder{title: title, started: time.Now(), stages: map[string]*stage{}, spans: map[string]*span{}}
}

// Event notes an event.
func (r *Recorder) Event(e build.Event) {
	switch e.Kind {
	case event.BuildStarted:
		r.started = e.Time
	case event.BuildDone, event.BuildFailed:
		r.end = e
	case event.ImageDone:
		r.images = append(r.images, madeImage{e.Platform, *e.Image})
	case event.Network:
		r.hosts = append(r.hosts, e)
	case event.Warning:
		r.warnings = append(r.warnings, e)
	case event.Waiting:
		r.waits = append(r.waits, e)
	case event.PhaseStarted, event.PhaseDone, event.Progress, event.ProgressDone:
		r.span(e)
	default:
		if e.Step != 0 {
			r.stage(e).event(e)
		}
	}
}

func (r *Recorder) span(e build.Event) {
	id := e.Platform + "\x00" + e.Message
	if e.Kind == event.PhaseStarted || e.Kind == event.PhaseDone {
		id += "\x00" + string(e.Phase)
	}
	s := r.spans[id]
	if s == nil || s.ended && e.Kind != event.PhaseDone && e.Kind != event.ProgressDone {
		if s != nil { // another attempt
			r.spans[fmt.Sprintf("%s\x00%d", id, len(r.spans))] = s
		}
		s = &span{phase: e.Phase, what: strings.TrimSpace(e.Platform + " " + e.Message), from: e.Time}
		r.spans[id] = s
	}
	if e.Phase != event.Unpacking { // which is a part of a download
		s.phase = e.Phase
	}
	s.bytes, s.took = e.Current, e.Time.Sub(s.from)
	s.ended = e.Kind == event.PhaseDone || e.Kind == event.ProgressDone
}

func (r *Recorder) stage(e build.Event) *stage {
	id := fmt.Sprintf("%s\x00%d", e.Platform, e.Stage)
	s := r.stages[id]
	if s == nil {
		s = &stage{number: len(r.stages), index: e.Stage, platform: e.Platform, steps: map[int]*step{}}
		r.stages[id] = s
	}
	s.name = e.StageName
	if s.name == "" {
		s.name = fmt.Sprintf("stage-%d", e.Stage)
	}
	return s
}

func (s *stage) event(e build.Event) {
	st := s.steps[e.Step]
	if st == nil {
		st = &step{number: e.Step, from: e.Time}
		s.steps[e.Step] = st
	}
	st.steps = e.Steps
	if e.Instruction != "" {
		st.instruction, st.line = e.Instruction, e.Line
	}
	switch e.Kind {
	case event.Explained:
		st.why = e.Message
	case event.Log:
		st.output.add(e.Data)
	case event.LayerDone:
		st.size = e.Size
	case event.StepStarted:
		st.state, st.from, st.output = running, e.Time, output{}
	case event.StepCached:
		st.end(cached, e)
		st.size = e.Size
	case event.StepDone:
		st.end(ran, e)
		st.usage = e.Usage
	case event.StepFailed:
		st.end(failed, e)
	case event.StepMeta:
		st.end(meta, e)
	case event.StepPlanned:
		st.end(planned, e)
	}
}

func (s *step) end(became state, e build.Event) {
	if s.state != running {
		s.from = e.Time
	} else if became != planned {
		s.took = e.Took
	}
	s.state = became
}

// Lines of output that are kept: the first and the last, and how long each may be, in bytes.
const (
	firstLines  = 20
	lastLines   = 80
	longestLine = 1000
)

// output is an excerpt of what a command wrote.
type output struct {
	partial     []byte
	first, last []string
	count       int
}

func (o *output) add(data []byte) {
	for len(data) != 0 {
		at := slices.Index(data, '\n')
		if at < 0 {
			o.partial = append(o.partial, data[:min(len(data), max(longestLine-len(o.partial), 0))]...)
			return
		}
		o.line(append(o.partial, data[:min(at, longestLine)]...))
		o.partial, data = nil, data[at+1:]
	}
}

func (o *output) line(data []byte) {
	text := ui.PlainLine(data[:min(len(data), longestLine)])
	if o.count++; o.count <= firstLines {
		o.first = append(o.first, text)
		return
	}
	if len(o.last) == lastLines {
		o.last = slices.Delete(o.last, 0, 1)
	}
	o.last = append(o.last, text)
}

// text is the excerpt, and how many lines the output has.
func (o *output) text() (text string, count int) {
	if len(o.partial) != 0 {
		o.line(o.partial)
		o.partial = nil
	}
	lines := slices.Clone(o.first)
	if left := o.count - len(o.first) - len(o.last); left > 0 {
		lines = append(lines, fmt.Sprintf("… %d more lines …", left))
	}
	return strings.Join(append(lines, o.last...), "\n"), o.count
}
