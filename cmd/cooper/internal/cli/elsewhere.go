package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

// elsewhere are commands of docker and podman that cooper leaves to other programs, with what to
// type instead.
var elsewhere = []struct{ names, reason, instead string }{
	{
		"start restart stop kill pause unpause attach logs top stats wait port update events checkpoint healthcheck",
		"cooper builds images and does not run services",
		"podman run -d IMAGE runs one; `cooper run CONTAINER -- COMMAND` runs a command while an image is made",
	},
	{
		"create", "cooper builds images and does not run services",
		"cooper from IMAGE creates a working container; podman create IMAGE one that runs",
	},
	{
		"search", "cooper does not search registries",
		"skopeo list-tags docker://HOST/NAME lists the tags of a repository; podman search WORD searches registries",
	},
	{
		"network volume swarm stack service node plugin pod kube play generate machine",
		"cooper builds images and does not run services", "podman has this command",
	},
	{
		"context", "cooper has no daemon, so that there is none to choose",
		"unset DOCKER_CONTEXT; cooper builds on this machine",
	},
	{"trust", "cooper signs in the format of cosign or of GnuPG", "cooper help signing"},
	{
		"untag", "cooper removes a name together with an image that has no other",
		"cooper rmi NAME removes one name of several",
	},
}

// elsewhereCommands are those commands, which only say what to type instead.
func elsewhereCommands(names ...string) (out []*cobra.Command) {
	for _, e := range elsewhere {
		for _, name := range strings.Fields(e.names) {
			if len(names) != 0 && !slices.Contains(names, name) {
				continue
			}
			out = append(out, &cobra.Command{
				Use: name, Hidden: true, DisableFlagParsing: true,
				RunE: func(cmd *cobra.Command, _ []string) error {
					return &build.Error{
						Kind: build.KindOther, Message: cmd.CommandPath() + ": " + e.reason, Hint: e.instead,
					}
				},
			})
		}
	}
	return out
}
