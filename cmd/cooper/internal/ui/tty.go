package ui

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/docker/go-units"
	"golang.org/x/term"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
)

// lastLines is how much of a running step's output is shown.
const lastLines = 6

// redraw is the time between two pictures.
const redraw = 100 * time.Millisecond

// tty shows a live picture: a line for each running step with its time and its
// last lines of output. What is done scrolls up as one line each.
type tty struct {
	mu      sync.Mutex
	out     *os.File
	color   bool
	running map[string]*liveStep
	moving  map[string]build.Event // transfers
	drawn   int                    // lines of the current picture
	stop    chan struct{}
	stopped sync.WaitGroup
}

type liveStep struct {
	event   build.Event
	started time.Time
	lines   []string
	partial []byte
}

func newTTY(out *os.File) *tty {
	t := &tty{
		out: out, color: os.Getenv("NO_COLOR") == "", running: map[string]*liveStep{}, moving: map[string]build.Event{},
		stop: make(chan struct{}),
	}
	t.stopped.Go(t.loop)
	return t
}

func (t *tty) loop() {
	tick := time.NewTicker(redraw)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			t.mu.Lock()
			t.draw()
			t.mu.Unlock()
		case <-t.stop:
			return
		}
	}
}

func (t *tty) Event(e build.Event) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e.Kind {
	case event.StepStarted:
		t.running[key(e)] = &liveStep{event: e, started: time.Now()}
	case event.StepCached:
		t.finish(e, "CACHED")
	case event.StepDone:
		t.finish(e, seconds(e.Took))
	case event.StepMeta:
		if live := t.running[key(e)]; live != nil && e.Instruction == "" {
			e.Instruction = live.event.Instruction
		}
		t.finish(e, "")
	case event.StepPlanned:
		t.finish(e, "would run"+lastTime(e))
	case event.Explained:
		t.print(explained(e))
	case event.Log:
		if live := t.running[key(e)]; live != nil {
			live.add(e.Data, t.color)
		}
	case event.Warning:
		t.print("warning: " + Harmless(e.Message))
	case event.Progress:
		t.moving[e.Message] = e
		if e.Total > 0 && e.Current >= e.Total {
			delete(t.moving, e.Message)
		}
	}
}

// add keeps the last lines.
func (l *liveStep) add(data []byte, color bool) {
	l.partial = append(l.partial, data...)
	for {
		line, rest, ok := bytes.Cut(l.partial, []byte("\n"))
		if !ok {
			break
		}
		l.lines = append(l.lines, outputLine(line, color))
		l.partial = rest
	}
	if len(l.partial) > maxLine {
		l.partial = nil
	}
	if over := len(l.lines) - lastLines; over > 0 {
		l.lines = slices.Clone(l.lines[over:])
	}
}

func (t *tty) finish(e build.Event, note string) {
	delete(t.running, key(e))
	t.print(t.title(e) + t.faint(" "+note))
}

func (t *tty) title(e build.Event) string {
	name := e.StageName
	if name == "" {
		name = "build"
		if e.Stages > 1 {
			name = fmt.Sprintf("stage-%d", e.Stage)
		}
	}
	if e.Platform != "" {
		name = e.Platform + " " + name
	}
	return Harmless(fmt.Sprintf("[%s %d/%d] %s", name, e.Step, e.Steps, e.Instruction))
}

func (t *tty) faint(s string) string {
	if !t.color || strings.TrimSpace(s) == "" {
		return s
	}
	return "\x1b[2m" + s + "\x1b[0m"
}

// print writes a line above the picture.
func (t *tty) print(line string) {
	t.erase()
	fmt.Fprintln(t.out, line)
	t.draw()
}

func (t *tty) erase() {
	if t.drawn > 0 {
		fmt.Fprintf(t.out, "\x1b[%dA\x1b[J", t.drawn)
		t.drawn = 0
	}
}

// draw draws the picture in place of the last.
func (t *tty) draw() {
	width, height, err := term.GetSize(int(t.out.Fd()))
	if err != nil || width <= 0 || height <= 0 { // a terminal that nobody gave a size
		width, height = 80, 24
	}
	var lines []string
	for _, e := range sortedTransfers(t.moving) {
		note := units.HumanSize(float64(e.Current))
		if e.Total > 0 {
			note += " of " + units.HumanSize(float64(e.Total))
		}
		lines = append(lines, Harmless(e.Message)+"  "+note)
	}
	for _, stage := range sortedStages(t.running) {
		live := t.running[stage]
		lines = append(
			lines, fmt.Sprintf("%s  %s", t.title(live.event), seconds(time.Since(live.started).Truncate(redraw))),
		)
		for _, l := range live.lines {
			lines = append(lines, "  "+l)
		}
	}
	if over := len(lines) - (height - 1); over > 0 {
		lines = lines[over:]
	}
	t.erase()
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(clip(l, width-1) + "\n")
	}
	fmt.Fprint(t.out, b.String())
	t.drawn = len(lines)
}

func sortedStages(m map[string]*liveStep) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func sortedTransfers(m map[string]build.Event) []build.Event {
	var out []build.Event
	for _, e := range m {
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b build.Event) int { return strings.Compare(a.Message, b.Message) })
	return out
}

func (t *tty) Built(_, id string, names []string) {
	t.Line("built " + strings.Join(append([]string{short(id)}, names...), " "))
}

func (t *tty) Line(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.erase()
	fmt.Fprintln(t.out, Harmless(text))
}

// Close removes the picture.
func (t *tty) Close(bool) error {
	close(t.stop)
	t.stopped.Wait()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.erase()
	t.running, t.moving = map[string]*liveStep{}, map[string]build.Event{}
	return nil
}
