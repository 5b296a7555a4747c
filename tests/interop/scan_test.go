package interop

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/internal/testenv"
)

// OpenSCAP of this machine reads the files of an image in a sandbox, and its report decides.
func TestOpenSCAPDecidesAboutAPush(t *testing.T) {
	oscap, err := filepath.EvalSymlinks(testenv.Tool(t, "oscap"))
	if err != nil {
		t.Fatal(err)
	}
	h := newHome(t)
	engine := h.engine()
	defer engine.Close()
	checks, err := filepath.Abs("testdata/openscap")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(h.dir, "checks"), os.DirFS(checks)); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(h.dir, "ssh"), 0o755); err != nil {
		t.Fatal(err)
	}
	h.write("ssh/Containerfile", "FROM scratch\nCOPY sshd_config /etc/ssh/sshd_config\n")
	scan := build.ScanOptions{
		Command: []string{oscap, "xccdf", "eval", "--results-arf", "{OUTPUT}", "/checks/xccdf.xml"},
		Env:     []string{"OSCAP_PROBE_ROOT={ROOTFS}"}, Volumes: []string{filepath.Join(h.dir, "checks") + ":/checks"},
	}
	push := func(config, failOn string) error {
		h.write("ssh/sshd_config", config)
		h.build(engine, "ssh", "ssh")
		asked := scan
		asked.FailOn = failOn
		_, err := engine.Push(t.Context(), build.PushRequest{
			Image: "ssh", Destination: "oci-archive:" + filepath.Join(h.dir, "out.tar"), Scan: asked,
		})
		return err
	}
	err = push("PermitRootLogin yes\n", "")
	found := "high xccdf_test_rule_root: Root may not log in"
	if !errors.Is(err, build.ErrPolicy) || !strings.Contains(err.Error(), found) {
		t.Errorf("root may log in: %v", err)
	}
	if _, err := os.Stat(filepath.Join(h.dir, "out.tar")); err == nil {
		t.Error("an image that was refused was pushed")
	}
	if err := push("PermitRootLogin no\n", ""); err != nil {
		t.Errorf("root may not log in: %v", err)
	}
	if err := push("PermitRootLogin yes\n", "critical"); err != nil {
		t.Errorf("only critical findings count: %v", err)
	}
}
