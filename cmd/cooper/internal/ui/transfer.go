package ui

import (
	"fmt"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/build/event"
)

// transfer is a transfer of an image on its way.
type transfer struct {
	number  int
	event   build.Event // the last
	started time.Time
	began   time.Time // when its phase did
	sample  time.Time
	at      int64 // bytes at the sample
	rate    float64
	said    time.Time // when plain progress last said how far it is
}

// sampling is the time over which a rate is measured.
const sampling = time.Second

func newTransfer(number int, e build.Event) *transfer {
	return &transfer{number: number, event: e, started: e.Time, began: e.Time, sample: e.Time, said: e.Time}
}

func (t *transfer) update(e build.Event) {
	if e.Phase != t.event.Phase {
		t.began = e.Time
	}
	if passed := e.Time.Sub(t.sample); e.Current > t.at && (passed >= sampling || t.rate == 0) && passed > 0 {
		t.rate = float64(e.Current-t.at) / passed.Seconds()
		if passed >= sampling {
			t.sample, t.at = e.Time, e.Current
		}
	}
	t.event = e
}

// title is the phase with the name of the image.
func (t *transfer) title() string { return phaseTitle(t.event) }

func phaseTitle(e build.Event) string {
	return oneLine(strings.TrimSpace(string(e.Phase) + " " + e.Message))
}

// note says how far a transfer is, and how fast. The last percent is that of a whole transfer.
func (t *transfer) note() string {
	e := t.event
	switch {
	case e.Phase == event.Resolving || e.Phase == event.Unpacking || e.Current == 0 && e.Total == 0:
		return ""
	case e.Total <= 0:
		return fmt.Sprintf("%s %s", Size(e.Current), t.speed())
	}
	return fmt.Sprintf("%d%% %s", t.percent(), t.speed())
}

func (t *transfer) percent() int64 {
	if t.event.Total <= 0 {
		return 0
	}
	return min(t.event.Current, t.event.Total) * 100 / t.event.Total
}

func (t *transfer) speed() string {
	value, unit := scaled(t.rate)
	return fmt.Sprintf("%.1f%s/s", value, unit)
}

// bar is a bar of some columns.
func (t *transfer) bar(columns int) string {
	full := int(t.percent()) * columns / 100
	head := ""
	if full < columns {
		head = ">"
	}
	return "[" + strings.Repeat("=", full) + head + strings.Repeat(" ", max(columns-full-len(head), 0)) + "]"
}

// transferKey tells the transfers of all targets and platforms apart.
func transferKey(e build.Event) string { return place(e) + e.Message }
