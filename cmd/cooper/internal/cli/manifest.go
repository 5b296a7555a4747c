package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
)

func (a *app) manifestCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "manifest",
		Short: "Create and modify image indexes (manifest lists)",
		Example: "  cooper manifest create app:1 app:1-amd64 app:1-arm64\n" +
			"  cooper manifest push --all app:1 docker://registry.example.com/app:1",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		a.manifestCreate(), a.manifestAdd(), a.manifestAnnotate(), a.manifestRemove(), a.manifestInspect(),
		a.manifestPush(), a.manifestRm(), a.manifestExists(),
	)
	return cmd
}

// entryFlags are what a list says of an image.
type entryFlags struct {
	entry       build.IndexEntry
	access      accessFlags
	annotations []string
	features    []string
}

func (f *entryFlags) add(flags *pflag.FlagSet) {
	e := &f.entry
	flags.StringVar(&e.OS, "os", "", "set the operating system of the image")
	flags.StringVar(&e.Arch, "arch", "", "set the architecture of the image")
	flags.StringVar(&e.Variant, "variant", "", "set the variant of the architecture")
	flags.StringVar(&e.OSVersion, "os-version", "", "set the version of the operating system")
	flags.StringSliceVar(&e.OSFeatures, "os-features", nil,
		"add a feature that the image requires from the operating system")
	flags.StringArrayVar(&f.annotations, "annotation", nil, "set an annotation, name=value")
	f.addFeatures(flags)
}

// addFeatures adds a flag for a field that only docker's lists have.
func (f *entryFlags) addFeatures(flags *pflag.FlagSet) {
	flags.StringSliceVar(&f.features, "features", nil,
		"accepted for compatibility: an OCI image index has no features of a CPU")
	_ = flags.MarkHidden("features")
}

// value reads the flags. It warns of those without an effect.
func (f *entryFlags) value(warn io.Writer) (build.IndexEntry, error) {
	if len(f.features) != 0 {
		fmt.Fprintln(warn, "warning: --features has no effect: an OCI image index has no such field")
	}
	var err error
	f.entry.Annotations, err = pairs("--annotation", f.annotations)
	if f.access.flags != nil {
		f.entry.Access = f.access.value()
	}
	return f.entry, err
}

func (a *app) manifestCreate() *cobra.Command {
	var f entryFlags
	var o build.IndexOptions
	cmd := &cobra.Command{
		Use:   "create [flags] LIST [IMAGE...]",
		Short: "Create an image index",
		Example: "  cooper manifest create app:1\n" +
			"  cooper manifest create --all app:1 docker://registry.example.com/base:1",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			entry, err := f.value(a.err)
			if err != nil {
				return err
			}
			o.Images, o.Annotations = args[1:], entry.Annotations
			entry.Annotations = nil
			o.Entry = entry
			return a.changeList(
				cmd.Context(),
				func(e *build.Engine) (change build.IndexChange, err error) {
					change.ID, err = e.CreateIndex(cmd.Context(), args[0], o)
					return change, err
				},
			)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.entry.All, "all", false, "add all images of an image index")
	flags.BoolVarP(&o.Amend, "amend", "a", false, "add to an existing image index")
	flags.BoolVar(&o.Replace, "replace", false, "replace an existing image index")
	excludeEachOther(cmd, "say what becomes of an index that exists", "amend", "amend", "replace")
	flags.StringArrayVar(&f.annotations, "annotation", nil, "set an annotation of the index, name=value")
	f.addFeatures(flags)
	f.access.add(flags)
	return cmd
}

// changeList changes a list and prints its id, and the digest of the entry that changed.
func (a *app) changeList(ctx context.Context, change func(*build.Engine) (build.IndexChange, error)) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	changed, err := change(engine)
	switch {
	case err != nil:
		return err
	case changed.Digest != "":
		_, err = fmt.Fprintf(a.text, "%s: %s\n", changed.ID, changed.Digest)
	default:
		_, err = fmt.Fprintln(a.text, changed.ID)
	}
	return err
}

