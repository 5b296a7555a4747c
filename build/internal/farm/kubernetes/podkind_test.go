package kubernetes

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/farm"
)

// podOfKind is the pod of a task.
func podOfKind(t *testing.T, template string, kind podKind) (spec, container node) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "template.yaml")
	if err := os.WriteFile(file, []byte(template), 0o600); err != nil {
		t.Fatal(err)
	}
	m := &Machine{version: "v1.2.3", options: api.KubernetesOptions{Template: file}, session: "s"}
	j, err := m.makeJob(&farm.Task{Build: "b", Platform: "linux/arm64"}, "name", kind)
	if err != nil {
		t.Fatal(err)
	}
	spec = child(child(j.Spec.(node), "template"), "spec")
	return spec, buildContainer(spec)
}

// What a template says stays, but for what cooper needs.
func TestTemplateStays(t *testing.T) {
	spec, container := podOfKind(t, `
kind: PodTemplate
template:
  metadata: {labels: {team: a}}
  spec:
    automountServiceAccountToken: true
    restartPolicy: Always
    nodeSelector: {kubernetes.io/arch: amd64, pool: builds}
    containers:
    - {name: sidecar, image: x}
    - name: build
      command: [evil]
      resources: {limits: {memory: 1Gi}}
      securityContext: {runAsUser: 4321}
      env: [{name: HOME, value: /elsewhere}, {name: MORE, value: more}]
    volumes: [{name: build, emptyDir: {sizeLimit: 1Gi}}]
`, podKinds[1])
	selector := child(spec, "nodeSelector")
	if selector["kubernetes.io/arch"] != "amd64" || selector["pool"] == nil || selector["kubernetes.io/os"] == nil {
		t.Errorf("the node selector is %v", selector)
	}
	if spec["automountServiceAccountToken"] != false || spec["restartPolicy"] != "Never" {
		t.Errorf("the pod is %v", spec)
	}
	security := child(container, "securityContext")
	if security["runAsUser"] != 4321 || security["allowPrivilegeEscalation"] != false {
		t.Errorf("the securityContext is %v", security)
	}
	if named(spec["volumes"], "build")["emptyDir"] == nil || named(container["env"], "HOME")["value"] != "/elsewhere" {
		t.Errorf("the volumes are %v, the variables %v", spec["volumes"], container["env"])
	}
	const image = "ghcr.io/cooper-build/cooper:1.2.3-builder"
	if container["image"] != image || container["command"].([]any)[0] != "cooper" {
		t.Errorf("the container is %v", container)
	}
}

// The pod for OpenShift names no user and no group.
func TestAssignedIDs(t *testing.T) {
	const empty = "spec: {}\n"
	for _, k := range podKinds {
		spec, container := podOfKind(t, empty, k)
		_, group := child(spec, "securityContext")["fsGroup"]
		_, user := child(container, "securityContext")["runAsUser"]
		if want := k.mode != "assigned"; user != want || group != (want && k.mode != "full") {
			t.Errorf("%s: user %v, group %v", k.mode, user, group)
		}
	}
	const message = `Error creating: pods "x-" is forbidden: unable to validate against any security context ` +
		`constraint: [provider "restricted-v2": Forbidden: not usable by user or serviceaccount]`
	refused := refusedBy([]clusterEvent{{Reason: "FailedCreate", Message: message}})
	if refused == nil || !refused.kind || !strings.Contains(refused.text, "restricted-v2") {
		t.Fatalf("got %+v", refused)
	}
	l := newLadder(podKinds)
	if ok, _ := l.next(0, refused.text); !ok {
		t.Error("no other kind is tried")
	}
	if k, _ := l.kind(); k.mode != "assigned" {
		t.Errorf("%s is tried", k.mode)
	}
	l = newLadder(podKinds)
	_, _ = l.next(0, `cannot load seccomp profile "/var/lib/kubelet/seccomp/cooper.json"`)
	if l.kinds[l.at].mode != "gvisor" {
		t.Errorf("without the profile, %s is tried", l.kinds[l.at].mode)
	}
}
