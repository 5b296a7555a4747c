package farm

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
)

// Line is a line of the output of a task: an event, or the report at the end. Numbers count from 1, so
// that whoever reads the output of a pod again knows where it was.
type Line struct {
	Number int64      `json:"n"`
	Event  *api.Event `json:"event,omitempty"`
	Report *Report    `json:"report,omitempty"`
}

// Writer writes lines. It joins the output of a command that comes in small pieces. It is safe for
// concurrent use.
type Writer struct {
	mu      sync.Mutex
	out     io.Writer
	number  int64
	pending *api.Event // output that was not written yet
	due     *time.Timer
	err     error
}

// joinTime and joinSize say for how long, and up to how many bytes, output is joined.
const (
	joinTime = 50 * time.Millisecond
	joinSize = 12 << 10
)

// NewWriter writes lines to out.
func NewWriter(out io.Writer) *Writer { return &Writer{out: out} }

// Event writes an event.
func (w *Writer) Event(e api.Event) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if p := w.pending; p != nil {
		if e.Kind == event.Log && p.Stage == e.Stage && p.Step == e.Step && len(p.Data)+len(e.Data) <= joinSize {
			p.Data = append(p.Data, e.Data...)
			return
		}
		w.flush()
	}
	if e.Kind != event.Log || len(e.Data) > joinSize {
		w.write(Line{Event: &e})
		return
	}
	e.Data = bytes.Clone(e.Data)
	w.pending = &e
	w.due = time.AfterFunc(joinTime, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.pending == &e {
			w.flush()
		}
	})
}

// Report writes the last line, and returns the first error of all writes.
func (w *Writer) Report(r *Report) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.flush()
	w.write(Line{Report: r})
	return w.err
}

func (w *Writer) flush() {
	if w.pending != nil {
		w.due.Stop()
		w.write(Line{Event: w.pending})
		w.pending = nil
	}
}

func (w *Writer) write(l Line) {
	w.number++
	l.Number = w.number
	text, err := json.Marshal(l)
	if err == nil {
		_, err = w.out.Write(append(text, '\n'))
	}
	if w.err == nil {
		w.err = err
	}
}

// maxLine bounds a line, in bytes.
const maxLine = 64 << 20

// ErrEnded means that the output ended before the report.
var ErrEnded = errors.New("the task ended without a report")

// Reader reads lines.
type Reader struct {
	lines  *bufio.Reader
	last   int64
	Tell   func(api.Event)
	Other  func(text string) // gets what is no line of a task; nil: it is an error
	Missed func(lines int64) // hears that lines are missing
}

// NewReader reads lines from in. Events go to tell. The buffer is small, as there may be hundreds of
// readers: longer lines are joined.
func NewReader(in io.Reader, tell func(api.Event)) *Reader {
	return &Reader{lines: bufio.NewReaderSize(in, 4<<10), Tell: tell}
}

// Reset goes on with another stream of the same output. Lines that came already are dropped.
func (r *Reader) Reset(in io.Reader) { r.lines.Reset(in) }

// Rest is what follows the report.
func (r *Reader) Rest() io.Reader { return r.lines }

// Report tells events until the report comes. ErrEnded means that there is none yet.
func (r *Reader) Report() (*Report, error) {
	for {
		text, err := r.line()
		if err != nil {
			return nil, err
		}
		var l Line
		if json.Unmarshal(text, &l) != nil || l.Number == 0 {
			if r.Other == nil {
				return nil, fmt.Errorf("the other machine said %q, which is no line of a task", clip(text))
			}
			r.Other(string(text))
			continue
		}
		if l.Number <= r.last {
			continue
		}
		if missing := l.Number - r.last - 1; missing > 0 && r.Missed != nil {
			r.Missed(missing)
		}
		r.last = l.Number
		switch {
		case l.Report != nil:
			return l.Report, nil
		case l.Event != nil:
			r.Tell(*l.Event)
		}
	}
}

// line reads a whole line. What a stream has of a line at its end is dropped: another stream has it whole.
func (r *Reader) line() (text []byte, err error) {
	for {
		part, err := r.lines.ReadSlice('\n')
		if text = append(text, part...); len(text) > maxLine {
			return nil, fmt.Errorf("a line of a task has more than %d bytes", maxLine)
		}
		switch {
		case err == nil:
			return bytes.TrimSuffix(text, []byte("\n")), nil
		case errors.Is(err, io.EOF):
			return nil, ErrEnded
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
	}
}

// clip is the beginning of a text for an error.
func clip(text []byte) string {
	const most = 200
	if len(text) > most {
		return string(text[:most]) + "…"
	}
	return string(text)
}
