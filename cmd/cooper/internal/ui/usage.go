package ui

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/docker/go-units"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
)

// usage adds a line to each step: what it used of the machine, in buildah's form.
type usage struct {
	Progress
	mu   sync.Mutex
	file io.WriteCloser // for the lines; nil: they are part of the progress
	err  error
}

// WithUsage is a progress with what steps used, in the progress or in a file of its own.
func WithUsage(p Progress, file io.WriteCloser) Progress { return &usage{Progress: p, file: file} }

func (u *usage) Event(e build.Event) {
	u.Progress.Event(e)
	switch e.Kind {
	case event.StepMeta, event.StepCached, event.StepDone:
	default:
		return
	}
	line := usageLine(e)
	if u.file == nil {
		u.Line(prefix(e) + line)
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	_, err := fmt.Fprintln(u.file, line)
	u.err = errors.Join(u.err, err)
}

func (u *usage) Close(ok bool) error {
	err := u.Progress.Close(ok)
	if u.file != nil {
		err = errors.Join(err, u.err, u.file.Close())
	}
	return err
}

func usageLine(e build.Event) string {
	used := event.Usage{}
	if e.Usage != nil {
		used = *e.Usage
	}
	short := func(d time.Duration) time.Duration { return d.Round(time.Millisecond) }
	return fmt.Sprintf("%s(system) %s(user) %s(elapsed) %s input %s output", short(used.System), short(used.User),
		short(e.Took), units.HumanSize(float64(used.Read)), units.HumanSize(float64(used.Written)))
}
