package ui

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"
	"golang.org/x/term"

	"github.com/cooper-build/cooper/build/event"
)

// Colours of lines. Their text says the same.
const (
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
)

// coloured reports whether colours may be written (https://no-color.org).
func coloured(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(file.Fd()))
}

// draw draws the picture in place of the last.
func (t *tty) draw() {
	width, height := t.size()
	head, lines := t.header(), t.lines(width)
	if over := len(head) + len(lines) - (height - 1); over > 0 {
		lines = lines[min(over, len(lines)):]
	}
	t.erase()
	for _, l := range append(head, lines...) {
		t.buffer.WriteString(clip(l, width) + "\n")
	}
	t.drawn = len(head) + len(lines)
	t.flush()
}

// header is the line about the whole build, if there is one.
func (t *tty) header() []string {
	if t.began.IsZero() {
		return nil
	}
	now := map[event.Phase]bool{}
	for _, p := range t.phases {
		now[p.event.Phase] = true
	}
	for _, m := range t.moving {
		now[m.event.Phase] = true
	}
	for _, s := range t.running {
		now[s.event.Phase] = s.event.Step > 1 || now[s.event.Phase] // a FROM only waits for its image
	}
	done, all := t.tally.count()
	took := time.Since(t.began).Truncate(redraw).Seconds()
	return []string{strings.TrimSpace(fmt.Sprintf("[+] %.1fs (%d/%d) %s", took, done, all, phases(now)))}
}

// lines are those of phases, transfers and steps.
func (t *tty) lines(width int) []string {
	var lines []string
	since := func(at time.Time) string { return Seconds(max(time.Since(at), 0).Truncate(redraw)) }
	for _, p := range inOrder(t.phases, func(p *livePhase) int { return p.number }) {
		lines = append(lines, row(" => "+ofTarget(p.event, phaseTitle(p.event)), since(p.started), width))
	}
	for _, m := range inOrder(t.moving, func(m *transfer) int { return m.number }) {
		lines = append(lines, transferRow(m, since(m.started), width))
	}
	for _, s := range inOrder(t.running, func(s *liveStep) int { return s.number }) {
		lines = append(lines, row(" => "+stepTitle(s.event), since(s.started), width))
		for _, l := range s.lines {
			lines = append(lines, "  "+l)
		}
	}
	return lines
}

// Columns of the bar of a transfer, and of a terminal that has room for it.
const (
	barColumns = 20
	barRoom    = 70
)

func transferRow(m *transfer, took string, width int) string {
	note := m.note()
	if note != "" && m.event.Total > 0 && width >= barRoom {
		note = m.bar(barColumns) + " " + note
	}
	return row(" => "+ofTarget(m.event, m.title()), strings.TrimSpace(note+" "+fmt.Sprintf("%6s", took)), width)
}

// row is a line with a note that ends at the last column. The text is cut where they would meet.
func row(text, note string, width int) string {
	if note == "" {
		return clip(text, width)
	}
	room := width - columns(note) - 1
	if room < 1 {
		return clip(note, width)
	}
	text = clip(text, room)
	return text + strings.Repeat(" ", room-columns(text)+1) + note
}

// columns is how many columns of a terminal a text takes; colours take none.
func columns(s string) int { return runewidth.StringWidth(escapes.ReplaceAllString(s, "")) }

// oneLine is a text on one line, harmless.
func oneLine(s string) string {
	return strings.NewReplacer("\n", " ", "\t", " ").Replace(Harmless(s))
}

// wrapped cuts a text into lines between its words, or in a word that is too long.
func wrapped(text string, width int) (lines []string) {
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\t", "    "), "\n") {
		for columns(line) > width {
			at := len(runewidth.Truncate(line, width, ""))
			if at == 0 {
				break
			}
			next := at
			if space := strings.LastIndexByte(line[:min(at+1, len(line))], ' '); space > width/2 {
				at, next = space, space+1
			}
			lines, line = append(lines, line[:at]), line[next:]
		}
		lines = append(lines, line)
	}
	return lines
}
