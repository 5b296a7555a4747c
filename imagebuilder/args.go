package imagebuilder

import (
	"slices"
	"strings"

	"github.com/containerd/platforms"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// ProxyArgs are the arguments that reach a RUN without being declared, and that
// neither history nor cache keys show (Dockerfile reference, "Predefined ARGs").
var ProxyArgs = []string{
	"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "FTP_PROXY", "ftp_proxy",
	"NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy",
}

// PlatformArgs are the build arguments that describe the platforms.
var PlatformArgs = []string{
	"TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT", "TARGETOSVERSION", "TARGETSTAGE",
	"BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT", "BUILDOSVERSION",
}

// IsPredefined reports whether an argument may be given without an ARG.
func IsPredefined(key string) bool {
	return slices.Contains(ProxyArgs, key) || key == "SOURCE_DATE_EPOCH" ||
		strings.HasPrefix(key, "TARGET") || strings.HasPrefix(key, "BUILDPLATFORM") ||
		strings.HasPrefix(key, "BUILDKIT_") ||
		slices.Contains([]string{"BUILDOS", "BUILDARCH", "BUILDVARIANT", "BUILDOSVERSION"}, key)
}

// predefined are the platform arguments in the global scope.
func predefined(opts Options) []plan.Arg {
	if opts.Platform.OS == "" {
		return nil
	}
	arg := func(key, value string) plan.Arg {
		if given, ok := opts.Args[key]; ok {
			value = given
		}
		return plan.Arg{Key: key, Value: &value}
	}
	stage := opts.Target
	if stage == "" {
		stage = "default"
	}
	out := []plan.Arg{arg("TARGETSTAGE", stage)}
	for i, p := range []ocispec.Platform{opts.Platform, opts.target()} {
		prefix := []string{"BUILD", "TARGET"}[i]
		out = append(out, arg(prefix+"PLATFORM", platforms.Format(p)), arg(prefix+"OS", p.OS),
			arg(prefix+"OSVERSION", p.OSVersion), arg(prefix+"ARCH", p.Architecture), arg(prefix+"VARIANT", p.Variant))
	}
	return out
}
