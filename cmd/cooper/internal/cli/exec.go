package cli

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

// execCommand is run with the flags of docker exec. A working container does not run between two
// commands, so that there is no other process to join.
func (a *app) execCommand() *cobra.Command {
	f := &containerRunFlags{}
	var envFiles []string
	var interactive, detach bool
	cmd := &cobra.Command{
		Use:     "exec [flags] CONTAINER COMMAND [ARG...]",
		Short:   "Run a command in a working container, with the flags of docker exec",
		Example: "  cooper exec work ls /etc\n  cooper exec -it -w /src work sh",
		Args:    cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if detach {
				return &build.Error{
					Kind: build.KindOther, Message: "a command in a working container ends with cooper",
					Hint: "cooper exec " + strings.Join(args, " ") + " &",
				}
			}
			for _, file := range envFiles {
				list, err := readEnvFile(file)
				if err != nil {
					return err
				}
				f.command.Env = append(list, f.command.Env...)
			}
			f.noInput = !interactive && !f.terminal
			f.command.Args = args[1:]
			return a.runRun(cmd.Context(), f, args[0])
		},
	}
	flags, c := cmd.Flags(), &f.command
	flags.SetInterspersed(false)
	flags.BoolVarP(&detach, "detach", "d", false, "")
	_ = flags.MarkHidden("detach")
	flags.StringArrayVarP(&c.Env, "env", "e", nil,
		"set a variable, NAME=value; NAME alone takes the value from the environment")
	flags.StringArrayVar(&envFiles, "env-file", nil, "set variables from a file, one NAME=value a line")
	flags.BoolVarP(&interactive, "interactive", "i", false, "pass standard input to the command")
	flags.BoolVarP(&f.terminal, "terminal", "t", false, "allocate a terminal")
	flags.StringVarP(&c.User, "user", "u", "", "user and group of the command (default: the container's)")
	flags.StringVarP(&c.Dir, "workdir", "w", "", "working directory of the command (default: the container's)")
	return cmd
}

// readEnvFile reads variables, a line each. A name alone has the value of the environment.
func readEnvFile(name string) (out []string, err error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("--env-file: %w", err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out, lines.Err()
}
