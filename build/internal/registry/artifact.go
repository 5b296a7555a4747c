package registry

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/imagebuilder"
)

// ReadArtifact opens an artifact of a registry or a layout. read gets its manifest with the digest. It
// can be called again after a failure of the network.
func (c *Client) ReadArtifact(
	ctx context.Context, name string, read func(types.ImageSource, *ocispec.Manifest, digest.Digest) error,
) error {
	ctx, stop := Watch(ctx, c.Access.Limits)
	defer stop()
	return c.retry(ctx, "fetching "+name, func() (err error) {
		src, err := Open(ctx, c.Access, name)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, src.Close()) }()
		raw, kind, err := src.GetManifest(ctx, nil)
		if err != nil {
			return err
		}
		if manifest.MIMETypeIsMultiImage(kind) {
			return imagebuilder.WithHint(fmt.Errorf("%s is an image index, and no artifact", name),
				"name an image by docker-image://")
		}
		m, err := image.ParseManifest(raw)
		if err != nil {
			return fmt.Errorf("its manifest: %w", err)
		}
		return read(src, &m, digest.FromBytes(raw))
	})
}

// SendArtifact opens a place for an artifact: a repository, where it gets no tag, or a layout as
// oci:DIR:NAME. send can be called again after a failure of the network.
func (c *Client) SendArtifact(ctx context.Context, place string, send func(types.ImageDestination) error) error {
	if !strings.HasPrefix(place, "oci:") {
		var err error
		if place, err = ByDigest(place); err != nil {
			return err
		}
	}
	ref, err := destination("", place)
	if err != nil {
		return err
	}
	sys, err := c.Access.context()
	if err != nil {
		return err
	}
	if sys, err = restricted(ref, sys); err != nil {
		return fmt.Errorf("sending to %s: %w", pushedName(ref), err)
	}
	ctx, stop := Watch(ctx, c.Access.Limits)
	defer stop()
	return c.retry(ctx, "sending to "+pushedName(ref), func() (err error) {
		dest, err := ref.NewImageDestination(ctx, sys)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, dest.Close()) }()
		return send(dest)
	})
}
