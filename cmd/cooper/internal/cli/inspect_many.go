package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

// This file has docker image inspect and docker container inspect, which print a list of all that is
// named, with docker's names.

// inspectImageJSON is an image as docker image inspect prints it.
type inspectImageJSON struct {
	ID            string `json:"Id"`
	RepoTags      []string
	RepoDigests   []string
	Comment       string
	Created       *time.Time
	Author        string
	Architecture  string
	Variant       string `json:",omitempty"`
	Os            string
	Size          int64
	RootFS        ocispec.RootFS
	Config        dockerspec.DockerOCIImageConfig
	Labels        map[string]string // as podman has it
	Annotations   map[string]string
	Digest        string
	History       []ocispec.History
	User          string `json:",omitempty"`
	DockerVersion string
}

func dockerImage(i inspection) any {
	return inspectImageJSON{
		ID: "sha256:" + i.FromImageID, RepoTags: i.Names, RepoDigests: i.RepoDigests(), Comment: i.Docker.Comment,
		Created: i.OCIv1.Created, Author: i.OCIv1.Author, Architecture: i.OCIv1.Architecture,
		Variant: i.OCIv1.Variant, Os: i.OCIv1.OS, Size: i.Size, RootFS: i.OCIv1.RootFS, Config: i.OCIv1.Config,
		Labels: i.OCIv1.Config.Labels, Annotations: i.ImageAnnotations, Digest: i.FromImageDigest,
		History: i.OCIv1.History, User: i.OCIv1.Config.User, DockerVersion: i.Docker.DockerVersion,
	}
}

// inspectContainerJSON is a working container as docker container inspect prints it.
type inspectContainerJSON struct {
	ID      string `json:"Id"`
	Name    string
	Created time.Time
	Image   string // id
	State   struct {
		Status  string
		Running bool
	}
	Config struct {
		Hostname, Image string
		dockerspec.DockerOCIImageConfig
	}
	ImageName string // as podman has it
}

func dockerContainer(i inspection) any {
	out := inspectContainerJSON{
		ID: i.ContainerID, Name: i.Container, Created: i.Created, ImageName: i.FromImage,
	}
	if i.FromImageID != "" {
		out.Image = "sha256:" + i.FromImageID
	}
	out.State.Status = "created"
	out.Config.Hostname, out.Config.Image = i.Hostname, i.FromImage
	out.Config.DockerOCIImageConfig = i.OCIv1.Config
	return out
}

func (a *app) imageInspect() *cobra.Command {
	return a.inspectMany("IMAGE", "Display the configuration of images",
		"  cooper image inspect app\n  cooper image inspect --format '{{.Os}}/{{.Architecture}}' app",
		inspectImage, dockerImage)
}

func (a *app) containerInspect() *cobra.Command {
	return a.inspectMany("CONTAINER", "Display the configuration of working containers",
		"  cooper container inspect work\n  cooper container inspect --format '{{.ContainerID}}' work",
		inspectContainer, dockerContainer)
}

func (a *app) inspectMany(
	what, short, example string,
	inspect func(context.Context, *build.Engine, string) (any, error), view func(inspection) any,
) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "inspect [flags] " + what + " [" + what + "...]", Short: short, Example: example,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			engine, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			return a.printInspected(format, args, func(name string) (any, error) {
				found, err := inspect(cmd.Context(), engine, name)
				if i, ok := found.(inspection); ok && (format == "" || format == "json") {
					found = view(i)
				}
				return found, err
			})
		},
	}
	cmd.Flags().StringVarP(&format, "format", "f", "", "format each object with a Go template")
	return cmd
}

// inspectAll describes several containers and images, in a list as docker inspect does.
func (a *app) inspectAll(ctx context.Context, names []string, kind, format string) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	return a.printInspected(format, names, func(name string) (any, error) {
		return inspectAny(ctx, engine, name, kind)
	})
}

// printInspected prints what is found of names, and then which were not found.
func (a *app) printInspected(format string, names []string, find func(name string) (any, error)) error {
	list, errs := []any{}, []error{}
	for _, name := range names {
		found, err := find(name)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		list = append(list, found)
	}
	return errors.Join(append(errs, a.printViews(format, list))...)
}

func (a *app) printViews(format string, list []any) error {
	if format == "" || format == "json" {
		return printJSON(a.text, list)
	}
	for _, view := range list {
		t, err := parseFormat(format, "default")
		if err != nil {
			return err
		}
		if err := executeFormat(a.text, t, view); err != nil {
			return err
		}
		fmt.Fprintln(a.text)
	}
	return nil
}

// imageExists is podman image exists.
func (a *app) imageExists() *cobra.Command {
	return &cobra.Command{
		Use: "exists IMAGE", Short: "Check whether an image exists: the exit code is 0 or 1", Args: oneArg("one image"),
		Example: "  cooper image exists app && echo there\n  cooper image exists base || cooper pull base",
		RunE: func(cmd *cobra.Command, args []string) error {
			engine, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			_, err = engine.Inspect(cmd.Context(), args[0])
			if errors.Is(err, build.ErrNotFound) {
				return exitCode(1)
			}
			return err
		},
	}
}
