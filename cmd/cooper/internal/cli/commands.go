package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Groups of commands in the help.
const (
	inBuild      = "build"
	inImages     = "images"
	inContainers = "containers"
	inRegistries = "registries"
	inTrust      = "trust"
	inSystem     = "system"
)

// commands make the commands. The names of one are those that it has, so that a command line
// makes only the command that it names: all of them with their flags take as long to make as
// the rest of a short command.
var commands = []struct {
	names string
	make  func(*app) *cobra.Command
	group string
}{
	{"add", (*app).addCommand, inContainers},
	{"bake", (*app).bakeCommand, inBuild},
	{"build bud build-using-dockerfile", (*app).buildCommand, inBuild},
	{"builder", (*app).builderGroup, inBuild},
	{"buildx", (*app).buildxGroup, inBuild},
	{"cache", (*app).cacheCommand, inBuild},
	{"commit", (*app).commitCommand, inContainers},
	{"completion", (*app).completionCommand, inSystem},
	{"compose", (*app).composeGroup, inBuild},
	{"config", (*app).configCommand, inContainers},
	{"container", (*app).containerGroup, inContainers},
	{"containers list ls ps", (*app).containersCommand, inContainers},
	{"copy", (*app).copyCommand, inContainers},
	{"cp", (*app).cpCommand, inContainers},
	{"diff", (*app).diffCommand, inImages},
	{"doctor", (*app).doctorCommand, inSystem},
	{"exec", (*app).execCommand, inContainers},
	{"export", (*app).exportCommand, inContainers},
	{"farm", (*app).farmGroup, inBuild},
	{"from", (*app).fromCommand, inContainers},
	{"history", (*app).historyCommand, inImages},
	{"image", (*app).imageGroup, inImages},
	{"images", (*app).imagesCommand, inImages},
	{"import", (*app).importCommand, inImages},
	{"info", (*app).infoCommand, inSystem},
	{"inspect", (*app).inspectCommand, inImages},
	{"keygen", (*app).keygenCommand, inTrust},
	{"load", (*app).loadCommand, inImages},
	{"lock", (*app).lockCommand, inBuild},
	{"login", (*app).loginCommand, inRegistries},
	{"logout", (*app).logoutCommand, inRegistries},
	{"manifest", (*app).manifestCommand, inImages},
	{"mount", (*app).mountCommand, inContainers},
	{"options", func(*app) *cobra.Command { return optionsCommand() }, inSystem},
	{"prune", (*app).pruneCommand, inImages},
	{"pull", (*app).pullCommand, inRegistries},
	{"push", (*app).pushCommand, inRegistries},
	{"rebase", (*app).rebaseCommand, inBuild},
	{"rebuild", (*app).rebuildCommand, inBuild},
	{"rename", (*app).renameCommand, inContainers},
	{"rm delete", (*app).rmCommand, inContainers},
	{"rmi", (*app).rmiCommand, inImages},
	{"run", (*app).runCommand, inContainers},
	{"save", (*app).saveCommand, inImages},
	{"source", (*app).sourceCommand, inBuild},
	{"system", (*app).systemGroup, inSystem},
	{"tag", (*app).tagCommand, inImages},
	{"umount unmount", (*app).umountCommand, inContainers},
	{"unshare", (*app).unshareCommand, inSystem},
	{"verify", (*app).verifyCommand, inTrust},
	{"version", (*app).versionCommand, inSystem},
}

// addCommands adds the command that the arguments name, or all if they name none.
func (a *app) addCommands(root *cobra.Command, args []string) {
	root.AddGroup(
		&cobra.Group{ID: inBuild, Title: "Build"}, &cobra.Group{ID: inImages, Title: "Images"},
		&cobra.Group{ID: inContainers, Title: "Working containers"},
		&cobra.Group{ID: inRegistries, Title: "Registries"}, &cobra.Group{ID: inTrust, Title: "Trust"},
		&cobra.Group{ID: inSystem, Title: "System"},
	)
	root.SetHelpCommand(helpCommand())
	root.CompletionOptions.DisableDefaultCmd = true
	word := commandWord(root.PersistentFlags(), args)
	for _, c := range commands {
		if slices.Contains(strings.Fields(c.names), word) {
			root.AddCommand(inGroup(c.make(a), c.group))
			return
		}
	}
	for _, c := range commands {
		root.AddCommand(inGroup(c.make(a), c.group))
	}
	root.AddCommand(refused()...)
	root.AddCommand(elsewhereCommands()...)
	root.AddCommand(topics()...)
	root.AddCommand(chapterTopics()...)
	a.addCompletions(root)
}

func inGroup(cmd *cobra.Command, group string) *cobra.Command {
	cmd.GroupID = group
	return cmd
}

// commandWord is the first argument that is neither a flag of all commands nor the value of one,
// or empty.
func commandWord(flags *pflag.FlagSet, args []string) string {
	for i := 0; i < len(args); i++ {
		name, isFlag := strings.CutPrefix(args[i], "--")
		switch {
		case !isFlag && !strings.HasPrefix(args[i], "-"):
			return args[i]
		case !isFlag || name == "":
			return "" // no short flag is known here
		case strings.Contains(name, "="):
			continue
		}
		flag := flags.Lookup(name)
		if flag == nil {
			return ""
		}
		if flag.NoOptDefVal == "" {
			i++
		}
	}
	return ""
}
