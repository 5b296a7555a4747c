package cli

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// group makes a command that has others: those of cooper itself under docker's names, each of them
// made again, and others.
func group(use, short, example string, members map[string]*cobra.Command, others ...*cobra.Command) *cobra.Command {
	g := &cobra.Command{
		Use: use, Short: short, Example: example, Args: knownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for name, cmd := range members {
		cmd.Use, cmd.Aliases = renamed(cmd.Use, name), nil
		g.AddCommand(cmd)
	}
	g.AddCommand(others...)
	return g
}

// imageGroup has the commands of docker image, for example docker image ls.
func (a *app) imageGroup() *cobra.Command {
	return group(
		"image", "Manage images, under the names of docker",
		"  cooper image ls\n  cooper image inspect --format '{{.Os}}' app",
		map[string]*cobra.Command{
			"ls": a.imagesCommand(), "list": hidden(a.imagesCommand()),
			"rm": a.rmiCommand(), "remove": hidden(a.rmiCommand()),
			"inspect": a.imageInspect(), "history": a.historyCommand(), "tag": a.tagCommand(),
			"push": a.pushCommand(), "pull": a.pullCommand(), "build": a.buildCommand(),
			"save": a.saveCommand(), "load": a.loadCommand(), "import": a.importCommand(),
			"prune": a.imagePrune(), "diff": hidden(a.diffCommand()), "mount": hidden(a.mountCommand()),
		},
		append(elsewhereCommands("search", "trust", "untag"), a.imageExists())...,
	)
}

// containerGroup has the commands of docker container.
func (a *app) containerGroup() *cobra.Command {
	return group(
		"container", "Manage working containers, under the names of docker",
		"  cooper container ls\n  cooper container export -o rootfs.tar work",
		map[string]*cobra.Command{
			"ls": a.containersCommand(), "list": hidden(a.containersCommand()), "ps": hidden(a.containersCommand()),
			"rm": a.rmCommand(), "remove": hidden(a.rmCommand()), "inspect": a.containerInspect(),
			"export": a.exportCommand(), "commit": a.commitCommand(), "cp": a.cpCommand(), "exec": a.execCommand(),
			"diff": a.diffCommand(), "rename": a.renameCommand(), "run": a.runCommand(), "prune": a.containerPrune(),
			"mount": hidden(a.mountCommand()), "umount": hidden(a.umountCommand()),
		},
		elsewhereCommands("create", "start", "restart", "stop", "kill", "pause", "unpause", "attach", "logs", "top",
			"stats", "wait", "port", "update")...,
	)
}

// systemGroup has the commands of docker system.
func (a *app) systemGroup() *cobra.Command {
	return group(
		"system", "Show and remove what uses the disk, under the names of docker",
		"  cooper system df\n  cooper system prune",
		map[string]*cobra.Command{"info": a.infoCommand(), "df": a.diskUsage(), "prune": a.systemPrune()},
		elsewhereCommands("events")...,
	)
}

// builderGroup has the commands of docker builder.
func (a *app) builderGroup() *cobra.Command {
	return group(
		"builder", "Build, and prune the build cache, under the names of docker",
		"  cooper builder build -t app .\n  cooper builder prune --filter until=24h",
		map[string]*cobra.Command{"build": a.buildCommand(), "prune": a.builderPrune()},
	)
}

// buildxGroup has the commands of docker buildx.
func (a *app) buildxGroup() *cobra.Command {
	return group(
		"buildx", "Build, under the names of docker buildx",
		"  cooper buildx build -t app .\n  cooper buildx imagetools inspect debian:12",
		map[string]*cobra.Command{
			"build": a.buildCommand(), "b": hidden(a.buildCommand()), "prune": a.builderPrune(),
			"bake": a.bakeCommand(), "f": hidden(a.bakeCommand()),
			"du": a.cacheUsageCommand(), "version": a.versionCommand(),
		},
		a.buildxList(), a.buildxInspect(), a.imagetools(), a.buildxKeeper("create"), a.buildxKeeper("use"),
		a.buildxKeeper("rm"), a.buildxKeeper("stop"), a.buildxKeeper("install"), a.buildxKeeper("uninstall"),
	)
}

// hidden is a command that its group does not list.
func hidden(cmd *cobra.Command) *cobra.Command {
	cmd.Hidden = true
	return cmd
}

// addBuildKit adds hidden flags of `docker buildx build`.
func addBuildKit(flags *pflag.FlagSet) {
	flags.String("builder", "", "accepted for compatibility, without an effect: nothing keeps builders")
	_ = flags.MarkHidden("builder")
}
