package lsm

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func fake(t *testing.T, files map[string]string) machine {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return machine{filepath.Join(dir, "sys"), filepath.Join(dir, "proc")}
}

func TestAppArmor(t *testing.T) {
	const enabled = "sys/module/apparmor/parameters/enabled"
	if err := fake(t, map[string]string{enabled: "Y\n"}).appArmor(); err != nil {
		t.Error(err)
	}
	for _, files := range []map[string]string{nil, {enabled: "N\n"}} {
		if fake(t, files).appArmor() == nil {
			t.Errorf("%v: enabled", files)
		}
	}
}

func TestLabel(t *testing.T) {
	m := fake(t, map[string]string{
		"sys/fs/selinux/enforce": "1",
		"proc/self/attr/current": "unconfined_u:unconfined_r:unconfined_t:s0-s0:c0.c1023\x00",
	})
	for options, want := range map[string]string{
		"":                                "",
		"disable":                         "",
		"type:container_t":                "unconfined_u:unconfined_r:container_t:s0-s0:c0.c1023",
		"type:container_t level:s0:c1,c2": "unconfined_u:unconfined_r:container_t:s0:c1,c2",
		"user:system_u role:system_r":     "system_u:system_r:unconfined_t:s0-s0:c0.c1023",
		"disable type:x":                  "error: label=disable excludes",
		"filetype:x":                      "error: use user:, role:, type:",
		"type:":                           "error: use user:, role:, type:",
		"type:a\nb":                       "error: use user:, role:, type:",
	} {
		got, err := m.label(strings.FieldsFunc(options, func(r rune) bool { return r == ' ' }))
		if err != nil {
			got = "error: " + err.Error()
		}
		reason, fails := strings.CutPrefix(want, "error: ")
		if fails && (err == nil || !strings.Contains(got, reason)) || !fails && got != want {
			t.Errorf("%s: got %q, want %q", options, got, want)
		}
	}
	_, err := fake(t, nil).label([]string{"type:container_t"})
	if err == nil || !strings.Contains(err.Error(), "SELinux is not enabled on this machine") {
		t.Errorf("without SELinux: %v", err)
	}
}
