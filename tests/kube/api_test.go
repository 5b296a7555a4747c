//go:build kube

package kube

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
)

// node is what the tests read of a node.
type node struct {
	Status struct{ Conditions []condition }
}

// condition is what the API says about a part of a status.
type condition struct{ Type, Status, Reason, Message string }

// pod is what the tests read of a pod.
type pod struct {
	Metadata struct {
		Name              string
		DeletionTimestamp time.Time
	}
	Spec   struct{ NodeName string }
	Status struct {
		Phase, Reason, Message string
		Conditions             []condition
		ContainerStatuses      []containerStatus
	}
}

type containerStatus struct {
	Name  string
	State struct {
		Waiting    *struct{ Reason, Message string }
		Running    *struct{ StartedAt time.Time }
		Terminated *struct {
			ExitCode   int
			FinishedAt time.Time
		}
	}
}

// manifest is an object of the API as a file has it.
type manifest map[string]any

func (n *node) ready() bool {
	for _, c := range n.Status.Conditions {
		if c.Type == "Ready" {
			return c.Status == "True"
		}
	}
	return false
}

// get reads an object of the API.
func (c *cluster) get(path string, into any) error {
	tokens, err := os.ReadFile(filepath.Join(c.dir, "pki/tokens.csv"))
	if err != nil {
		return err
	}
	token, _, _ := strings.Cut(string(tokens), ",")
	client := &http.Client{Transport: &http.Transport{
		DialContext:       c.dial,
		TLSClientConfig:   &tls.Config{InsecureSkipVerify: true},
		DisableKeepAlives: true,
	}}
	ctx, cancel := context.WithTimeout(c.ctx, 10*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://127.0.0.1:6443"+path, http.NoBody)
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+token)
	response, err := client.Do(r)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s: %s", path, response.Status, body)
	}
	return json.Unmarshal(body, into)
}

// kubectl runs kubectl as the administrator, with an input, and returns what it printed.
func (c *cluster) kubectl(input string, args ...string) (string, error) {
	cmd := c.kubectlCommand(args...)
	cmd.Stdin = strings.NewReader(input)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (c *cluster) kubectlCommand(args ...string) *exec.Cmd {
	args = append([]string{"kubectl", "--kubeconfig", filepath.Join(c.dir, "admin.conf")}, args...)
	return c.command(filepath.Join(c.dir, "bin/kube"), args...)
}

// must runs a kubectl that cannot fail.
func (c *cluster) must(t *testing.T, input string, args ...string) string {
	t.Helper()
	out, err := c.kubectl(input, args...)
	if err != nil {
		t.Fatalf("kubectl %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

// apply applies a pod, which is removed when the test ends, and returns its name.
func (c *cluster) apply(t *testing.T, namespace, text string) string {
	t.Helper()
	name := strings.TrimSpace(c.must(t, text, "-n", namespace, "apply", "-f", "-", "-o", "name"))
	name = strings.TrimPrefix(name, "pod/")
	t.Cleanup(func() { _, _ = c.kubectl("", "-n", namespace, "delete", "pod", name, "--now", "--ignore-not-found") })
	return name
}

// pod reads a pod.
func (c *cluster) pod(namespace, name string) (*pod, error) {
	p := &pod{}
	return p, c.get("/api/v1/namespaces/"+namespace+"/pods/"+name, p)
}

// ended waits until a pod has ended, and fails with its log if it failed.
func (c *cluster) ended(t *testing.T, namespace, name string) {
	t.Helper()
	var last *pod
	eventually(t, c.machine, "the end of "+name, func() (bool, error) {
		p, err := c.pod(namespace, name)
		if err != nil {
			return false, err
		}
		last = p
		return p.Status.Phase == "Succeeded" || p.Status.Phase == "Failed", fmt.Errorf("%+v", p.Status)
	})
	if last.Status.Phase != "Succeeded" {
		t.Fatalf("%s: %+v\n%s", name, last.Status, c.log(namespace, name))
	}
}

// log is the log of all containers of a pod.
func (c *cluster) log(namespace, name string) string {
	out, err := c.kubectl("", "-n", namespace, "logs", name, "--all-containers")
	if err != nil {
		return fmt.Sprintf("%v: %s", err, out)
	}
	return out
}

// follow waits until a pod has started, and reads the log of its container from then on. The
// function that it returns waits for the end of the log. The kubelet removes the logs of pods
// that are deleted or evicted.
func (c *cluster) follow(t *testing.T, namespace, name string) func() string {
	t.Helper()
	eventually(t, c.machine, "the start of "+name, func() (bool, error) {
		p, err := c.pod(namespace, name)
		if err != nil || len(p.Status.ContainerStatuses) == 0 {
			return false, err
		}
		state := &p.Status.ContainerStatuses[0].State
		return state.Running != nil || state.Terminated != nil, fmt.Errorf("%s", waiting(p))
	})
	cmd := c.kubectlCommand("-n", namespace, "logs", "--follow", name)
	pipe, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(pipe)
	_, _ = r.Peek(1) // the kubelet has opened the log
	return func() string {
		text, _ := io.ReadAll(r)
		_ = cmd.Wait()
		return string(text)
	}
}

// readManifests reads the objects of a file.
func readManifests(t *testing.T, file string) (list []manifest) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		m := manifest{}
		if err := decoder.Decode(&m); err == io.EOF {
			return list
		} else if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		list = append(list, m)
	}
}

// parseManifest reads an object.
func parseManifest(t *testing.T, text string) manifest {
	t.Helper()
	m := manifest{}
	if err := yaml.Unmarshal([]byte(text), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// text is a manifest as kubectl reads it.
func (m manifest) text(t *testing.T) string {
	t.Helper()
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// at is the object at a path in a manifest. A number is a place in a list.
func (m manifest) at(t *testing.T, path ...any) manifest {
	t.Helper()
	var v any = m
	for _, key := range path {
		switch k := key.(type) {
		case string:
			v = asManifest(v)[k]
		case int:
			v = v.([]any)[k]
		}
	}
	found := asManifest(v)
	if found == nil {
		t.Fatalf("nothing is at %v in %v", path, m)
	}
	return found
}

func asManifest(v any) manifest {
	switch m := v.(type) {
	case manifest:
		return m
	case map[string]any:
		return m
	}
	return nil
}
