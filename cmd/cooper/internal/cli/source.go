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
		Short: "Make images that hold the sources of something",
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
		Short:   "Make a source image without sources, as an OCI layout",
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
	cmd.Flags().StringVar(&author, "author", "", "who made it")
	cmd.Flags().BoolVar(&stamp, "time-stamp", true, "say when; without it, 1970")
	return cmd
}

func (a *app) sourceAdd() *cobra.Command {
	var notes []string
	cmd := &cobra.Command{
		Use:     "add [flags] DIRECTORY SOURCE",
		Short:   "Put a file or directory into a source image",
		Example: "  cooper source add src app-1.0.tar\n  cooper source add --annotation license=MIT src lib/",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			annotations, err := pairs("--annotation", notes)
			if err != nil {
				return err
			}
			return build.SourceImage{Dir: args[0]}.Add(cmd.Context(), args[1], annotations)
		},
	}
	cmd.Flags().StringArrayVar(&notes, "annotation", nil, "annotation of the layer, name=value")
	return cmd
}

func (a *app) sourcePush() *cobra.Command {
	var access accessFlags
	var digestFile string
	var quiet bool
	cmd := &cobra.Command{
		Use:   "push [flags] DIRECTORY NAME",
		Short: "Send a source image to a registry",
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
	cmd.Flags().StringVar(&digestFile, "digestfile", "", "file to write the digest of the manifest to")
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, "say nothing")
	access.add(cmd.Flags())
	return cmd
}

func (a *app) sourcePull() *cobra.Command {
	var access accessFlags
	cmd := &cobra.Command{
		Use:   "pull [flags] NAME DIRECTORY",
		Short: "Fetch a source image",
		Example: "  cooper source pull registry.example.com/app-source:1 src\n" +
			"  cooper source pull --creds me:secret registry.example.com/app-source:1 src",
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			_, err := build.PullSourceImage(cmd.Context(), args[0], args[1], access.value())
			return err
		},
	}
	cmd.Flags().BoolP("quiet", "q", false, "say nothing, which is the default")
	_ = cmd.Flags().MarkHidden("quiet")
	access.add(cmd.Flags())
	return cmd
}
