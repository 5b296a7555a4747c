package registry

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/docker/reference"
	imagelib "go.podman.io/image/v5/image"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/image/v5/types"
)

// Resolved is what a name means now.
type Resolved struct {
	Name   string                    // full
	Digest digest.Digest             // of the manifest or index
	Size   int64                     // of the compressed layers for a platform, in bytes
	Config dockerspec.DockerOCIImage // for the platform
}

// Resolve finds an image without its layers. An image of localhost is in the store.
func (c *Client) Resolve(ctx context.Context, name string, p ocispec.Platform) (out Resolved, err error) {
	if full, id, err := c.find(name); err == nil && c.isLocalhost(name, id) {
		return c.resolveStored(full, id, p)
	}
	err = c.atPlaces(name, func(sys *types.SystemContext, ref types.ImageReference) error {
		return c.retry(ctx, "resolving "+name, func() (err error) {
			out, err = c.resolveAt(ctx, choosing(sys, p), ref)
			return err
		})
	})
	return out, err
}

func (c *Client) resolveAt(
	ctx context.Context, sys *types.SystemContext, ref types.ImageReference,
) (out Resolved, err error) {
	src, err := c.Access.checked(ref).NewImageSource(ctx, sys)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, src.Close()) }()
	raw, kind, err := src.GetManifest(ctx, nil)
	if err != nil {
		return out, err
	}
	out.Name, out.Digest = title(ref), digest.FromBytes(raw)
	var chosen *digest.Digest
	if manifest.MIMETypeIsMultiImage(kind) {
		list, err := manifest.ListFromBlob(raw, kind)
		if err != nil {
			return out, err
		}
		one, err := chooseInstance(list, sys)
		if err != nil {
			return out, missingIn(list, out.Name, wanted(sys))
		}
		chosen = &one
	}
	img, err := imagelib.FromUnparsedImage(ctx, sys, imagelib.UnparsedInstance(src, chosen))
	if err != nil {
		return out, err
	}
	for _, l := range img.LayerInfos() {
		out.Size += max(l.Size, 0)
	}
	config, err := img.ConfigBlob(ctx)
	if err == nil {
		err = json.Unmarshal(config, &out.Config)
	}
	if err != nil {
		return out, fmt.Errorf("reading the config of %s: %w", out.Name, err)
	}
	return out, nil
}

// resolveStored is Resolve for an image of the store.
func (c *Client) resolveStored(full, id string, p ocispec.Platform) (out Resolved, err error) {
	img, err := c.Store.Image(id)
	if err != nil {
		return out, err
	}
	out.Name, out.Digest = full, digest.Digest(img.Digest)
	if instance, ok := c.Store.Instance(id, p); ok {
		id = instance
	}
	config, _, err := c.Store.Data(id)
	if err != nil {
		return out, err
	}
	return out, json.Unmarshal(config, &out.Config)
}

// IsLocal reports whether a full name is one of localhost, which no registry has.
func IsLocal(name string) bool {
	named, err := reference.ParseNormalizedNamed(name)
	return err == nil && reference.Domain(named) == "localhost"
}
