package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

// rebaseFlags say which image to put on which base.
type rebaseFlags struct {
	request build.RebaseRequest
	access  accessFlags
	quiet   bool
}

func (a *app) rebaseCommand() *cobra.Command {
	f := &rebaseFlags{}
	cmd := &cobra.Command{
		Use:   "rebase [flags] --onto BASE IMAGE",
		Short: "Put the layers of an image on another base",
		Long: "Put the layers of an image on a new version of its base, without building it again. What the image " +
			"had from its old base in its config comes from the new one.\n\nAn image that changes files of its base " +
			"is refused: its layers would hide the files of the new base.",
		Example: "  cooper rebase --onto docker.io/library/debian:12 -t app:patched app\n" +
			"  cooper rebase --old-base debian@sha256:1f2e… --onto debian:12 -t app:patched app",
		Args: oneArg("an image"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.request.Image = args[0]
			if f.request.Onto == "" {
				return errors.New("the new base is missing: use --onto BASE")
			}
			f.request.Access = f.access.value()
			return a.runRebase(cmd.Context(), f)
		},
	}
	flags, r := cmd.Flags(), &f.request
	flags.StringVar(&r.Onto, "onto", "", "the new base")
	flags.StringVar(&r.OldBase, "old-base", "", "the base that the image has (default: by its annotations)")
	flags.StringArrayVarP(&r.Tags, "tag", "t", nil, "name of the result; may be repeated")
	flags.BoolVar(&r.Force, "force", false, "rebase an image that changes files of its base")
	flags.StringVar((*string)(&r.Pull), "pull", "",
		"pull policy for the new base: always, missing, never or newer (default: newer)")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "print the image id only")
	f.access.add(flags)
	return cmd
}

func (a *app) runRebase(ctx context.Context, f *rebaseFlags) error {
	engine, progress, err := a.openTransfer(ctx, f.quiet)
	if err != nil {
		return err
	}
	f.request.OnEvent = progress.Event
	result, err := engine.Rebase(ctx, f.request)
	if err = errors.Join(err, progress.Close(err == nil)); err != nil {
		return err
	}
	fmt.Fprintln(a.out, result.ID)
	return nil
}
