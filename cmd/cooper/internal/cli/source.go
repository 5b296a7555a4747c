package cli

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/runtime/safepath"
)

func (a *app) sourceCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "source",
		Short: "Create, push and pull source images",
		Example: "  cooper source create src && cooper source add src app-1.0.tar\n" +
			"  cooper source push src registry.example.com/app-source:1",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.sourceCreate(), a.sourceAdd(), a.sourcePush(), a.sourcePull())
	return cmd
}

func (a *app) sourceCreate() *cobra.Command {
	var author string
	var stamp bool
	cmd := &cobra.Command{
		Use:     "create [flags] DIRECTORY",
		Short:   "Create a source image as an OCI layout",
		Example: "  cooper source create src\n  cooper source create --author me --time-stamp=false src",
		Args:    oneArg("one directory"),
		RunE: func(_ *cobra.Command, args []string) error {
			created := time.Time{}
			if !stamp {
				created = time.Unix(0, 0)
			}
			_, err := build.CreateSourceImage(args[0], author, created)
			return err
		},
	}
	cmd.Flags().StringVar(&author, "author", "", "set the author of the source image")
	cmd.Flags().BoolVar(&stamp, "time-stamp", true, "set the creation time; false sets 1970")
	return cmd
}

func (a *app) sourceAdd() *cobra.Command {
	var annotations []string
	cmd := &cobra.Command{
		Use:     "add [flags] DIRECTORY SOURCE",
		Short:   "Add a file or directory to a source image",
		Example: "  cooper source add src app-1.0.tar\n  cooper source add --annotation license=MIT src lib/",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			annotations, err := pairs("--annotation", annotations)
			if err != nil {
				return err
			}
			return build.SourceImage{Dir: args[0]}.Add(cmd.Context(), args[1], annotations)
		},
	}
	cmd.Flags().StringArrayVar(&annotations, "annotation", nil, "set an annotation of the layer, name=value")
	return cmd
}

func (a *app) sourcePush() *cobra.Command {
	var access accessFlags
	var digestFile string
	var quiet bool
	cmd := &cobra.Command{
		Use:   "push [flags] DIRECTORY NAME",
		Short: "Push a source image to a registry",
		Example: "  cooper source push src registry.example.com/app-source:1\n" +
			"  cooper source push --digestfile digest src registry.example.com/app-source:1",
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			digest, err := build.SourceImage{Dir: args[0]}.Push(cmd.Context(), args[1], access.value())
			if err != nil {
				return err
			}
			if digestFile != "" {
				if err := safepath.WriteFile(digestFile, []byte(digest), 0o644); err != nil {
					return err
				}
			}
			if !quiet {
				fmt.Fprintln(a.err, "pushed", args[1], digest)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&digestFile, "digestfile", "", "write the digest of the manifest to a file")
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, "do not show progress")
	access.add(cmd.Flags())
	return cmd
}

func (a *app) sourcePull() *cobra.Command {
	var access accessFlags
	cmd := &cobra.Command{
		Use:   "pull [flags] NAME DIRECTORY",
		Short: "Pull a source image from a registry",
		Example: "  cooper source pull registry.example.com/app-source:1 src\n" +
			"  cooper source pull --creds me:secret registry.example.com/app-source:1 src",
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			_, err := build.PullSourceImage(cmd.Context(), args[0], args[1], access.value())
			return err
		},
	}
	cmd.Flags().BoolP("quiet", "q", false, "do not show progress, the default")
	_ = cmd.Flags().MarkHidden("quiet")
	access.add(cmd.Flags())
	return cmd
}
