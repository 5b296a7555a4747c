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
	lastLogTime = 30 * time.Second // for the rest of the log of a pod that has ended
)

// maxPods is how many pods a task gets: another one if the cluster ends the first.
const maxPods = 2

// do makes the Job, and follows it to its end.
func (r *run) do(ctx context.Context) (report *farm.Report, err error) {
	changed, leave := r.wait(r.name)
	defer leave()
	if err := r.create(ctx); err != nil {
		// The Job may be there without its Secret, or its answer be lost.
		if r.client.answers.Load() && !isStatus(err, http.StatusConflict) {
			r.remove(ctx)
		}
		if ctx.Err() != nil {
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
			if r.remove(ctx) {
				r.say("the Job " + r.name + " is deleted")
			}
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
		r.beginAgain(err)
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
	if err != nil {
		return err
	}
	return r.client.call(ctx, http.MethodPost, r.path("secrets"), nil, secret, nil)
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

// remove deletes the Job, and reports whether it is gone. Its pod and its Secret go with it. It works for
// a build that was canceled.
func (r *run) remove(ctx context.Context) bool {
	if r.looking {
		return false
	}
	err := r.client.remove(ctx, r.jobPath(r.name), background)
	if err != nil {
		r.tell(api.Event{
			Kind: event.Warning, Time: time.Now(), Message: "deleting the Job " + r.name + ": " + err.Error(),
			Hint: "kubectl delete job " + r.name + " -n " + r.namespace,
		})
	}
	return err == nil
}

// background has the pod of a Job go with it. Without that, the API leaves pods of Jobs alone.
var background = node{"apiVersion": "v1", "kind": "DeleteOptions", "propagationPolicy": "Background"}

// removeSecret deletes the Secret of a Job that has ended and can still be looked at.
func (r *run) removeSecret(ctx context.Context) {
	if err := r.client.remove(ctx, r.path("secrets", r.name), nil); err != nil {
		r.tell(api.Event{
			Kind: event.Warning, Time: time.Now(), Message: "deleting the Secret " + r.name + ": " + err.Error(),
			Hint: "kubectl delete secret " + r.name + " -n " + r.namespace,
		})
	}
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
		r.ladder.learn(s, waits)
		if !waits {
			r.enter(stage{})
			return p, nil
		}
		if p != nil || r.pods.isListed() {
			r.enter(r.described(s))
		}
		if err = r.refused(ctx, p, time.Since(began)); err == nil {
			err = r.jobFailed()
		}
		if err != nil {
			return nil, err
		}
		if !warned && time.Since(began) > waitTime && s.phase == event.Scheduling {
			warned = true
			r.noNode(s)
		}
		select {
		case <-changed:
		case <-time.After(lookTime):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// noNode says what to do if no node takes a pod.
func (r *run) noNode(s stage) {
	r.tell(api.Event{
		Kind: event.Warning, Time: time.Now(), Message: "no node takes the pod of " + r.name + " " + s.what,
		Hint: "kubectl get nodes; lower requests or add tolerations in a template, or add a node",
	})
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
// another one.
func (r *run) follow(
	ctx context.Context, changed <-chan struct{}, p *pod,
) (report *farm.Report, again bool, err error) {
	over, end := context.WithCancel(context.Background())
	defer end()
	read, stop := r.readLog(ctx, over, p)
	defer stop()
	for {
		now, err := r.named(p)
		if err != nil {
			return nil, false, err
		}
		if now.ended() || r.pods.isGone(now) {
			end()
			return r.verdict(ctx, now, report, read)
		}
		if r.lost(now) {
			what := "the node " + now.Spec.NodeName + " does not answer"
			return nil, false, &lostError{problem(what, r.name, "", "kubectl get nodes; build again")}
		}
		var due <-chan time.Time
		if now.Metadata.DeletionTimestamp != nil {
			due = time.After(lookTime) // it may be lost without a change
		} else if err := r.jobFailed(); err != nil {
			return nil, false, err
		}
		select {
		case <-changed:
		case <-due:
		case report = <-read:
			if report != nil && !isPuzzling(report) {
				return report, false, nil
			}
			read = nil // the status of the pod decides, and may say more
		case <-ctx.Done():
			return nil, false, ctx.Err()
		}
	}
}

// rest waits for the end of the log of a pod that has ended, and returns the report in it. Nothing more
// comes from a nil channel.
func rest(ctx context.Context, read <-chan *farm.Report) *farm.Report {
	if read == nil {
		return nil
	}
	select {
	case report := <-read:
		return report
	case <-time.After(lastLogTime):
	case <-ctx.Done():
	}
	return nil
}

// readLog tells what is in the log of a pod, until stop has returned. over ends when nothing more is
// written to it. read has the report, or nil if the log has none.
func (r *run) readLog(ctx, over context.Context, p *pod) (read <-chan *farm.Report, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	out, done := make(chan *farm.Report, 1), make(chan struct{})
	go func() {
		defer close(done)
		reader := farm.NewReader(nil, r.tell)
		reader.Other = r.say
		reader.Missed = func(lines int64) {
			r.warn(fmt.Sprintf("%d lines of the log of %s are lost: the node has removed them", lines, r.name))
		}
		f := &follower{client: r.client, path: r.path("pods", p.Metadata.Name)}
		report, err := f.read(ctx, over, reader)
		if err != nil && ctx.Err() == nil && !errors.Is(err, farm.ErrEnded) && !isStatus(err, http.StatusNotFound) {
			r.warn(fmt.Sprintf("the log of %s cannot be read: %s", r.name, err))
		}
		out <- report
	}()
	return out, func() { cancel(); <-done }
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

// verdict is the result of a pod that has ended: the report, or why there is none. read may still have it.
func (r *run) verdict(
	ctx context.Context, p *pod, report *farm.Report, read <-chan *farm.Report,
) (*farm.Report, bool, error) {
	if report == nil {
		report = rest(ctx, read)
	}
	if ctx.Err() != nil {
		return nil, false, ctx.Err()
	}
	if report == nil {
		if report = lastReport(p); report != nil {
			r.warn("the end of the log of " + r.name + " is lost")
		}
	}
	if report != nil && !wasCanceled(report) {
		return withMemory(p, report), false, nil
	}
	// A pod that vanished while nobody watched may have been ended by the cluster. The Job knows it.
	disrupted := find(p.Status.Conditions, "DisruptionTarget", "True") != nil || !p.ended()
	if err := r.jobFailed(); err != nil && !disrupted {
		return nil, false, err
	}
	return nil, disrupted, r.ending(r.name, p)
}
