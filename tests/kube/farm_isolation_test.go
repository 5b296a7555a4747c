//go:build kube

package kube

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// ownProfile is a template that says itself how pods are confined.
const ownProfile = smallTemplate + `    securityContext:
      runAsUser: 1000
      runAsNonRoot: true
      allowPrivilegeEscalation: false
      capabilities: {drop: [ALL]}
      seccompProfile: {type: RuntimeDefault}
`

// testIsolation: pods have the best isolation that the namespace admits and the nodes have.
func testIsolation(t *testing.T, f *farm) {
	f.must(t, "", "-n", "baseline", "apply", "-f", "../../contrib/kubernetes/farm/role.yaml")
	f.write(t, "own profile.yaml", ownProfile)
	f.context(t, "isolation", busybox+
		"RUN echo ids: $(cat /proc/self/uid_map) kernel: $(uname -r) $(uname -v)\n")
	for _, row := range []struct {
		name, namespace, on string
		without             bool // the profile of cooper
		want                []string
	}{
		{
			name: "restricted", namespace: farmNamespace, on: ",template=$DIR/template.yaml",
			want: []string{`\(isolation single-id in a user namespace\)`, `ids: 0 \d+ 1 kernel`},
		},
		{
			name: "baseline", namespace: "baseline", on: ",template=$DIR/template.yaml",
			want: []string{`\(isolation full in a user namespace\)`, `ids: 0 \d+ \d{5} `},
		},
		{
			name: "no profile", namespace: farmNamespace, on: ",template=$DIR/template.yaml", without: true,
			want: []string{`warning: .*seccomp profile.*; trying gvisor`, `\(isolation gvisor\)`, sentryKernel},
		},
		{
			name: "gvisor", namespace: farmNamespace, on: ",isolation=gvisor,template=$DIR/template.yaml",
			want: []string{`\(isolation gvisor\)`, sentryKernel},
		},
		{
			name: "template", namespace: farmNamespace, on: ",template=$DIR/own profile.yaml",
			want: []string{`\(isolation as in the template\)`, sentryKernel},
		},
	} {
		t.Run(row.name, func(t *testing.T) {
			if row.without {
				f.removeProfile(t)
			}
			r := f.succeed(t, `cooper --root ./store build --no-cache --on "kubernetes=`+row.namespace+on+row.on+`" `+
				"--push -t registry.example.com/farm/isolation $DIR/isolation")
			t.Logf("built in %.1f s", r.took.Seconds())
			for _, want := range row.want {
				if !regexp.MustCompile(want).MatchString(r.stderr) {
					t.Errorf("%q is not in\n%s", want, r.stderr)
				}
			}
			f.checkIdle(t)
		})
	}
}

// sentryKernel is the version that gVisor's kernel says it has.
const sentryKernel = `kernel: \S+-gvisor `

// removeProfile takes cooper's profile from the nodes until the test ends.
func (f *farm) removeProfile(t *testing.T) {
	t.Helper()
	for _, node := range nodes {
		file := filepath.Join(f.cluster.dir, node, "var/lib/kubelet/seccomp/cooper.json")
		if err := os.Rename(file, file+".away"); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := os.Rename(file+".away", file); err != nil {
				t.Error(err)
			}
		})
	}
}
