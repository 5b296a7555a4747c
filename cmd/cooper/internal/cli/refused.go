package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

// refusedFlags are flags of other builders, with the reason why cooper lacks them.
var refusedFlags = map[string]string{
	"cw":         "images for confidential computing are not supported",
	"privileged": "a build has no privileges: --cap-add adds a capability",
}

// kanikoHints are flags of kaniko's executor, with what to type in cooper build. The page
// docs/migrate-kaniko.md has all of them.
var kanikoHints = map[string]string{
	"destination":                 "use -t HOST/NAME:TAG --push",
	"dockerfile":                  "use -f FILE",
	"context":                     "the context is the argument: cooper build DIR",
	"cache":                       "the cache is always used; --no-cache turns it off",
	"cache-repo":                  "use --cache-from HOST/NAME --cache-to HOST/NAME",
	"no-push":                     "only --push pushes the image",
	"tar-path":                    "use --output type=docker,dest=FILE",
	"tarPath":                     "use --output type=docker,dest=FILE",
	"oci-layout-path":             "use --output type=oci,tar=false,dest=DIR",
	"digest-file":                 "use --metadata-file FILE, whose key containerimage.digest has the digest",
	"image-name-with-digest-file": "use --metadata-file FILE, whose keys have the name and the digest",
	"custom-platform":             "use --platform OS/ARCH",
	"customPlatform":              "use --platform OS/ARCH",
	"single-snapshot":             "use --layers=false",
	"reproducible":                "use --timestamp 0",
	"insecure":                    "use --tls-verify=false",
	"insecure-pull":               "use --tls-verify=false",
	"skip-tls-verify":             "use --tls-verify=false",
	"skip-tls-verify-pull":        "use --tls-verify=false",
	"registry-mirror":             "name the mirror in registries.conf",
	"push-retry":                  "use --retry N",
	"compression":                 "use --compression-format FORMAT",
	"snapshot-mode":               "leave it out: a layer has each file that its step wrote",
	"use-new-run":                 "leave it out: a layer has each file that its step wrote",
	"cleanup":                     "leave it out: nothing has to be cleaned",
	"verbosity":                   "use --log-level LEVEL",
}

// serviceFlags are flags of docker run and docker exec for containers that run by themselves, which a
// working container does not.
var serviceFlags = strings.Fields("detach d publish p publish-all P restart link gpus init rm name entrypoint " +
	"log-driver health-cmd stop-signal detach-keys pod")

// refusedCommands are commands of other builders, with the reason why cooper lacks them.
var refusedCommands = map[string]string{
	"mkcw":     "images for confidential computing are not supported",
	"rpc":      "use the Go API",
	"dumpbolt": "cooper has no such database",
}

// refused are the commands that only report why cooper lacks them.
func refused() []*cobra.Command {
	var out []*cobra.Command
	for name, reason := range refusedCommands {
		out = append(out, &cobra.Command{
			Use: name, Hidden: true, DisableFlagParsing: true,
			RunE: func(*cobra.Command, []string) error {
				return &build.Error{
					Kind:    build.KindOther,
					Message: fmt.Sprintf("cooper %s is not supported: %s", name, reason),
				}
			},
		})
	}
	return out
}
