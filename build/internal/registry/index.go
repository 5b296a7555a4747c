package registry

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/copy"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/image/v5/pkg/blobinfocache/none"
	"go.podman.io/image/v5/signature/signer"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder"
)

// PushIndex sends the images of an index and the index itself, all by their digests but
// for the index.
func (c *Client) PushIndex(ctx context.Context, id, dest string, opts PushOptions) (api.Pushed, error) {
	list, _, err := c.Store.IndexOf(id)
	if err != nil {
		return api.Pushed{}, err
	}
	if len(opts.AlsoCompressed) == 0 && !hasArtifact(list) && toRegistry(dest) {
		opts.AlsoCompressed = c.AlsoCompressed
	}
	opts.gzipFirst()
	ref, sys, err := c.destination(dest, dest, opts)
	if err != nil {
		return api.Pushed{}, err
	}
	src, own, err := c.indexSource(id, list)
	if err != nil {
		return api.Pushed{}, err
	}
	copyOptions := &copy.Options{
		SourceCtx: sys, DestinationCtx: sys, RemoveSignatures: true, ImageListSelection: copy.CopyAllImages,
		ForceCompressionFormat: opts.ForceCompression || opts.Compression != "",
		DestinationTimestamp:   opts.Timestamp,
	}
	if copyOptions.ForceManifestMIMEType, err = mimeType(opts.Format); err != nil {
		return api.Pushed{}, err
	}
	err = errors.Join(opts.encrypt(copyOptions), opts.compressAlso(copyOptions), checkIndex(list, copyOptions))
	if err != nil {
		return api.Pushed{}, err
	}
	if c.Access.BlobCache != "" {
		return api.Pushed{}, errors.New("--blob-cache is for single images")
	}
	if opts.Sign.InImage() {
		s, done, err := c.prepareSigning(sys, ref, opts.Sign)
		if err != nil {
			return api.Pushed{}, err
		}
		defer done()
		copyOptions.Signers, copyOptions.SignIdentity = []*signer.Signer{s}, ref.DockerReference()
	}
	if err := c.pushArtifacts(ctx, ref, sys, list, copyOptions); err != nil {
		return api.Pushed{}, fmt.Errorf("pushing %s, %w", dest, err)
	}
	var ids []string
	for _, e := range list.Entries {
		ids = append(ids, e.ID)
	}
	return c.pushAttested(ctx, ref, src, own, copyOptions, &opts, ids)
}

func hasArtifact(list store.Index) bool {
	return slices.ContainsFunc(list.Entries, func(e store.IndexEntry) bool { return e.IsArtifact() })
}

// InRegistry reports whether a name is that of an image in a registry, without a digest.
func InRegistry(name string) bool {
	ref, err := destination(name, name)
	if err != nil || ref.Transport() != docker.Transport {
		return false
	}
	_, digested := ref.DockerReference().(reference.Digested)
	return !digested && strings.ContainsAny(name, "/.:")
}

// toRegistry reports whether the name of a destination is that of a registry.
func toRegistry(dest string) bool {
	ref, err := destination(dest, dest)
	return err == nil && ref.Transport() == docker.Transport
}

// checkIndex refuses an index that format docker cannot represent, and operations on
// artifacts that the library does not support.
func checkIndex(list store.Index, opts *copy.Options) error {
	if hasArtifact(list) && len(opts.EnsureCompressionVariantsExist) != 0 {
		err := errors.New("an image index with artifacts cannot be pushed with several compressions")
		return imagebuilder.WithHint(err, "remove --add-compression")
	}
	if opts.ForceManifestMIMEType == manifest.DockerV2Schema2MediaType &&
		(len(list.Annotations) != 0 || list.Subject != nil) {
		return errors.New("an image index of format docker cannot have annotations or a subject: use --format oci")
	}
	return nil
}

// gzipFirst selects gzip as the main compression if it is one of several, and makes the
// others from it. Otherwise the library would treat the content of the store as gzip, and
// skip it.
func (o *PushOptions) gzipFirst() {
	if len(o.AlsoCompressed) == 0 {
		return
	}
	wanted := append([]api.Compression{cmp.Or(o.Compression, api.CompressionGzip)}, o.AlsoCompressed...)
	if slices.Contains(wanted, api.CompressionGzip) {
		wanted = append([]api.Compression{api.CompressionGzip}, wanted...)
	}
	o.Compression, o.AlsoCompressed = wanted[0], nil
	for _, format := range wanted[1:] {
		if format != o.Compression && !slices.Contains(o.AlsoCompressed, format) {
			o.AlsoCompressed = append(o.AlsoCompressed, format)
		}
	}
}

// compressAlso has each image of an index sent in other compressions too. Others choose
// the one that they can read by an annotation.
func (o *PushOptions) compressAlso(opts *copy.Options) error {
	for _, format := range o.AlsoCompressed {
		var sys types.SystemContext
		if err := setCompression(&sys, format, nil); err != nil {
			return err
		}
		opts.EnsureCompressionVariantsExist = append(
			opts.EnsureCompressionVariantsExist, copy.OptionCompressionVariant{Algorithm: *sys.CompressionFormat},
		)
	}
	return nil
}

// pushArtifacts pushes the artifacts of an index unchanged.
func (c *Client) pushArtifacts(
	ctx context.Context, ref types.ImageReference, sys *types.SystemContext, list store.Index, opts *copy.Options,
) error {
	var images []digest.Digest
	for _, e := range list.Entries {
		if !e.IsArtifact() {
			images = append(images, e.Descriptor.Digest)
			continue
		}
		if err := c.pushArtifact(ctx, ref, sys, e.Descriptor); err != nil {
			return fmt.Errorf("the artifact %s: %w", e.Descriptor.Digest, err)
		}
	}
	if len(images) == len(list.Entries) {
		return nil
	}
	opts.ImageListSelection, opts.Instances = copy.CopySpecificImages, images
	return nil
}

// pushArtifact sends an artifact that an index names: its blobs, then its manifest
// by digest.
func (c *Client) pushArtifact(
	ctx context.Context, list types.ImageReference, sys *types.SystemContext, d ocispec.Descriptor,
) (err error) {
	file, err := c.Store.Blob(d.Digest)
	if err != nil {
		return err
	}
	body, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("it is not in the store: %w", err)
	}
	m, err := image.ParseManifest(body)
	if err != nil {
		return err
	}
	dest, err := list.NewImageDestination(ctx, sys)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dest.Close()) }()
	for i, blob := range append([]ocispec.Descriptor{m.Config}, m.Layers...) {
		if err := c.putBlob(ctx, dest, blob, i == 0); err != nil {
			return err
		}
	}
	return dest.PutManifest(ctx, body, &d.Digest)
}

func (c *Client) putBlob(ctx context.Context, dest types.ImageDestination, d ocispec.Descriptor, config bool) error {
	name, err := c.Store.Blob(d.Digest)
	if err != nil {
		return err
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = dest.PutBlob(ctx, f, types.BlobInfo{Digest: d.Digest, Size: d.Size}, none.NoCache, config)
	return err
}
