package build

import (
	"fmt"
	"strconv"
	"strings"
)

// readBuildKitArgs honours the build arguments by which BuildKit is told things
// (Dockerfile reference, "BuildKit built-in build args").
func (r *Request) readBuildKitArgs(warn func(string)) error {
	for name, value := range r.Args {
		if !strings.HasPrefix(name, "BUILDKIT_") {
			continue
		}
		on, err := strconv.ParseBool(value)
		switch name {
		case "BUILDKIT_INLINE_CACHE":
			if err == nil && on {
				r.Cache.To = append(r.Cache.To, RemoteCache{Type: "inline"})
			}
		case "BUILDKIT_MULTI_PLATFORM":
			r.List = r.List || err == nil && on
		case "BUILDKIT_SANDBOX_HOSTNAME":
			r.Run.Hostname, err = value, nil
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
			return fmt.Errorf("build argument %s=%s is neither true nor false", name, value)
		}
	}
	return nil
}

// knownSyntax says whether a frontend is the one whose language is built in.
func knownSyntax(name string) bool {
	name = strings.TrimPrefix(name, "docker.io/")
	return strings.HasPrefix(name, "docker/dockerfile") || strings.HasPrefix(name, "docker/dockerfile-upstream")
}
