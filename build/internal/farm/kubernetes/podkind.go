package kubernetes

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
)

// podKind is how a pod is confined. The best isolation that cooper can have in it is its mode.
type podKind struct {
	// mode is full, single-id, gvisor, assigned (ids that OpenShift assigns; its nodes allow single-id), or
	// template: as the template says.
	mode      string
	hostUsers bool // the pod has no user namespace
}

// podKinds are the kinds of pods, from the best to the least. docs/pods.md has measured them as J4, M4,
// A4 and A. The last one is that of the security context constraint restricted-v2.
var podKinds = []podKind{
	{"full", false}, {"single-id", false}, {"single-id", true}, {"gvisor", true}, {"assigned", true},
}

// profile is the seccomp profile that contrib/kubernetes/seccomp puts on nodes.
const profile = "cooper.json"

// apply confines a pod. What the template says stays.
func (k podKind) apply(spec, container node) {
	podContext, security := child(spec, "securityContext"), child(container, "securityContext")
	if k.mode == "template" {
		setDefault(podContext, "fsGroup", 1000)
		return
	}
	localhost := node{"type": "Localhost", "localhostProfile": profile}
	if !k.hostUsers {
		setDefault(spec, "hostUsers", false)
	}
	if k.mode == "full" {
		setDefault(security, "runAsUser", 0)
		setDefault(security, "procMount", "Unmasked")
		setDefault(security, "seccompProfile", localhost)
		mount(container, "build", "/var/lib/containers", node{"subPath": "containers"}) // where root has its store
		return
	}
	if k.mode != "assigned" {
		setDefault(podContext, "fsGroup", 1000)
		setDefault(security, "runAsUser", 1000)
	}
	setDefault(security, "runAsNonRoot", true)
	setDefault(security, "allowPrivilegeEscalation", false)
	setDefault(security, "capabilities", node{"drop": []any{"ALL"}})
	if k.mode == "gvisor" || k.mode == "assigned" {
		localhost = node{"type": "RuntimeDefault"}
	}
	setDefault(security, "seccompProfile", localhost)
}

// kindsFor are the kinds of pods to try.
func kindsFor(o *api.KubernetesOptions) ([]podKind, error) {
	template, err := readTemplate(o.Template)
	if err != nil {
		return nil, err
	}
	spec := child(template, "spec")
	container := buildContainer(spec)
	_, podProfile := child(spec, "securityContext")["seccompProfile"]
	_, ownProfile := child(container, "securityContext")["seccompProfile"]
	if o.Isolation == "" && (podProfile || ownProfile) {
		return []podKind{{"template", true}}, nil
	}
	var out []podKind
	for _, k := range podKinds {
		if o.Isolation == "" || o.Isolation == k.mode {
			out = append(out, k)
		}
	}
	if len(out) == 0 {
		return nil, &api.Error{
			Kind: api.KindUsage, Message: "there is no pod for isolation " + o.Isolation,
			Hint: "use full, single-id, gvisor or assigned",
		}
	}
	return out, nil
}

// ladder is the list of kinds of pods for a namespace. What one task finds out, all know.
type ladder struct {
	begin sync.Once
	mu    sync.Mutex
	kinds []podKind
	at    int

	trials chan struct{} // tasks that try a kind while nobody knows whether it runs
	known  chan struct{} // closed when tasks need not wait for those
	know   func()
}

// A stock cluster refuses the first kinds. Some tasks find that out, for a while, not hundreds.
const (
	trialsAtOnce = 8
	trialTime    = 10 * time.Second
)

func newLadder(kinds []podKind) *ladder {
	known := make(chan struct{})
	return &ladder{
		kinds: kinds, trials: make(chan struct{}, trialsAtOnce),
		known: known, know: sync.OnceFunc(func() { close(known) }),
	}
}

// learn ends the trials when a pod runs, and when no node is free: then more have to be asked for.
func (l *ladder) learn(s stage, waits bool) {
	if !waits || s.phase == event.Scheduling && s.what != "" {
		l.know()
	}
}

// try is the kind of pod to try, with its place in the list. It may wait for the tries of other tasks. The
// try ends with leave.
func (l *ladder) try(ctx context.Context) (kind podKind, number int, leave func(), err error) {
	leave = func() {}
	if _, at := l.kind(); at+1 < len(l.kinds) {
		select {
		case <-l.known:
		case l.trials <- struct{}{}:
			leave = func() { <-l.trials }
		case <-ctx.Done():
			return kind, 0, leave, ctx.Err()
		}
	}
	kind, number = l.kind()
	return kind, number, leave, nil
}

// kind is the kind of pod to try, with its place in the list.
func (l *ladder) kind() (podKind, int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.kinds[l.at], l.at
}

// skip leaves a mode out, unless there is no other.
func (l *ladder) skip(mode string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.at+1 < len(l.kinds) && l.kinds[l.at].mode == mode {
		l.at++
	}
}

// next goes on to a kind after one that was refused. ok is false if there is none. first says that no
// other task did so before.
func (l *ladder) next(refused int, why string) (ok, first bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.at > refused {
		return true, false
	}
	to, mode := refused+1, ""
	switch {
	case strings.Contains(why, "seccomp profile"): // the nodes do not have it
		mode = "gvisor"
	case strings.Contains(why, constraints): // the user is not ours to choose
		mode = "assigned"
	}
	for mode != "" && to < len(l.kinds) && l.kinds[to].mode != mode {
		to++
	}
	if to >= len(l.kinds) {
		return false, false
	}
	l.at = to
	return true, true
}