func (a *app) manifestAdd() *cobra.Command {
	var f entryFlags
	var artifact build.Artifact
	var isArtifact bool
	var annotations []string
	cmd := &cobra.Command{
		Use:   "add [flags] LIST IMAGE|FILE [FILE...]",
		Short: "Add an image or an artifact to an image index",
		Example: "  cooper manifest add app:1 app:1-arm64\n" +
			"  cooper manifest add --artifact --artifact-type application/spdx+json app:1 sbom.json",
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			entry, err := f.value(a.err)
			if err != nil {
				return err
			}
			if !isArtifact && len(args) > 2 {
				return errors.New("cooper manifest add takes one image; --artifact takes several files")
			}
			if artifact.Annotations, err = pairs("--artifact-annotation", annotations); err != nil {
				return err
			}
			return a.changeList(cmd.Context(), func(e *build.Engine) (build.IndexChange, error) {
				if isArtifact {
					artifact.Files = args[1:]
					return e.AddArtifactToIndex(cmd.Context(), args[0], artifact, entry)
				}
				return e.AddToIndex(cmd.Context(), args[0], args[1], entry)
			})
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&f.entry.All, "all", false, "add all images of an image index")
	flags.BoolVar(&isArtifact, "artifact", false, "add files as an artifact")
	flags.StringVar(&artifact.Type, "artifact-type", "", "set the media type of the artifact")
	flags.StringVar(&artifact.ConfigType, "artifact-config-type", "", "set the media type of the config")
	flags.StringVar(&artifact.Config, "artifact-config", "", "set the content of the config")
	flags.StringVar(&artifact.LayerType, "artifact-layer-type", "", "set the media type of the files")
	flags.StringVar(&artifact.Subject, "artifact-subject", "", "set the image that the artifact refers to")
	flags.StringArrayVar(&annotations, "artifact-annotation", nil, "set an annotation of the artifact, name=value")
	flags.BoolVar(&artifact.ExcludeTitles, "artifact-exclude-titles", false, "omit the file names from the annotations")
	f.add(flags)
	f.access.add(flags)
	return cmd
}

func (a *app) manifestAnnotate() *cobra.Command {
	var f entryFlags
	var index bool
	var subject string
	cmd := &cobra.Command{
		Use:   "annotate [flags] LIST [IMAGE]",
		Short: "Add or update the metadata of an image index or of its images",
		Example: "  cooper manifest annotate --variant v8 app:1 app:1-arm64\n" +
			"  cooper manifest annotate --index --annotation team=a app:1",
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			entry, err := f.value(a.err)
			if err != nil {
				return err
			}
			image := ""
			if len(args) == 2 {
				image = args[1]
			}
			if (index || subject != "") == (image != "") {
				return errors.New(
					"cooper manifest annotate needs an image of the index, --index or --subject",
				)
			}
			return a.changeList(cmd.Context(), func(e *build.Engine) (build.IndexChange, error) {
				return e.AnnotateIndex(cmd.Context(), args[0], image, subject, entry)
			})
		},
	}
	cmd.Flags().BoolVar(&index, "index", false, "annotate the index itself")
	cmd.Flags().StringVar(&subject, "subject", "", "set the image that the index refers to")
	f.add(cmd.Flags())
	return cmd
}

func (a *app) manifestRemove() *cobra.Command {
	return &cobra.Command{
		Use:     "remove LIST DIGEST|IMAGE",
		Short:   "Remove an image from an image index",
		Example: "  cooper manifest remove app:1 app:1-arm64\n  cooper manifest remove app:1 sha256:1a2b3c…",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.changeList(
				cmd.Context(),
				func(e *build.Engine) (build.IndexChange, error) {
					return e.RemoveFromIndex(cmd.Context(), args[0], args[1])
				},
			)
		},
	}
}

func (a *app) manifestInspect() *cobra.Command {
	var access accessFlags
	cmd := &cobra.Command{
		Use:     "inspect [flags] LIST",
		Short:   "Display an image index from the store or a registry",
		Example: "  cooper manifest inspect app:1\n  cooper manifest inspect docker://registry.example.com/app:1",
		Args:    oneArg("one image index"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.inspectManifest(cmd.Context(), args[0], access.value())
		},
	}
	access.add(cmd.Flags())
	return cmd
}

func (a *app) inspectManifest(ctx context.Context, name string, access build.Access) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	raw, err := engine.InspectIndex(ctx, name, access)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, raw, "", "    "); err != nil {
		return err
	}
	fmt.Fprintln(a.text, out.String())
	return nil
}

// manifestPush is push under the name that scripts know.
func (a *app) manifestPush() *cobra.Command {
	cmd := a.pushCommand()
	cmd.Use = "push [flags] LIST DESTINATION"
	cmd.Short = "Push an image index and its images"
	cmd.Example = "  cooper manifest push --all app:1 docker://registry.example.com/app:1\n" +
		"  cooper manifest push app:1 oci:layout:app"
	return cmd
}

func (a *app) manifestRm() *cobra.Command {
	return &cobra.Command{
		Use:     "rm LIST [LIST...]",
		Short:   "Remove image indexes from the store; their images stay",
		Example: "  cooper manifest rm app:1\n  cooper manifest rm app:1 app:2",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.removeLists(cmd.Context(), args)
		},
	}
}

func (a *app) manifestExists() *cobra.Command {
	return &cobra.Command{
		Use:   "exists LIST",
		Short: "Check whether an image index exists: the exit code is 0 or 1",
		Example: "  cooper manifest exists app:1 && echo there\n" +
			"  cooper manifest exists app:1 || cooper manifest create app:1",
		Args: oneArg("one image index"),
		RunE: func(cmd *cobra.Command, args []string) error {
			engine, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			images, err := engine.Images(cmd.Context())
			if err != nil {
				return err
			}
			for _, img := range images {
				if img.Index && matchesName(img, args[0]) {
					return nil
				}
			}
			return exitCode(1)
		},
	}
}
