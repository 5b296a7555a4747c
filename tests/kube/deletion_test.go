//go:build kube

package kube

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// pace is a number of seconds that no other process of the host sleeps for.
const pace = "98741"

// killed is the status of a container that the kubelet had to kill.
const killed = 137

// testDeletion: a pod that is deleted while it builds ends by itself within 2 s. The kubelet
// holds the clock: it kills what is left then.
func testDeletion(t *testing.T, c *cluster) {
	c.commit(t, "FROM registry.example.com/busybox\nRUN sleep "+pace+"\n")
	for _, mode := range []string{"full", "shared-pid", "single-id", "gvisor"} {
		t.Run(mode, func(t *testing.T) {
			m := readManifests(t, "../../contrib/kubernetes/"+mode+".yaml")[0]
			code, log := c.deleteRunning(t, m)
			if code == killed || code == 0 {
				t.Errorf("a build that is deleted ends with status %d", code)
			}
			if !strings.Contains(log, "error: canceled: terminated\nhint: ") {
				t.Errorf("the log does not say what ended the build:\n%s", log)
			}
		})
	}
	t.Run("control", func(t *testing.T) {
		m := readManifests(t, "../../contrib/kubernetes/gvisor.yaml")[0]
		m.at(t, "spec", "containers", 0)["args"] = []string{"trap '' TERM; echo asleep; sleep " + pace}
		if code, _ := c.deleteRunning(t, m); code != killed {
			t.Errorf("a pod that does not listen ends with status %d", code)
		}
	})
}

// deleteRunning deletes a pod after it has begun, and returns the status and the log of its
// container. A finalizer keeps the pod until they are read.
func (c *cluster) deleteRunning(t *testing.T, m manifest) (code int, log string) {
	t.Helper()
	const namespace = "privileged"
	m.at(t, "metadata")["finalizers"] = []string{"example.com/status-is-read"}
	name := c.apply(t, namespace, m.text(t))
	release := func() {
		_, _ = c.kubectl("", "-n", namespace, "patch", "pod", name, "-p", `{"metadata": {"finalizers": null}}`)
	}
	t.Cleanup(release)
	eventually(t, c.machine, "the command", func() (bool, error) {
		log := c.log(namespace, name)
		return len(sleeping(t, "sleep\x00"+pace+"\x00")) != 0 ||
			len(sleeping(t, sentry)) != 0 && strings.Contains(log, "RUN sleep"), fmt.Errorf("%s", log)
	})
	rest := c.follow(t, namespace, name)
	asked := time.Now()
	c.must(t, "", "-n", namespace, "delete", "pod", name, "--grace-period=2", "--wait=false")
	eventually(t, c.machine, "the end of the container", func() (bool, error) {
		p, err := c.pod(namespace, name)
		if err != nil || len(p.Status.ContainerStatuses) == 0 || p.Status.ContainerStatuses[0].State.Terminated == nil {
			return false, err
		}
		code = p.Status.ContainerStatuses[0].State.Terminated.ExitCode
		return true, nil
	})
	t.Logf("status %d after %.1f s", code, time.Since(asked).Seconds())
	log = rest()
	if left := append(sleeping(t, "sleep\x00"+pace+"\x00"), sleeping(t, sentry)...); len(left) != 0 {
		t.Errorf("processes are left: %v", left)
	}
	release()
	eventually(t, c.machine, "the end of the pod", func() (bool, error) {
		_, err := c.pod(namespace, name)
		return err != nil && strings.Contains(err.Error(), "404"), err
	})
	return code, log
}

// sentry is the command line of the process in which a RUN in gVisor's kernel sleeps.
const sentry = "cooper-sentry\x00run\x00"

// sleeping are the processes with a command line.
func sleeping(t *testing.T, command string) (found []string) {
	t.Helper()
	files, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if line, err := os.ReadFile(file); err == nil && string(line) == command {
			found = append(found, filepath.Dir(file))
		}
	}
	return found
}
