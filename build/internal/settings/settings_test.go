package settings_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/cooper-build/cooper/build/internal/settings"
)

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write(
		t,
		filepath.Join(dir, "containers/containers.conf"),
		"[containers]\ndns_servers=[\"192.0.2.1\"]\nshm_size=\"1m\"\nlog_driver=\"k8s\"\n[engine]\nruntime=\"one\"\n",
	)
	write(t, filepath.Join(dir, "containers/containers.conf.d/10.conf"), "[engine]\nruntime=\"two\"\n")
	s, err := settings.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if s.Engine.Runtime != "two" || s.Containers.ShmSize != "1m" ||
		!slices.Equal(s.Containers.DNSServers, []string{"192.0.2.1"}) {
		t.Errorf("got %+v", s)
	}
	write(t, filepath.Join(dir, "other"), "[engine]\nruntime=\"three\"\n")
	t.Setenv("CONTAINERS_CONF", filepath.Join(dir, "other"))
	if s, err = settings.Load(dir); err != nil || s.Engine.Runtime != "three" || s.Containers.ShmSize != "" {
		t.Errorf("got %+v, %v", s, err)
	}
	write(t, filepath.Join(dir, "other"), "not toml")
	if _, err = settings.Load(dir); err == nil {
		t.Error("a file that is not TOML was read")
	}
}

func TestCapabilities(t *testing.T) {
	c := settings.Containers{DefaultCapabilities: []string{"CHOWN", "cap_net_raw"}}
	add, drop := c.Capabilities([]string{"CAP_CHOWN", "CAP_KILL"})
	if !slices.Equal(add, []string{"CAP_NET_RAW"}) || !slices.Equal(drop, []string{"CAP_KILL"}) {
		t.Errorf("add %v, drop %v", add, drop)
	}
}
