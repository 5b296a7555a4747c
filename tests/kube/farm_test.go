//go:build kube

package kube

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/cooper-build/cooper/tests/podbuild"
)

// farmNamespace is where most builds of testFarm run.
const farmNamespace = "farm"

// on is where a build runs, without the namespace.
const on = ",image=registry.example.com/ci/cooper,repository=registry.example.com/farm/builds"

// farm is a cluster that an ordinary user builds on. The user is in the network of the cluster, and has
// an account there with the rights of contrib/kubernetes/farm.
type farm struct {
	*cluster
	dir string // of the user
}

// testFarm builds on the cluster from outside of it.
func testFarm(t *testing.T, c *cluster) {
	f := c.newFarm(t)
	for _, row := range []struct {
		name string
		test func(t *testing.T, f *farm)
	}{
		{"platforms", testPlatforms},
		{"bake", testBake},
		{"interrupted bake", testBakeInterrupt},
		{"secrets", testSecrets},
		{"isolation", testIsolation},
		{"outputs", testOutputs},
		{"failures", testFarmFailures},
		{"rights", testRights},
		{"attach", testAttach},
		{"log", testLog},
		{"server", testServerRestart},
		{"eviction", testEviction},
		{"node", testLostNode},
	} {
		t.Run(row.name, func(t *testing.T) {
			row.test(t, f)
			f.checkIdle(t)
		})
	}
}

// newFarm prepares the namespace and the user.
func (c *cluster) newFarm(t *testing.T) *farm {
	t.Helper()
	f := &farm{cluster: c, dir: podbuild.Shared(t)}
	f.applyFarm(t, farmNamespace)
	home := c.user.Home()
	copyFile(t, filepath.Join(c.dir, "pki/ca.crt"), filepath.Join(home, "pki/ca.crt"), 0o644)
	certs := filepath.Join(home, ".config/containers/certs.d/registry.example.com")
	copyFile(t, filepath.Join(c.dir, "pki/ca.crt"), filepath.Join(certs, "ca.crt"), 0o644)
	for account, token := range c.tokens {
		c.write(t, "kubeconfig.yaml", "accounts/"+account+".conf", map[string]any{"Dir": home, "Token": token})
		copyFile(t, filepath.Join(c.dir, "accounts", account+".conf"), filepath.Join(home, account+".conf"), 0o600)
	}
	f.write(t, "template.yaml", smallTemplate)
	c.user.Own(t, home)
	c.user.Own(t, f.dir)
	return f
}

// applyFarm applies contrib/kubernetes/farm to a namespace of another name.
func (f *farm) applyFarm(t *testing.T, namespace string) {
	t.Helper()
	dir := podbuild.Shared(t)
	if err := os.CopyFS(filepath.Join(dir, "farm"), os.DirFS("../../contrib/kubernetes/farm")); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "own/kustomization.yaml"),
		fmt.Appendf(nil, "namespace: %s\nresources: [../farm]\n", namespace), 0o644)
	f.must(t, "", "apply", "-k", filepath.Join(dir, "own"))
	f.awaitAccount(t, namespace)
}

// smallTemplate is for builds that need little, on two nodes of a small machine. One of them may be for
// an architecture that no node has.
const smallTemplate = `
spec:
  nodeSelector: {kubernetes.io/arch: amd64}
  containers:
  - name: build
    resources:
      requests: {cpu: 100m, memory: 64Mi}
`

// write writes a file of the user, and returns its path.
func (f *farm) write(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(f.dir, name)
	writeFile(t, file, []byte(text), 0o644)
	f.user.Own(t, f.dir)
	return file
}

// context makes a build context with a Containerfile, and returns its path.
func (f *farm) context(t *testing.T, name, containerfile string) string {
	t.Helper()
	return filepath.Dir(f.write(t, name+"/Containerfile", containerfile))
}

