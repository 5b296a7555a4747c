package registry

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/opencontainers/go-digest"
	"go.podman.io/image/v5/copy"
	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/sign"
)

// simpleSigned makes a destination that signs each manifest with a key of GnuPG. The library
// does so only with cgo.
func simpleSigned(ref types.ImageReference, key string) (types.ImageReference, error) {
	if key == "" {
		return ref, nil
	}
	if ref.DockerReference() == nil {
		return nil, fmt.Errorf("signing an image for %s: a signature needs the name of an image in a registry",
			ref.Transport().Name())
	}
	return &signedReference{ref, key}, nil
}

// SignStored signs an image of the store under its names. A push sends the signatures along.
func (c *Client) SignStored(ctx context.Context, id string, names []string, key string) error {
	sys, err := c.Access.context()
	if err != nil {
		return err
	}
	src, err := c.Store.Reference(nil, id)
	if err != nil {
		return err
	}
	for _, name := range names {
		named, err := Normalize(name)
		if err != nil {
			return err
		}
		dest, err := c.Store.NewReference([]reference.Named{named})
		if err != nil {
			return err
		}
		signed, err := simpleSigned(dest, key)
		if err != nil {
			return err
		}
		opts := &copy.Options{SourceCtx: sys, DestinationCtx: sys}
		what := movement{event.Writing, "the signature of " + name}
		if _, err := c.transfer(ctx, what, signed, src, opts, nil); err != nil {
			return fmt.Errorf("signing %s: %w", name, err)
		}
	}
	return nil
}

type signedReference struct {
	types.ImageReference
	key string
}

func (r *signedReference) NewImageDestination(
	ctx context.Context, sys *types.SystemContext,
) (types.ImageDestination, error) {
	dest, err := r.ImageReference.NewImageDestination(ctx, sys)
	if err != nil {
		return nil, err
	}
	if err := dest.SupportsSignatures(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("storing signatures: %w", err), dest.Close())
	}
	return &signedDestination{dest, r, map[digest.Digest][][]byte{}, nil}, nil
}

// signedDestination stores the signatures at the end, ours and those that the image has.
type signedDestination struct {
	types.ImageDestination
	signed *signedReference
	others map[digest.Digest][][]byte // by the instance; empty: the manifest itself
	bodies []signedBody
}

type signedBody struct {
	instance *digest.Digest
	body     []byte
}

func (d *signedDestination) Reference() types.ImageReference { return d.signed }

func (d *signedDestination) PutManifest(ctx context.Context, body []byte, instance *digest.Digest) error {
	d.bodies = append(d.bodies, signedBody{instance, body})
	return d.ImageDestination.PutManifest(ctx, body, instance)
}

func (d *signedDestination) PutSignatures(_ context.Context, signatures [][]byte, instance *digest.Digest) error {
	d.others[keyOf(instance)] = signatures
	return nil
}

func (d *signedDestination) Commit(ctx context.Context, top types.UnparsedImage) error {
	name := d.signed.DockerReference().String()
	for _, b := range d.bodies {
		own, err := sign.Manifest(ctx, d.signed.key, b.body, name)
		if err != nil {
			return err
		}
		all := append(slices.Clone(d.others[keyOf(b.instance)]), own)
		if err := d.ImageDestination.PutSignatures(ctx, all, b.instance); err != nil {
			return fmt.Errorf("storing signatures: %w", err)
		}
	}
	return d.ImageDestination.Commit(ctx, top)
}

func keyOf(instance *digest.Digest) digest.Digest {
	if instance == nil {
		return ""
	}
	return *instance
}
