package engine

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cooper-build/cooper/build/api"
)

// withBuildKitArgs honours the build arguments by which BuildKit is told things
// (Dockerfile reference, "BuildKit built-in build args").
func withBuildKitArgs(r api.Request, warn func(string)) (api.Request, error) {
	for name, value := range r.Args {
		if !strings.HasPrefix(name, "BUILDKIT_") {
			continue
		}
		on, err := strconv.ParseBool(value)
		switch name {
		case "BUILDKIT_INLINE_CACHE":
			if err == nil && on {
				r.Cache.To = append(slices.Clone(r.Cache.To), api.RemoteCache{Type: "inline"})
			}
		case "BUILDKIT_MULTI_PLATFORM":
			r.Platforms.Index = r.Platforms.Index || err == nil && on
		case "BUILDKIT_SANDBOX_HOSTNAME":
			r.Run.Network.Hostname, err = value, nil
		case "BUILDKIT_CONTEXT_KEEP_GIT_DIR":
			r.Context.KeepGitDir = r.Context.KeepGitDir || err == nil && on
		case "BUILDKIT_DOCKERFILE_CHECK":
			r.Check, err = value, nil
		case "BUILDKIT_CACHE_MOUNT_NS":
			r.Run.CacheNamespace, err = value, nil
		case "BUILDKIT_BUILD_NAME":
			err = nil // a name for people
		case "BUILDKIT_SYNTAX":
			if !knownSyntax(value) {
				warn(fmt.Sprintf("BUILDKIT_SYNTAX=%s is not executed: cooper reads the file itself", value))
			}
			err = nil
		default:
			warn(fmt.Sprintf("the build argument %s means nothing here", name))
			err = nil
		}
		if err != nil {
			return r, fmt.Errorf("build argument %s=%s is neither true nor false", name, value)
		}
	}
	return r, nil
}

// knownSyntax reports whether a frontend is the one whose language is built in.
func knownSyntax(name string) bool {
	name = strings.TrimPrefix(name, "docker.io/")
	return strings.HasPrefix(name, "docker/dockerfile") || strings.HasPrefix(name, "docker/dockerfile-upstream")
}
