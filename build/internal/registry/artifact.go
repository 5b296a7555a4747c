package registry

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/opencontainers/go-digest"
	"go.podman.io/image/v5/manifest"

	"github.com/cooper-build/cooper/build/internal/bundle"
	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/imagebuilder"
)

// ReceiveTree fetches a tree from a registry or a layout. begin says how many bytes come, and returns the
// directory for them. It is called again after a failure of the network.
func (c *Client) ReceiveTree(
	ctx context.Context, name, temp string, begin func(total int64) (dir string, err error),
) (moved bundle.Moved, err error) {
	ctx, stop := Watch(ctx, c.Access.Limits)
	defer stop()
	err = c.retry(ctx, "fetching "+name, func() error {
		moved, err = c.receiveTree(ctx, name, temp, begin)
		return err
	})
	return moved, err
}

func (c *Client) receiveTree(
	ctx context.Context, name, temp string, begin func(total int64) (dir string, err error),
) (moved bundle.Moved, err error) {
	src, err := Open(ctx, c.Access, name)
	if err != nil {
		return moved, err
	}
	defer func() { err = errors.Join(err, src.Close()) }()
	raw, kind, err := src.GetManifest(ctx, nil)
	if err != nil {
		return moved, err
	}
	if manifest.MIMETypeIsMultiImage(kind) {
		return moved, imagebuilder.WithHint(fmt.Errorf("%s is an image index, and no artifact", name),
			"name an image by docker-image://")
	}
	m, err := image.ParseManifest(raw)
	if err != nil {
		return moved, fmt.Errorf("its manifest: %w", err)
	}
	var total int64
	for _, l := range m.Layers {
		total += l.Size
	}
	dir, err := begin(total)
	if err != nil {
		return moved, err
	}
	receiver := bundle.Receiver{Dir: dir, Temp: temp, Limits: c.Access.Limits}
	moved, err = receiver.Receive(ctx, src, &m)
	moved.Digest = digest.FromBytes(raw)
	return moved, err
}

// SendTree sends a tree to a repository, where it gets no tag, or to a layout, oci:DIR:NAME. kind is the
// media type of its config.
func (c *Client) SendTree(
	ctx context.Context, tree *copier.Tree, kind, temp, place string,
) (moved bundle.Moved, err error) {
	if !strings.HasPrefix(place, "oci:") {
		if place, err = ByDigest(place); err != nil {
			return moved, err
		}
	}
	ref, err := destination("", place)
	if err != nil {
		return moved, err
	}
	sys, err := c.Access.context()
	if err != nil {
		return moved, err
	}
	if sys, err = restricted(ref, sys); err != nil {
		return moved, fmt.Errorf("sending to %s: %w", pushedName(ref), err)
	}
	ctx, stop := Watch(ctx, c.Access.Limits)
	defer stop()
	err = c.retry(ctx, "sending to "+pushedName(ref), func() (err error) {
		dest, err := ref.NewImageDestination(ctx, sys)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, dest.Close()) }()
		moved, err = bundle.Send(ctx, tree, kind, temp, dest)
		return err
	})
	return moved, err
}
