package kubernetes

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/farm"
)

// stage is what a pod does before its build runs.
type stage struct {
	phase event.Phase
	what  string
}

// stageOf says what a pod waits for. ok is false when nothing is to be waited for.
func stageOf(p *pod) (s stage, ok bool) {
	if p == nil {
		return stage{event.Scheduling, ""}, true
	}
	if c := p.build(); p.ended() || c != nil && c.State.Waiting == nil {
		return stage{}, false
	}
	if unscheduled := find(p.Status.Conditions, "PodScheduled", "False"); unscheduled != nil {
		return stage{event.Scheduling, "(" + clean(unscheduled.Message) + ")"}, true
	}
	if p.Spec.NodeName == "" {
		return stage{event.Scheduling, ""}, true
	}
	return stage{event.Starting, "on " + p.Spec.NodeName}, true
}

// clean is a message of the cluster on one line, without what only its developers read.
func clean(text string) string {
	text, _, _ = strings.Cut(text, ". preemption:")
	text, _, _ = strings.Cut(text, ", preemption:")
	return strings.TrimSuffix(strings.Join(strings.Fields(text), " "), ".")
}

// refusal is why a cluster does not start a pod. Another kind of pod may be started.
type refusal struct {
	text string
	kind bool // another kind of pod may be accepted
}

// stuck says why a pod will not start; nil: it may.
func stuck(p *pod) *refusal {
	c := p.build()
	if c == nil || c.State.Waiting == nil {
		return nil
	}
	w := c.State.Waiting
	switch w.Reason {
	case "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull":
		return &refusal{text: w.Reason + ": " + clean(w.Message)}
	case "CreateContainerError", "RunContainerError", "CreateContainerConfigError":
		if w.Reason == "CreateContainerConfigError" && strings.Contains(w.Message, "not found") {
			return nil // the Secret comes a moment after the Job
		}
		return &refusal{w.Reason + ": " + clean(w.Message), strings.Contains(w.Message, "seccomp profile")}
	}
	return nil
}

// constraints is in the message of OpenShift about a pod that none of its rules admits.
const constraints = "security context constraint"

// podSecurity is in the message of Pod Security Admission.
const podSecurity = "violates PodSecurity"

// refusedBy says why no pod of a Job was made or started, from the events about it.
func refusedBy(events []clusterEvent) *refusal {
	for _, e := range slices.Backward(events) {
		switch {
		case e.Reason == "FailedCreate":
			kind := strings.Contains(e.Message, podSecurity) || strings.Contains(e.Message, constraints)
			return &refusal{clean(e.Message), kind}
		case e.Reason == "FailedCreatePodSandBox" && strings.Contains(e.Message, "user namespace"):
			return &refusal{clean(e.Message), true}
		}
	}
	return nil
}

// problem is an error of the cluster with what to do about it.
func problem(what, name, text, hint string) *api.Error {
	if text != "" {
		what += ": " + text
	}
	return &api.Error{Kind: api.KindOther, Message: "building in the Job " + name + ": " + what, Hint: hint}
}

// explain is the error about a pod that was refused.
func (m *Machine) explain(name string, r *refusal) *api.Error {
	ns := " -n " + m.namespace
	switch {
	case strings.HasPrefix(r.text, "ImagePullBackOff"), strings.HasPrefix(r.text, "InvalidImageName"),
		strings.HasPrefix(r.text, "ErrImage"):
		return problem("the builder image cannot be pulled", name, r.text,
			"name an image that nodes can pull: --on kubernetes,image=HOST/NAME:TAG, with pull-secret=NAME if private")
	case strings.Contains(r.text, "exceeded quota"):
		return problem("the quota of the namespace is used up", name, r.text, m.quotaHint())
	case strings.Contains(r.text, "failed quota"):
		return problem("the quota of the namespace wants requests or limits", name, r.text,
			"set resources in a template: --on kubernetes,template=FILE")
	case strings.Contains(r.text, podSecurity):
		return problem("Pod Security does not admit the pod", name, r.text,
			"use a template that the namespace admits, or leave the securityContext out of it")
	case strings.Contains(r.text, "seccomp profile"):
		return problem("the node does not have the seccomp profile", name, r.text,
			"kubectl apply -k contrib/kubernetes/seccomp, or isolation=gvisor")
	}
	return problem("the pod does not start", name, r.text, "kubectl describe job "+name+ns)
}

