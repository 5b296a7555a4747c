package registry

import (
	"cmp"
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

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/store"
)

// MediaType is that of a manifest or list.
func MediaType(raw []byte) string { return manifest.GuessMIMEType(raw) }

// RawManifest is the manifest under a name in a registry, or in another transport.
func (c *Client) RawManifest(ctx context.Context, name string) ([]byte, error) {
	raw, _, err := c.rawManifest(ctx, name)
	return raw, err
}

// rawManifest also returns where the manifest was found.
func (c *Client) rawManifest(
	ctx context.Context, name string,
) (raw []byte, place types.ImageReference, err error) {
	err = c.atPlaces(name, func(sys *types.SystemContext, ref types.ImageReference) error {
		place = ref
		src, err := c.Access.checked(ref).NewImageSource(ctx, sys)
		if err != nil {
			return err
		}
		defer func() { _ = src.Close() }()
		raw, _, err = image.UnparsedInstance(src, nil).Manifest(ctx)
		return err
	})
	return raw, place, err
}

// Instance is an image of the store or of a registry, with the descriptor for an index.
type Instance struct {
	ID     string // in the store; empty: it is in a registry
	Source string // docker://HOST/REPOSITORY@DIGEST
	// Listed is what a list, or the registry, says of it; nil: nothing does.
	Listed *ocispec.Descriptor
}

// Instances finds images for an index: the image of a name, the image of an index for a
// platform, or all images of an index. Those of a registry stay there.
func (c *Client) Instances(ctx context.Context, name string, p ocispec.Platform, all bool) ([]Instance, error) {
	if local, err := c.Find(name); err == nil {
		list, isIndex, err := c.Store.IndexOf(local)
		if err != nil || !isIndex {
			return []Instance{{ID: local}}, err
		}
		return localInstances(name, list.Entries, p, all)
	}
	if toRegistry(name) {
		return c.describe(ctx, name, p, all)
	}
	if p.Architecture != "" {
		id, err := c.PullPlatform(ctx, name, api.PullMissing, p)
		return []Instance{{ID: id}}, err
	}
	id, err := c.Pull(ctx, name, api.PullMissing)
	return []Instance{{ID: id}}, err
}

// describe reads the descriptors of images in a registry.
func (c *Client) describe(
	ctx context.Context, name string, p ocispec.Platform, all bool,
) (out []Instance, err error) {
	err = c.atPlaces(name, func(sys *types.SystemContext, ref types.ImageReference) error {
		out, err = c.describeAt(ctx, sys, ref, p, all)
		return err
	})
	return out, err
}

func (c *Client) describeAt(
	ctx context.Context, sys *types.SystemContext, ref types.ImageReference, p ocispec.Platform, all bool,
) ([]Instance, error) {
	cleanup, err := enableAttachments(sys, ref)
	if err != nil {
		return nil, err
	}
	defer cleanup()
	src, err := c.Access.checked(ref).NewImageSource(ctx, sys)
	if err != nil {
		return nil, err
	}
	defer func() { _ = src.Close() }()
	raw, kind, err := image.UnparsedInstance(src, nil).Manifest(ctx)
	if err != nil {
		return nil, err
	}
	var found []ocispec.Descriptor
	if manifest.MIMETypeIsMultiImage(kind) {
		found, err = listedFor(raw, kind, p, all)
		if err == nil && len(found) == 0 {
			have, _ := c.platformsOf(ctx, sys, ref)
			err = &PlatformError{title(ref), p, formatted(have)}
		}
	} else {
		found, err = describeOne(ctx, sys, src, raw, kind)
	}
	if err != nil {
		return nil, err
	}
	var out []Instance
	for _, d := range found {
		if err := allowed(ctx, src, sys, &d.Digest); err != nil {
			return nil, err
		}
		named, err := reference.WithDigest(reference.TrimNamed(ref.DockerReference()), d.Digest)
		if err != nil {
			return nil, err
		}
		out = append(out, Instance{Source: "docker://" + named.String(), Listed: &d})
	}
	return out, nil
}

// listedFor are the descriptors of a list: all, or the first that is for a platform.
func listedFor(raw []byte, kind string, p ocispec.Platform, all bool) (out []ocispec.Descriptor, err error) {
	list, err := manifest.ListFromBlob(raw, kind)
	if err != nil {
		return nil, err
	}
	p = orMachine(p)
	for _, d := range list.Instances() {
		listed, err := list.Instance(d)
		if err != nil {
			return nil, err
		}
		if !all && (len(out) != 0 || !isFor(listed.ReadOnly.Platform, p)) {
			continue
		}
		out = append(out, ocispec.Descriptor{
			MediaType: listed.MediaType, Digest: listed.Digest, Size: listed.Size,
			Platform: listed.ReadOnly.Platform, Annotations: listed.ReadOnly.Annotations,
			ArtifactType: listed.ReadOnly.ArtifactType,
		})
	}
	return out, nil
}

// orMachine is a platform, or that of the machine.
func orMachine(p ocispec.Platform) ocispec.Platform {
	p.OS, p.Architecture = cmp.Or(p.OS, "linux"), cmp.Or(p.Architecture, runtime.GOARCH)
	return p
}

// describeOne makes the descriptor of a single image. Its config names the platform.
func describeOne(
	ctx context.Context, sys *types.SystemContext, src types.ImageSource, raw []byte, kind string,
) ([]ocispec.Descriptor, error) {
	img, err := image.FromUnparsedImage(ctx, sys, image.UnparsedInstance(src, nil))
	if err != nil {
		return nil, err
	}
	config, err := img.OCIConfig(ctx)
	if err != nil {
		return nil, err
	}
	return []ocispec.Descriptor{{
		MediaType: kind, Digest: digest.FromBytes(raw), Size: int64(len(raw)), Platform: &config.Platform,
	}}, nil
}

// localInstances are the images of a list of the store.
func localInstances(name string, entries []store.IndexEntry, p ocispec.Platform, all bool) ([]Instance, error) {
	var out []Instance
	p = orMachine(p)
	for _, e := range entries {
		if !e.IsArtifact() && (all || isFor(e.Descriptor.Platform, p)) {
			out = append(out, Instance{e.ID, e.Source, &e.Descriptor})
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
func (c *Client) PullTags(ctx context.Context, name string, policy api.PullPolicy) ([]string, error) {
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
