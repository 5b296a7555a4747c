package registry

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"strings"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/copy"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/image/v5/oci/layout"
	"go.podman.io/image/v5/pkg/blobinfocache/none"
	"go.podman.io/image/v5/signature/signer"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/store"
)

// PushList sends the images of a list, then the list itself.
func (c *Client) PushList(ctx context.Context, id, dest string, opts PushOptions) (Pushed, error) {
	list, _, err := c.Store.ListOf(id)
	if err != nil {
		return Pushed{}, err
	}
	ref, sys, err := c.destination(dest, dest, opts)
	if err != nil {
		return Pushed{}, err
	}
	copyOptions := copy.Options{
		SourceCtx: sys, DestinationCtx: sys, RemoveSignatures: true, ForceCompressionFormat: opts.ForceCompression || opts.Compression != "",
	}
	if copyOptions.ForceManifestMIMEType, err = mimeType(opts.Format); err != nil {
		return Pushed{}, err
	}
	if err := opts.encrypt(&copyOptions); err != nil {
		return Pushed{}, err
	}
	if !opts.Key.IsZero() {
		// Who pulls a list gets one of its images, so those are what is signed, by
		// the name of the list.
		s, done, err := c.prepareSigning(sys, ref, opts.Key)
		if err != nil {
			return Pushed{}, err
		}
		defer done()
		copyOptions.Signers, copyOptions.SignIdentity = []*signer.Signer{s}, ref.DockerReference()
	}
	index := ocispec.Index{MediaType: ocispec.MediaTypeImageIndex, Annotations: list.Annotations, Subject: list.Subject, Manifests: []ocispec.Descriptor{}}
	index.SchemaVersion = 2
	if copyOptions.ForceManifestMIMEType == manifest.DockerV2Schema2MediaType {
		if index.MediaType = manifest.DockerV2ListMediaType; len(list.Annotations) != 0 || list.Subject != nil {
			return Pushed{}, errors.New("a list of format docker has no annotations and no subject: --format oci keeps them")
		}
	}
	for i, e := range list.Entries {
		d := e.Descriptor
		if e.ID == "" {
			err = c.pushArtifact(ctx, ref, sys, d)
		} else {
			d, err = c.pushPart(ctx, ref, i, e, copyOptions)
		}
		if err != nil {
			return Pushed{}, fmt.Errorf("pushing %s, %s: %w", dest, entryTitle(d), err)
		}
		index.Manifests = append(index.Manifests, d)
	}
	if err := c.pushCompressed(ctx, ref, list.Entries, copyOptions, opts, &index); err != nil {
		return Pushed{}, fmt.Errorf("pushing %s: %w", dest, err)
	}
	body, err := json.Marshal(index)
	if err != nil {
		return Pushed{}, err
	}
	full := ref.Transport().Name() + ":" + ref.StringWithinTransport()
	if err := putManifest(ctx, ref, sys, body); err != nil {
		return Pushed{}, fmt.Errorf("pushing the list to %s: %w", full, err)
	}
	return Pushed{Reference: full, Digest: digest.FromBytes(body).String()}, nil
}

// pushPart sends one image of a list and returns what the list says of it there.
func (c *Client) pushPart(ctx context.Context, list types.ImageReference, number int, e store.ListEntry, opts copy.Options) (ocispec.Descriptor, error) {
	d := e.Descriptor
	part, err := partOf(list, number)
	if err != nil {
		return d, err
	}
	src, err := c.storeRef(nil, e.ID)
	if err != nil {
		return d, err
	}
	if len(opts.Signers) != 0 {
		sys := *opts.DestinationCtx
		cleanup, err := writeAttachments(&sys, part)
		if err != nil {
			return d, err
		}
		defer cleanup()
		opts.DestinationCtx = &sys
	}
	what := fmt.Sprintf("pushing %s, %s", list.StringWithinTransport(), entryTitle(d))
	body, err := c.transfer(ctx, what, part, src, &opts)
	d.Digest, d.Size, d.MediaType = digest.FromBytes(body), int64(len(body)), manifest.GuessMIMEType(body)
	return d, err
}

// entryTitle names an entry of a list to a person.
func entryTitle(d ocispec.Descriptor) string {
	if d.Platform != nil {
		return "the image for " + d.Platform.OS + "/" + d.Platform.Architecture
	}
	return "the artifact " + d.Digest.String()
}

// pushArtifact sends an artifact that a list names: its blobs, then its manifest
// by digest.
func (c *Client) pushArtifact(ctx context.Context, list types.ImageReference, sys *types.SystemContext, d ocispec.Descriptor) (err error) {
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

// partOf is where an image of a list goes: in a registry beside it without a
// name that stays, which needs one until the list refers to it.
func partOf(list types.ImageReference, number int) (types.ImageReference, error) {
	switch list.Transport() {
	case docker.Transport:
		tagged, ok := list.DockerReference().(reference.Tagged)
		if !ok {
			return nil, errors.New("a list needs a tag")
		}
		named, err := reference.WithTag(reference.TrimNamed(list.DockerReference()), fmt.Sprintf("%.100s-%d", tagged.Tag(), number))
		if err != nil {
			return nil, err
		}
		return docker.NewReference(named)
	case layout.Transport:
		dir, name, _ := strings.Cut(list.StringWithinTransport(), ":")
		if name == "" {
			name = "image"
		}
		return layout.NewReference(dir, fmt.Sprintf("%s-%d", name, number))
	}
	return nil, fmt.Errorf("a list of images cannot be written to %s: a registry or oci: can hold one", list.Transport().Name())
}

func putManifest(ctx context.Context, ref types.ImageReference, sys *types.SystemContext, body []byte) (err error) {
	dest, err := ref.NewImageDestination(ctx, sys)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dest.Close()) }()
	if err := dest.PutManifest(ctx, body, nil); err != nil {
		return err
	}
	return dest.Commit(ctx, nil)
}

// compressedNote is the annotation by which others choose the image of a list in a
// compression that they can read.
const compressedNote = "io.github.containers.compression."

// pushCompressed sends the images of a list once more, in other compressions.
func (c *Client) pushCompressed(ctx context.Context, list types.ImageReference, entries []store.ListEntry, copyOptions copy.Options, opts PushOptions, index *ocispec.Index) error {
	number := len(entries)
	for _, format := range opts.AlsoCompressed {
		sys := *copyOptions.DestinationCtx
		if err := setCompression(&sys, format, nil); err != nil {
			return err
		}
		copyOptions.DestinationCtx, copyOptions.ForceCompressionFormat = &sys, true
		for _, e := range entries {
			if e.ID == "" {
				continue
			}
			d, err := c.pushPart(ctx, list, number, e, copyOptions)
			if err != nil {
				return err
			}
			number++
			d.Annotations = maps.Clone(d.Annotations)
			if d.Annotations == nil {
				d.Annotations = map[string]string{}
			}
			d.Annotations[compressedNote+format] = "true"
			index.Manifests = append(index.Manifests, d)
		}
	}
	return nil
}
