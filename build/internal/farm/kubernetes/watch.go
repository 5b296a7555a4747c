package kubernetes

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"sync"
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
	known  map[string]map[string]T // by Job and name
	gone   map[string]bool         // names of those that were deleted
	failed error                   // why nothing can be known
	listed bool                    // all that there is was seen once
}

func newWatcher[T object](c *client, path, selector string, changed func(string)) *watcher[T] {
	return &watcher[T]{
		client: c, path: path, selector: selector, changed: changed,
		known: map[string]map[string]T{}, gone: map[string]bool{},
	}
}

// of are the objects of a Job, also those that were deleted. An error means that they cannot be known.
func (w *watcher[T]) of(job string) ([]T, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Collect(maps.Values(w.known[job])), w.failed
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

// forget drops what is known of a Job that nobody waits for any more.
func (w *watcher[T]) forget(job string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for name := range w.known[job] {
		delete(w.gone, name)
	}
	delete(w.known, job)
}

// keep remembers an object as it is now. The lock is held.
func (w *watcher[T]) keep(o T, gone bool) {
	m := o.meta()
	m.Annotations = nil // nobody reads them here, and they can be long
	if w.known[o.job()] == nil {
		w.known[o.job()] = map[string]T{}
	}
	w.known[o.job()][m.Name] = o
	if delete(w.gone, m.Name); gone {
		w.gone[m.Name] = true
	}
}

// run lists the objects and watches them until ctx ends. An API server that is away may come back. One
// that starts may refuse for a moment what it allows.
func (w *watcher[T]) run(ctx context.Context) {
	version, listed, failures := "", false, 0
	for ctx.Err() == nil {
		before, err := version, error(nil)
		if version == "" {
			version, err = w.list(ctx)
			listed = listed || err == nil
		} else {
			version, err = w.follow(ctx, version)
		}
		if err == nil && version != before {
			failures = 0
			continue
		}
		if isRefusal(err) && (!listed || failures >= attempts) {
			w.mu.Lock()
			w.failed = err
			w.mu.Unlock()
			w.changed("")
			return
		}
		sleep(ctx, pause(err, failures))
		failures++
	}
}

func (w *watcher[T]) list(ctx context.Context) (version string, err error) {
	var found list[T]
	query := url.Values{"labelSelector": {w.selector}}
	if err := w.client.call(ctx, http.MethodGet, w.path, query, nil, &found); err != nil {
		return "", err
	}
	w.mu.Lock()
	for _, ofJob := range w.known {
		for name := range ofJob {
			w.gone[name] = true
		}
	}
	for _, o := range found.Items {
		w.keep(o, false)
	}
	w.listed = true
	w.mu.Unlock()
	w.changed("")
	return found.Metadata.ResourceVersion, nil
}

// follow reads changes after a version, for as long as the API server sends them. It returns the last
// version, or none if the API server has forgotten it: then the list has to be read again.
func (w *watcher[T]) follow(ctx context.Context, version string) (string, error) {
	query := url.Values{
		"labelSelector": {w.selector}, "watch": {"1"}, "resourceVersion": {version}, "allowWatchBookmarks": {"true"},
		"timeoutSeconds": {"300"},
	}
	stream, err := w.client.open(ctx, http.MethodGet, w.path, query, nil)
	if isStatus(err, http.StatusGone) {
		return "", err
	}
	if err != nil {
		return version, err
	}
	defer stream.Close()
	changes := json.NewDecoder(stream)
	for {
		var change watched
		if err := changes.Decode(&change); err != nil {
			return version, nil // the server ends a watch when its time is over
		}
		if change.Type == "ERROR" {
			return "", errors.New("the API server has ended a watch: " + clean(string(change.Object)))
		}
		var o T
		if err := json.Unmarshal(change.Object, &o); err != nil {
			return "", err
		}
		version = o.meta().ResourceVersion
		if change.Type == "BOOKMARK" {
			continue
		}
		w.mu.Lock()
		w.keep(o, change.Type == "DELETED")
		w.mu.Unlock()
		w.changed(o.job())
	}
}
