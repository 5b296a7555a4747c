package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

func (a *app) inspectCommand() *cobra.Command {
	var format, kind string
	cmd := &cobra.Command{
		Use:     "inspect [flags] CONTAINER|IMAGE|LIST...",
		Short:   "Display the configuration of a container, an image or an image index",
		Example: "  cooper inspect app\n  cooper inspect --type container --format '{{.OCIv1.Config.Env}}' work",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return a.runInspect(cmd.Context(), args[0], kind, format)
			}
			return a.inspectAll(cmd.Context(), args, kind, format)
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "", "format the output with a Go template")
	cmd.Flags().StringVarP(&kind, "type", "t", "",
		"object to inspect: container, image or manifest (default: the first that exists)")
	return cmd
}

func (a *app) runInspect(ctx context.Context, name, kind, format string) error {
	if kind == "manifest" {
		return a.inspectManifest(ctx, name, build.Access{})
	}
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	view, err := inspectAny(ctx, engine, name, kind)
	if err != nil {
		return err
	}
	if format != "" {
		return a.printObject(format, view)
	}
	return printJSON(a.text, view)
}

// inspectAny describes a container or an image.
func inspectAny(ctx context.Context, engine *build.Engine, name, kind string) (any, error) {
	switch kind {
	case "container":
		return inspectContainer(ctx, engine, name)
	case "image":
		return inspectImage(ctx, engine, name)
	case "":
		view, err := inspectContainer(ctx, engine, name)
		if errors.Is(err, build.ErrNotFound) {
			return inspectImage(ctx, engine, name)
		}
		return view, err
	}
	return nil, fmt.Errorf("invalid --type %s: use container, image or manifest", kind)
}

// inspection has the fields of buildah's, and a few more.
type inspection struct {
	Type, FromImage, FromImageID, FromImageDigest string

	Config                                                       configText
	Manifest                                                     string
	Container, ContainerID, MountPoint, ProcessLabel, MountLabel string

	ImageAnnotations                 map[string]string
	ImageCreatedBy                   string
	OCIv1                            dockerspec.DockerOCIImage
	Docker                           dockerView
	DefaultMountsFilePath, Isolation string
	NamespaceOptions                 []string
	Capabilities                     []string
	ConfigureNetwork                 string
	CNIPluginPath, CNIConfigDir      string
	IDMappingOptions                 build.IDOptions
	History                          []ocispec.History
	Devices                          []string

	Format, Hostname, Domainname, Comment string
	Created                               time.Time
	Run                                   build.RunOptions
	Names                                 []string
	Size                                  int64
	// Attestations are for templates: a bill of materials would fill the screen.
	Attestations []build.Attestation `json:"-"`
}

// dockerView is an image as docker describes it.
type dockerView struct {
	ID              string            `json:"id,omitempty"`
	Parent          string            `json:"parent,omitempty"`
	Comment         string            `json:"comment,omitempty"`
	Created         *time.Time        `json:"created,omitempty"`
	Container       string            `json:"container,omitempty"`
	ContainerConfig dockerConfig      `json:"container_config"`
	DockerVersion   string            `json:"docker_version,omitempty"`
	Author          string            `json:"author,omitempty"`
	Config          dockerConfig      `json:"config"`
	Architecture    string            `json:"architecture"`
	Variant         string            `json:"variant,omitempty"`
	OS              string            `json:"os"`
	Size            int64             `json:"size,omitempty"`
	RootFS          ocispec.RootFS    `json:"rootfs"`
	History         []ocispec.History `json:"history"`
}

type dockerConfig struct {
	Hostname, Domainname, Image string
	dockerspec.DockerOCIImageConfig
}

// parseConfig reads a config of either format in both forms.
func (i *inspection) parseConfig(config []byte) error {
	if err := json.Unmarshal(config, &i.OCIv1); err != nil {
		return err
	}
	i.Config, i.History = configText{string(config), i.OCIv1.Config}, i.OCIv1.History
	i.NamespaceOptions, i.Capabilities, i.Devices = []string{}, []string{}, []string{}
	if err := json.Unmarshal(config, &i.Docker); err != nil {
		return err
	}
	i.Docker.ContainerConfig = i.Docker.Config
	return nil
}

func inspectImage(ctx context.Context, engine *build.Engine, name string) (any, error) {
	i, err := engine.Inspect(ctx, name)
	if err != nil {
		return nil, err
	}
	if i.Index {
		var index map[string]any
		return index, json.Unmarshal(i.Manifest, &index)
	}
	view := inspection{
		Type: "image", FromImageID: i.ID, FromImageDigest: i.Digest, Manifest: string(i.Manifest),
		Names: i.Names, Size: i.Size, ConfigureNetwork: "NetworkDefault", Attestations: i.Attestations,
	}
	if len(i.Names) != 0 {
		view.FromImage = i.Names[0]
	}
	if err := view.parseConfig(i.Config); err != nil {
		return nil, fmt.Errorf("reading the config of image %s: %w", i.ID, err)
	}
	if view.OCIv1.Created != nil {
		view.Created = *view.OCIv1.Created
	}
	var manifest ocispec.Manifest
	if err := json.Unmarshal(i.Manifest, &manifest); err != nil {
		return nil, fmt.Errorf("reading the manifest of image %s: %w", i.ID, err)
	}
	view.ImageAnnotations = manifest.Annotations
	return view, nil
}

func inspectContainer(ctx context.Context, engine *build.Engine, name string) (any, error) {
	c, err := engine.Container(ctx, name)
	if err != nil {
		return nil, err
	}
	i, err := c.Inspect(ctx)
	if err != nil {
		return nil, err
	}
	view := inspection{
		Type: "container", FromImage: i.Image, FromImageID: i.ImageID, FromImageDigest: i.ImageDigest,
		Container: i.Name, ContainerID: i.ID, MountPoint: i.MountedAt, ImageAnnotations: i.Annotations,
		ImageCreatedBy: i.CreatedBy, Format: string(i.Format), Created: i.Created, Hostname: i.Hostname,
		Domainname: i.Domainname, Comment: i.Comment, Run: i.Run, ConfigureNetwork: "NetworkDefault",
		IDMappingOptions: i.Run.IDs,
	}
	if err := view.parseConfig(i.Config); err != nil {
		return nil, fmt.Errorf("reading the config of the container %s: %w", i.Name, err)
	}
	if base, err := engine.Inspect(ctx, i.ImageID); i.ImageID != "" && err == nil {
		view.Manifest = string(base.Manifest)
	}
	view.Docker.Config.Hostname, view.Docker.Config.Domainname = i.Hostname, i.Domainname
	view.Docker.Comment, view.Docker.ContainerConfig = i.Comment, view.Docker.Config
	return view, nil
}
