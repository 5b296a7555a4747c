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
