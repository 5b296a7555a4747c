package registry

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/containerd/platforms"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/image"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/api"
)

// Platforms are the linux platforms of an image, for example linux/arm64: those of an
// index, or that of a single image. An image that was pulled for one platform does not list
// the others, so the registry is asked.
func (c *Client) Platforms(ctx context.Context, name string, policy api.PullPolicy) ([]string, error) {
	local, localErr := c.Find(name)
	if localErr == nil && (policy != api.PullAlways || c.isLocalhost(name, local)) {
		if list, ok, err := c.Store.IndexOf(local); ok || err != nil {
			return formatted(indexPlatforms(list)), err
		}
		if policy == api.PullNever || c.isLocalhost(name, local) {
			return formatted([]ocispec.Platform{{OS: "linux", Architecture: c.Store.Architecture(local)}}), nil
		}
	}
	if policy == api.PullNever {
		return nil, fmt.Errorf("image %s is not in the store, and the pull policy is never", name)
	}
	var list []ocispec.Platform
	err := c.atPlaces(name, func(sys *types.SystemContext, ref types.ImageReference) (err error) {
		list, err = c.platformsOf(ctx, sys, ref)
		return err
	})
	return formatted(list), err
}

// atPlaces tries the places where an image of a name may be until one has it.
func (c *Client) atPlaces(name string, try func(*types.SystemContext, types.ImageReference) error) error {
	sys, err := c.Access.context()
	if err != nil {
		return err
	}
	refs, err := references(sys, name)
	if err != nil {
		return err
	}
	for _, ref := range refs {
		if err = try(sys, ref); err == nil {
			return nil
		}
	}
	return fmt.Errorf("image %s: %w", name, err)
}

// references are the places where an image of a name may be.
func references(sys *types.SystemContext, name string) ([]types.ImageReference, error) {
	if ref, err := parseTransport(name); err == nil && ref.Transport() != docker.Transport {
		return []types.ImageReference{ref}, nil
	}
	names, err := candidates(sys, strings.TrimPrefix(name, "docker://"))
	if err != nil {
		return nil, err
	}
	var out []types.ImageReference
	for _, n := range names {
		ref, err := docker.NewReference(n)
		if err != nil {
			return nil, err
		}
		out = append(out, ref)
	}
	return out, nil
}

func (c *Client) platformsOf(
	ctx context.Context, sys *types.SystemContext, ref types.ImageReference,
) ([]ocispec.Platform, error) {
	src, err := c.Access.checked(ref).NewImageSource(ctx, sys)
	if err != nil {
		return nil, err
	}
	defer func() { _ = src.Close() }()
	raw, kind, err := src.GetManifest(ctx, nil)
	if err != nil {
		return nil, err
	}
	if !manifest.MIMETypeIsMultiImage(kind) {
		img, err := image.FromUnparsedImage(ctx, sys, image.UnparsedInstance(src, nil))
		if err != nil {
			return nil, err
		}
		config, err := img.OCIConfig(ctx)
		if err != nil {
			return nil, err
		}
		return []ocispec.Platform{config.Platform}, nil
	}
	list, err := manifest.ListFromBlob(raw, kind)
	if err != nil {
		return nil, err
	}
	return platformsIn(list)
}

// formatted skips everything that is not for linux, for example attestations.
func formatted(list []ocispec.Platform) []string {
	var out []string
	for _, p := range list {
		if p.OS != "linux" {
			continue
		}
		name := platforms.Format(platforms.Normalize(ocispec.Platform{
			OS:           p.OS,
			Architecture: p.Architecture,
			Variant:      p.Variant,
		}))
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
