package kubernetes

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// object is something that can be watched.
type object interface {
	meta() *metadata
	job() string // name of the Job that it belongs to
}

func (p *pod) meta() *metadata { return &p.Metadata }
func (p *pod) job() string     { return p.Metadata.Labels[jobLabel] }
func (j *job) meta() *metadata { return &j.Metadata }
func (j *job) job() string     { return j.Metadata.Name }

// jobLabel is the label that the Job controller gives pods.
const jobLabel = "batch.kubernetes.io/job-name"

// watcher knows the objects of a kind that have a label, and says when those of a Job change. It asks
// the API server once for all Jobs.
type watcher[T object] struct {
	client   *client
	path     string
	selector string
	changed  func(job string) // empty: all may have changed

	mu     sync.Mutex
	known  map[string]T    // by name
	gone   map[string]bool // of those, which were deleted
	failed error           // why nothing can be known
	listed bool            // all that there is was seen once
}

func newWatcher[T object](c *client, path, selector string, changed func(string)) *watcher[T] {
	return &watcher[T]{
		client: c, path: path, selector: selector, changed: changed, known: map[string]T{}, gone: map[string]bool{},
	}
}

// of are the objects of a Job, also those that were deleted. An error means that they cannot be known.
func (w *watcher[T]) of(job string) (out []T, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, o := range w.known {
		if o.job() == job {
			out = append(out, o)
		}
	}
	return out, w.failed
}

// isGone reports whether an object was deleted.
func (w *watcher[T]) isGone(o T) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.gone[o.meta().Name]
}

// isListed reports whether an object that is not known is not there.
func (w *watcher[T]) isListed() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.listed
}

// run lists the objects and watches them until ctx ends. An API server that is away may come back.
func (w *watcher[T]) run(ctx context.Context) {
	var patient patience
	for ctx.Err() == nil {
		version, err := w.list(ctx)
		for err == nil && ctx.Err() == nil {
			patient.accepted()
			version, err = w.follow(ctx, version)
		}
		if isRefusal(err) && !patient.mayPass(err) {
			w.mu.Lock()
			w.failed = err
			w.mu.Unlock()
			w.changed("")
			return
		}
		sleep(ctx, time.Second)
	}
}

func (w *watcher[T]) list(ctx context.Context) (version string, err error) {
	var found list[T]
	query := url.Values{"labelSelector": {w.selector}}
	if err := w.client.call(ctx, http.MethodGet, w.path, query, nil, &found); err != nil {
		return "", err
	}
	w.mu.Lock()
	for name := range w.known {
		w.gone[name] = true
	}
	for _, o := range found.Items {
		w.known[o.meta().Name] = o
		delete(w.gone, o.meta().Name)
	}
	w.listed = true
	w.mu.Unlock()
	w.changed("")
	return found.Metadata.ResourceVersion, nil
}

// errExpired means that the API server has forgotten a version: the list has to be read again.
var errExpired = errors.New("the version of a watch has expired")

// follow reads changes after a version, for as long as the API server sends them.
func (w *watcher[T]) follow(ctx context.Context, version string) (string, error) {
	query := url.Values{
		"labelSelector": {w.selector}, "watch": {"1"}, "resourceVersion": {version}, "allowWatchBookmarks": {"true"},
		"timeoutSeconds": {"300"},
	}
	stream, err := w.client.open(ctx, http.MethodGet, w.path, query, nil)
	if err != nil {
		return version, err
	}
	defer stream.Close()
	changes := json.NewDecoder(bufio.NewReaderSize(stream, 64<<10))
	for {
		var change watched
		if err := changes.Decode(&change); err != nil {
			return version, nil // the server ends a watch when its time is over
		}
		if change.Type == "ERROR" {
			return version, errExpired
		}
		var o T
		if err := json.Unmarshal(change.Object, &o); err != nil {
			return version, err
		}
		version = o.meta().ResourceVersion
		if change.Type == "BOOKMARK" {
			continue
		}
		w.mu.Lock()
		w.known[o.meta().Name] = o
		if change.Type == "DELETED" {
			w.gone[o.meta().Name] = true
		}
		w.mu.Unlock()
		w.changed(o.job())
	}
}
