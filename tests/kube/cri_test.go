//go:build kube

package kube

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/cooper-build/cooper/tests/podbuild"
)

// Places in the pods of rows.
const (
	programImage = "registry.example.com/ci/cooper:latest"
	contextDir   = "/src"
	privateDir   = "/build"
)

// Kinds of seccomp profiles in the Container Runtime Interface.
const (
	runtimeDefault = iota
	unconfined
	localhost
)

// rights are the fields of a row of docs/pods.md. What is left out is the default of the row:
// root, all capabilities of containerd, and RuntimeDefault.
type rights struct {
	HostUsers                *bool `yaml:"hostUsers"`
	RunAsUser                int64 `yaml:"runAsUser"`
	AllowPrivilegeEscalation *bool `yaml:"allowPrivilegeEscalation"`
	Capabilities             struct {
		Add  []string `yaml:"add"`
		Drop []string `yaml:"drop"`
	} `yaml:"capabilities"`
	SeccompProfile struct {
		Type             string `yaml:"type"`
		LocalhostProfile string `yaml:"localhostProfile"`
	} `yaml:"seccompProfile"`
	ProcMount string `yaml:"procMount"`
}

// message is a message of the Container Runtime Interface as crictl reads it.
type message = map[string]any

// sandbox is a pod of crictl.
type sandbox struct {
	*cluster
	id, config, dir string
	own             string // its volume on the host
	rights          rights
	count           int
}

// result is what a container left.
type result struct {
	code           int
	stdout, stderr string
	took           time.Duration
}

// crictl gives an order to the node that has no kubelet.
func (c *cluster) crictl(args ...string) (string, error) {
	endpoint := "unix://" + filepath.Join(c.dir, "cri/run/containerd/containerd.sock")
	cmd := exec.CommandContext(
		c.ctx, filepath.Join(c.dir, "bin/crictl"), append([]string{"-r", endpoint, "-i", endpoint}, args...)...,
	)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("crictl %s: %w: %s", strings.Join(args, " "), err, &stderr)
	}
	return strings.TrimSpace(string(out)), err
}

// rightsOf reads what a row says about its pod.
func rightsOf(t *testing.T, row *podbuild.Row) (r rights) {
	t.Helper()
	if row.YAML == "(defaults)" {
		return r
	}
	decoder := yaml.NewDecoder(strings.NewReader("{" + row.YAML + "}"))
	decoder.KnownFields(true)
	if err := decoder.Decode(&r); err != nil {
		t.Fatalf("%s: %v", row.YAML, err)
	}
	return r
}

// sandbox starts the pod of a row.
func (c *cluster) sandbox(t *testing.T, row *podbuild.Row) *sandbox {
	t.Helper()
	s := &sandbox{cluster: c, own: c.ownDirectory(t, row), dir: t.TempDir(), rights: rightsOf(t, row)}
	s.config = s.write(t, "sandbox.json", message{
		"metadata":      message{"name": "row-" + strings.ToLower(row.Name), "namespace": "rows", "uid": row.Name},
		"log_directory": s.dir,
		"dns_config":    message{"servers": []string{address}},
		"linux": message{
			"cgroup_parent":    "/" + filepath.Base(c.dir),
			"security_context": message{"namespace_options": s.namespaces()},
		},
	})
	id, err := c.crictl("runp", s.config)
	if err != nil {
		t.Fatal(err)
	}
	s.id = id
	t.Cleanup(func() {
		if _, err := c.crictl("rmp", "-f", id); err != nil {
			t.Error(err)
		}
	})
	return s
}

// run runs a command in a new container of the pod.
func (s *sandbox) run(t *testing.T, args ...string) (r result) {
	t.Helper()
	s.count++
	name := fmt.Sprintf("build-%d", s.count)
	id, err := s.crictl("create", s.id, s.write(t, name+".json", message{
		"metadata":    message{"name": name},
		"image":       message{"image": programImage},
		"command":     args,
		"working_dir": privateDir,
		"envs": []message{
			{"key": "HOME", "value": privateDir}, {"key": "REGISTRY", "value": "registry.example.com"},
		},
		"mounts":   s.mounts(),
		"log_path": name + ".log",
		"linux":    message{"security_context": s.securityContext(t)},
	}), s.config)
	if err == nil {
		_, err = s.crictl("start", id)
	}
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, s.machine, "the end of "+name, func() (bool, error) {
		ended, err := s.inspect(id, &r)
		return ended, err
	})
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(s.ctx, filepath.Join(s.machine.dir, "bin/crictl"), "-r",
		"unix://"+filepath.Join(s.machine.dir, "cri/run/containerd/containerd.sock"), "logs", id)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	r.stdout, r.stderr = stdout.String(), stderr.String()
	return r
}

// inspect reads how a container ended, and reports whether it has.
func (s *sandbox) inspect(id string, r *result) (bool, error) {
	text, err := s.crictl("inspect", id)
	var c struct {
		Status struct {
			State                 string
			StartedAt, FinishedAt time.Time
			ExitCode              int
		}
	}
	if err == nil {
		err = json.Unmarshal([]byte(text), &c)
	}
	r.code, r.took = c.Status.ExitCode, c.Status.FinishedAt.Sub(c.Status.StartedAt)
	return c.Status.State == "CONTAINER_EXITED", err
}

func (s *sandbox) write(t *testing.T, name string, m message) string {
	t.Helper()
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(s.dir, name)
	writeFile(t, file, text, 0o600)
	return file
}
