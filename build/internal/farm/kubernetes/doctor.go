package kubernetes

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/cooper-build/cooper/build/api"
)

// right is something that the API allows or not.
type right struct {
	group, resource, subresource string
	verbs                        []string
	needed                       bool
}

// rights are those that builds need, and those that make their messages better.
var rights = []right{
	{"batch", "jobs", "", []string{"create", "get", "list", "watch", "delete"}, true},
	{"", "pods", "", []string{"get", "list", "watch"}, true},
	{"", "pods", "log", []string{"get"}, true},
	{"", "secrets", "", []string{"create", "delete"}, true},
	{"", "events", "", []string{"list"}, false},
}

// name is the resource as a role has it.
func (r *right) name() string {
	if r.subresource != "" {
		return r.resource + "/" + r.subresource
	}
	return r.resource
}

// Diagnose asks the cluster what it allows. architectures are those of nodes that are ready; none: they
// may not be read.
func (m *Machine) Diagnose(ctx context.Context) (d api.FarmDiagnosis, architectures []string) {
	add := func(c api.FarmCheck) { d.Checks = append(d.Checks, c) }
	var version struct {
		GitVersion string `json:"gitVersion"`
	}
	if err := m.client.call(ctx, http.MethodGet, "/version", nil, nil, &version); err != nil {
		add(api.FarmCheck{
			Name: "cluster", Detail: err.Error(), Needed: true,
			Hint: "kubectl cluster-info; --on kubernetes,context=NAME chooses another cluster",
		})
		return d, nil
	}
	add(api.FarmCheck{Name: "cluster", OK: true, Detail: "Kubernetes " + version.GitVersion, Needed: true})
	missing := m.checkRights(ctx, add)
	level := m.checkNamespace(ctx, add)
	architectures = m.checkNodes(ctx, add)
	d.Usable = !slices.ContainsFunc(d.Checks, func(c api.FarmCheck) bool { return c.Needed && !c.OK })
	d.Missing = m.missing(missing, level == missingNamespace)
	return d, architectures
}

// checkRights asks for each right, and returns those that are missing.
func (m *Machine) checkRights(ctx context.Context, add func(api.FarmCheck)) (missing []right) {
	for _, r := range rights {
		lacking := right{r.group, r.resource, r.subresource, nil, r.needed}
		var failed error
		for _, verb := range r.verbs {
			ok, err := m.may(ctx, &r, verb)
			if failed = err; err != nil {
				break
			}
			if !ok {
				lacking.verbs = append(lacking.verbs, verb)
			}
		}
		c := api.FarmCheck{
			Name: "right to " + r.name(), OK: true, Detail: strings.Join(r.verbs, ", "), Needed: r.needed,
		}
		switch {
		case failed != nil:
			c.OK, c.Detail = false, failed.Error()
		case len(lacking.verbs) != 0:
			c.OK, c.Detail = false, "missing: "+strings.Join(lacking.verbs, ", ")
			c.Hint = "cooper farm doctor | kubectl apply -f -, as somebody who may"
			missing = append(missing, lacking)
		}
		add(c)
	}
	return missing
}

// may asks whether the caller has a right (SelfSubjectAccessReview).
func (m *Machine) may(ctx context.Context, r *right, verb string) (bool, error) {
	review := node{
		"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
		"spec": node{"resourceAttributes": node{
			"namespace": m.namespace, "group": r.group, "resource": r.resource, "subresource": r.subresource,
			"verb": verb,
		}},
	}
	var answer struct {
		Status struct {
			Allowed bool `json:"allowed"`
		} `json:"status"`
	}
	const path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"
	err := m.client.call(ctx, http.MethodPost, path, nil, review, &answer)
	return answer.Status.Allowed, err
}

const missingNamespace = "missing"

// checkNamespace reports the level of Pod Security.
func (m *Machine) checkNamespace(ctx context.Context, add func(api.FarmCheck)) (level string) {
	var namespace struct {
		Metadata metadata `json:"metadata"`
	}
	err := m.client.call(ctx, http.MethodGet, "/api/v1/namespaces/"+m.namespace, nil, nil, &namespace)
	c := api.FarmCheck{Name: "namespace " + m.namespace, OK: true}
	level = namespace.Metadata.Labels["pod-security.kubernetes.io/enforce"]
	switch {
	case isStatus(err, http.StatusNotFound):
		c.OK, c.Needed, c.Detail, level = false, true, "it is not there", missingNamespace
		c.Hint = "kubectl create namespace " + m.namespace
	case err != nil:
		c.Detail = "its labels may not be read; the first pod shows which isolation it admits"
	case level == "":
		c.Detail = "Pod Security enforces nothing here"
	default:
		c.Detail = "Pod Security enforces " + level
	}
	add(c)
	return level
}

// checkNodes counts the nodes that are ready.
func (m *Machine) checkNodes(ctx context.Context, add func(api.FarmCheck)) []string {
	var nodes list[struct {
		Metadata metadata `json:"metadata"`
		Spec     struct {
			Unschedulable bool `json:"unschedulable"`
		} `json:"spec"`
		Status struct {
			Conditions []condition `json:"conditions"`
		} `json:"status"`
	}]
	if err := m.client.call(ctx, http.MethodGet, "/api/v1/nodes", nil, nil, &nodes); err != nil {
		add(api.FarmCheck{Name: "nodes", OK: true, Detail: "they may not be listed; the scheduler knows them"})
		return nil
	}
	counts := map[string]int{}
	for _, n := range nodes.Items {
		if !n.Spec.Unschedulable && find(n.Status.Conditions, "Ready", "True") != nil {
			counts[n.Metadata.Labels["kubernetes.io/arch"]]++
		}
	}
	architectures := slices.Sorted(maps.Keys(counts))
	var words []string
	for _, a := range architectures {
		words = append(words, fmt.Sprintf("%d of %s", counts[a], a))
	}
	c := api.FarmCheck{Name: "nodes", OK: len(words) != 0, Detail: strings.Join(words, ", "), Needed: true}
	if !c.OK {
		c.Detail, c.Hint = "no node is ready", "kubectl get nodes"
	}
	add(c)
	return architectures
}

// missing is what is missing as objects.
func (m *Machine) missing(lacking []right, namespace bool) string {
	var b strings.Builder
	if namespace {
		fmt.Fprintf(&b, "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: %s\n  labels: "+
			"{pod-security.kubernetes.io/enforce: restricted}\n---\n", m.namespace)
	}
	if len(lacking) == 0 {
		return strings.TrimSuffix(b.String(), "---\n")
	}
	fmt.Fprintf(&b, "# Bind this role to the user or the service account that runs cooper:\n"+
		"# kubectl -n %[1]s create rolebinding cooper-missing --role cooper-missing --user NAME\n"+
		"apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: cooper-missing\n  namespace: %[1]s\n"+
		"rules:\n", m.namespace)
	for i := range lacking {
		fmt.Fprintf(&b, "- {apiGroups: [%q], resources: [%s], verbs: [%s]}\n",
			lacking[i].group, lacking[i].name(), strings.Join(lacking[i].verbs, ", "))
	}
	return b.String()
}
