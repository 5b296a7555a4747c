package api

import (
	"slices"
	"time"
)

// KubernetesOptions say where in a cluster builds run. The zero value is the current context of the
// kubeconfig, or the cluster that this process runs in.
type KubernetesOptions struct {
	Kubeconfig string // path; empty: $KUBECONFIG, ~/.kube/config or the service account of a pod
	Context    string // of the kubeconfig; empty: the current one
	Namespace  string // empty: that of the context
	Image      string // with cooper; empty: that of the release
	// Template is the path of a PodTemplateSpec, PodTemplate or Pod in YAML that pods begin with.
	Template string
	// Isolation is what pods are made for: full, single-id, gvisor or assigned (OpenShift). Empty: the best that the
	// namespace admits and that the nodes have.
	Isolation string
	// PullSecret is a secret of the namespace (kubernetes.io/dockerconfigjson). Pods use it in place of
	// the caller's credentials.
	PullSecret string
	Deadline   time.Duration // of a Job; 0: one hour
	Keep       time.Duration // how long a finished Job can be looked at; 0: one hour
	Platforms  []string      // that are built there; none: all
}

// SSHOptions say on which machine builds run.
type SSHOptions struct {
	Address   string   // ssh://[USER@]HOST[:PORT]
	Program   string   // cooper on that machine; empty: cooper on its PATH
	Platforms []string // that are built there; none: all
}

// FarmBuild is a build on a cluster.
type FarmBuild struct {
	ID      string     `json:"id"`
	Name    string     `json:"name,omitempty"`
	Started time.Time  `json:"started"`
	Tasks   []FarmTask `json:"tasks"`
}

// FarmTask is the part of a build for a platform.
type FarmTask struct {
	Platform string `json:"platform"`
	Job      string `json:"job"`
	Node     string `json:"node,omitempty"`
	State    string `json:"state"` // waiting, running, done or failed
	Reason   string `json:"reason,omitempty"`
}

// State is that of all tasks: failed if one has failed, and done if all are.
func (b *FarmBuild) State() string {
	rank := []string{"done", "waiting", "running", "failed"}
	worst := 0
	for _, t := range b.Tasks {
		worst = max(worst, slices.Index(rank, t.State))
	}
	return rank[worst]
}

// FarmDiagnosis is what a cluster allows.
type FarmDiagnosis struct {
	Checks []FarmCheck `json:"checks"`
	Usable bool        `json:"usable"`
	// Missing are objects in YAML that would give what is missing; empty: nothing is.
	Missing string `json:"missing,omitempty"`
}

// FarmCheck is one thing that was tried.
type FarmCheck struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
	Hint   string `json:"hint,omitempty"`
	Needed bool   `json:"needed"` // nothing can be built without it
}