// command is a script of the user in the network of the machine. DIR is the user's directory, and ON
// where to build.
func (f *farm) command(account, script string) *exec.Cmd {
	own := f.user.Command(script)
	cmd := f.cluster.command("unshare", append([]string{
		"--mount", "--propagation", "private", "sh", "-ec", `mount --bind "$0" /etc/resolv.conf; exec "$@"`,
		filepath.Join(f.cluster.dir, "resolv.conf"),
	}, own.Args...)...)
	cmd.Dir = own.Dir
	cmd.Env = append(own.Env,
		"KUBECONFIG="+filepath.Join(f.user.Home(), account+".conf"), "DIR="+f.dir,
		"ON=kubernetes="+farmNamespace+on+",template="+filepath.Join(f.dir, "template.yaml"),
	)
	return cmd
}

// run runs a script of the user with the rights of contrib/kubernetes/farm.
func (f *farm) run(t *testing.T, script string) result {
	t.Helper()
	return f.start(t, script).wait(t)
}

// succeed runs a script that cannot fail.
func (f *farm) succeed(t *testing.T, script string) result {
	t.Helper()
	r := f.run(t, script)
	if r.code != 0 {
		t.Fatalf("%s ended with status %d:\n%s%s", script, r.code, r.stdout, r.stderr)
	}
	return r
}

// started is a script that runs.
type started struct {
	cmd            *exec.Cmd
	stdout, stderr *growing
	began          time.Time
	ended          chan struct{} // closed when it has ended
	err            error
}

// start starts a script. A program that it replaces itself with gets signals.
func (f *farm) start(t *testing.T, script string) *started {
	t.Helper()
	return f.startAs(t, "cooper", script)
}

func (f *farm) startAs(t *testing.T, account, script string) *started {
	t.Helper()
	s := &started{cmd: f.command(account, script), stdout: &growing{}, stderr: &growing{}, began: time.Now()}
	s.ended = make(chan struct{})
	s.cmd.Stdout, s.cmd.Stderr = s.stdout, s.stderr
	s.cmd.WaitDelay = 10 * time.Second
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		s.err = s.cmd.Wait()
		close(s.ended)
	}()
	t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		<-s.ended
	})
	return s
}

// wait waits for the end of the script.
func (s *started) wait(t *testing.T) result {
	t.Helper()
	<-s.ended
	if s.cmd.ProcessState == nil {
		t.Fatal(s.err)
	}
	r := result{code: s.cmd.ProcessState.ExitCode(), took: time.Since(s.began)}
	r.stdout, r.stderr = s.stdout.String(), s.stderr.String()
	if status, ok := s.cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		r.code = 128 + int(status.Signal())
	}
	return r
}

// said waits until the script has said something.
func (f *farm) said(t *testing.T, s *started, words string) {
	t.Helper()
	eventually(t, f.machine, words, func() (bool, error) {
		select {
		case <-s.ended:
			t.Fatalf("it ended before it said %q:\n%s", words, s.stderr)
		default:
		}
		text := s.stderr.String()
		return strings.Contains(text, words), fmt.Errorf("it said:\n%s", text)
	})
}

// checkIdle: nothing of builds runs in the namespaces, and no Secret of them is left.
func (f *farm) checkIdle(t *testing.T) {
	t.Helper()
	const mine = "app.kubernetes.io/managed-by=cooper"
	eventually(t, f.machine, "the end of all that builds have made", func() (bool, error) {
		secrets := f.must(t, "", "get", "secrets", "-A", "-l", mine, "-o", "name")
		pods := f.must(t, "", "get", "pods", "-A", "-l", "build.cooper/id", "-o", "name",
			"--field-selector=status.phase!=Succeeded,status.phase!=Failed")
		return secrets+pods == "", fmt.Errorf("left are %s%s", secrets, pods)
	})
	f.must(t, "", "delete", "jobs", "-A", "-l", mine)
}

// growing is output that can be read while it grows.
type growing struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (g *growing) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.text.Write(p)
}

func (g *growing) String() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.text.String()
}
