package ui

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
)

// tally counts the steps of a build, and keeps what its last line says.
type tally struct {
	steps  map[string]int // of each stage that has begun
	states map[stepID]event.Kind
	image  *event.Image // the result; of several platforms the first
	images int
	took   time.Duration
	done   bool // the build
}

// tallies are those of targets, by their names. A build that is no target has the empty name.
type tallies map[string]*tally

func (t tallies) event(e build.Event) {
	if t[e.Target] == nil {
		t[e.Target] = newTally()
	}
	t[e.Target].event(e)
}

// count is how many steps of all targets have ended, and how many there are as far as is known.
func (t tallies) count() (done, all int) {
	for _, one := range t {
		d, a := one.count()
		done, all = done+d, all+a
	}
	return done, all
}

// summaries are the last lines of builds, one for each that has ended well. Of a build that is no target there
// is none if something after it failed.
func (t tallies) summaries(ok bool) (lines []string) {
	for _, target := range slices.Sorted(maps.Keys(t)) {
		switch summary := t[target].summary(); {
		case summary == "":
		case target != "":
			lines = append(lines, "["+Harmless(target)+"] "+summary)
		case ok:
			lines = append(lines, summary)
		}
	}
	return lines
}

type stepID struct {
	stage string
	step  int
}

func newTally() *tally { return &tally{steps: map[string]int{}, states: map[stepID]event.Kind{}} }

func (t *tally) event(e build.Event) {
	switch e.Kind {
	case event.StepStarted:
		t.steps[key(e)] = e.Steps
	case event.StepCached, event.StepDone, event.StepMeta, event.StepPlanned:
		t.steps[key(e)] = e.Steps
		t.states[stepID{key(e), e.Step}] = e.Kind
	case event.ImageDone:
		if t.images++; t.images == 1 {
			t.image = e.Image
		}
	case event.BuildDone:
		t.took, t.done = e.Took, true
	}
}

// count is how many steps have ended, and how many there are as far as is known.
func (t *tally) count() (done, all int) {
	for _, n := range t.steps {
		all += n
	}
	return len(t.states), all
}

// summary is the last line of a build; empty if it has not ended well.
func (t *tally) summary() string {
	if !t.done {
		return ""
	}
	kinds := map[event.Kind]int{}
	for _, kind := range t.states {
		kinds[kind]++
	}
	var parts []string
	for _, p := range []struct {
		kind event.Kind
		text string
	}{
		{event.StepCached, "%d cached"}, {event.StepDone, "%d ran"}, {event.StepPlanned, "%d would run"},
		{event.StepMeta, "%d without layer"},
	} {
		if n := kinds[p.kind]; n != 0 {
			parts = append(parts, fmt.Sprintf(p.text, n))
		}
	}
	steps := "steps"
	if len(t.states) == 1 {
		steps = "step"
	}
	text := fmt.Sprintf("%d %s: %s", len(t.states), steps, strings.Join(append(parts, Seconds(t.took)), ", "))
	switch {
	case t.images > 1:
		text += fmt.Sprintf("; %d images", t.images)
	case t.image != nil:
		text += "; image " + Size(t.image.Size) + most(t.image)
	}
	return text
}

// Sizes from which a step is worth a word: a share of the image, and bytes.
const (
	largeShare = 4
	largeSize  = 1 << 20
)

// most names the step that added most to an image, if it added much.
func most(img *event.Image) string {
	lines := map[int]int64{}
	for _, l := range img.Layers {
		if l.Line > 0 {
			lines[l.Line] += l.Size
		}
	}
	var largest int
	for line, n := range lines {
		if n > lines[largest] || n == lines[largest] && line < largest {
			largest = line
		}
	}
	if added := lines[largest]; added >= largeSize && added*largeShare >= img.Size {
		return fmt.Sprintf(", +%s by line %d", Size(added), largest)
	}
	return ""
}

// Size is a number of bytes as people read it.
func Size(n int64) string {
	value, unit := scaled(float64(n))
	if value < 100 {
		return strings.TrimSuffix(fmt.Sprintf("%.1f", value), ".0") + unit
	}
	return fmt.Sprintf("%.0f%s", value, unit)
}

// scaled is a number of bytes in the unit that leaves at most three digits before the point.
func scaled(n float64) (float64, string) {
	units := []string{"B", "kB", "MB", "GB", "TB", "PB"}
	for n >= 999.5 && len(units) > 1 {
		n /= 1000
		units = units[1:]
	}
	return n, units[0]
}

// phases are what a build does now, each once and in the order of event.Phases.
func phases(now map[event.Phase]bool) string {
	var names []string
	for _, p := range event.Phases() {
		if now[p] {
			names = append(names, string(p))
		}
	}
	return strings.Join(names, ", ")
}

// inOrder are the values of a map by a number of theirs.
func inOrder[K comparable, V any](m map[K]V, number func(V) int) []V {
	var out []V
	for _, v := range m {
		out = append(out, v)
	}
	slices.SortFunc(out, func(a, b V) int { return cmp.Compare(number(a), number(b)) })
	return out
}
