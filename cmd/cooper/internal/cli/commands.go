package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// commands make the commands. The names of one are those that it has, so that a command line
// makes only the command that it names: all of them with their flags take as long to make as
// the rest of a short command.
var commands = []struct {
	names string
	make  func(*app) *cobra.Command
}{
	{"add", (*app).addCommand},
	{"build bud build-using-dockerfile", (*app).buildCommand},
	{"builder", (*app).builderGroup},
	{"buildx", (*app).buildxGroup},
	{"cache", (*app).cacheCommand},
	{"commit", (*app).commitCommand},
	{"config", (*app).configCommand},
	{"container", (*app).containerGroup},
	{"containers list ls ps", (*app).containersCommand},
	{"copy", (*app).copyCommand},
	{"cp", (*app).cpCommand},
	{"diff", (*app).diffCommand},
	{"doctor", (*app).doctorCommand},
	{"exec", (*app).execCommand},
	{"export", (*app).exportCommand},
	{"from", (*app).fromCommand},
	{"history", (*app).historyCommand},
	{"image", (*app).imageGroup},
	{"images", (*app).imagesCommand},
	{"import", (*app).importCommand},
	{"info", (*app).infoCommand},
	{"inspect", (*app).inspectCommand},
	{"keygen", (*app).keygenCommand},
	{"load", (*app).loadCommand},
	{"lock", (*app).lockCommand},
	{"login", (*app).loginCommand},
	{"logout", (*app).logoutCommand},
	{"manifest", (*app).manifestCommand},
	{"mount", (*app).mountCommand},
	{"prune", (*app).pruneCommand},
	{"pull", (*app).pullCommand},
	{"push", (*app).pushCommand},
	{"rebase", (*app).rebaseCommand},
	{"rebuild", (*app).rebuildCommand},
	{"rename", (*app).renameCommand},
	{"rm delete", (*app).rmCommand},
	{"rmi", (*app).rmiCommand},
	{"run", (*app).runCommand},
	{"save", (*app).saveCommand},
	{"source", (*app).sourceCommand},
	{"system", (*app).systemGroup},
	{"tag", (*app).tagCommand},
	{"umount unmount", (*app).umountCommand},
	{"unshare", (*app).unshareCommand},
	{"verify", (*app).verifyCommand},
	{"version", (*app).versionCommand},
}

// addCommands adds the command that the arguments name, or all if they name none.
func (a *app) addCommands(root *cobra.Command, args []string) {
	word := commandWord(root.PersistentFlags(), args)
	for _, c := range commands {
		if slices.Contains(strings.Fields(c.names), word) {
			root.AddCommand(c.make(a))
			return
		}
	}
	for _, c := range commands {
		root.AddCommand(c.make(a))
	}
	root.AddCommand(refused()...)
	root.AddCommand(elsewhereCommands()...)
	root.AddCommand(topics()...)
	a.addCompletions(root)
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
