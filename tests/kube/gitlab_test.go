//go:build kube

package kube

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// runnerConfig is what a GitLab runner reads of contrib/gitlab to make the pod of a job.
type runnerConfig struct {
	Runners []struct {
		Kubernetes struct {
			Image   string
			PodSpec []struct {
				PatchType string `toml:"patch_type"`
				Patch     string
			} `toml:"pod_spec"`
			Volumes struct {
				EmptyDir []struct {
					Name      string
					MountPath string `toml:"mount_path"`
				} `toml:"empty_dir"`
			}
		}
	}
}

// testGitLab runs a job as a GitLab runner does, with its configuration of contrib, in
// a Restricted namespace: the helper gets the sources, then the script of the job builds with
// a secret, pushes and signs.
func testGitLab(t *testing.T, c *cluster) {
	const namespace, image = "restricted", "team/app:gitlab"
	text, err := os.ReadFile("testdata/gitlab-pod.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := c.kubectl(string(text), "-n", namespace, "apply", "-f", "-"); err == nil ||
		!strings.Contains(out, "violates PodSecurity") {
		t.Fatalf("without the configuration, the pod is not refused: %s", out)
	}
	r := c.newRelease(t)
	name := c.apply(t, namespace, c.runnerPod(t, string(text), "../../contrib/gitlab/single-id.toml"))
	eventually(t, c.machine, "the containers", func() (bool, error) {
		p, err := c.pod(namespace, name)
		return p.Status.Phase == "Running", fmt.Errorf("%w %+v", err, p.Status)
	})
	in := func(container, script string) {
		t.Helper()
		out, err := c.kubectl(script, "-n", namespace, "exec", "-i", name, "-c", container, "--", "sh", "-e")
		if err != nil {
			t.Fatalf("%s: %v\n%s", container, err, out)
		}
	}
	in("helper", fmt.Sprintf(`
git clone -q https://git.example.com/me/app.git /builds/me/app
mkdir /builds/me/app.tmp
printf %%s '%s' >/builds/me/app.tmp/TOKEN
cat >/builds/me/app.tmp/SIGNING_KEY <<'END'
%sEND
`, r.token, r.signingKey(t)))
	const full = "registry.example.com/" + image
	in("build", fmt.Sprintf(`
cd /builds/me/app
cooper doctor --need single-id
cooper build --secret id=token,src=/builds/me/app.tmp/TOKEN -t %[1]s .
if cooper push %[1]s; then echo it was pushed without a password; exit 1; fi
printf %%s '%[2]s' | cooper login -u %[3]s --password-stdin registry.example.com
`, full, registryPassword, registryUser)+r.push(full, "/builds/me/app.tmp/SIGNING_KEY"))
	c.checkReleased(t, r, image)
	for _, mode := range []string{"full", "shared-pid", "gvisor"} {
		c.checkAdmitted(t, string(text), "../../contrib/gitlab/"+mode+".toml")
	}
}

// checkAdmitted: the pod of a job is admitted at the level that the comment of its configuration
// names.
func (c *cluster) checkAdmitted(t *testing.T, pod, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	level := levelOf(t, string(text))
	m := parseManifest(t, c.runnerPod(t, pod, file))
	m.at(t, "metadata")["name"] = "runner-2-project-1-concurrent-0"
	c.must(t, m.text(t), "-n", level, "apply", "--dry-run=server", "-f", "-")
}

// runnerPod adds what a configuration says to the pod of a job, as a runner does.
func (c *cluster) runnerPod(t *testing.T, pod, file string) string {
	t.Helper()
	var config runnerConfig
	if _, err := toml.DecodeFile(file, &config); err != nil {
		t.Fatal(err)
	}
	kubernetes := config.Runners[0].Kubernetes
	for _, patch := range kubernetes.PodSpec {
		spec := "spec:\n  " + strings.ReplaceAll(patch.Patch, "\n", "\n  ")
		pod = c.must(t, pod, "patch", "--local", "-f", "-", "--type", patch.PatchType, "-p", spec, "-o", "yaml")
	}
	m := parseManifest(t, pod)
	spec := m.at(t, "spec")
	for _, volume := range kubernetes.Volumes.EmptyDir {
		spec["volumes"] = append(spec["volumes"].([]any), manifest{"name": volume.Name, "emptyDir": manifest{}})
		for i := range spec["containers"].([]any) {
			container := m.at(t, "spec", "containers", i)
			mount := manifest{"name": volume.Name, "mountPath": volume.MountPath}
			container["volumeMounts"] = append(container["volumeMounts"].([]any), mount)
		}
	}
	m.at(t, "spec", "containers", 0)["image"] = kubernetes.Image
	return m.text(t)
}
