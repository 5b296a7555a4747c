package kubernetes

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/farm"
	"github.com/cooper-build/cooper/imagebuilder"
)

// run is one Job.
type run struct {
	*Machine
	task *farm.Task
	name string
	kind podKind
	tell func(api.Event)
	// looking says that somebody else made the Job: it stays when ctx ends.
	looking bool

	stage stage // that was told
	since time.Time
}

// Times of a Job.
const (
	lookTime    = 3 * time.Second  // without a change, until events are read
	waitTime    = time.Minute      // until somebody is told that nothing happens
	deleteTime  = 10 * time.Second // for the deletion of a Job whose build is canceled
	lastLogTime = 30 * time.Second // for the rest of the log of a pod that has ended
)

// maxPods is how many pods a task gets: another one if the cluster ends the first.
const maxPods = 2

// do makes the Job, and follows it to its end.
func (r *run) do(ctx context.Context) (report *farm.Report, err error) {
	changed, leave := r.wait(r.name)
	defer leave()
	if err := r.create(ctx); err != nil {
		if ctx.Err() != nil {
			r.remove(ctx)
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("making the Job %s: %w", r.name, r.advise(err))
	}
	return r.finish(ctx, changed)
}

// finish follows the Job to its end.
func (r *run) finish(ctx context.Context, changed <-chan struct{}) (report *farm.Report, err error) {
	defer func() {
		r.enter(stage{})
		var refused *refusedError
		var lost *lostError
		switch {
		case ctx.Err() != nil && r.looking:
			report, err = nil, ctx.Err()
		case ctx.Err() != nil:
			r.remove(ctx)
			r.say("the Job " + r.name + " is deleted")
			report, err = nil, ctx.Err()
		case errors.As(err, &refused), errors.As(err, &lost):
			r.remove(ctx)
		default:
			r.removeSecret(ctx)
		}
	}()
	var done []string // pods that the cluster ended
	for {
		p, err := r.started(ctx, changed, done)
		if err != nil {
			return nil, err
		}
		report, again, err := r.follow(ctx, changed, p)
		if !again || ctx.Err() != nil {
			return report, err
		}
		if done = append(done, p.Metadata.Name); len(done) == maxPods {
			r.remove(ctx)
			return nil, err
		}
		r.warn(err.Error() + "; building again")
	}
}

// create makes the Job and its Secret, in this order: the Secret belongs to the Job.
func (r *run) create(ctx context.Context) error {
	made, err := r.makeJob(r.task, r.name, r.kind)
	if err != nil {
		return err
	}
	if err := r.client.call(ctx, http.MethodPost, r.jobPath(), nil, made, made); err != nil {
		return err
	}
	if made.Metadata.UID == "" { // an attempt before has made it
		if err := r.client.call(ctx, http.MethodGet, r.jobPath(r.name), nil, nil, made); err != nil {
			return err
		}
	}
	secret, err := makeSecret(r.task, made)
	if err == nil {
		err = r.client.call(ctx, http.MethodPost, r.path("secrets"), nil, secret, nil)
	}
	if err != nil {
		r.remove(ctx)
	}
	return err
}

// advise adds what to do about an answer of the API.
func (m *Machine) advise(err error) error {
	switch {
	case isStatus(err, http.StatusForbidden) && strings.Contains(err.Error(), "exceeded quota"):
		return imagebuilder.WithHint(err, m.quotaHint())
	case isStatus(err, http.StatusForbidden):
		return imagebuilder.WithHint(err, "cooper farm doctor says what is missing")
	case isStatus(err, http.StatusNotFound):
		return imagebuilder.WithHint(err, "kubectl create namespace "+m.namespace)
	}
	return err
}

// remove deletes the Job. Its pod and its Secret go with it. It works for a build that was canceled.
func (r *run) remove(ctx context.Context) {
	if r.looking {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), deleteTime)
	defer cancel()
	_ = r.client.call(ctx, http.MethodDelete, r.jobPath(r.name), nil, background, nil)
	r.removeSecret(ctx)
}

// background has the pod of a Job go with it. Without that, the API leaves pods of Jobs alone.
var background = node{"apiVersion": "v1", "kind": "DeleteOptions", "propagationPolicy": "Background"}

