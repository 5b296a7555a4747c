package cli

import (
	"bufio"
	"os"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

// farmGroup has the commands about builds on other machines.
func (a *app) farmGroup() *cobra.Command {
	return group("farm", "Look after builds on a cluster",
		"  cooper farm ls --on kubernetes=builds\n  cooper farm logs --follow BUILD", nil, a.farmTask())
}

// farmTask is the command that other coopers start.
func (a *app) farmTask() *cobra.Command {
	var file, last string
	cmd := &cobra.Command{
		Use: "task", Hidden: true, Short: "Do a task of a build on another machine, which the cooper there sends",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			streams := build.TaskStreams{In: a.in, Out: a.out, Last: last, UntilEOF: file == ""}
			if file != "" {
				f, err := os.Open(file)
				if err != nil {
					return err
				}
				defer f.Close()
				streams.In = bufio.NewReader(f)
			}
			err := build.DoTask(cmd.Context(), a.config, streams)
			a.told = err != nil // the other side tells it
			return err
		},
	}
	cmd.Flags().StringVar(&file, "task", "", "read the task from a file instead of standard input")
	cmd.Flags().StringVar(&last, "report", "", "write the report to a file that exists")
	return cmd
}
