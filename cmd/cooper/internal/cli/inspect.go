package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

func (a *app) inspectCommand() *cobra.Command {
	var format, kind string
	cmd := &cobra.Command{
		Use:     "inspect [flags] CONTAINER|IMAGE|LIST",
		Short:   "Display the configuration of a container, an image or an image index",
		Example: "  cooper inspect app\n  cooper inspect --type container --format '{{.OCIv1.Config.Env}}' work",
		Args:    oneArg("one container or image"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.runInspect(cmd.Context(), args[0], kind, format)
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "", "format the output with a Go template")
	cmd.Flags().StringVarP(&kind, "type", "t", "",
		"object to inspect: container, image or manifest (default: the first that exists)")
	return cmd
}

func (a *app) runInspect(ctx context.Context, name, kind, format string) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	var view map[string]any
	switch kind {
	case "container":
		view, err = inspectContainer(ctx, engine, name)
	case "image":
		view, err = inspectImage(ctx, engine, name)
	case "manifest":
		return a.inspectManifest(ctx, name, build.Access{})
	case "":
		view, err = inspectContainer(ctx, engine, name)
		if errors.Is(err, build.ErrNotFound) {
			view, err = inspectImage(ctx, engine, name)
		}
	default:
		return fmt.Errorf("invalid --type %s: use container, image or manifest", kind)
	}
	if err != nil {
		return err
	}
	if format != "" {
		return printTemplate(a.text, format, []any{view})
	}
	return printJSON(a.text, view)
}

func inspectImage(ctx context.Context, engine *build.Engine, name string) (map[string]any, error) {
	i, err := engine.Inspect(ctx, name)
	if err != nil {
		return nil, err
	}
	if i.Index {
		var index map[string]any
		return index, json.Unmarshal(i.Manifest, &index)
	}
	return inspection(i)
}

// inspection has the fields of buildah's.
func inspection(i build.Inspection) (map[string]any, error) {
	var config dockerspec.DockerOCIImage
	var manifest map[string]any
	if err := json.Unmarshal(i.Config, &config); err != nil {
		return nil, fmt.Errorf("reading the config of image %s: %w", i.ID, err)
	}
	if err := json.Unmarshal(i.Manifest, &manifest); err != nil {
		return nil, fmt.Errorf("reading the manifest of image %s: %w", i.ID, err)
	}
	name := ""
	if len(i.Names) != 0 {
		name = i.Names[0]
	}
	return map[string]any{
		"Type": "image", "FromImage": name, "FromImageID": i.ID, "FromImageDigest": i.Digest,
		"Config": string(i.Config), "Manifest": string(i.Manifest), "ImageAnnotations": manifest["annotations"],
		"OCIv1": config, "Docker": config, "Names": i.Names, "Size": i.Size,
	}, nil
}

func inspectContainer(ctx context.Context, engine *build.Engine, name string) (map[string]any, error) {
	c, err := engine.Container(ctx, name)
	if err != nil {
		return nil, err
	}
	i, err := c.Inspect(ctx)
	if err != nil {
		return nil, err
	}
	var config dockerspec.DockerOCIImage
	if err := json.Unmarshal(i.Config, &config); err != nil {
		return nil, fmt.Errorf("reading the config of the container %s: %w", i.Name, err)
	}
	return map[string]any{
		"Type": "container", "FromImage": i.Image, "FromImageID": i.ImageID, "FromImageDigest": i.ImageDigest,
		"Config": string(i.Config), "Container": i.Name, "ContainerID": i.ID, "MountPoint": i.MountedAt,
		"ImageAnnotations": i.Annotations, "ImageCreatedBy": i.CreatedBy, "OCIv1": config, "Docker": config,
		"Format": i.Format, "Created": i.Created, "Hostname": i.Hostname, "Domainname": i.Domainname,
		"Comment": i.Comment, "Run": i.Run,
	}, nil
}
