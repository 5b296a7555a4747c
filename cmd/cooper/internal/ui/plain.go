package ui

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
)

// maxLine is how much of a line of output is kept together, in bytes.
const maxLine = 64 << 10

// saying is the time between two lines about a transfer.
const saying = 10 * time.Second

// plain writes lines, in buildah's form: STEP 3/7: RUN make
type plain struct {
	mu      sync.Mutex
	out     io.Writer
	partial map[string][]byte // unfinished line of output of each stage
	began   map[string]bool
	moving  map[string]*transfer
	tally   tallies
}

func newPlain(w io.Writer) *plain {
	return &plain{
		out: w, partial: map[string][]byte{}, began: map[string]bool{}, moving: map[string]*transfer{},
		tally: tallies{},
	}
}

// prefix says which target, platform and stage a line belongs to, where there are several.
func prefix(e build.Event) string {
	var words []string
	for _, word := range []string{e.Target, e.Platform} {
		if word != "" {
			words = append(words, Harmless(word))
		}
	}
	if e.Stages > 1 {
		words = append(words, fmt.Sprintf("%d/%d", e.Stage+1, e.Stages))
	}
	if len(words) == 0 {
		return ""
	}
	return "[" + strings.Join(words, " ") + "] "
}

// explained says why a step was not in the cache.
func explained(e build.Event) string {
	return fmt.Sprintf("not cached: step %d, line %d: %s", e.Step, e.Line, Harmless(e.Message))
}

// waiting says why nothing happens for a while.
func waiting(e build.Event) string {
	return fmt.Sprintf("waiting %s (%s)", e.Wait.Round(100*time.Millisecond), oneLine(e.Message))
}

// lastTime is how long a step took the last time.
func lastTime(e build.Event) string {
	if e.Took == 0 {
		return ""
	}
	return " (" + Seconds(e.Took) + " the last time)"
}

// key tells the stages of all targets and platforms apart.
func key(e build.Event) string { return fmt.Sprintf("%s%d", place(e), e.Stage) }

// place is where a build runs: its target and its platform.
func place(e build.Event) string { return e.Target + " " + e.Platform + " " }

// Begin writes the first line.
func (p *plain) Begin() {
	p.Event(build.Event{Kind: event.PhaseStarted, Phase: event.Resolving, Message: "the build context"})
}

func (p *plain) Event(e build.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tally.event(e)
	switch e.Kind {
	case event.StepStarted:
		p.step(e)
	case event.StepMeta:
		if e.Instruction != "" {
			p.step(e)
		}
	case event.StepCached:
		p.step(e)
		fmt.Fprintf(p.out, "%s--> Using cache %s\n", prefix(e), strings.TrimPrefix(e.Layer, "sha256:"))
	case event.StepPlanned:
		p.step(e)
		fmt.Fprintf(p.out, "%s--> would run%s\n", prefix(e), lastTime(e))
	case event.Explained:
		fmt.Fprintf(p.out, "%s%s\n", prefix(e), explained(e))
	case event.Log:
		p.log(e)
	case event.StepDone:
		p.flush(e)
		fmt.Fprintf(p.out, "%s--> %s\n", prefix(e), Seconds(e.Took))
	case event.StepFailed:
		p.flush(e)
	case event.Warning:
		fmt.Fprintf(p.out, "%swarning: %s\n", prefix(e), Harmless(e.Message))
	case event.Waiting:
		fmt.Fprintf(p.out, "%s%s\n", prefix(e), waiting(e))
	case event.PhaseStarted:
		p.once(e)
	case event.Progress, event.ProgressDone:
		p.transfer(e)
	}
}

func (p *plain) step(e build.Event) {
	fmt.Fprintf(p.out, "%sSTEP %d/%d: %s\n", prefix(e), e.Step, e.Steps, Harmless(e.Instruction))
}

func short(digest string) string {
	digest = strings.TrimPrefix(digest, "sha256:")
	return digest[:min(12, len(digest))]
}

// log writes whole lines, so that those of parallel stages do not mix.
func (p *plain) log(e build.Event) {
	data := slices.Concat(p.partial[key(e)], e.Data)
	end := bytes.LastIndexByte(data, '\n') + 1
	if end == 0 && len(data) > maxLine {
		end = len(data)
	}
	for line := range bytes.Lines(data[:end]) {
		fmt.Fprintf(p.out, "%s%s\n", prefix(e), PlainLine(line))
	}
	p.partial[key(e)] = bytes.Clone(data[end:])
}

func (p *plain) flush(e build.Event) {
	if rest := p.partial[key(e)]; len(rest) != 0 {
		fmt.Fprintf(p.out, "%s%s\n", prefix(e), PlainLine(rest))
	}
	delete(p.partial, key(e))
}

// once says once that something began.
func (p *plain) once(e build.Event) {
	title := prefix(e) + phaseTitle(e)
	if !p.began[title] {
		p.began[title] = true
		fmt.Fprintln(p.out, title)
	}
}

// transfer says that a transfer began, now and then how far it is, and that it ended.
func (p *plain) transfer(e build.Event) {
	id := transferKey(e)
	live := p.moving[id]
	if live == nil {
		live = newTransfer(0, e)
		p.moving[id] = live
	}
	live.update(e)
	switch {
	case e.Kind == event.ProgressDone:
		delete(p.moving, id)
		if e.Current > 0 {
			fmt.Fprintf(p.out, "%s%s: %s in %s\n", prefix(e), transferred(e), Size(e.Current), Seconds(e.Took))
		}
		return
	case e.Time.Sub(live.said) < saying:
		p.once(e)
		return
	}
	live.said = e.Time
	fmt.Fprintln(p.out, strings.TrimSpace(prefix(e)+live.title()+" "+live.note()))
}

// Built writes the lines that scripts read from buildah's output.
func (p *plain) Built(tag, id string, names []string) {
	p.Line(strings.TrimSpace("COMMIT " + tag))
	p.Line("--> " + short(id))
	for _, n := range names {
		p.Line("Successfully tagged " + n)
	}
}

func (p *plain) Line(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprintln(p.out, Harmless(text))
}

func (p *plain) Close(ok bool) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, rest := range p.partial {
		if len(rest) != 0 {
			fmt.Fprintln(p.out, PlainLine(rest))
		}
	}
	p.partial = map[string][]byte{}
	for _, line := range p.tally.summaries(ok) {
		fmt.Fprintln(p.out, line)
	}
	return nil
}

// Failed has nothing to add: the output of the step is above.
func (p *plain) Failed(err error) (error, bool) { return err, false }
