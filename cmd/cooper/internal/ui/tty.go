package ui

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
)

// lastLines is how much of a running step's output is shown.
const lastLines = 6

// widest is how much of a line is kept for terminals, in columns.
const widest = 1000

// redraw is the time between two pictures.
const redraw = 100 * time.Millisecond

// tty shows a live picture: a line about the whole build, and one for each running step and transfer
// with its time. A step has its last lines of output too. What is done scrolls up as one line each.
type tty struct {
	mu      sync.Mutex
	out     *os.File
	color   bool
	began   time.Time // of the build; zero: there is none
	tally   tallies
	count   int // of what was shown so far
	running map[string]*liveStep
	moving  map[string]*transfer
	phases  map[string]*livePhase
	drawn   int             // lines of the current picture
	buffer  strings.Builder // of one write: a picture that is half drawn would flicker
	stop    chan struct{}
	stopped sync.WaitGroup
}

type liveStep struct {
	number  int
	event   build.Event
	started time.Time
	lines   []string
	partial []byte
}

type livePhase struct {
	number  int
	event   build.Event
	started time.Time
}

func newTTY(out *os.File) *tty {
	t := &tty{
		out: out, color: coloured(out), tally: tallies{}, running: map[string]*liveStep{},
		moving: map[string]*transfer{}, phases: map[string]*livePhase{}, stop: make(chan struct{}),
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

// Begin draws the first picture.
func (t *tty) Begin() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.began = time.Now()
	t.draw()
}

func (t *tty) Event(e build.Event) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.tally.event(e)
	switch e.Kind {
	case event.StepStarted, event.StepCached, event.StepDone, event.StepFailed, event.StepMeta, event.StepPlanned:
		t.step(e)
	case event.Log:
		if live := t.running[key(e)]; live != nil {
			live.add(e.Data, t.color)
		}
	case event.Explained:
		t.message(explained(e), "")
	case event.Warning:
		t.message("warning: "+Harmless(e.Message), yellow)
	case event.Waiting:
		t.message(waiting(e), yellow)
	case event.PhaseStarted, event.PhaseDone:
		t.phase(e)
	case event.Progress, event.ProgressDone:
		t.transfer(e)
	}
}

func (t *tty) next() int {
	t.count++
	return t.count
}

func (t *tty) step(e build.Event) {
	live := t.running[key(e)]
	if live != nil && e.Instruction == "" {
		e.Instruction = live.event.Instruction
	}
	switch e.Kind {
	case event.StepStarted:
		t.running[key(e)] = &liveStep{number: t.next(), event: e, started: time.Now()}
		return
	case event.StepCached:
		t.finish("CACHED "+stepTitle(e), "", "")
	case event.StepDone:
		t.finish(stepTitle(e), Seconds(e.Took), "")
	case event.StepMeta:
		note := ""
		if live != nil { // a FROM
			note = Seconds(e.Took)
		}
		t.finish(stepTitle(e), note, "")
	case event.StepPlanned:
		t.finish(stepTitle(e), strings.TrimSpace("would run"+lastTime(e)), "")
	case event.StepFailed:
		t.finish("ERROR "+stepTitle(e), Seconds(e.Took), red)
	}
	delete(t.running, key(e))
}

func (t *tty) phase(e build.Event) {
	id := place(e) + phaseTitle(e)
	if e.Kind == event.PhaseStarted {
		t.phases[id] = &livePhase{t.next(), e, time.Now()}
		return
	}
	delete(t.phases, id)
	if e.Phase != event.Resolving || e.Took >= time.Second {
		t.finish(ofTarget(e, phaseTitle(e)), Seconds(e.Took), "")
	}
}

func (t *tty) transfer(e build.Event) {
	id := transferKey(e)
	live := t.moving[id]
	if live == nil {
		live = newTransfer(t.next(), e)
		t.moving[id] = live
	}
	live.update(e)
	if e.Kind != event.ProgressDone {
		return
	}
	delete(t.moving, id)
	if e.Current > 0 {
		t.finish(ofTarget(e, transferred(e)), Size(e.Current)+" "+Seconds(e.Took), "")
	}
}

