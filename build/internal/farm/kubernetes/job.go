package kubernetes

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build/internal/farm"
)

// Labels and annotations of the Jobs of builds.
const (
	managedBy          = "app.kubernetes.io/managed-by"
	buildLabel         = "build.cooper/id"
	sessionLabel       = "build.cooper/session"
	nameAnnotation     = "build.cooper/name"
	platformAnnotation = "build.cooper/platform"
	recordAnnotation   = "build.cooper/record"
)

// Places in the container.
const (
	taskDir   = "/cooper/task"
	taskFile  = "task.json"
	authDir   = "/cooper/auth"
	workDir   = "/build"
	lastWords = "/dev/termination-log"
)

// maxTask bounds a task, in bytes. etcd takes objects of at most 1.5 MiB, and a Secret of 1 MiB.
const maxTask = 1 << 20

// jobName is the name of the Job of a task.
func jobName(t *farm.Task) string {
	platform := strings.NewReplacer("/", "-", "_", "-").Replace(t.Platform)
	return strings.ToLower("cooper-" + t.Build + "-" + strings.TrimPrefix(platform, "linux-"))
}

// makeJob is the Job of a task, for a kind of pod.
func (m *Machine) makeJob(t *farm.Task, name string, kind podKind) (*job, error) {
	template, err := readTemplate(m.options.Template)
	if err != nil {
		return nil, err
	}
	labels := map[string]string{
		managedBy: "cooper", buildLabel: t.Build, sessionLabel: m.session,
		"build.cooper/platform": labelValue(strings.ReplaceAll(t.Platform, "/", "-")),
	}
	if t.Name != "" {
		labels["build.cooper/name"] = labelValue(t.Name)
	}
	if err := m.completePod(template, t, name, kind, labels); err != nil {
		return nil, err
	}
	record, err := json.Marshal(record{Schema: farm.Schema, Request: t.Record})
	if err != nil {
		return nil, err
	}
	return &job{
		APIVersion: "batch/v1", Kind: "Job",
		Metadata: metadata{Name: name, Labels: labels, Annotations: map[string]string{
			nameAnnotation: t.Name, platformAnnotation: t.Platform, recordAnnotation: string(record),
		}},
		Spec: node{
			"backoffLimit": 0, "completions": 1, "parallelism": 1,
			"activeDeadlineSeconds":   seconds(m.options.Deadline, time.Hour),
			"ttlSecondsAfterFinished": seconds(m.options.Keep, time.Hour),
			// What the cluster does to a pod is no failure of the build: the Job makes another one.
			"podFailurePolicy": node{"rules": []any{node{
				"action":          "Ignore",
				"onPodConditions": []any{node{"type": "DisruptionTarget", "status": "True"}},
			}}},
			"template": template,
		},
	}, nil
}

// record is what a Job says of its build, so that another cooper can finish it.
type record struct {
	Schema  int             `json:"schema"`
	Request json.RawMessage `json:"request"`
}

func seconds(d, otherwise time.Duration) int64 {
	if d <= 0 {
		d = otherwise
	}
	return int64(max(d/time.Second, 1))
}

// completePod makes the pod of a task of a template.
func (m *Machine) completePod(
	template node, t *farm.Task, name string, kind podKind, labels map[string]string,
) error {
	all := child(child(template, "metadata"), "labels")
	for key, value := range labels {
		all[key] = value
	}
	spec := child(template, "spec")
	spec["restartPolicy"], spec["automountServiceAccountToken"] = "Never", false
	setDefault(spec, "enableServiceLinks", false)
	setDefault(spec, "terminationGracePeriodSeconds", 10)
	selector := child(spec, "nodeSelector")
	setDefault(selector, "kubernetes.io/os", "linux")
	setDefault(selector, "kubernetes.io/arch", nodeArchitecture(t.Platform))
	setDefault(spec, "topologySpreadConstraints", []any{node{
		"maxSkew": 1, "topologyKey": "kubernetes.io/hostname", "whenUnsatisfiable": "ScheduleAnyway",
		"labelSelector": node{"matchLabels": node{sessionLabel: m.session}},
	}})
	// A node that is lost should not hold a build for the usual five minutes.
	for _, taint := range []string{"node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"} {
		tolerations, _ := spec["tolerations"].([]any)
		spec["tolerations"] = append(tolerations, any(node{
			"key": taint, "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 30,
		}))
	}
	c := buildContainer(spec)
	if err := m.setImage(c); err != nil {
		return err
	}
	c["command"] = []any{"cooper"}
	c["args"] = []any{"farm", "task", "--task", taskDir + "/" + taskFile, "--report", lastWords}
	c["terminationMessagePath"] = lastWords
	add(c, "env", node{"name": "HOME", "value": workDir})
	add(c, "env", node{"name": "TMPDIR", "value": workDir})
	add(spec, "volumes", node{"name": "build", "emptyDir": node{}})
	mount(c, "build", workDir, nil)
	add(spec, "volumes", node{"name": "cooper-task", "secret": node{"secretName": name, "defaultMode": 0o440}})
	mount(c, "cooper-task", taskDir, node{"readOnly": true})
	if m.options.PullSecret != "" {
		m.usePullSecret(spec, c)
	}
	kind.apply(spec, c)
	return nil
}

// usePullSecret gives the pod the credentials of a secret of the namespace.
func (m *Machine) usePullSecret(spec, container node) {
	add(spec, "imagePullSecrets", node{"name": m.options.PullSecret})
	add(spec, "volumes", node{"name": "cooper-auth", "secret": node{
		"secretName": m.options.PullSecret, "defaultMode": 0o440,
		"items": []any{node{"key": ".dockerconfigjson", "path": "config.json"}},
	}})
	mount(container, "cooper-auth", authDir, node{"readOnly": true})
	add(container, "env", node{"name": "REGISTRY_AUTH_FILE", "value": authDir + "/config.json"})
}

// nodeArchitecture is the architecture of nodes that run programs for a platform.
func nodeArchitecture(platform string) string {
	_, rest, _ := strings.Cut(platform, "/")
	architecture, _, _ := strings.Cut(rest, "/")
	switch architecture {
	case "386":
		return "amd64"
	case "arm":
		return "arm64"
	}
	return architecture
}

// makeSecret is the Secret of a task. It goes with its Job.
func makeSecret(t *farm.Task, owner *job) (*secret, error) {
	text, err := json.Marshal(t)
	if err != nil {
		return nil, err
	}
	if len(text) > maxTask {
		return nil, fmt.Errorf("the task has %d bytes with its secrets and files, and a Secret of Kubernetes takes %d",
			len(text), maxTask)
	}
	return &secret{
		APIVersion: "v1", Kind: "Secret", Type: "Opaque", Immutable: true,
		Metadata: metadata{
			Name: owner.Metadata.Name, Labels: map[string]string{managedBy: "cooper", buildLabel: t.Build},
			OwnerReferences: []ownerReference{{"batch/v1", "Job", owner.Metadata.Name, owner.Metadata.UID}},
		},
		Data: map[string][]byte{taskFile: text},
	}, nil
}
