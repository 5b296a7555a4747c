package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// helpCommand shows the help of a command or a topic. The library's own shows everything for a word
// that is neither.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND|TOPIC]", Short: "Show the help of a command or a topic", GroupID: inSystem,
		Example: "  cooper help build\n  cooper help caching",
		RunE: func(cmd *cobra.Command, args []string) error {
			of := cmd.Root()
			for _, word := range args {
				next := child(of, word)
				if next == nil {
					return knownCommand(of, []string{word})
				}
				of = next
			}
			return of.Help()
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
			of := cmd.Root()
			for _, arg := range args {
				if of = child(of, arg); of == nil {
					return nil, noFiles
				}
			}
			var out []string
			for _, c := range of.Commands() {
				if !c.Hidden && strings.HasPrefix(c.Name(), word) {
					out = append(out, c.Name()+"\t"+c.Short)
				}
			}
			return out, noFiles
		},
	}
}

// child is the command or topic of a name, also a hidden one.
func child(of *cobra.Command, name string) *cobra.Command {
	for _, c := range of.Commands() {
		if c.Name() == name || c.HasAlias(name) {
			return c
		}
	}
	return nil
}
