//go:build kube

package kube

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/tests/podbuild"
)

// installProfile puts cooper's profile on the nodes as docs/pods.md says.
func (c *cluster) installProfile(t *testing.T) {
	t.Helper()
	c.must(t, "", "apply", "-k", "../../contrib/kubernetes/seccomp")
	eventually(t, c.machine, "the profile on the nodes", func() (bool, error) {
		var set struct{ Status struct{ NumberReady int } }
		err := c.get("/apis/apps/v1/namespaces/cooper-seccomp/daemonsets/profile", &set)
		if err == nil && set.Status.NumberReady != len(nodes) {
			out, _ := c.kubectl("", "-n", "cooper-seccomp", "get", "events")
			err = fmt.Errorf("%d nodes have it\n%s", set.Status.NumberReady, out)
		}
		return err == nil, err
	})
}

// testProfile: a pod whose profile its node does not have says so, and starts when the node has
// it. A pod that names no profile has none.
func testProfile(t *testing.T, c *cluster) {
	t.Run("missing", func(t *testing.T) {
		const namespace = "restricted"
		c.commit(t, podbuild.Containerfile(t, "shell"))
		m := readManifests(t, "../../contrib/kubernetes/single-id.yaml")[0]
		m.at(t, "spec", "containers", 0, "securityContext", "seccompProfile")["localhostProfile"] = "late.json"
		name := c.apply(t, namespace, m.text(t))
		const want = `cannot load seccomp profile "/var/lib/kubelet/seccomp/late.json"`
		eventually(t, c.machine, "a message", func() (bool, error) {
			p, err := c.pod(namespace, name)
			said := waiting(p)
			if err == nil {
				err = fmt.Errorf("%q is not in %q", want, said)
			}
			return strings.Contains(said, "CreateContainerError: ") && strings.Contains(said, want), err
		})
		for _, node := range nodes {
			copyFile(
				t, "../../contrib/kubernetes/seccomp/cooper.json",
				filepath.Join(c.dir, node, "var/lib/kubelet/seccomp/late.json"), 0o644,
			)
		}
		c.ended(t, namespace, name)
	})
	for _, row := range []struct {
		name    string
		profile any
		status  string
	}{
		{"none", nil, "Seccomp:\t0\n"},
		{"RuntimeDefault", manifest{"type": "RuntimeDefault"}, "Seccomp:\t2\n"},
	} {
		t.Run(row.name, func(t *testing.T) {
			const namespace = "privileged"
			m := readManifests(t, "../../contrib/kubernetes/gvisor.yaml")[0]
			m.at(t, "spec", "containers", 0, "securityContext")["seccompProfile"] = row.profile
			m.at(t, "spec", "containers", 0)["args"] = []string{"cat /proc/self/status"}
			name := c.apply(t, namespace, m.text(t))
			c.ended(t, namespace, name)
			if log := c.log(namespace, name); !strings.Contains(log, row.status) {
				t.Errorf("no %q:\n%s", row.status, log)
			}
		})
	}
}

// waiting says why the first container of a pod does not start.
func waiting(p *pod) string {
	for _, c := range p.Status.ContainerStatuses {
		if c.State.Waiting != nil {
			return c.State.Waiting.Reason + ": " + c.State.Waiting.Message
		}
	}
	return ""
}
