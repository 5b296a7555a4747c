package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// helpColumns is the greatest length of a line of help.
const helpColumns = 100

// useHelp replaces the texts of the library, which does not wrap lines and lists all global flags
// with each command.
func useHelp(root *cobra.Command) {
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		cmd.InitDefaultHelpFlag()
		fmt.Fprint(cmd.OutOrStdout(), help(cmd))
	})
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		_, err := fmt.Fprint(cmd.OutOrStderr(), usage(cmd))
		return err
	})
}

// help is everything about a command or topic.
func help(cmd *cobra.Command) string {
	text := cmd.Long
	if text == "" {
		text = cmd.Short
	}
	if isTopic(cmd) {
		return text + "\n"
	}
	return paragraphs(text) + "\n\n" + usage(cmd)
}

// paragraphs breaks the lines of a text that are too long.
func paragraphs(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if len([]rune(line)) > helpColumns {
			lines[i] = wrapped(line, 0)
		}
	}
	return strings.Join(lines, "\n")
}

// isTopic reports whether a command is only a text.
func isTopic(cmd *cobra.Command) bool { return !cmd.Runnable() && !cmd.HasSubCommands() }

// usage is how to type a command.
func usage(cmd *cobra.Command) string {
	var b strings.Builder
	line := cmd.CommandPath() + " " + arguments(cmd)
	if cmd.HasAvailableSubCommands() {
		line = cmd.CommandPath() + " COMMAND"
	}
	fmt.Fprintf(&b, "Usage: %s\n", wrapped(strings.TrimSpace(line), len("Usage: ")))
	if len(cmd.Aliases) != 0 {
		fmt.Fprintf(&b, "Other names: %s\n", strings.Join(cmd.Aliases, ", "))
	}
	if cmd.HasExample() {
		fmt.Fprintf(&b, "\nExamples:\n%s\n", cmd.Example)
	}
	writeCommands(&b, cmd)
	for _, g := range grouped(cmd.LocalFlags()) {
		if !cmd.HasParent() {
			break // cooper options has them
		}
		fmt.Fprintf(&b, "\n%s:\n%s", g.title, flagLines(g.flags))
	}
	switch {
	case !cmd.HasParent():
		b.WriteString("\nTopics:\n" + topicLines(cmd) +
			"\nFlags of all commands: cooper options. More about a command: cooper COMMAND --help\n")
	case cmd.HasAvailableSubCommands():
		fmt.Fprintf(&b, "\nGlobal flags: cooper options. More about a command: %s COMMAND --help\n", cmd.CommandPath())
	default:
		b.WriteString("\nGlobal flags: cooper options\n")
	}
	return b.String()
}

// arguments are what follows the name of a command.
func arguments(cmd *cobra.Command) string {
	_, rest, _ := strings.Cut(cmd.Use, " ")
	if cmd.HasAvailableLocalFlags() && !strings.HasPrefix(rest, "[flags]") {
		rest = strings.TrimSpace("[flags] " + rest)
	}
	return rest
}

// writeCommands lists commands in their groups.
func writeCommands(b *strings.Builder, cmd *cobra.Command) {
	var listed []*cobra.Command
	width := 0
	for _, c := range cmd.Commands() {
		if !c.Hidden && !isTopic(c) {
			listed = append(listed, c)
			width = max(width, len(c.Name()))
		}
	}
	write := func(title, group string) {
		first := true
		for _, c := range listed {
			if c.GroupID != group {
				continue
			}
			if first {
				fmt.Fprintf(b, "\n%s:\n", title)
				first = false
			}
			b.WriteString(entry("  "+c.Name(), c.Short, width+4))
		}
	}
	for _, g := range cmd.Groups() {
		write(g.Title, g.ID)
	}
	write("Commands", "")
}

func topicLines(cmd *cobra.Command) string {
	var b strings.Builder
	var list []*cobra.Command
	width := 0
	for _, c := range cmd.Commands() {
		if isTopic(c) && !c.Hidden {
			list = append(list, c)
			width = max(width, len(c.Name()))
		}
	}
	for _, c := range list {
		b.WriteString(entry("  "+c.Name(), c.Short, width+4))
	}
	return b.String()
}

// flagLines describe flags, with what they do in a column of its own.
func flagLines(flags []*pflag.Flag) string {
	const widest = 30
	width := 0
	for _, f := range flags {
		if n := len(flagName(f)); n <= widest {
			width = max(width, n)
		}
	}
	var b strings.Builder
	for _, f := range flags {
		b.WriteString(entry(flagName(f), flagText(f), width+3))
	}
	return b.String()
}

// entry is a name and what it means, in two columns. A name that is too long has a line of its own.
func entry(name, text string, column int) string {
	gap := "\n" + strings.Repeat(" ", column)
	if len(name) < column-1 {
		gap = strings.Repeat(" ", column-len(name))
	}
	return name + gap + wrapped(text, column) + "\n"
}

// wrapped breaks a text into lines, all but the first with an indent. The first begins there too.
func wrapped(text string, indent int) string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && indent+len([]rune(line))+1+len([]rune(word)) > helpColumns {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return strings.Join(append(lines, line), "\n"+strings.Repeat(" ", indent))
}

// flagName is a flag as it is typed, with the kind of its value.
func flagName(f *pflag.Flag) string {
	name := "      --" + f.Name
	if f.Shorthand != "" {
		name = "  -" + f.Shorthand + ", --" + f.Name
	}
	kind, _ := pflag.UnquoteUsage(f)
	switch f.Value.Type() {
	case "stringArray", "stringSlice", "intSlice":
		kind = "list"
	case "bool":
		kind = ""
	}
	switch {
	case kind != "" && f.NoOptDefVal != "":
		return name + "[=" + kind + "]"
	case kind != "":
		return name + " " + kind
	}
	return name
}

// flagText is what a flag does, and its default.
func flagText(f *pflag.Flag) string {
	_, text := pflag.UnquoteUsage(f)
	unset := []string{"", "false", "0", "0s", "[]", "-1"}
	if slices.Contains(unset, f.DefValue) || strings.Contains(text, "default") {
		return text
	}
	return text + " (default: " + f.DefValue + ")"
}

// optionsCommand lists the flags that all commands have.
func optionsCommand() *cobra.Command {
	return &cobra.Command{
		Use: "options", Short: "List the flags of all commands", Args: cobra.NoArgs,
		Example: "  cooper options\n  cooper --root /srv/store images",
		Run: func(cmd *cobra.Command, _ []string) {
			const heading = "These flags can stand before or after the name of every command.\n\n"
			fmt.Fprint(cmd.OutOrStdout(), heading+globalFlags(cmd))
		},
	}
}

func globalFlags(cmd *cobra.Command) string {
	var flags []*pflag.Flag
	cmd.Root().PersistentFlags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			flags = append(flags, f)
		}
	})
	return flagLines(flags)
}
