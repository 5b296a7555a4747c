package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// everyCommand calls do with all commands and topics.
func everyCommand(do func(*cobra.Command)) {
	root := Commands()
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		do(cmd)
		for _, c := range cmd.Commands() {
			walk(c)
		}
	}
	walk(root)
}

// TestHelpFits: no line of help has more than 100 columns.
func TestHelpFits(t *testing.T) {
	everyCommand(func(cmd *cobra.Command) {
		for line := range strings.Lines(help(cmd)) {
			if line = strings.TrimSuffix(line, "\n"); len([]rune(line)) > helpColumns {
				t.Errorf("%s: %d columns: %s", cmd.CommandPath(), len([]rune(line)), line)
			}
		}
	})
	for line := range strings.Lines(globalFlags(Commands())) {
		if len([]rune(line)) > helpColumns+1 {
			t.Error(line)
		}
	}
}

// TestEveryBuildFlagHasAGroup: a new flag of build gets a group in flaggroups.go, and only one.
func TestEveryBuildFlagHasAGroup(t *testing.T) {
	groups := map[string][]string{}
	for _, g := range flagGroups {
		for _, name := range strings.Fields(g.names) {
			groups[name] = append(groups[name], g.title)
		}
	}
	(&app{}).buildCommand().Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden && len(groups[f.Name]) != 1 {
			t.Errorf("--%s is in the groups %q of flaggroups.go, want one", f.Name, groups[f.Name])
		}
	})
}

// TestGroupsOfCommands: every command of the help is in a group.
func TestGroupsOfCommands(t *testing.T) {
	for _, c := range Commands().Commands() {
		if !c.Hidden && !isTopic(c) && c.GroupID == "" {
			t.Errorf("%s is in no group", c.Name())
		}
	}
}

// TestExamples: the flags of all examples exist, and what is typed most has several.
func TestExamples(t *testing.T) {
	least := map[string]int{
		"cooper build": 8, "cooper images": 3, "cooper pull": 3, "cooper push": 3, "cooper run": 3, "cooper from": 3,
		"cooper commit": 3, "cooper copy": 3, "cooper config": 3, "cooper login": 3,
	}
	root := Commands()
	everyCommand(func(cmd *cobra.Command) {
		lines := strings.FieldsFunc(cmd.Example, func(r rune) bool { return r == '\n' })
		if len(lines) < least[cmd.CommandPath()] {
			t.Errorf("%s has %d examples, want %d", cmd.CommandPath(), len(lines), least[cmd.CommandPath()])
		}
		for _, line := range lines {
			for part := range strings.SplitSeq(line, "cooper ") {
				checkExample(t, root, part)
			}
		}
	})
}

func checkExample(t *testing.T, root *cobra.Command, line string) {
	t.Helper()
	words := strings.Fields(line)
	cmd, _, err := root.Find(words)
	if err != nil || cmd == root {
		return // it is what comes before the command
	}
	for _, word := range words {
		if slices.Contains([]string{"--", "|", "&&", "||"}, word) || strings.HasPrefix(word, "'") {
			return
		}
		name, _, _ := strings.Cut(word, "=")
		if name, isFlag := strings.CutPrefix(name, "--"); isFlag && name != "help" {
			name = strings.TrimRight(name, ")\"'")
			if cmd.Flags().Lookup(name) == nil && cmd.InheritedFlags().Lookup(name) == nil {
				t.Errorf("%s: there is no flag --%s", line, name)
			}
		}
	}
}
