package cli

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestCompletedCommands: each name in the table of completions is that of a command.
func TestCompletedCommands(t *testing.T) {
	root := Commands()
	for _, c := range (&app{}).completedArgs() {
		for path := range strings.SplitSeq(c.commands, ", ") {
			if _, rest, err := root.Find(strings.Fields(path)); err != nil || len(rest) != 0 {
				t.Errorf("there is no command %q", path)
			}
		}
	}
}

// TestFlagCompletions: flags complete wherever commands have them, and each name in the table is that
// of a flag.
func TestFlagCompletions(t *testing.T) {
	used := map[string]bool{}
	everyCommand(func(cmd *cobra.Command) {
		for name := range (&app{}).flagValues() {
			command, flag, ofOne := strings.Cut(name, " ")
			if !ofOne {
				flag = name
			}
			if (!ofOne || command == cmd.Name()) && cmd.LocalFlags().Lookup(flag) != nil {
				used[name] = true
			}
		}
	})
	for name := range (&app{}).flagValues() {
		if !used[name] {
			t.Errorf("no command has the flag %q", name)
		}
	}
}

// TestWords: values in lists complete after each comma.
func TestWords(t *testing.T) {
	complete := words("linux/amd64", "linux/arm64")
	for word, want := range map[string]string{
		"":                 "linux/amd64 linux/arm64",
		"linux/am":         "linux/amd64",
		"linux/amd64,":     "linux/amd64,linux/amd64 linux/amd64,linux/arm64",
		"linux/s390x,linu": "linux/s390x,linux/amd64 linux/s390x,linux/arm64",
		"x":                "",
	} {
		if got, _ := complete(nil, nil, word); strings.Join(got, " ") != want {
			t.Errorf("%q completes %q, want %q", word, got, want)
		}
	}
}
