package build

import (
	"cmp"
	"runtime/debug"
	"sync"
)

// version is set when a release of cooper is linked.
var version string

const (
	modulePath = "github.com/cooper-build/cooper"
	unknown    = "dev"
)

// Version is the version of cooper: that of the release, or else that of its module in the
// program, for example v1.2.0 after `go install`.
func Version() string { return cmp.Or(version, moduleVersion(), unknown) }

var moduleVersion = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return versionIn(info)
})

func versionIn(info *debug.BuildInfo) string {
	for _, m := range append([]*debug.Module{&info.Main}, info.Deps...) {
		if m.Path != modulePath {
			continue
		}
		if m.Replace != nil {
			m = m.Replace
		}
		if m.Version != "(devel)" {
			return m.Version
		}
	}
	return ""
}