// removeSecret deletes the Secret of a Job that has ended and can still be looked at.
func (r *run) removeSecret(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), deleteTime)
	defer cancel()
	_ = r.client.call(ctx, http.MethodDelete, r.path("secrets", r.name), nil, nil, nil)
}

// started waits until a pod runs cooper, or has ended.
func (r *run) started(ctx context.Context, changed <-chan struct{}, done []string) (*pod, error) {
	began, warned := time.Now(), false
	for {
		p, err := r.current(done)
		if err != nil {
			return nil, err
		}
		s, waits := stageOf(p)
		if !waits {
			r.enter(stage{})
			return p, nil
		}
		if p != nil || r.pods.isListed() {
			r.enter(r.described(s))
		}
		if err := r.refused(ctx, p, time.Since(began)); err != nil {
			return nil, err
		}
		if err := r.jobFailed(); err != nil {
			return nil, err
		}
		if !warned && time.Since(began) > waitTime && s.phase == event.Scheduling {
			warned = true
			r.tell(api.Event{
				Kind: event.Warning, Time: time.Now(), Message: "no node takes the pod of " + r.name + " " + s.what,
				Hint: "kubectl get nodes; lower requests or add tolerations in a template, or add a node",
			})
		}
		select {
		case <-changed:
		case <-time.After(lookTime):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// current is the pod of the Job that is not done; nil: there is none yet.
func (r *run) current(done []string) (*pod, error) {
	pods, err := r.pods.of(r.name)
	if err != nil {
		return nil, fmt.Errorf("watching the pods of the namespace %s: %w", r.namespace, r.advise(err))
	}
	var out *pod
	for _, p := range pods {
		isDone := false
		for _, name := range done {
			isDone = isDone || name == p.Metadata.Name
		}
		if !isDone && (out == nil || p.Metadata.CreationTimestamp.After(out.Metadata.CreationTimestamp)) {
			out = p
		}
	}
	return out, nil
}

// refused finds out why a pod does not start.
func (r *run) refused(ctx context.Context, p *pod, waited time.Duration) error {
	var why *refusal
	if p != nil {
		why = stuck(p)
	}
	switch {
	case why != nil || waited < lookTime/2:
	case p == nil:
		why = refusedBy(r.events(ctx, "Job", r.name))
	case p.Spec.NodeName != "":
		why = refusedBy(r.events(ctx, "Pod", p.Metadata.Name))
	}
	if why == nil {
		return nil
	}
	if why.kind {
		return &refusedError{why}
	}
	r.remove(ctx)
	return r.explain(r.name, why)
}

// jobFailed is the error of a Job that has failed by itself. A Job whose pod has failed fails too, and
// then the pod says why.
func (r *run) jobFailed() error {
	jobs, err := r.jobs.of(r.name)
	if err != nil || len(jobs) == 0 {
		return err
	}
	failed := find(jobs[0].Status.Conditions, "FailureTarget", "True")
	if failed == nil {
		failed = find(jobs[0].Status.Conditions, "Failed", "True")
	}
	switch {
	case r.jobs.isGone(jobs[0]):
		return problem("somebody deleted it", r.name, "", "build again")
	case failed == nil || failed.Reason == "BackoffLimitExceeded":
		return nil
	case failed.Reason == "DeadlineExceeded":
		return r.overdue(r.name)
	}
	return problem("it failed", r.name, clean(failed.Reason+" "+failed.Message),
		"kubectl describe job "+r.name+" -n "+r.namespace)
}

// follow tells what a pod does until it has ended. again says that the cluster ended it, and makes
// another one. The status of the pod decides, and not the stream of its log.
func (r *run) follow(
	ctx context.Context, changed <-chan struct{}, p *pod,
) (report *farm.Report, again bool, err error) {
	reading, stop := context.WithCancel(ctx)
	defer stop()
	log := r.readLog(reading, p)
	reported := log.reported
	for {
		now, err := r.named(p)
		switch {
		case err != nil:
			return nil, false, err
		case now.ended() || r.pods.isGone(now):
			report := log.rest(ctx, stop)
			if ctx.Err() != nil {
				return nil, false, ctx.Err()
			}
			return r.verdict(now, report)
		case r.lost(now):
			return nil, false, &lostError{
				problem("the node "+now.Spec.NodeName+" does not answer", r.name, "", "kubectl get nodes; build again"),
			}
		}
		if err := r.jobFailed(); err != nil && now.Metadata.DeletionTimestamp == nil {
			return nil, false, err
		}
		select {
		case <-reported:
			if !isPuzzling(log.report) {
				return log.report, false, nil
			}
			reported = nil // the cluster knows more
		case <-changed:
		case <-time.After(lookTime):
		case <-ctx.Done():
			return nil, false, ctx.Err()
		}
	}
}

// podLog is the log of a pod while it is read.
type podLog struct {
	report   *farm.Report  // may be read when reported or done is closed
	reported chan struct{} // closed when the report came
	done     chan struct{} // closed when nothing more comes
	over     chan struct{} // closed when the pod has ended
}

// readLog begins to tell what the log of a pod says.
func (r *run) readLog(ctx context.Context, p *pod) *podLog {
	log := &podLog{reported: make(chan struct{}), done: make(chan struct{}), over: make(chan struct{})}
	reader := farm.NewReader(nil, r.tell)
	reader.Other = r.say
	reader.Missed = func(lines int64) {
		r.warn(fmt.Sprintf("%d lines of the log of %s are lost: the node has removed them", lines, r.name))
	}
	f := &follower{client: r.client, path: r.path("pods", p.Metadata.Name)}
	go func() {
		defer close(log.done)
		var err error
		switch log.report, err = f.read(ctx, reader, log.isOver); {
		case log.report != nil:
			close(log.reported)
		case ctx.Err() == nil && !errors.Is(err, farm.ErrEnded) && !isStatus(err, http.StatusNotFound):
			r.tell(api.Event{
				Kind: event.Warning, Time: time.Now(), Hint: "cooper farm doctor",
				Message: fmt.Sprintf("the log of %s cannot be read any more: %v", r.name, err),
			})
		}
	}()
	return log
}

func (l *podLog) isOver() bool {
	select {
	case <-l.over:
		return true
	default:
		return false
	}
}

// rest waits for the rest of the log of a pod that has ended, and returns the report.
func (l *podLog) rest(ctx context.Context, stop func()) *farm.Report {
	close(l.over)
	select {
	case <-l.done:
	case <-ctx.Done():
	case <-time.After(lastLogTime):
	}
	stop()
	<-l.done
	return l.report
}

// named is the pod as it is now.
func (r *run) named(p *pod) (*pod, error) {
	pods, err := r.pods.of(r.name)
	if err != nil {
		return nil, err
	}
	for _, now := range pods {
		if now.Metadata.Name == p.Metadata.Name {
			return now, nil
		}
	}
	return p, nil
}

// lostError means that a pod neither runs nor ends, because its node does not answer. The Job makes no
// other one until the node is back.
type lostError struct{ why *api.Error }

func (e *lostError) Error() string { return e.why.Error() }
func (e *lostError) Unwrap() error { return e.why }

// lost reports whether the node of a pod does not answer: the cluster has given the pod up.
func (r *run) lost(p *pod) bool {
	c := p.build()
	return p.Metadata.DeletionTimestamp != nil && find(p.Status.Conditions, "DisruptionTarget", "True") != nil &&
		time.Since(*p.Metadata.DeletionTimestamp) > 0 && (c == nil || c.State.Terminated == nil)
}

// verdict is the result of a pod that has ended: the report, or why there is none.
func (r *run) verdict(p *pod, report *farm.Report) (*farm.Report, bool, error) {
	if report == nil {
		if report = lastReport(p); report != nil {
			r.warn("the end of the log of " + r.name + " is lost")
		}
	}
	disrupted := find(p.Status.Conditions, "DisruptionTarget", "True") != nil
	if report != nil && !wasCanceled(report) {
		return withMemory(p, report), false, nil
	}
	if err := r.jobFailed(); err != nil && !disrupted {
		return nil, false, err
	}
	return nil, disrupted, r.ending(r.name, p)
}
