//go:build kube

package kube

import (
	"fmt"
	"strings"
	"testing"
)

// prepareNamespaces makes a namespace for each level of Pod Security, with the name of the level.
func (c *cluster) prepareNamespaces(t *testing.T) {
	t.Helper()
	for _, level := range []string{"privileged", "baseline", "restricted"} {
		c.must(t, fmt.Sprintf(`
apiVersion: v1
kind: Namespace
metadata:
  name: %[1]s
  labels: {pod-security.kubernetes.io/enforce: %[1]s}
`, level), "apply", "-f", "-")
		c.awaitAccount(t, level)
	}
}

// awaitAccount waits until pods of a new namespace have an account.
func (c *cluster) awaitAccount(t *testing.T, namespace string) {
	t.Helper()
	eventually(t, c.machine, "the account of "+namespace, func() (bool, error) {
		var account struct{}
		err := c.get("/api/v1/namespaces/"+namespace+"/serviceaccounts/default", &account)
		return err == nil, err
	})
}

// testLevels: a pod of contrib is refused one level above its own, and so is one without
// a seccomp profile. Otherwise a namespace's level would prove nothing about a pod.
func testLevels(t *testing.T, c *cluster) {
	for _, row := range []struct {
		file, level, edit string
		refused           bool
	}{
		{file: "full", level: "restricted", refused: true},
		{file: "full", level: "baseline"},
		{file: "shared-pid", level: "restricted", refused: true},
		{file: "shared-pid", level: "baseline"},
		{file: "single-id", level: "restricted"},
		{file: "gvisor", level: "restricted"},
		{file: "single-id", level: "baseline", edit: "Unconfined", refused: true},
		{file: "single-id", level: "privileged", edit: "Unconfined"},
	} {
		m := readManifests(t, "../../contrib/kubernetes/"+row.file+".yaml")[0]
		if row.edit != "" {
			m.at(t, "spec", "containers", 0, "securityContext")["seccompProfile"] = manifest{"type": row.edit}
		}
		out, err := c.kubectl(m.text(t), "-n", row.level, "apply", "--dry-run=server", "-f", "-")
		if refused := err != nil && strings.Contains(out, "violates PodSecurity"); refused != row.refused {
			t.Errorf("%+v: refused: %v: %s", row, refused, out)
		}
	}
}
