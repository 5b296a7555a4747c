package report

import (
	"bytes"
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
	"github.com/cooper-build/cooper/runtime/safepath"
)

//go:embed page.html
var text string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"clean": ui.Harmless, "size": ui.Size, "seconds": ui.Seconds,
}).Parse(text))

// page is what the template shows.
type page struct {
	Title    string
	Version  string
	Started  time.Time
	Took     time.Duration
	Counts   string // of steps
	Failure  *failure
	Result   *event.Image // nil: there is none
	Kind     string       // of the result
	Lanes    []lane
	Stages   []stageView
	Images   []imageView
	Hosts    []hostView
	Warnings []build.Event
	Waits    []build.Event
}

type failure struct {
	Message, Hint, Place, Output string
	Lines                        []sourceLine
}

type sourceLine struct {
	Number int
	Text   string
	Blamed bool
}

// lane is a row of the timeline.
type lane struct {
	Name string
	Bars []bar
}

// bar is a time in a lane, in percent of the whole.
type bar struct {
	Left, Width float64
	State       state
	Text        string
}

type stageView struct {
	Name, Platform string
	Steps          []stepView
}

type stepView struct {
	Number, Steps, Line int
	Instruction         string
	State               state
	Why                 string
	Took                time.Duration
	Size                int64
	Usage               *event.Usage
	CPU                 time.Duration
	Output              string
	Lines               int
	Open                bool // the output is shown at once
}

type imageView struct {
	Platform, ID, Digest string
	Size                 int64
	Layers               []layerView
}

type layerView struct {
	event.Layer
	Share float64 // of the largest layer, in percent
}

type hostView struct {
	Line           int
	Name, Address  string
	Sent, Received int64
	Denied         bool
	Reason         string
}

// Write writes the page to a file. The error is that of the build; nil if it succeeded.
func (r *Recorder) Write(path string, err error) error {
	html, renderErr := r.render(err)
	if renderErr == nil {
		renderErr = safepath.WriteFile(path, html, 0o644)
	}
	if renderErr != nil {
		return fmt.Errorf("writing the report: %w", renderErr)
	}
	return nil
}

func (r *Recorder) render(err error) ([]byte, error) {
	took := time.Since(r.started)
	if r.end.Kind != "" {
		took = r.end.Took
	}
	for _, s := range r.stages {
		for _, st := range s.steps {
			if st.state == running { // for ever
				st.state, st.took = canceled, max(r.started.Add(took).Sub(st.from), 0)
			}
		}
	}
	p := page{
		Title: r.title, Version: build.Version(), Started: r.started.UTC(), Took: took, Failure: failureOf(err),
		Result: r.end.Image, Warnings: r.warnings, Waits: r.waits,
	}
	p.Kind = "image"
	if len(r.images) > 1 || len(r.images) == 1 && p.Result != nil && r.images[0].ID != p.Result.ID {
		p.Kind = "image index"
	}
	r.addStages(&p)
	p.Lanes = append(p.Lanes, r.otherLanes(took)...)
	for _, i := range r.images {
		p.Images = append(p.Images, viewImage(i))
	}
	for _, e := range r.hosts {
		p.Hosts = append(p.Hosts, viewHost(e))
	}
	var out bytes.Buffer
	if err := pageTemplate.Execute(&out, &p); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func failureOf(err error) *failure {
	if err == nil {
		return nil
	}
	var e *build.Error
	if !errors.As(err, &e) {
		return &failure{Message: err.Error()}
	}
	out := &failure{Message: e.Message, Hint: e.Hint}
	if e.Line == 0 {
		return out
	}
	out.Place = fmt.Sprintf("%s:%d", e.File, e.Line)
	if e.Step != 0 {
		out.Place += fmt.Sprintf(", step %d/%d of stage %s", e.Step, e.Steps, e.Stage)
	}
	for line := range strings.Lines(e.Output) {
		out.Output += ui.PlainLine([]byte(line)) + "\n"
	}
	for i, line := range e.Excerpt {
		n := e.ExcerptStart + i
		out.Lines = append(out.Lines, sourceLine{n, line, n >= e.Line && n <= max(e.EndLine, e.Line)})
	}
	return out
}

// addStages adds the lanes and the steps of all stages, and their count.
func (r *Recorder) addStages(p *page) {
	counts := map[state]int{}
	stages := slices.SortedFunc(maps.Values(r.stages), func(a, b *stage) int {
		return cmp.Or(cmp.Compare(a.platform, b.platform), a.index-b.index)
	})
	for _, s := range stages {
		l := lane{Name: strings.TrimSpace(s.platform + " " + s.name)}
		view := stageView{Name: s.name, Platform: s.platform}
		for _, number := range slices.Sorted(maps.Keys(s.steps)) {
			st := s.steps[number]
			counts[st.state]++
			view.Steps = append(view.Steps, viewStep(st))
			text := fmt.Sprintf("%s, %s: %s", st.state, ui.Seconds(st.took), st.instruction)
			l.Bars = append(l.Bars, r.bar(p.Took, st.from, st.took, st.state, text))
		}
		p.Lanes, p.Stages = append(p.Lanes, l), append(p.Stages, view)
	}
	var parts []string
	total := 0
	for _, became := range []state{cached, ran, failed, canceled, planned, meta} {
		if n := counts[became]; n != 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, became))
			total += n
		}
	}
	if total != 0 {
		p.Counts = fmt.Sprintf("%d: %s", total, strings.Join(parts, ", "))
	}
}

