package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cooper-build/cooper/build/internal/attest"
)

// A provenance comes from a registry: it does not choose files outside of the context, nor the network
// of the host.
func TestRebuildDistrustsProvenance(t *testing.T) {
	dir := t.TempDir()
	context := filepath.Join(dir, "context")
	if err := os.Mkdir(context, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{filepath.Join(dir, "secret"), filepath.Join(context, "Containerfile")} {
		if err := os.WriteFile(name, []byte("FROM scratch\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for path, allowed := range map[string]bool{"Containerfile": true, "../secret": false, "/etc/passwd": false} {
		r := &rebuild{request: RebuildRequest{Context: Context{Path: context}}}
		r.provenance.BuildDefinition.ExternalParameters.ConfigSource = attest.ConfigSource{Path: path}
		req := Request{Context: r.request.Context}
		if err := r.useContext(&req); (err == nil) != allowed {
			t.Errorf("%s: %v, reads %s", path, err, req.File)
		}
	}
	r := &rebuild{}
	for _, mode := range []string{"host", "ns:/proc/1/ns/net", "pasta:--map-gw"} {
		if _, err := r.network(mode); err == nil || !strings.Contains(err.Error(), mode) {
			t.Errorf("the network %s: %v", mode, err)
		}
	}
	if out, err := r.network("record:/home/somebody/.profile"); err != nil || out.Mode != "" {
		t.Errorf("a recording to a file: %q %v", out.Mode, err)
	}
	r.request.Network = "host"
	if out, err := r.network("host"); err != nil || out.Mode != "host" {
		t.Errorf("the caller's choice: %q %v", out.Mode, err)
	}
	r.request.Network = "none"
	if out, err := r.network("private"); err != nil || out.Mode != "none" {
		t.Errorf("the caller's choice: %q %v", out.Mode, err)
	}
}
