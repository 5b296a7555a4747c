package build

import (
	"errors"
	"time"

	"github.com/cooper-build/cooper/build/event"
)

// telling sends the first and the last event of a build.
type telling struct {
	onEvent func(Event)
	started time.Time
	size    int64 // of the image, of one platform
}

// newTelling sends the first event, and listens to those of the request.
func newTelling(req *Request) *telling {
	t := &telling{onEvent: req.OnEvent, started: time.Now()}
	if t.onEvent == nil {
		return t
	}
	req.OnEvent = func(e Event) {
		if e.Kind == event.ImageDone && e.Platform == "" {
			t.size = e.Image.Size
		}
		t.onEvent(e)
	}
	t.onEvent(Event{Kind: event.BuildStarted, Time: t.started, Schema: event.Schema})
	return t
}

// end sends the last event.
func (t *telling) end(r *Result, err error) {
	if t.onEvent == nil {
		return
	}
	now := time.Now()
	last := Event{Kind: event.BuildDone, Time: now, Took: now.Sub(t.started)}
	var e *Error
	switch {
	case errors.As(err, &e):
		last.Kind, last.Message, last.Hint, last.ExitCode = event.BuildFailed, e.Message, e.Hint, e.ExitCode
		last.StageName, last.Step, last.Steps = e.Stage, e.Step, e.Steps
		last.Line, last.Instruction = e.Line, e.Instruction
	case err != nil:
		last.Kind, last.Message = event.BuildFailed, err.Error()
	case r.ID != "": // a dry run makes no image
		last.Image = &event.Image{ID: r.ID, Digest: r.Digest, Names: r.Names, Size: t.size}
	}
	t.onEvent(last)
}
