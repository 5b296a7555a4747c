package registry

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	ggcr "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/static"
	media "github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/opencontainers/go-digest"
	"github.com/opencontainers/image-spec/specs-go"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/internal/image"
)

// Attachment is a document about an image, stored beside it as an artifact that refers to it
// (OCI distribution specification, "Listing Referrers").
type Attachment struct {
	Type        string // media type of the artifact and of its blob
	Annotations map[string]string
	Body        []byte
}

// maxReferrers is how many artifacts of an image are read. maxAttachment is the size of one, in
// bytes.
const (
	maxReferrers  = 256
	maxAttachment = 64 << 20
)

// listsReferrers reports whether the registry itself lists the artifacts of an image. Otherwise a
// tag has the list.
func (r *repository) listsReferrers(subject digest.Digest) (bool, error) {
	return r.answers("referrers/" + subject.String())
}

// attach stores a document. A registry that does not list referrers gets a list under a tag.
func (r *repository) attach(subject ocispec.Descriptor, d Attachment) error {
	for _, blob := range []ggcr.Layer{
		static.NewLayer(d.Body, media.MediaType(d.Type)),
		static.NewLayer(ocispec.DescriptorEmptyJSON.Data, ocispec.MediaTypeEmptyJSON),
	} {
		if err := remote.WriteLayer(r.Repository, blob, r.options...); err != nil {
			return err
		}
	}
	config := ocispec.DescriptorEmptyJSON
	config.Data = nil
	manifest, err := json.Marshal(ocispec.Manifest{
		Versioned: specs.Versioned{SchemaVersion: 2}, MediaType: ocispec.MediaTypeImageManifest,
		ArtifactType: d.Type, Config: config,
		Layers:  []ocispec.Descriptor{{MediaType: d.Type, Digest: digest.FromBytes(d.Body), Size: int64(len(d.Body))}},
		Subject: &subject, Annotations: d.Annotations,
	})
	if err != nil {
		return err
	}
	return r.put(manifest, digest.FromBytes(manifest).String())
}

// put stores a manifest under a digest or a tag.
func (r *repository) put(manifest []byte, under string) error {
	to, err := r.reference(under)
	if err != nil {
		return err
	}
	return remote.Put(to, rawManifest{manifest}, r.options...)
}

// rawManifest is a manifest as it is.
type rawManifest struct{ raw []byte }

// RawManifest returns the bytes.
func (m rawManifest) RawManifest() ([]byte, error) { return m.raw, nil }

// MediaType is the media type in the manifest.
func (m rawManifest) MediaType() (media.MediaType, error) {
	return media.MediaType(MediaType(m.raw)), nil
}

// errTooMany means that more artifacts refer to an image than are read.
var errTooMany = errors.New("too many artifacts refer to it")

// attachments reads the documents of some types that refer to an image. Those are hostile input.
func (r *repository) attachments(subject digest.Digest, wanted func(artifact string) bool) ([]Attachment, error) {
	list, err := remote.Referrers(r.Digest(subject.String()), r.options...)
	if err != nil {
		return nil, err
	}
	raw, err := list.RawManifest()
	if err != nil {
		return nil, err
	}
	index, err := image.ParseIndex(raw)
	if err != nil {
		return nil, err
	}
	if len(index.Manifests) > maxReferrers {
		return nil, fmt.Errorf("%w: %d, the limit is %d", errTooMany, len(index.Manifests), maxReferrers)
	}
	var out []Attachment
	for _, d := range index.Manifests {
		// Some registries tell the type of the config instead of that of the artifact.
		known := d.ArtifactType != "" && d.ArtifactType != ocispec.MediaTypeEmptyJSON
		if known && !wanted(d.ArtifactType) {
			continue
		}
		documents, err := r.artifact(d.Digest, subject, wanted)
		if err != nil {
			return nil, fmt.Errorf("reading the artifact %s: %w", d.Digest, err)
		}
		out = append(out, documents...)
	}
	return out, nil
}

// artifact reads the documents of an artifact, if it refers to an image. An empty subject is any.
func (r *repository) artifact(
	d, subject digest.Digest, wanted func(media string) bool,
) (out []Attachment, err error) {
	if err := d.Validate(); err != nil {
		return nil, err
	}
	got, err := remote.Get(r.Digest(d.String()), r.options...)
	if err != nil {
		return nil, err
	}
	m, err := image.ParseManifest(got.Manifest)
	if err != nil {
		return nil, err
	}
	if subject != "" && (m.Subject == nil || m.Subject.Digest != subject) {
		return nil, nil // the list is wrong, or an old one
	}
	for _, layer := range m.Layers {
		if !wanted(layer.MediaType) {
			continue
		}
		body, err := r.blob(layer)
		if err != nil {
			return nil, err
		}
		out = append(out, Attachment{Type: layer.MediaType, Annotations: layer.Annotations, Body: body})
	}
	return out, nil
}

// blob reads a small blob, and checks its digest.
func (r *repository) blob(d ocispec.Descriptor) ([]byte, error) {
	if d.Size > maxAttachment {
		return nil, fmt.Errorf("the blob %s has %d bytes, more than the limit of %d", d.Digest, d.Size, maxAttachment)
	}
	if err := d.Digest.Validate(); err != nil {
		return nil, err
	}
	layer, err := remote.Layer(r.Digest(d.Digest.String()), r.options...)
	if err != nil {
		return nil, err
	}
	in, err := layer.Compressed()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	body, err := io.ReadAll(io.LimitReader(in, d.Size+1))
	if err != nil {
		return nil, err
	}
	if digest.FromBytes(body) != d.Digest {
		return nil, fmt.Errorf("the blob %s has another content", d.Digest)
	}
	return body, nil
}
