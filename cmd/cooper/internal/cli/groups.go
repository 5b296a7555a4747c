package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// imageGroup has the commands of docker image, for example docker image ls.
func (a *app) imageGroup() *cobra.Command {
	image := &cobra.Command{Use: "image", Hidden: true}
	for name, cmd := range map[string]*cobra.Command{
		"ls": a.imagesCommand(), "list": a.imagesCommand(), "rm": a.rmiCommand(),
		"inspect": a.inspectCommand(), "history": a.historyCommand(), "tag": a.tagCommand(),
		"push": a.pushCommand(), "pull": a.pullCommand(), "build": a.buildCommand(),
	} {
		cmd.Use, cmd.Aliases = name, nil
		image.AddCommand(cmd)
	}
	return image
}

// buildxGroup has docker buildx build.
func (a *app) buildxGroup() *cobra.Command {
	buildx := &cobra.Command{Use: "buildx", Hidden: true}
	buildx.AddCommand(a.buildCommand())
	return buildx
}

// addBuildKit adds hidden flags of `docker buildx build`.
func addBuildKit(flags *pflag.FlagSet) {
	flags.String("builder", "", "accepted for compatibility, without an effect: nothing keeps builders")
	_ = flags.MarkHidden("builder")
}
