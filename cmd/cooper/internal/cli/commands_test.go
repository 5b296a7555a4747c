package cli

import (
	"slices"
	"strings"
	"testing"
)

// TestCommandNames: the names in the table are those of the commands, so that a line makes what
// it names.
func TestCommandNames(t *testing.T) {
	for _, c := range commands {
		cmd := c.make(&app{})
		if want := append([]string{cmd.Name()}, cmd.Aliases...); !slices.Equal(strings.Fields(c.names), want) {
			t.Errorf("the table has %q, the command is %q", c.names, want)
		}
	}
}

// TestAddCommands: a line that names a command makes that one only, and any other line all.
func TestAddCommands(t *testing.T) {
	all := len(Commands().Commands())
	for line, want := range map[string]int{
		"version":                          1,
		"--root /store images":             1,
		"--root=/store images -a":          1,
		"--debug ls":                       1,
		"--root build":                     all,
		"":                                 all,
		"help build":                       all,
		"__complete build -":               all,
		"imagez":                           all,
		"-h":                               all,
		"-v build":                         all,
		"--nosuch build":                   all,
		"-- build":                         all,
		"rpc":                              all,
		"isolation":                        all,
		"--storage-opt a=b --debug commit": 1,
	} {
		if got := len((&app{args: strings.Fields(line)}).root().Commands()); got != want {
			t.Errorf("%q makes %d commands, want %d", line, got, want)
		}
	}
}
