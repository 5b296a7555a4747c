package store

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/storage"
)

// instancesKey names the record that says which image of the store each entry of
// a list is; buildah and podman keep theirs under the same name.
const instancesKey = "instances.json"

// ListEntry is an image of a list.
type ListEntry struct {
	ID         string // in the store
	Descriptor ocispec.Descriptor
}

// PutList stores a list of images (an OCI image index) under names.
func (s *Store) PutList(entries []ListEntry, annotations map[string]string, names []string) (id string, raw []byte, err error) {
	index := ocispec.Index{MediaType: ocispec.MediaTypeImageIndex, Annotations: annotations}
	index.SchemaVersion = 2
	instances := map[digest.Digest]string{}
	for _, e := range entries {
		index.Manifests = append(index.Manifests, e.Descriptor)
		instances[e.Descriptor.Digest] = e.ID
	}
	if raw, err = json.Marshal(index); err != nil {
		return "", nil, err
	}
	where, err := json.Marshal(instances)
	if err != nil {
		return "", nil, err
	}
	sum := digest.FromBytes(raw)
	id = sum.Encoded()
	if _, err := s.Image(id); err == nil {
		return id, raw, s.name(id, names)
	}
	_, err = s.CreateImage(id, nil, "", "{}", &storage.ImageOptions{
		CreationDate: time.Now(), Digest: sum,
		BigData: []storage.ImageBigDataOption{
			{Key: storage.ImageDigestManifestBigDataNamePrefix + "-" + sum.String(), Data: raw, Digest: sum},
			{Key: storage.ImageDigestBigDataKey, Data: raw, Digest: sum},
			{Key: instancesKey, Data: where},
		},
	})
	if err != nil {
		return "", nil, fmt.Errorf("storing the image list: %w", err)
	}
	return id, raw, s.name(id, names)
}

// ListOf returns the images of a list; ok says whether the image is one.
func (s *Store) ListOf(id string) (entries []ListEntry, ok bool, err error) {
	raw, err := s.ImageBigData(id, storage.ImageDigestBigDataKey)
	if err != nil || !manifest.MIMETypeIsMultiImage(manifest.GuessMIMEType(raw)) {
		return nil, false, nil
	}
	var index ocispec.Index
	if err := json.Unmarshal(raw, &index); err != nil {
		return nil, true, fmt.Errorf("reading the image list %s: %w", id, err)
	}
	instances := map[digest.Digest]string{}
	if where, err := s.ImageBigData(id, instancesKey); err == nil {
		_ = json.Unmarshal(where, &instances)
	}
	for _, d := range index.Manifests {
		entries = append(entries, ListEntry{ID: instances[d.Digest], Descriptor: d})
	}
	return entries, true, nil
}

// Instance finds the image of a list that is for a platform.
func (s *Store) Instance(id string, p ocispec.Platform) (instance string, ok bool) {
	entries, ok, err := s.ListOf(id)
	if !ok || err != nil {
		return "", false
	}
	for _, e := range entries {
		if have := e.Descriptor.Platform; have != nil && have.OS == p.OS && have.Architecture == p.Architecture && (have.Variant == p.Variant || p.Variant == "" || have.Variant == "") {
			_, err := s.Image(e.ID)
			return e.ID, err == nil
		}
	}
	return "", false
}

// Architecture is what an image is for; empty when that is not known.
func (s *Store) Architecture(id string) string {
	config, _, err := s.Data(id)
	if err != nil {
		return ""
	}
	var img ocispec.Image
	_ = json.Unmarshal(config, &img)
	return img.Architecture
}