func viewStep(st *step) stepView {
	text, lines := st.output.text()
	var cpu time.Duration
	if st.usage != nil {
		cpu = st.usage.User + st.usage.System
	}
	return stepView{
		Number: st.number, Steps: st.steps, Line: st.line, Instruction: st.instruction, State: st.state, Why: st.why,
		Took: st.took, Size: st.size, Usage: st.usage, CPU: cpu,
		Output: text, Lines: lines, Open: st.state == failed,
	}
}

// otherLanes have what is no step. What runs at the same time has lanes below each other.
func (r *Recorder) otherLanes(took time.Duration) (out []lane) {
	var ends []time.Time // of the last bar of each lane
	for _, s := range slices.SortedFunc(maps.Values(r.spans), func(a, b *span) int { return a.from.Compare(b.from) }) {
		text := strings.TrimSpace(fmt.Sprintf("%s %s", s.phase, s.what))
		if s.bytes > 0 {
			text += ", " + ui.Size(s.bytes)
		}
		at := slices.IndexFunc(ends, func(end time.Time) bool { return !end.After(s.from) })
		if at < 0 {
			at = len(ends)
			out, ends = append(out, lane{}), append(ends, time.Time{})
		}
		ends[at] = s.from.Add(s.took)
		out[at].Bars = append(out[at].Bars, r.bar(took, s.from, s.took, state(s.phase), text+", "+ui.Seconds(s.took)))
	}
	if len(out) != 0 {
		out[0].Name = "transfers and images"
	}
	return out
}

func (r *Recorder) bar(whole time.Duration, from time.Time, took time.Duration, became state, text string) bar {
	percent := func(d time.Duration) float64 {
		if whole <= 0 {
			return 0
		}
		return min(max(float64(d)/float64(whole)*100, 0), 100)
	}
	left := percent(from.Sub(r.started))
	round := func(f float64) float64 { return float64(int(f*100)) / 100 }
	return bar{Left: round(left), Width: round(min(percent(took), 100-left)), State: became, Text: text}
}

func viewImage(i madeImage) imageView {
	out := imageView{Platform: i.platform, ID: i.ID, Digest: i.Digest, Size: i.Size}
	var largest int64 = 1
	for _, l := range i.Layers {
		largest = max(largest, l.Size)
	}
	for _, l := range i.Layers {
		out.Layers = append(out.Layers, layerView{l, float64(int(l.Size*1000/largest)) / 10})
	}
	return out
}

func viewHost(e build.Event) hostView {
	h := e.Host
	out := hostView{
		Line: e.Line, Name: h.Name, Sent: h.Sent, Received: h.Received, Denied: h.Denied, Reason: h.Reason,
	}
	if h.Address != "" {
		out.Address = net.JoinHostPort(h.Address, strconv.Itoa(h.Port))
	}
	return out
}

// Class is the name of a state in the style of the page.
func (s state) Class() string { return strings.ReplaceAll(string(s), " ", "-") }
