package cli

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestFlagsOfDocker(t *testing.T) {
	t.Setenv("DOCKER_CONFIG", "before")
	for _, c := range []struct{ args, want, config string }{
		{"build -t app .", "build -t app .", "before"},
		{"-D build --config x", "--log-level=debug build --config x", "before"},
		{"--context default --debug images", "--log-level=debug images", "before"},
		{"--config /a push app", "push app", "/a"},
		{"--config=/b -l warn push app", "--log-level=warn push app", "/b"},
		{"--root /r build -D .", "--root /r build -D .", "/b"},
		{"--config", "--config", "/b"},
		{"", "", "/b"},
	} {
		got, err := withoutDockerFlags(strings.Fields(c.args))
		if err != nil || !slices.Equal(got, strings.Fields(c.want)) || os.Getenv("DOCKER_CONFIG") != c.config {
			t.Errorf("%q: %q, %v, DOCKER_CONFIG %s", c.args, got, err, os.Getenv("DOCKER_CONFIG"))
		}
	}
	for _, args := range []string{"-H tcp://host:2376 build .", "--host=ssh://host images", "-c other ps", "--tls ps"} {
		_, err := withoutDockerFlags(strings.Fields(args))
		if err == nil || !strings.Contains(err.Error(), "cooper has none") {
			t.Errorf("%q: %v", args, err)
		}
	}
}
