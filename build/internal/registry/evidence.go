package registry

import (
	"context"
	"fmt"

	"github.com/containerd/platforms"
	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/manifest"

	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/image"
)

// Evidence is an image of a registry with what is said about it. Nothing of it is verified.
type Evidence struct {
	Descriptor ocispec.Descriptor
	Bundles    [][]byte // sigstore bundles about it
	Statements [][]byte // in-toto statements without a signature
	// Indexed are statements that the index lists. A signature of the index covers them.
	Indexed [][]byte
}

// Subject is a name in a registry, resolved once. Index is nil for a single image.
type Subject struct {
	Place  string // full name, by which the registry has it
	Index  *Evidence
	Images []Evidence
}

// Evidence collects what a registry has about an image, or about an index and its images. A platform
// restricts them.
func (c *Client) Evidence(ctx context.Context, name, platform string) (out Subject, err error) {
	raw, ref, err := c.rawManifest(ctx, name)
	if err != nil {
		return out, err
	}
	repo, err := c.Access.repositoryOf(ctx, ref)
	if err != nil {
		return out, err
	}
	top := descriptorOf(raw)
	out.Place = title(ref)
	if !manifest.MIMETypeIsMultiImage(top.MediaType) {
		one, err := c.evidence(repo, top, nil)
		out.Images = []Evidence{one}
		return out, err
	}
	index, err := c.evidence(repo, top, nil)
	if err != nil {
		return out, err
	}
	out.Index = &index
	list, err := image.ParseIndex(raw)
	if err != nil {
		return out, err
	}
	for _, d := range list.Manifests {
		if d.Annotations[referenceType] != "" || !wantedPlatform(d.Platform, platform) {
			continue
		}
		one, err := c.evidence(repo, d, raw)
		if err != nil {
			return out, err
		}
		out.Images = append(out.Images, one)
	}
	if len(out.Images) == 0 {
		return out, fmt.Errorf("the index %s has no image for platform %q", name, platform)
	}
	return out, nil
}

func wantedPlatform(have *ocispec.Platform, wanted string) bool {
	if wanted == "" {
		return true
	}
	p, err := platforms.Parse(wanted)
	return err == nil && have != nil && platforms.Only(p).Match(*have)
}

// evidence collects what refers to one image. index is that which lists it; nil: there is none.
func (c *Client) evidence(repo *repository, d ocispec.Descriptor, index []byte) (out Evidence, err error) {
	out.Descriptor = d
	err = c.retry(repo.ctx, "reading the attestations of "+d.Digest.String(), func() (err error) {
		out.Bundles, out.Statements, out.Indexed = nil, nil, nil
		return out.read(repo, index)
	})
	return out, err
}

func (e *Evidence) read(repo *repository, index []byte) error {
	documents, err := repo.attachments(e.Descriptor.Digest, isAttestation)
	if err != nil {
		return fmt.Errorf("reading the attestations of %s: %w", e.Descriptor.Digest, err)
	}
	for _, document := range documents {
		if document.Type == attest.PayloadType {
			e.Statements = append(e.Statements, document.Body)
		} else {
			e.Bundles = append(e.Bundles, document.Body)
		}
	}
	if index == nil {
		return nil
	}
	indexed, err := repo.indexed(index, e.Descriptor.Digest)
	for _, document := range indexed {
		e.Indexed = append(e.Indexed, document.Body)
	}
	return err
}

// isAttestation reports whether a media type is one of those that are read.
func isAttestation(media string) bool {
	return media == attest.PayloadType || media == attest.BundleType
}

// Digest is that of the image.
func (e *Evidence) Digest() digest.Digest { return e.Descriptor.Digest }
