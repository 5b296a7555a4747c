package build

import (
	"runtime/debug"
	"testing"
)

func TestVersionIn(t *testing.T) {
	cooper := debug.Module{Path: modulePath, Version: "v1.2.0"}
	fork := debug.Module{Path: "example.com/fork", Version: "v1.3.0"}
	other := debug.Module{Path: "example.com/other", Version: "v0.1.0"}
	for _, c := range []struct {
		name, want string
		info       debug.BuildInfo
	}{
		{"go install", "v1.2.0", debug.BuildInfo{Main: cooper, Deps: []*debug.Module{&other}}},
		{"a program that uses the API", "v1.2.0", debug.BuildInfo{Main: other, Deps: []*debug.Module{&cooper}}},
		{"a fork", "v1.3.0", debug.BuildInfo{
			Main: other,
			Deps: []*debug.Module{{Path: modulePath, Version: "v1.2.0", Replace: &fork}},
		}},
		{"go build in a checkout", "", debug.BuildInfo{Main: debug.Module{Path: modulePath, Version: "(devel)"}}},
		{"nothing known", "", debug.BuildInfo{Main: other}},
	} {
		if got := versionIn(&c.info); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
