package registry

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/static"
	media "github.com/google/go-containerregistry/pkg/v1/types"
	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/image"
)

// Annotations of an attestation manifest in an index, as BuildKit writes them.
const (
	referenceType       = "vnd.docker.reference.type"
	referenceDigest     = "vnd.docker.reference.digest"
	attestationManifest = "attestation-manifest"
)

// unknownPlatform keeps programs that choose an image by platform from an attestation manifest.
var unknownPlatform = ocispec.Platform{OS: "unknown", Architecture: "unknown"}

// attestationManifest stores the manifest with the attestations of an image, and returns its
// entry in the index; nil: there are none.
func (a *attester) attestationManifest(s *subject) (*ocispec.Descriptor, error) {
	statements, err := a.statements(s, s.predicates)
	if err != nil || len(statements) == 0 {
		return nil, err
	}
	m := ocispec.Manifest{MediaType: ocispec.MediaTypeImageManifest}
	m.SchemaVersion = 2
	var config ocispec.Image
	config.Platform, config.RootFS.Type = unknownPlatform, "layers"
	for i, statement := range statements {
		d := digest.FromBytes(statement)
		config.RootFS.DiffIDs = append(config.RootFS.DiffIDs, d)
		m.Layers = append(m.Layers, ocispec.Descriptor{
			MediaType: attest.PayloadType, Digest: d, Size: int64(len(statement)),
			Annotations: map[string]string{predicateAnnotation: s.predicates[i].Type},
		})
		if err := a.repo.putBlob(statement, attest.PayloadType); err != nil {
			return nil, err
		}
	}
	text, err := json.Marshal(config)
	if err != nil {
		return nil, err
	}
	m.Config = ocispec.Descriptor{
		MediaType: ocispec.MediaTypeImageConfig, Digest: digest.FromBytes(text), Size: int64(len(text)),
	}
	if err := a.repo.putBlob(text, ocispec.MediaTypeImageConfig); err != nil {
		return nil, err
	}
	body, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	out := descriptorOf(body)
	out.Platform = &unknownPlatform
	out.Annotations = map[string]string{referenceType: attestationManifest, referenceDigest: s.Digest.String()}
	return &out, a.repo.put(body, out.Digest.String())
}

// putBlob stores a small blob.
func (r *repository) putBlob(body []byte, kind string) error {
	return remote.WriteLayer(r.Repository, static.NewLayer(body, media.MediaType(kind)), r.options...)
}

// platform is that of the config of an image that was pushed.
func (a *attester) platform(body []byte) (*ocispec.Platform, error) {
	m, err := image.ParseManifest(body)
	if err != nil {
		return nil, err
	}
	text, err := a.repo.blob(m.Config)
	if err != nil {
		return nil, fmt.Errorf("reading the config of %s: %w", title(a.ref), err)
	}
	var config ocispec.Image
	if err := json.NewDecoder(bytes.NewReader(text)).Decode(&config); err != nil {
		return nil, fmt.Errorf("reading the config of %s: %w", title(a.ref), err)
	}
	return &ocispec.Platform{OS: config.OS, Architecture: config.Architecture, Variant: config.Variant}, nil
}

// indexed reads the attestations of an image from an index that lists them.
func (r *repository) indexed(index []byte, subject digest.Digest) (out []Attachment, err error) {
	list, err := image.ParseIndex(index)
	if err != nil {
		return nil, err
	}
	for _, d := range list.Manifests {
		if d.Annotations[referenceType] != attestationManifest || d.Annotations[referenceDigest] != subject.String() {
			continue
		}
		if len(out) >= maxReferrers {
			return nil, errTooMany
		}
		documents, err := r.artifact(d.Digest, "", func(kind string) bool { return kind == attest.PayloadType })
		if err != nil {
			return nil, fmt.Errorf("reading the attestations %s: %w", d.Digest, err)
		}
		out = append(out, documents...)
	}
	return out, nil
}
