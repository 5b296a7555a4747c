//go:build kube

package kube

import (
	"maps"
	"strings"
	"testing"
)

// testTekton runs the task of contrib as Tekton does, in a Restricted namespace: a clone in the
// workspace, then the step. It also has a secret and a key here, in a volume, and credentials of
// the registry where docker has them.
func testTekton(t *testing.T, c *cluster) {
	const namespace, image = "restricted", "team/app:tekton"
	r := c.newRelease(t)
	secret := manifest{
		"apiVersion": "v1", "kind": "Secret", "metadata": manifest{"name": "release"},
		"stringData": manifest{"token": r.token, "key": r.signingKey(t), "config.json": dockerConfig()},
	}
	c.must(t, secret.text(t), "-n", namespace, "apply", "-f", "-")
	task := readManifests(t, "../../contrib/tekton/single-id.yaml")[0]
	name := c.apply(t, namespace, taskPod(t, task, r, "registry.example.com/"+image))
	c.ended(t, namespace, name)
	c.checkReleased(t, r, image)
}

// taskPod is the pod of a task with one step.
func taskPod(t *testing.T, task manifest, r *release, image string) string {
	t.Helper()
	const build = "exec cooper build --push -t $(params.image) ."
	replace := strings.NewReplacer("$(workspaces.source.path)", "/workspace/source", "$(params.image)", image).Replace
	step := maps.Clone(task.at(t, "spec", "steps", 0))
	script := step["script"].(string)
	if !strings.Contains(script, build) {
		t.Fatalf("the task does not say %q:\n%s", build, script)
	}
	script = strings.Replace(script, build, "cooper build --secret id=token,src=/workspace/release/token -t "+
		image+" .\n"+r.push(image, "/workspace/release/key"), 1)
	delete(step, "script")
	step["name"] = "step-" + step["name"].(string)
	step["command"] = []string{"/tekton/scripts/script-0"}
	step["workingDir"] = replace(step["workingDir"].(string))
	step["volumeMounts"] = append(
		step["volumeMounts"].([]any),
		manifest{"name": "tekton-scripts", "mountPath": "/tekton/scripts"},
		manifest{"name": "source", "mountPath": "/workspace/source"},
		manifest{"name": "release", "mountPath": "/workspace/release"},
		manifest{"name": "release", "mountPath": "/build/.docker/config.json", "subPath": "config.json"},
	)
	pod := readManifests(t, "testdata/tekton-pod.yaml")[0]
	spec := pod.at(t, "spec")
	spec["containers"] = []any{step}
	spec["volumes"] = append(spec["volumes"].([]any), task.at(t, "spec")["volumes"].([]any)...)
	pod.at(t, "spec", "initContainers", 0)["env"] = []any{
		manifest{"name": "SCRIPT", "value": "#!/bin/sh\nset -e\n" + replace(script)},
	}
	return pod.text(t)
}