// transferred is the title of a transfer that has ended. What was downloaded is unpacked too.
func transferred(e build.Event) string {
	if e.Phase == event.Unpacking {
		e.Phase = event.Downloading
	}
	return phaseTitle(e)
}

// add keeps the last lines.
func (l *liveStep) add(data []byte, color bool) {
	l.partial = append(l.partial, data...)
	for {
		line, rest, ok := bytes.Cut(l.partial, []byte("\n"))
		if !ok {
			break
		}
		l.lines = append(l.lines, clip(outputLine(line, color), widest))
		l.partial = rest
	}
	if len(l.partial) > maxLine {
		l.partial = nil
	}
	if over := len(l.lines) - lastLines; over > 0 {
		l.lines = slices.Clone(l.lines[over:])
	}
}

// ofTarget is a title with the target before it, where there are several.
func ofTarget(e build.Event, title string) string {
	if e.Target == "" {
		return title
	}
	return "[" + oneLine(e.Target) + "] " + title
}

// stepTitle says which step it is, and what it does.
func stepTitle(e build.Event) string {
	name := e.StageName
	if name == "" {
		name = "build"
		if e.Stages > 1 {
			name = fmt.Sprintf("stage-%d", e.Stage)
		}
	}
	for _, word := range []string{e.Platform, e.Target} {
		if word != "" {
			name = word + " " + name
		}
	}
	return oneLine(fmt.Sprintf("[%s %d/%d] %s", name, e.Step, e.Steps, e.Instruction))
}

// finish writes the line of something that is done above the picture.
func (t *tty) finish(title, note, color string) {
	width, _ := t.size()
	t.print(color, row(" => "+title, note, width))
}

// message writes a text above the picture, on as many lines as it needs.
func (t *tty) message(text, color string) {
	width, _ := t.size()
	t.print(color, wrapped(text, width)...)
}

func (t *tty) paint(line, color string) string {
	if !t.color || color == "" {
		return line
	}
	return color + line + resetColour
}

// print writes lines above the picture.
func (t *tty) print(color string, lines ...string) {
	t.erase()
	for _, line := range lines {
		fmt.Fprintln(&t.buffer, t.paint(line, color))
	}
	t.draw()
}

func (t *tty) erase() {
	if t.drawn > 0 {
		fmt.Fprintf(&t.buffer, "\r\x1b[%dA\x1b[J", t.drawn)
		t.drawn = 0
	}
}

// flush writes what the terminal is to get.
func (t *tty) flush() {
	if t.buffer.Len() != 0 {
		_, _ = t.out.WriteString(t.buffer.String())
		t.buffer.Reset()
	}
}

// size is that of the terminal. The last column stays empty: some terminals go on to the next line
// when it is written.
func (t *tty) size() (width, height int) {
	width, height, err := term.GetSize(int(t.out.Fd()))
	if err != nil || width <= 1 || height <= 1 { // a terminal that nobody gave a size
		width, height = 80, 24
	}
	return width - 1, height
}

func (t *tty) Built(_, id string, names []string) {
	t.Line("built " + strings.Join(append([]string{short(id)}, names...), " "))
}

func (t *tty) Line(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.message(Harmless(text), "")
}

// Close removes the picture. Steps that still ran were canceled.
func (t *tty) Close(ok bool) error {
	close(t.stop)
	t.stopped.Wait()
	t.mu.Lock()
	defer t.mu.Unlock()
	live := inOrder(t.running, func(l *liveStep) int { return l.number })
	t.began, t.running = time.Time{}, map[string]*liveStep{}
	t.moving, t.phases = map[string]*transfer{}, map[string]*livePhase{}
	t.draw()
	for _, l := range live {
		t.finish("CANCELED "+stepTitle(l.event), Seconds(time.Since(l.started)), "")
	}
	for _, line := range t.tally.summaries(ok) {
		t.message(line, "")
	}
	return nil
}

// Failed has nothing to add: NewProgress puts a file with the output beside it.
func (t *tty) Failed(err error) (error, bool) { return err, false }
