package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

func (a *app) versionCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Show the version",
		Example: "  cooper version\n  cooper version --json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if asJSON {
				return printJSON(a.out, map[string]string{
					"version": build.Version(), "goVersion": runtime.Version(), "osArch": runtime.GOOS + "/" + runtime.GOARCH,
				})
			}
			_, err := fmt.Fprintf(a.out, "cooper version %s\nGo version %s\nOS/Arch %s/%s\n", build.Version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func (a *app) infoCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:     "info",
		Short:   "Show where images are stored and how",
		Example: "  cooper info\n  cooper info --format '{{.store.GraphRoot}}'",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			engine, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			i, err := engine.Info(cmd.Context())
			if err != nil {
				return err
			}
			view := map[string]any{
				"host": map[string]any{"os": runtime.GOOS, "arch": runtime.GOARCH, "cpus": runtime.NumCPU(), "rootless": i.Rootless, "version": build.Version()},
				"store": map[string]any{
					"GraphRoot": i.Root, "RunRoot": i.RunRoot, "GraphDriverName": i.Driver, "GraphOptions": i.DriverOptions,
					"ImageStore": map[string]int{"number": i.Images}, "LayerStore": map[string]int{"number": i.Layers},
					"FreeBytes": i.FreeBytes, "TotalBytes": i.TotalBytes,
				},
			}
			if format != "" {
				return printTemplate(a.out, format, []any{view})
			}
			return printJSON(a.out, view)
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "", "Go template")
	addFixed(cmd.Flags(), "debug")
	cmd.Flags().Lookup("debug").Shorthand = "D"
	return cmd
}

func (a *app) doctorCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "doctor",
		Short:   "Say what this machine allows, what is used, and what to do when nothing works",
		Example: "  cooper doctor\n  cooper doctor --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d := build.Diagnose(cmd.Context(), a.config)
			if asJSON {
				if err := printJSON(a.out, d); err != nil {
					return err
				}
			} else {
				for _, c := range d.Checks {
					mark := "ok  "
					if !c.OK {
						mark = "no  "
					}
					fmt.Fprintf(a.out, "%s %-24s %s\n", mark, c.Name, c.Detail)
					if c.Hint != "" {
						fmt.Fprintf(a.out, "     %-24s hint: %s\n", "", c.Hint)
					}
				}
				fmt.Fprintf(a.out, "\n%s\n", d.Verdict)
			}
			if !d.Usable {
				return exitCode(1)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}
