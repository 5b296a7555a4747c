// Package kubernetes does tasks of builds as Jobs of a cluster. Kubernetes decides where they run;
// nothing of cooper stays there. A task and its secrets are in a Secret of the Job. Progress comes from
// the log of the pod, and the result from its termination message.
package kubernetes

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/farm"
	"github.com/cooper-build/cooper/build/internal/farm/kubeconfig"
)

// Machine is a namespace of a cluster.
type Machine struct {
	options   api.KubernetesOptions
	version   string // of cooper
	client    *client
	session   string // of the Jobs of this process
	selector  string // of the Jobs that are watched
	namespace string
	ladder    *ladder

	mu      sync.Mutex
	waiters map[string]chan struct{} // by the name of a Job
	stop    context.CancelFunc       // of the watchers, while somebody waits
	pods    *watcher[*pod]
	jobs    *watcher[*job]

	refusals map[string]*refusals // by the kind of object
}

// New reads where a cluster is. It does not ask it anything yet.
func New(
	ctx context.Context, o api.KubernetesOptions, version string,
	resolve func(context.Context, kubeconfig.Request) (kubeconfig.Endpoint, error),
) (*Machine, error) {
	kinds, err := kindsFor(&o)
	if err != nil {
		return nil, err
	}
	request := kubeconfig.Request{Kubeconfig: o.Kubeconfig, Context: o.Context, Namespace: o.Namespace}
	m := &Machine{
		options: o, version: version, session: strings.ToLower(rand.Text()[:10]), ladder: newLadder(kinds),
		waiters: map[string]chan struct{}{}, refusals: map[string]*refusals{},
		client: newClient(func(ctx context.Context) (kubeconfig.Endpoint, error) { return resolve(ctx, request) }),
	}
	for kind := range refusalReasons {
		m.refusals[kind] = &refusals{}
	}
	_, endpoint, err := m.client.connect(ctx, time.Time{})
	if err != nil {
		return nil, &api.Error{
			Kind: api.KindSetup, Message: err.Error(),
			Hint: "kubectl config get-contexts lists clusters; --on kubernetes,context=NAME chooses one",
		}
	}
	m.namespace, m.selector = endpoint.Namespace, sessionLabel+"="+m.session
	return m, nil
}

// Place says that everything travels through a registry.
func (m *Machine) Place() farm.Place {
	return farm.Place{
		Platforms: m.options.Platforms, NeedsRegistry: true, OwnCredentials: m.options.PullSecret != "",
	}
}

// release is the version of a release, of which there is an image.
var release = regexp.MustCompile(`^v?(\d+\.\d+\.\d+)$`)

// setImage sets the image with cooper, unless the template has one.
func (m *Machine) setImage(container node) error {
	if m.options.Image != "" {
		container["image"] = m.options.Image
	}
	if _, given := container["image"]; given {
		return nil
	}
	found := release.FindStringSubmatch(m.version)
	if found == nil {
		return &api.Error{
			Kind: api.KindUsage, Message: "cooper " + m.version + " is no release, so there is no builder image of it",
			Hint: "contrib/image/Containerfile builds one: --on kubernetes,image=HOST/NAME:TAG",
		}
	}
	container["image"] = "ghcr.io/cooper-build/cooper:" + found[1] + "-builder"
	return nil
}

func (m *Machine) path(parts ...string) string {
	return "/api/v1/namespaces/" + m.namespace + "/" + strings.Join(parts, "/")
}

func (m *Machine) jobPath(parts ...string) string {
	return strings.Join(append([]string{"/apis/batch/v1/namespaces/" + m.namespace + "/jobs"}, parts...), "/")
}

// wait begins to watch for a Job, until leave. Something was changed when changed has a value.
func (m *Machine) wait(name string) (changed <-chan struct{}, leave func()) {
	m.mu.Lock()
	defer m.mu.Unlock()
	ch := make(chan struct{}, 1)
	m.waiters[name] = ch
	if len(m.waiters) == 1 {
		m.pods = newWatcher[*pod](m.client, m.path("pods"), m.selector, m.wake)
		m.jobs = newWatcher[*job](m.client, m.jobPath(), m.selector, m.wake)
		ctx, stop := context.WithCancel(context.Background())
		m.stop = stop
		go m.pods.run(ctx)
		go m.jobs.run(ctx)
	}
	return ch, func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		delete(m.waiters, name)
		if len(m.waiters) == 0 {
			m.stop()
		}
		m.pods.forget(name)
		m.jobs.forget(name)
	}
}

// wake tells the one who waits for a Job, or all.
func (m *Machine) wake(job string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if job != "" {
		poke(m.waiters[job])
		return
	}
	for _, ch := range m.waiters {
		poke(ch)
	}
}

// poke gives a channel a value, unless it has one. A channel that is nil takes none.
func poke(ch chan<- struct{}) {
	select {
	case ch <- struct{}{}:
	default:
	}
}

// Run does a task as a Job. It makes another Job if the node of the first is lost, and other kinds of
// pods if the cluster refuses the best ones.
func (m *Machine) Run(ctx context.Context, t *farm.Task, tell func(api.Event)) (*farm.Report, error) {
	name, again := jobName(t), ""
	m.ladder.begin.Do(func() {
		m.skipKinds(ctx)
		time.AfterFunc(trialTime, m.ladder.know)
	})
	for {
		kind, number, leave, err := m.ladder.try(ctx)
		if err != nil {
			return nil, err
		}
		if number != 0 {
			name = fmt.Sprintf("%s-%d", jobName(t), number)
		}
		r := &run{Machine: m, task: t, name: name + again, tell: tell, kind: kind}
		report, err := r.do(ctx)
		leave()
		var refused *refusedError
		var lost *lostError
		switch {
		case errors.As(err, &lost) && again == "":
			again = "-again"
			r.beginAgain(lost)
			continue
		case !errors.As(err, &refused):
			return report, err
		}
		ok, first := false, false
		if refused.kind {
			ok, first = m.ladder.next(number, refused.text)
		}
		if !ok {
			return nil, m.explain(r.name, refused.refusal)
		}
		next, _ := m.ladder.kind()
		if first && !strings.Contains(refused.text, podSecurity) {
			tell(api.Event{
				Kind: event.Warning, Time: time.Now(),
				Message: fmt.Sprintf("the cluster does not start a pod for isolation %s: %s; trying %s",
					kind.describe(), refused.text, next.describe()),
			})
		}
	}
}

// skipKinds skips the kinds of pods that the level of the namespace does not admit. Who may not read the
// namespace learns it from the first pod.
func (m *Machine) skipKinds(ctx context.Context) {
	var namespace struct {
		Metadata metadata `json:"metadata"`
	}
	err := m.client.call(ctx, http.MethodGet, "/api/v1/namespaces/"+m.namespace, nil, nil, &namespace)
	if err == nil && namespace.Metadata.Labels["pod-security.kubernetes.io/enforce"] == "restricted" {
		m.ladder.skip("full")
	}
}

// describe names a kind of pod for people.
func (k podKind) describe() string {
	switch {
	case k.mode == "template":
		return "as in the template"
	case !k.hostUsers:
		return k.mode + " in a user namespace"
	}
	return k.mode
}

// refusedError means that the cluster did not start a pod.
type refusedError struct{ *refusal }

func (e *refusedError) Error() string { return e.text }
