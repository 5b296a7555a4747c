package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
)

// rebuildFlags say which image to build again, and with what its provenance does not tell.
type rebuildFlags struct {
	buildFlags
	rebuild build.RebuildRequest
}

func (a *app) rebuildCommand() *cobra.Command {
	f := &rebuildFlags{}
	cmd := &cobra.Command{
		Use:   "rebuild [flags] IMAGE [CONTEXT]",
		Short: "Build an image again from its provenance, and compare",
		Long: "Build an image again in an empty store, from the context, the bases and the arguments that its " +
			"provenance names, and compare the two images.\n\ncooper rebuild exits with 1 if they differ. It names " +
			"the first file that differs, and the likely reason. A build from a directory needs it as CONTEXT.",
		Example: "  cooper rebuild registry.example.com/team/app:1\n  cooper rebuild app .\n" +
			"  cooper rebuild --build-arg VERSION=1.2 app .",
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.rebuild.Image = args[0]
			if len(args) == 2 {
				if err := f.completeContext(a, args[1]); err != nil {
					return err
				}
				f.rebuild.Context = f.request.Context
			}
			var err error
			if f.rebuild.Args, err = f.buildArgs(); err != nil {
				return err
			}
			f.rebuild.Access = f.access.value()
			return a.runRebuild(cmd.Context(), f)
		},
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&f.args, "build-arg", nil, "value of a build argument that the provenance does not tell")
	flags.StringVar((*string)(&f.rebuild.Network), "network", "",
		"network of commands (default: that of the provenance)")
	flags.StringVar(&f.format, "format", "text", "format of the result: text or json")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "do not show progress")
	f.access.add(flags)
	return cmd
}

func (a *app) runRebuild(ctx context.Context, f *rebuildFlags) error {
	if f.format != "text" && f.format != "json" {
		return fmt.Errorf("unknown format %q: use text or json", f.format)
	}
	engine, progress, err := a.openTransfer(ctx, f.quiet)
	if err != nil {
		return err
	}
	f.rebuild.OnEvent = progress.Event
	result, err := engine.Rebuild(ctx, a.config, f.rebuild)
	if err = errors.Join(err, progress.Close(err == nil)); err != nil {
		return err
	}
	if f.format == "json" {
		if err := a.printJSON(result); err != nil {
			return err
		}
	} else {
		a.printRebuilt(&result)
	}
	if !result.Equal {
		return exitCode(1)
	}
	return nil
}

func (a *app) printRebuilt(r *build.Rebuilt) {
	if r.Equal {
		fmt.Fprintf(a.out, "%s is reproducible: %s\n", r.Image, r.Old)
		return
	}
	fmt.Fprintf(a.out, "%s differs: %s, rebuilt %s\n", r.Image, r.Old, r.New)
	d := r.Difference
	for _, field := range d.Config {
		fmt.Fprintf(a.out, "  config %s: %s, rebuilt %s\n", field.Name, ui.Harmless(field.Old), ui.Harmless(field.New))
	}
	if len(d.Fields) != 0 {
		fmt.Fprintf(a.out, "  layer %d (%s), files that differ: %d\n", d.Layer+1, ui.Harmless(d.Step), d.Files)
		fmt.Fprintf(a.out, "  first %s\n", ui.Harmless(d.Path))
	}
	for _, field := range d.Fields {
		fmt.Fprintf(a.out, "    %s: %s, rebuilt %s\n", field.Name, ui.Harmless(field.Old), ui.Harmless(field.New))
	}
	if d.Old != nil || d.New != nil {
		fmt.Fprintf(a.out, "    at byte %d: %s\n    rebuilt:   %s\n", d.Offset, strconv.Quote(string(d.Old)),
			strconv.Quote(string(d.New)))
	}
	fmt.Fprintf(a.out, "  likely reason: %s\n", d.Reason)
}
