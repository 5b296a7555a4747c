package kubernetes

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// refusalReasons are the reasons of the events that refusedBy reads, by the kind of object.
var refusalReasons = map[string]string{"Job": "FailedCreate", "Pod": "FailedCreatePodSandBox"}

// refusals are the events that say why objects of a kind are refused. All Jobs that wait share them:
// hundreds of Jobs in a queue ask as often as one.
type refusals struct {
	asking sync.Mutex
	due    time.Time // when to ask again
	known  atomic.Pointer[map[string][]clusterEvent]
}

// events are those about an object that say why it is refused, the latest last. Who may not read them
// knows none.
func (m *Machine) events(ctx context.Context, kind, name string) []clusterEvent {
	r := m.refusals[kind]
	if r.asking.TryLock() { // otherwise somebody else asks
		if began := time.Now(); began.After(r.due) {
			r.ask(ctx, m, kind)
			r.due = time.Now().Add(max(lookTime, 10*time.Since(began))) // not often, if there are many events
		}
		r.asking.Unlock()
	}
	if known := r.known.Load(); known != nil {
		return (*known)[name]
	}
	return nil
}

// ask reads the events of all objects of a kind.
func (r *refusals) ask(ctx context.Context, m *Machine, kind string) {
	var found list[clusterEvent]
	query := url.Values{"fieldSelector": {"involvedObject.kind=" + kind + ",reason=" + refusalReasons[kind]}}
	if err := m.client.call(ctx, http.MethodGet, m.path("events"), query, nil, &found); err != nil {
		return
	}
	slices.SortStableFunc(found.Items, func(a, b clusterEvent) int { return a.LastTimestamp.Compare(b.LastTimestamp) })
	byName := map[string][]clusterEvent{}
	for _, e := range found.Items {
		byName[e.InvolvedObject.Name] = append(byName[e.InvolvedObject.Name], e)
	}
	r.known.Store(&byName)
}
