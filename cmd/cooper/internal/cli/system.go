package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

func (a *app) doctorCommand() *cobra.Command {
	var asJSON bool
	var need string
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Diagnose what this machine allows and how to fix what it does not",
		Example: "  cooper doctor\n" +
			"  cooper doctor --json\n" +
			"  cooper doctor --need shared-pid || echo this pod is not what we ordered",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d := build.Diagnose(cmd.Context(), a.config)
			if asJSON {
				if err := printJSON(a.text, d); err != nil {
					return err
				}
			} else {
				for _, c := range d.Checks {
					mark := "ok  "
					if !c.OK {
						mark = "no  "
					}
					fmt.Fprintf(a.text, "%s %-24s %s\n", mark, c.Name, c.Detail)
					if c.Hint != "" {
						fmt.Fprintf(a.text, "     %-24s hint: %s\n", "", c.Hint)
					}
				}
				fmt.Fprintf(a.text, "\n%s\n", d.Verdict)
			}
			enough := d.Usable
			if need != "" {
				var err error
				if enough, err = d.Reaches(need); err != nil {
					return err
				}
			}
			if !enough {
				return exitCode(1)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&need, "need", "",
		"fail unless the machine allows this isolation `mode` or a better one: "+
			"full, shared-pid, single-id, gvisor or no-run")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the output as JSON")
	return cmd
}
