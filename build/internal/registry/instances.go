package registry

import (
	"context"
	"fmt"
	"runtime"
	"strings"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/image"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/internal/store"
)

// MediaType is that of a manifest or list.
func MediaType(raw []byte) string { return manifest.GuessMIMEType(raw) }

// RawManifest is the manifest under a name in a registry, or in another transport.
func (c *Client) RawManifest(ctx context.Context, name string) (raw []byte, err error) {
	err = c.atPlaces(name, func(sys *types.SystemContext, ref types.ImageReference) error {
		src, err := c.Access.checked(ref).NewImageSource(ctx, sys)
		if err != nil {
			return err
		}
		defer func() { _ = src.Close() }()
		raw, _, err = image.UnparsedInstance(src, nil).Manifest(ctx)
		return err
	})
	return raw, err
}

// Instance is an image of the store, with what a list says of it.
type Instance struct {
	ID     string
	Listed *ocispec.Descriptor // nil: it comes from no list
}

// PullInstances makes sure that images are in the store: the image of a name, the image of
// an index for a platform, or all images of an index.
func (c *Client) PullInstances(ctx context.Context, name string, p ocispec.Platform, all bool) ([]Instance, error) {
	if local, err := c.Find(name); err == nil {
		list, isIndex, err := c.Store.IndexOf(local)
		if err != nil || !isIndex {
			return []Instance{{ID: local}}, err
		}
		return localInstances(name, list.Entries, p, all)
	}
	sys, err := c.Access.context()
	if err != nil {
		return nil, err
	}
	if all {
		return c.pullAll(ctx, sys, name)
	}
	if p.Architecture != "" {
		id, err := c.PullPlatform(ctx, name, Missing, p)
		return []Instance{{ID: id}}, err
	}
	id, err := c.Pull(ctx, name, Missing)
	return []Instance{{ID: id}}, err
}

// pullAll pulls all images of a registry's list.
func (c *Client) pullAll(ctx context.Context, sys *types.SystemContext, name string) ([]Instance, error) {
	raw, err := c.RawManifest(ctx, name)
	if err != nil {
		return nil, err
	}
	if !manifest.MIMETypeIsMultiImage(manifest.GuessMIMEType(raw)) {
		id, err := c.Pull(ctx, name, Missing)
		return []Instance{{ID: id}}, err
	}
	list, err := manifest.ListFromBlob(raw, manifest.GuessMIMEType(raw))
	if err != nil {
		return nil, err
	}
	refs, err := references(sys, name)
	if err != nil {
		return nil, err
	}
	var out []Instance
	for _, d := range list.Instances() {
		id, err := c.pullDigest(ctx, sys, refs[0], d)
		if err != nil {
			return nil, err
		}
		listed, err := list.Instance(d)
		if err != nil {
			return nil, err
		}
		out = append(out, Instance{id, &ocispec.Descriptor{
			Platform: listed.ReadOnly.Platform, Annotations: listed.ReadOnly.Annotations,
		}})
	}
	return out, nil
}

func (c *Client) pullDigest(
	ctx context.Context, sys *types.SystemContext, of types.ImageReference, d digest.Digest,
) (string, error) {
	if of.Transport() != docker.Transport {
		return "", fmt.Errorf("all images of an index can only be pulled from a registry, not from %s",
			of.Transport().Name())
	}
	named, err := reference.WithDigest(reference.TrimNamed(of.DockerReference()), d)
	if err != nil {
		return "", err
	}
	ref, err := docker.NewReference(named)
	if err != nil {
		return "", err
	}
	return c.pullOne(ctx, sys, ref, named)
}

// localInstances are the images of a list of the store.
func localInstances(name string, entries []store.IndexEntry, p ocispec.Platform, all bool) ([]Instance, error) {
	var out []Instance
	if p.Architecture == "" {
		p = ocispec.Platform{OS: "linux", Architecture: runtime.GOARCH}
	}
	for _, e := range entries {
		if e.ID != "" && (all || isFor(e.Descriptor.Platform, p)) {
			out = append(out, Instance{e.ID, &e.Descriptor})
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("the image index %s has no image for %s/%s", name, p.OS, p.Architecture)
	}
	return out, nil
}

// isFor reports whether the platform of an image matches a wanted one. Empty fields of the
// wanted platform match everything.
func isFor(have *ocispec.Platform, wanted ocispec.Platform) bool {
	return have != nil && have.Architecture == wanted.Architecture &&
		(wanted.OS == "" || have.OS == wanted.OS) && (wanted.Variant == "" || have.Variant == wanted.Variant)
}

// PullTags pulls every image of a repository.
func (c *Client) PullTags(ctx context.Context, name string, policy Policy) ([]string, error) {
	sys, err := c.Access.context()
	if err != nil {
		return nil, err
	}
	names, err := candidates(sys, strings.TrimPrefix(name, "docker://"))
	if err != nil {
		return nil, err
	}
	repository := reference.TrimNamed(names[0])
	ref, err := docker.NewReference(reference.TagNameOnly(repository))
	if err != nil {
		return nil, err
	}
	tags, err := docker.GetRepositoryTags(ctx, sys, ref)
	if err != nil {
		return nil, fmt.Errorf("listing the tags of %s: %w", repository, err)
	}
	var ids []string
	for _, tag := range tags {
		id, err := c.Pull(ctx, repository.Name()+":"+tag, policy)
		if err != nil {
			return ids, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}
