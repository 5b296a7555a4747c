//go:build kube

package kube

import (
	"bytes"
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"text/template"
	"time"

	"github.com/cooper-build/cooper/internal/testregistry"
	"github.com/cooper-build/cooper/tests/podbuild"
)

//go:embed testdata/*.toml testdata/*.yaml testdata/*.conflist
var templates embed.FS

// nodes are those with a kubelet.
var nodes = []string{"node1", "node2"}

// cluster is a control plane, its nodes, and what pods reach.
type cluster struct {
	*machine
	registry   string            // address on the host
	tokens     map[string]string // by the name of an account
	program    string            // directory of cooper
	user       *podbuild.User
	contexts   string // the build context of rows
	repository string // the build context of pods of contrib
	// want has the images of rows as an ordinary user builds them.
	want map[string][]map[string]podbuild.Entry
}

// startCluster starts everything, and stops it when the test ends.
func startCluster(t *testing.T) *cluster {
	t.Helper()
	c := &cluster{machine: newMachine(t), registry: testregistry.Start(t), contexts: podbuild.Shared(t)}
	c.configure(t)
	started := time.Now()
	c.start(t)
	t.Cleanup(func() {
		if t.Failed() {
			for _, name := range []string{"kube-apiserver", "node1", "node1-kubelet", "cri"} {
				t.Logf("%s:\n%s", name, c.logTail(name))
			}
		}
	})
	c.makeRepository(t)
	eventually(t, c.machine, "the network", func() (bool, error) {
		out, err := c.command("ip", "-4", "address", "show", "dev", "tap0").CombinedOutput()
		return strings.Contains(string(out), address), err
	})
	c.serve(t)
	eventually(t, c.machine, "both nodes", func() (bool, error) {
		var list struct{ Items []node }
		err := c.get("/api/v1/nodes", &list)
		ready := 0
		for _, n := range list.Items {
			if n.ready() {
				ready++
			}
		}
		return ready == len(nodes), err
	})
	t.Logf("two nodes are ready after %.1f s", time.Since(started).Seconds())
	c.pushImages(t)
	c.prepareNamespaces(t)
	c.installProfile(t)
	return c
}

// configure writes the files that the programs of the machine read.
func (c *cluster) configure(t *testing.T) {
	t.Helper()
	makeCertificates(t, filepath.Join(c.dir, "pki"))
	writeFile(t, filepath.Join(c.dir, "resolv.conf"), []byte("nameserver "+address+"\n"), 0o644)
	c.makeAccounts(t)
	values := map[string]any{"Dir": c.dir, "Token": c.tokens["admin"], "Cgroup": filepath.Base(c.dir)}
	c.write(t, "kubeconfig.yaml", "admin.conf", values)
	for _, host := range []string{"registry.example.com", "registry.k8s.io"} {
		values["Host"] = host
		c.write(t, "hosts.toml", "certs.d/"+host+"/hosts.toml", values)
	}
	for i, node := range append([]string{"cri"}, nodes...) {
		values["Node"], values["Port"] = node, 10250+i
		values["Subnet"] = fmt.Sprintf("10.85.%d.0/24", i)
		c.write(t, "containerd.toml", node+"/containerd.toml", values)
		c.write(t, "cni.conflist", node+"/cni/pods.conflist", values)
		if i > 0 {
			c.write(t, "kubelet.yaml", node+"/kubelet.yaml", values)
		}
	}
}

// makeAccounts makes a token for each account, which is in a group of its name. Only the first has
// rights from the beginning.
func (c *cluster) makeAccounts(t *testing.T) {
	t.Helper()
	c.tokens = map[string]string{}
	list := ""
	for i, account := range []string{"admin", "cooper", "stranger"} {
		group := account
		if account == "admin" {
			group = "system:masters"
		}
		c.tokens[account] = fmt.Sprintf("%x", newKey(t).D)
		list += fmt.Sprintf("%s,%s,%d,%q\n", c.tokens[account], account, i+1, group)
	}
	writeFile(t, filepath.Join(c.dir, "pki/tokens.csv"), []byte(list), 0o600)
}

// write writes a file of the machine from a template.
func (c *cluster) write(t *testing.T, name, file string, values map[string]any) {
	t.Helper()
	parsed, err := template.ParseFS(templates, "testdata/"+name)
	var text bytes.Buffer
	if err == nil {
		err = parsed.Execute(&text, values)
	}
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(c.dir, file), text.Bytes(), 0o600)
}

// pushImages builds what pods and nodes pull, and what images are compared with.
func (c *cluster) pushImages(t *testing.T) {
	t.Helper()
	c.program = podbuild.Shared(t)
	podbuild.BuildProgram(t, c.program)
	c.user = podbuild.NewUser(t, c.program, c.registry)
	c.user.PushBases(t)
	podbuild.MakeContext(t, c.contexts)
	c.want = c.user.Reference(t, c.contexts)
	c.pushProgram(t, c.program)
}

// pushProgram builds the image of contrib/image with cooper in it. The registry's authority is
// added, as a company does. The other image does nothing, for sandboxes.
func (c *cluster) pushProgram(t *testing.T, program string) {
	t.Helper()
	dir := podbuild.Shared(t)
	copyFile(t, filepath.Join(program, "cooper"), filepath.Join(dir, "bin/cooper"), 0o755)
	copyFile(t, "../../contrib/image/Containerfile", filepath.Join(dir, "Containerfile"), 0o644)
	copyFile(t, filepath.Join(c.dir, "pki/ca.crt"), filepath.Join(dir, "ca.crt"), 0o644)
	for name, text := range map[string]string{
		"slim": "FROM registry/debian\nRUN userdel builder && apt-get purge -y -q uidmap\n",
		"ours": "FROM published\nUSER 0\nRUN --mount=type=bind,source=ca.crt,target=/ca.crt " +
			"cat /ca.crt >>/etc/ssl/certs/ca-certificates.crt\nUSER 1000\n",
		"pause": "FROM registry/busybox\nUSER 65535\nENTRYPOINT [\"sleep\", \"infinity\"]\n",
	} {
		writeFile(t, filepath.Join(dir, name+".Containerfile"), []byte(text), 0o644)
	}
	c.user.Run(t, strings.NewReplacer("DIR", dir).Replace(`
cooper() { command cooper --root ./store "$@"; }
cooper build -q -t slim -f DIR/slim.Containerfile --build-context registry/debian=docker://$REGISTRY/debian \
	--tls-verify=false DIR
cooper build -q -t published --build-context docker.io/library/debian:bookworm-slim=containers-storage:slim DIR
cooper build -q -t $REGISTRY/ci/cooper -f DIR/ours.Containerfile DIR
cooper build -q -t $REGISTRY/pause:3.10 -f DIR/pause.Containerfile \
	--build-context registry/busybox=docker://$REGISTRY/busybox --tls-verify=false DIR
for image in ci/cooper pause:3.10; do cooper push -q --tls-verify=false $REGISTRY/$image; done`))
}

func copyFile(t *testing.T, from, to string, mode os.FileMode) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, to, content, mode)
}
