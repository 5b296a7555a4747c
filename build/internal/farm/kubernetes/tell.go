package kubernetes

import (
	"errors"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
)

// described is a stage with how the pod is confined.
func (r *run) described(s stage) stage {
	if s.phase == event.Starting && !r.looking {
		s.what += " (isolation " + r.kind.describe() + ")"
	}
	return s
}

// enter tells what the pod waits for now.
func (r *run) enter(s stage) {
	if s == r.stage {
		return
	}
	now := time.Now()
	if r.stage != (stage{}) {
		r.tell(api.Event{
			Kind: event.PhaseDone, Time: now, Phase: r.stage.phase, Message: r.stage.what, Took: now.Sub(r.since),
		})
	}
	r.stage, r.since = s, now
	if s != (stage{}) {
		r.tell(api.Event{Kind: event.PhaseStarted, Time: now, Phase: s.phase, Message: s.what})
	}
}

func (r *run) warn(text string) {
	r.tell(api.Event{Kind: event.Warning, Time: time.Now(), Message: text})
}

func (r *run) say(text string) {
	r.tell(api.Event{Kind: event.Log, Time: time.Now(), Data: []byte(text + "\n")})
}

// beginAgain says why the build begins again.
func (r *run) beginAgain(why error) {
	text := why.Error()
	if e := (*api.Error)(nil); errors.As(why, &e) {
		text = e.Message
	}
	r.warn(text + "; building again")
}
