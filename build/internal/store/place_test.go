package store

import (
	"os"
	"path/filepath"
	"testing"

	"go.podman.io/storage/types"
)

func TestRootlessPlace(t *testing.T) {
	for name, c := range map[string]struct{ system, user, graph, run string }{
		"nothing": {"", "", "DATA/containers/storage", "RUN/containers"},
		"the system's is root's": {
			"graphroot=\"/srv/c\"\nrunroot=\"/srv/r\"", "", "DATA/containers/storage", "RUN/containers",
		},
		"the system's path": {
			"graphroot=\"/srv/c\"\nrootless_storage_path=\"$HOME/of-$UID\"", "", "HOME/of-77", "RUN/containers",
		},
		"the user's path": {
			"rootless_storage_path=\"/x\"", "rootless_storage_path=\"$HOME/mine\"", "HOME/mine", "RUN/containers",
		},
		"the user's root": {
			"rootless_storage_path=\"/x\"", "graphroot=\"/read\"\nrunroot=\"/read-run\"\nrootless_storage_path=\"/y\"",
			"/read", "/read-run",
		},
		"a user's other setting": {"rootless_storage_path=\"/x\"", "driver=\"vfs\"", "/x", "RUN/containers"},
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			for variable, dir := range map[string]string{
				"HOME": "HOME", "XDG_DATA_HOME": "DATA", "XDG_RUNTIME_DIR": "RUN", "XDG_CONFIG_HOME": "CONFIG",
			} {
				t.Setenv(variable, filepath.Join(home, dir))
			}
			t.Setenv("CONTAINERS_STORAGE_CONF", "")
			t.Setenv("CONTAINERS_STORAGE_CONF_OVERRIDE", "")
			before := systemFiles
			defer func() { systemFiles = before }()
			systemFiles = []string{filepath.Join(home, "absent"), filepath.Join(home, "system")}
			write(t, systemFiles[1], c.system)
			write(t, filepath.Join(home, "CONFIG/containers/storage.conf"), c.user)
			graph, run, err := rootlessPlace(77, types.StoreOptions{GraphRoot: "/read", RunRoot: "/read-run"})
			if err != nil {
				t.Fatal(err)
			}
			if short(home, graph) != c.graph || short(home, run) != c.run {
				t.Errorf("got %s and %s", short(home, graph), short(home, run))
			}
		})
	}
}

func short(home, path string) string {
	if rel, err := filepath.Rel(home, path); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return path
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("[storage]\n"+text), 0o600); err != nil {
		t.Fatal(err)
	}
}
