package ui

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
)

// maxLine is how much of a line of output is kept together, in bytes.
const maxLine = 64 << 10

// plain writes lines, in buildah's form: STEP 3/7: RUN make
type plain struct {
	mu      sync.Mutex
	out     io.Writer
	partial map[string][]byte // unfinished line of output of each stage
	began   map[string]bool
}

func newPlain(w io.Writer) *plain {
	return &plain{out: w, partial: map[string][]byte{}, began: map[string]bool{}}
}

// prefix says which stage a line belongs to, where there are several.
func prefix(e build.Event) string {
	switch {
	case e.Platform != "" && e.Stages < 2:
		return "[" + Harmless(e.Platform) + "] "
	case e.Platform != "":
		return fmt.Sprintf("[%s %d/%d] ", Harmless(e.Platform), e.Stage+1, e.Stages)
	case e.Stages < 2:
		return ""
	}
	return fmt.Sprintf("[%d/%d] ", e.Stage+1, e.Stages)
}

// explained says why a step was not in the cache.
func explained(e build.Event) string {
	return fmt.Sprintf("not cached: step %d, line %d: %s", e.Step, e.Line, Harmless(e.Message))
}

// lastTime is how long a step took the last time.
func lastTime(e build.Event) string {
	if e.Took == 0 {
		return ""
	}
	return " (" + seconds(e.Took) + " the last time)"
}

// key tells the stages of all platforms apart.
func key(e build.Event) string { return fmt.Sprintf("%s %d", e.Platform, e.Stage) }

func (p *plain) Event(e build.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
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
		fmt.Fprintf(p.out, "%s--> %s\n", prefix(e), seconds(e.Took))
	case event.Warning:
		fmt.Fprintf(p.out, "%swarning: %s\n", prefix(e), Harmless(e.Message))
	case event.Progress:
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
		fmt.Fprintf(p.out, "%s%s\n", prefix(e), outputLine(line, false))
	}
	p.partial[key(e)] = bytes.Clone(data[end:])
}

func (p *plain) flush(e build.Event) {
	if rest := p.partial[key(e)]; len(rest) != 0 {
		fmt.Fprintf(p.out, "%s%s\n", prefix(e), outputLine(rest, false))
	}
	delete(p.partial, key(e))
}

// transfer says once that a transfer began.
func (p *plain) transfer(e build.Event) {
	if p.began[e.Message] {
		return
	}
	p.began[e.Message] = true
	fmt.Fprintf(p.out, "%s\n", Harmless(e.Message))
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

func (p *plain) Close(bool) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, rest := range p.partial {
		if len(rest) != 0 {
			fmt.Fprintln(p.out, outputLine(rest, false))
		}
	}
	p.partial = map[string][]byte{}
	return nil
}