func (m *Machine) quotaHint() string {
	return "wait for other builds, lower requests in the template, or raise the quota: kubectl get resourcequota -n " +
		m.namespace
}

// ending explains a pod that ended without a report.
func (m *Machine) ending(name string, p *pod) *api.Error {
	ns := " -n " + m.namespace
	var t *terminated
	if c := p.build(); c != nil {
		t = c.State.Terminated
	}
	disrupted := find(p.Status.Conditions, "DisruptionTarget", "True")
	switch {
	case t != nil && t.Reason == outOfMemory:
		return problem("the build had more memory than its limit (OOMKilled)", name, "", "raise "+memoryLimit)
	case p.Status.Reason == "DeadlineExceeded":
		return m.overdue(name)
	case p.Status.Reason == "Evicted":
		return problem("the node evicted the pod", name, clean(p.Status.Message),
			"raise ephemeral-storage or the sizeLimit of the volume build in the template")
	case disrupted != nil:
		return problem("the cluster ended the pod", name, disrupted.Reason+": "+clean(disrupted.Message), "build again")
	case p.Status.Reason == "NodeLost" || p.Metadata.DeletionTimestamp != nil && t == nil:
		return problem("the pod was deleted, or its node "+p.Spec.NodeName+" was lost", name, clean(p.Status.Message),
			"kubectl get nodes; build again")
	case p.Metadata.DeletionTimestamp != nil:
		return problem("somebody deleted its pod", name, clean(p.Status.Message), "build again")
	case t != nil && t.Reason == "ContainerCannotRun", t != nil && t.Reason == "StartError":
		return problem("the builder image has no program cooper that runs", name, clean(t.Message),
			"use an image of this version of cooper: contrib/image/Containerfile builds one")
	case t != nil:
		what := fmt.Sprintf("cooper ended with exit code %d and without a report", t.ExitCode)
		return problem(what, name, clean(t.Message),
			"kubectl logs job/"+name+ns)
	}
	return problem("the pod ended without a report", name, clean(p.Status.Reason+" "+p.Status.Message),
		"kubectl describe job "+name+ns)
}

func (m *Machine) overdue(name string) *api.Error {
	return problem("the build took longer than its deadline (DeadlineExceeded)", name, "",
		"--on kubernetes,deadline=3h allows more")
}

// What the kubelet says of a container that had more memory than its limit, and what to do about it.
const (
	outOfMemory = "OOMKilled"
	memoryLimit = "resources.limits.memory in the template: --on kubernetes,template=FILE"
)

// killed is the status of a command that signal 9 has ended.
const killed = 137

// wasCanceled reports whether the task was ended from outside: the kubelet did that for somebody.
func wasCanceled(r *farm.Report) bool { return r.Error != nil && r.Error.Kind == api.KindCanceled }

// isPuzzling reports whether the status of the pod may say more than the report.
func isPuzzling(r *farm.Report) bool {
	return wasCanceled(r) || r.Error != nil && (r.Error.ExitCode == killed || r.Error.Kind == api.KindOther)
}

// withMemory adds to a failure that memory ran out. Often the kernel kills the command and not cooper.
func withMemory(p *pod, r *farm.Report) *farm.Report {
	c := p.build()
	if r.Error == nil || c == nil || c.State.Terminated == nil || c.State.Terminated.Reason != outOfMemory {
		return r
	}
	out, e := *r, *r.Error
	e.Hint = "the pod had more memory than its limit (OOMKilled): raise " + memoryLimit
	out.Error = &e
	return &out
}
