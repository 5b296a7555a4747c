package cli

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

// This file has the commands of docker buildx that are about builders and about indexes in registries.

// builderRow is the line of buildx ls.
type builderRow struct {
	Name, DriverEndpoint, Status, Version, Platforms string
	Current                                          bool
}

func (a *app) buildxList() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "ls [flags]", Short: "List builders: cooper itself", Args: cobra.NoArgs,
		Example: "  cooper buildx ls\n  cooper buildx ls | head -1",
		RunE: func(*cobra.Command, []string) error {
			row := builderRow{"cooper", "no daemon", "running", build.Version(), ownPlatform(), true}
			return printList(a.text, format, "NAME/NODE\tDRIVER/ENDPOINT\tSTATUS\tVERSION\tPLATFORMS",
				`{{.Name}}*\t{{.DriverEndpoint}}\t{{.Status}}\t{{.Version}}\t{{.Platforms}}`, []builderRow{row})
		},
	}
	cmd.Flags().StringVar(&format, "format", "", formatUsage)
	return cmd
}

func ownPlatform() string { return "linux/" + runtime.GOARCH }

func (a *app) buildxInspect() *cobra.Command {
	cmd := &cobra.Command{
		Use: "inspect [flags] [NAME]", Short: "Describe the builder: cooper itself", Args: cobra.MaximumNArgs(1),
		Example: "  cooper buildx inspect\n  cooper buildx inspect --bootstrap",
		RunE: func(*cobra.Command, []string) error {
			w := newColumns(a.text, 0, 4, 1)
			for _, row := range [][2]string{
				{"Name", "cooper"}, {"Driver", "no daemon"}, {"Status", "running"}, {"Version", build.Version()},
				{"Platforms", ownPlatform() + "; cooper doctor lists those that are emulated"},
			} {
				fmt.Fprintf(w, "%s:\t%s\n", row[0], row[1])
			}
			return w.Flush()
		},
	}
	addFixed(cmd.Flags(), "bootstrap")
	return cmd
}

// buildxKeeper is a command about builders that are kept, of which there are none. Scripts begin with
// it, so that it succeeds.
func (a *app) buildxKeeper(name string) *cobra.Command {
	cmd := &cobra.Command{
		Use: name, Hidden: true, Short: "Accepted for compatibility: cooper has no builders to keep",
		FParseErrWhitelist: cobra.FParseErrWhitelist{UnknownFlags: true},
		RunE: func(cmd *cobra.Command, args []string) error {
			fmt.Fprintf(a.err, "%s: cooper keeps no builders: every build runs by itself\n", cmd.CommandPath())
			if builder, _ := cmd.Flags().GetString("name"); name == "create" && builder != "" {
				args = []string{builder}
			}
			if name == "create" {
				fmt.Fprintln(a.text, strings.Join(append(args, "cooper")[:1], ""))
			}
			return nil
		},
	}
	cmd.Flags().String("name", "", "name of the builder")
	return cmd
}

// imagetools has the commands for indexes that are in a registry.
func (a *app) imagetools() *cobra.Command {
	inspect := a.manifestInspect()
	inspect.Use, inspect.Short = "inspect [flags] IMAGE", "Display the manifest of an image or index of a registry"
	inspect.Example = "  cooper buildx imagetools inspect debian:12\n  cooper buildx imagetools inspect --raw debian:12"
	addFixed(inspect.Flags(), "raw")
	return group("imagetools", "Show and create image indexes in a registry",
		"  cooper buildx imagetools inspect debian:12\n"+
			"  cooper buildx imagetools create -t HOST/app:1 HOST/app:amd64 HOST/app:arm64", nil,
		inspect, a.imagetoolsCreate())
}

func (a *app) imagetoolsCreate() *cobra.Command {
	var access accessFlags
	var tags, annotations []string
	cmd := &cobra.Command{
		Use: "create [flags] IMAGE [IMAGE...]", Short: "Create an image index of images of a registry, and push it",
		Example: "  cooper buildx imagetools create -t HOST/app:1 HOST/app:amd64 HOST/app:arm64\n" +
			"  cooper buildx imagetools create -t HOST/app:stable HOST/app:1",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if len(tags) == 0 {
				return &build.Error{
					Kind: build.KindOther, Message: "an index needs a name", Hint: "use -t HOST/NAME:TAG",
				}
			}
			o := build.IndexOptions{Replace: true, Images: withTransport(args)}
			if o.Annotations, err = pairs("--annotation", annotations); err != nil {
				return err
			}
			o.Entry.All, o.Entry.Access = true, access.value()
			return a.createAndPush(cmd.Context(), tags, o)
		},
	}
	cmd.Flags().StringArrayVarP(&tags, "tag", "t", nil, "name of the index in a registry; may be repeated")
	cmd.Flags().StringArrayVar(&annotations, "annotation", nil, "set an annotation of the index, name=value")
	addBuildKit(cmd.Flags())
	access.add(cmd.Flags())
	return cmd
}

// withTransport are names in a registry.
func withTransport(names []string) (out []string) {
	for _, name := range names {
		if !strings.Contains(name, "://") {
			name = "docker://" + name
		}
		out = append(out, name)
	}
	return out
}

// createAndPush makes an index in the store, pushes it under its names, and removes it again.
func (a *app) createAndPush(ctx context.Context, tags []string, o build.IndexOptions) error {
	engine, progress, err := a.openTransfer(ctx, false)
	if err != nil {
		return err
	}
	o.Entry.OnEvent = progress.Event
	const name = "localhost/cooper-imagetools"
	if _, err = engine.CreateIndex(ctx, name, o); err == nil {
		for _, tag := range tags {
			req := build.PushRequest{Image: name, Destination: tag, Access: o.Entry.Access, OnEvent: progress.Event}
			pushed, pushErr := engine.Push(ctx, req)
			if err = pushErr; err != nil {
				break
			}
			progress.Line("pushed " + pushed.Reference + " " + pushed.Digest)
		}
		_, removeErr := engine.Remove(context.WithoutCancel(ctx), []string{name}, build.RemoveOptions{})
		err = errors.Join(err, removeErr)
	}
	return errors.Join(err, progress.Close(err == nil))
}
