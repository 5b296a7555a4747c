package store

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/storage"

	"github.com/cooper-build/cooper/build/internal/image"
)

// instancesKey names the record that says which image of the store or of a registry each entry
// of an index is; buildah and podman keep theirs under the same name.
const instancesKey = "instances.json"

// IndexEntry is an image of an index, or an artifact, whose blobs are files.
type IndexEntry struct {
	ID         string // of an image in the store
	Source     string // of an image that the store lacks: docker://HOST/REPOSITORY@DIGEST
	Descriptor ocispec.Descriptor
}

// IsArtifact reports whether the entry is no image.
func (e *IndexEntry) IsArtifact() bool { return e.ID+e.Source == "" }

// Index is an OCI image index with its entries.
type Index struct {
	Entries     []IndexEntry
	Annotations map[string]string
	Subject     *ocispec.Descriptor // the image that the index refers to
}

// PutIndex stores an OCI image index under names. Equal indexes are one image.
func (s *Store) PutIndex(list Index, names []string) (id string, err error) {
	raw, instances, err := list.encode()
	if err != nil {
		return "", err
	}
	id = digest.FromBytes(raw).Encoded()
	return id, s.createIndex(id, list, names, raw, instances)
}

// PutOwnIndex stores an image index that may change. It is an image of its own, so that a change does
// not change an equal index. before is the one that it replaces, or empty; it stays if both are equal.
func (s *Store) PutOwnIndex(list Index, names []string, before string) (id string, err error) {
	raw, instances, err := list.encode()
	if err != nil {
		return "", err
	}
	if before != "" {
		if old, err := s.RawIndex(before); err == nil && bytes.Equal(old, raw) {
			return before, nil
		}
	}
	id = digest.FromBytes(raw).Encoded()
	if s.library.Exists(id) {
		id = digest.FromString(rand.Text()).Encoded()
	}
	return id, s.createIndex(id, list, names, raw, instances)
}

// encode returns the index, and where its images are.
func (list *Index) encode() (raw, where []byte, err error) {
	index := ocispec.Index{
		MediaType: ocispec.MediaTypeImageIndex, Annotations: list.Annotations, Subject: list.Subject,
		Manifests: []ocispec.Descriptor{},
	}
	index.SchemaVersion = 2
	instances := map[digest.Digest]string{}
	for _, e := range list.Entries {
		index.Manifests = append(index.Manifests, e.Descriptor)
		if !e.IsArtifact() {
			instances[e.Descriptor.Digest] = cmp.Or(e.ID, e.Source)
		}
	}
	if raw, err = json.Marshal(index); err != nil {
		return nil, nil, err
	}
	where, err = json.Marshal(instances)
	return raw, where, err
}

func (s *Store) createIndex(id string, list Index, names []string, raw, where []byte) error {
	if err := s.keepListed(list.Entries); err != nil {
		return err
	}
	sum := digest.FromBytes(raw)
	_, err := s.library.CreateImage(id, names, "", "{}", &storage.ImageOptions{
		CreationDate: time.Now(), Digest: sum,
		BigData: []storage.ImageBigDataOption{
			{Key: storage.ImageDigestManifestBigDataNamePrefix + "-" + sum.String(), Data: raw, Digest: sum},
			{Key: storage.ImageDigestBigDataKey, Data: raw, Digest: sum},
			{Key: instancesKey, Data: where},
		},
	})
	if err != nil && !errors.Is(err, storage.ErrDuplicateID) {
		return fmt.Errorf("storing the image index: %w", err)
	}
	return nil
}

// IndexOf returns the images of an index; ok says whether the image is one.
func (s *Store) IndexOf(id string) (list Index, ok bool, err error) {
	raw, err := s.library.ImageBigData(id, storage.ImageDigestBigDataKey)
	if err != nil || !manifest.MIMETypeIsMultiImage(manifest.GuessMIMEType(raw)) {
		return list, false, nil
	}
	index, err := image.ParseIndex(raw)
	if err != nil {
		return list, true, fmt.Errorf("reading the image index %s: %w", id, err)
	}
	instances := map[digest.Digest]string{}
	if where, err := s.library.ImageBigData(id, instancesKey); err == nil {
		_ = json.Unmarshal(where, &instances)
	}
	list.Annotations, list.Subject = index.Annotations, index.Subject
	for _, d := range index.Manifests {
		e := IndexEntry{ID: instances[d.Digest], Descriptor: d}
		if strings.Contains(e.ID, "://") {
			e.ID, e.Source = "", e.ID
		}
		list.Entries = append(list.Entries, e)
	}
	return list, true, nil
}

// LockIndexes keeps other processes from changing indexes, and from removing images that an
// index is about to name.
func (s *Store) LockIndexes() (unlock func(), err error) {
	lock, err := lockFile(filepath.Join(s.private(), "lists.lock"), 0)
	if err != nil {
		return nil, err
	}
	return func() { _ = lock.Close() }, nil
}

// RawIndex is the index itself.
func (s *Store) RawIndex(id string) ([]byte, error) {
	return s.library.ImageBigData(id, storage.ImageDigestBigDataKey)
}

// Blob is the path of a blob of an artifact.
func (s *Store) Blob(d digest.Digest) (string, error) {
	if err := d.Validate(); err != nil {
		return "", err
	}
	dir, err := s.Dir("artifacts")
	return filepath.Join(dir, d.Encoded()), err
}

// PruneBlobs removes blobs of artifacts that no index has any more.
func (s *Store) PruneBlobs() error {
	dir, err := s.Dir("artifacts")
	if err != nil {
		return err
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) == 0 {
		return err
	}
	images, err := s.library.Images()
	if err != nil {
		return err
	}
	used := map[string]bool{}
	for _, img := range images {
		list, _, err := s.IndexOf(img.ID)
		if err != nil {
			return err
		}
		for _, e := range list.Entries {
			if e.IsArtifact() {
				s.markBlobs(e.Descriptor.Digest, used)
			}
		}
	}
	for _, f := range files {
		if !used[f.Name()] {
			err = errors.Join(err, os.Remove(filepath.Join(dir, f.Name())))
		}
	}
	return err
}

// markBlobs marks an artifact's manifest and its blobs.
func (s *Store) markBlobs(d digest.Digest, used map[string]bool) {
	used[d.Encoded()] = true
	file, err := s.Blob(d)
	if err != nil {
		return
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return
	}
	m, err := image.ParseManifest(text)
	if err != nil {
		return
	}
	for _, blob := range append(m.Layers, m.Config) {
		if blob.Digest.Validate() == nil {
			used[blob.Digest.Encoded()] = true
		}
	}
}

// Instance finds the image of an index that is for a platform.
func (s *Store) Instance(id string, p ocispec.Platform) (instance string, ok bool) {
	list, ok, err := s.IndexOf(id)
	if !ok || err != nil {
		return "", false
	}
	for _, e := range list.Entries {
		have := e.Descriptor.Platform
		if e.ID != "" && have != nil && have.OS == p.OS && have.Architecture == p.Architecture &&
			(have.Variant == p.Variant || p.Variant == "" || have.Variant == "") {
			_, err := s.library.Image(e.ID)
			return e.ID, err == nil
		}
	}
	return "", false
}

// Architecture is the architecture of an image; empty: unknown.
func (s *Store) Architecture(id string) string {
	config, _, err := s.Data(id)
	if err != nil {
		return ""
	}
	var img ocispec.Image
	_ = json.Unmarshal(config, &img)
	return img.Architecture
}
