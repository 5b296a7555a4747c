// Package interop checks what cooper makes with programs that nobody here wrote:
// podman and buildah on the same store, skopeo on registries and layouts, runc
// on the unpacked root file system.
package interop

import (
	"bytes"
	"context"
	"encoding/json"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/cmdtest"
	"github.com/cooper-build/cooper/internal/testenv"
)

func TestMain(m *testing.M) {
	build.Init()
	if filepath.Base(os.Args[0]) == "cooper" {
		cmdtest.Main()
	}
	if name := os.Getenv("MOUNTED_PROGRAM"); name != "" {
		if err := mountedProgram(context.Background(), name); err != nil {
			log.Fatal(err)
		}
		return
	}
	os.Exit(m.Run())
}

// home is an empty home directory with a store that holds an image "app".
type home struct {
	t    *testing.T
	dir  string
	base string // a layout of busybox, for the corpus
}

func newHome(t *testing.T) *home {
	t.Helper()
	h := &home{t: t, dir: t.TempDir()}
	for name, value := range map[string]string{
		"HOME":            h.dir,
		"XDG_RUNTIME_DIR": filepath.Join(h.dir, "run"),
		"TMPDIR":          h.dir,
	} {
		t.Setenv(name, value)
	}
	config := filepath.Join(h.dir, ".config/containers")
	for _, d := range []string{
		config, filepath.Join(h.dir, "run"), filepath.Join(h.dir, "base"), filepath.Join(h.dir, "app"),
	} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	h.write(".config/containers/storage.conf", "[storage]\ndriver = \"overlay\"\n")
	h.write(".config/containers/policy.json", `{"default":[{"type":"insecureAcceptAnything"}]}`)
	h.write(".config/containers/containers.conf",
		"[engine]\ncgroup_manager = \"cgroupfs\"\nevents_logger = \"file\"\nruntime = \"runc\"\n")
	testenv.BusyboxContext(t, filepath.Join(h.dir, "base"))
	h.write("app/Containerfile", `FROM busybox
RUN mkdir /d && echo from-layer >/d/file && ln /d/file /d/hard && chown 1000:2000 /d/file && echo gone >/gone
RUN rm /gone && rm -r /home && mkdir /home && touch /home/new
COPY Containerfile /copied
USER user
LABEL made=by-cooper
CMD cat /d/file
`)
	t.Cleanup(func() {
		if c, err := build.Unshare([]string{"rm", "-rf", filepath.Join(h.dir, ".local")}); err == nil {
			_ = build.RunUnshared(context.Background(), c)
		}
	})
	engine := h.engine()
	for name, dir := range map[string]string{"busybox": "base"} {
		h.build(engine, name, dir)
	}
	h.build(engine, "app", "app")
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *home) engine() *build.Engine {
	h.t.Helper()
	engine, err := build.Open(h.t.Context(), build.Config{})
	if err != nil {
		h.t.Fatal(err)
	}
	return engine
}

func (h *home) build(engine *build.Engine, name, dir string) build.Result {
	h.t.Helper()
	result, err := engine.Build(h.t.Context(), build.Request{
		Context: build.Dir(filepath.Join(h.dir, dir)),
		Tags:    []string{name},
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return result
}

func (h *home) write(name, text string) {
	h.t.Helper()
	if err := os.WriteFile(filepath.Join(h.dir, name), []byte(text), 0o644); err != nil {
		h.t.Fatal(err)
	}
}

// tool runs a program and returns its output.
func (h *home) tool(name string, args ...string) string {
	h.t.Helper()
	var out, errOut bytes.Buffer
	cmd := exec.Command(testenv.Tool(h.t, name), args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = h.dir, &out, &errOut
	if err := cmd.Run(); err != nil {
		h.t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out.String(), errOut.String())
	}
	return out.String()
}

func (h *home) want(got string, parts ...string) {
	h.t.Helper()
	for _, p := range parts {
		if !strings.Contains(got, p) {
			h.t.Errorf("no %q in:\n%s", p, got)
		}
	}
}

func TestPodmanListsAndRuns(t *testing.T) {
	h := newHome(t)
	h.want(
		h.tool("podman", "images", "--format", "{{.Repository}}:{{.Tag}}"),
		"localhost/app:latest",
		"localhost/busybox:latest",
	)
	h.want(h.tool("podman", "inspect", "--type", "image", "localhost/app"), `"made": "by-cooper"`, `"User": "user"`)
	got := h.tool("podman", "run", "--rm", "--network", "host", "localhost/app", "sh", "-c",
		"cat /d/file; stat -c %u:%g:%h /d/file; ls /home; test ! -e /gone && echo no-gone; id -un")
	h.want(got, "from-layer", "1000:2000:2", "new", "no-gone", "user")
}

func TestBuildahBuildsOnIt(t *testing.T) {
	h := newHome(t)
	h.write("app/derived", "FROM localhost/app\nUSER root\nRUN cat /d/file && test ! -e /gone\nLABEL second=yes\n")
	h.want(h.tool("buildah", "bud", "--isolation", "chroot", "-f", "app/derived", "-t", "derived", "app"), "from-layer")
	engine := h.engine()
	defer engine.Close()
	i, err := engine.Inspect(t.Context(), "derived")
	if err != nil {
		t.Fatal(err)
	}
	h.want(string(i.Config), `"second":"yes"`, `"made":"by-cooper"`)
	h.write("app/back", "FROM derived\nRUN cat /d/file\n")
	if _, err := engine.Build(t.Context(), build.Request{
		Context:       build.Dir(filepath.Join(h.dir, "app")),
		Containerfile: build.Containerfile{File: filepath.Join(h.dir, "app/back")},
	}); err != nil {
		t.Fatal(err)
	}
}

func TestSkopeoReadsLayoutsAndTheStore(t *testing.T) {
	h := newHome(t)
	engine := h.engine()
	layout := "oci:" + filepath.Join(h.dir, "layout") + ":app"
	if _, err := engine.Push(t.Context(), build.PushRequest{Image: "app", Destination: layout}); err != nil {
		t.Fatal(err)
	}
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	var inspected struct {
		Labels map[string]string
		Layers []string
	}
	if err := json.Unmarshal([]byte(h.tool("skopeo", "inspect", "oci:layout:app")), &inspected); err != nil {
		t.Fatal(err)
	}
	if inspected.Labels["made"] != "by-cooper" || len(inspected.Layers) != 4 {
		t.Errorf("got %+v", inspected)
	}
	// skopeo checks every digest while it copies, from the layout and the store.
	h.tool("skopeo", "copy", "oci:layout:app", "dir:copied")
	h.tool("podman", "unshare", "skopeo", "copy", "containers-storage:localhost/app:latest", "dir:from-store")
}

func TestRuncRunsTheUnpackedBundle(t *testing.T) {
	h := newHome(t)
	testenv.Tool(t, "runc")
	bundle := filepath.Join(h.dir, "bundle")
	script := `set -e
mkdir -p "$0/rootfs"
mnt=$(podman image mount localhost/app)
cp -a "$mnt/." "$0/rootfs/"
cd "$0"
runc spec --rootless
sed -i -e 's/"terminal": true/"terminal": false/' -e 's#"sh"#"cat", "/d/file"#' config.json
runc --root "$0/state" run cooper-interop`
	h.want(h.tool("podman", "unshare", "sh", "-c", script, bundle), "from-layer")
	h.tool("podman", "unshare", "rm", "-rf", bundle)
}
