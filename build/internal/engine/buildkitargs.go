package engine

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// buildKitArg applies a build argument to a request (Dockerfile reference, "BuildKit
// built-in build args").
type buildKitArg func(r *api.Request, value string, warn func(string)) error

var buildKitArgs = map[string]buildKitArg{
	"BUILDKIT_INLINE_CACHE": whether(func(r *api.Request, on bool) {
		if on {
			r.Cache.To = append(slices.Clone(r.Cache.To), api.RemoteCache{Type: "inline"})
		}
	}),
	"BUILDKIT_MULTI_PLATFORM": whether(func(r *api.Request, on bool) {
		r.Platforms.Index = r.Platforms.Index || on
	}),
	"BUILDKIT_CONTEXT_KEEP_GIT_DIR": whether(func(r *api.Request, on bool) {
		r.Context.KeepGitDir = r.Context.KeepGitDir || on
	}),
	"BUILDKIT_SANDBOX_HOSTNAME": text(func(r *api.Request) *string { return &r.Run.Network.Hostname }),
	"BUILDKIT_DOCKERFILE_CHECK": text(func(r *api.Request) *string { return &r.Check }),
	"BUILDKIT_CACHE_MOUNT_NS":   text(func(r *api.Request) *string { return &r.Run.CacheNamespace }),
	"BUILDKIT_BUILD_NAME":       nothing, // for people
	plan.ScanStageArg:           nothing, // see WantsScan
	plan.ScanContextArg:         nothing,
	"BUILDKIT_SYNTAX": func(_ *api.Request, value string, warn func(string)) error {
		if !knownSyntax(value) {
			warn(fmt.Sprintf("BUILDKIT_SYNTAX=%s is ignored: cooper has its own parser", value))
		}
		return nil
	},
}

// nothing is an argument that means nothing to the request.
func nothing(*api.Request, string, func(string)) error { return nil }

// whether is an argument that is true or false.
func whether(set func(r *api.Request, on bool)) buildKitArg {
	return func(r *api.Request, value string, _ func(string)) error {
		on, err := strconv.ParseBool(value)
		if err != nil {
			return errors.New("use true or false")
		}
		set(r, on)
		return nil
	}
}

// text is an argument that replaces a field.
func text(field func(*api.Request) *string) buildKitArg {
	return func(r *api.Request, value string, _ func(string)) error {
		*field(r) = value
		return nil
	}
}

// withBuildKitArgs applies the build arguments that are meant for BuildKit to a request.
func withBuildKitArgs(r api.Request, warn func(string)) (api.Request, error) {
	for name, value := range r.Args {
		if !strings.HasPrefix(name, "BUILDKIT_") {
			continue
		}
		set, known := buildKitArgs[name]
		if !known {
			warn(fmt.Sprintf("unknown build argument %s is ignored", name))
			continue
		}
		if err := set(&r, value, warn); err != nil {
			return r, fmt.Errorf("invalid build argument %s=%s: %w", name, value, err)
		}
	}
	return r, nil
}

// knownSyntax reports whether a frontend is the one whose language is built in.
func knownSyntax(name string) bool {
	name = strings.TrimPrefix(name, "docker.io/")
	return strings.HasPrefix(name, "docker/dockerfile") || strings.HasPrefix(name, "docker/dockerfile-upstream")
}
