package store

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/opencontainers/go-digest"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/storage"

	"github.com/cooper-build/cooper/build/internal/attest"
)

// NewImage is an image to put into the store.
type NewImage struct {
	Config   []byte
	Manifest []byte
	Layer    string // id of the top layer; empty for an image without layers
	Created  time.Time
	Names    []string // fully qualified; taken from other images that have them
	// Intermediate marks an image that only holds layers for the cache.
	Intermediate bool
	Listed       bool // an image index is about to name it
	// Attestations are what the build attests about the image.
	Attestations []attest.Predicate
}

// intermediateMark is the metadata of such an image.
const intermediateMark = `{"cooper":"intermediate"}`

// PutImage stores an image and returns its id, the digest of its config. It is on
// the disk with its names then.
func (s *Store) PutImage(img NewImage) (id string, err error) {
	config := digest.FromBytes(img.Config)
	id = config.Encoded()
	metadata := "{}"
	if img.Intermediate {
		metadata = intermediateMark
	}
	manifestDigest := digest.FromBytes(img.Manifest)
	if img.Listed {
		img.Names = append(slices.Clone(img.Names), listedName(manifestDigest))
	}
	manifestKey := storage.ImageDigestManifestBigDataNamePrefix + "-" + manifestDigest.String()
	options := &storage.ImageOptions{
		CreationDate: img.Created, Digest: manifestDigest,
		BigData: []storage.ImageBigDataOption{
			{Key: config.String(), Data: img.Config, Digest: config},
			{Key: manifestKey, Data: img.Manifest, Digest: manifestDigest},
			{Key: storage.ImageDigestBigDataKey, Data: img.Manifest, Digest: manifestDigest},
		},
	}
	if len(img.Attestations) != 0 {
		record, err := attestationRecord(img.Attestations)
		if err != nil {
			return "", err
		}
		options.BigData = append(options.BigData, record)
	}
	err = s.putImage(id, img, metadata, options)
	if err != nil {
		return "", fmt.Errorf("storing the image: %w", gone(err))
	}
	return id, nil
}

func (s *Store) putImage(id string, img NewImage, metadata string, options *storage.ImageOptions) (err error) {
	same, err := s.has(id, img, options)
	if err != nil {
		return err
	}
	if !same {
		if err := errors.Join(s.library.note(imageNote, id), s.Sync()); err != nil {
			return err
		}
	}
	unlock, err := s.library.lockImages(0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, unlock()) }()
	if same {
		// Who made it or named it has synced that before giving up the lock.
		if now, err := s.library.Image(id); err == nil && len(missing(now, img.Names)) == 0 {
			return nil
		}
		if err = s.library.finish(id, img.Names, nil); !errors.Is(err, storage.ErrImageUnknown) {
			return err
		} // another program removed it just now
	}
	_, err = s.library.createLocked(id, img.Names, img.Layer, metadata, options)
	if errors.Is(err, storage.ErrDuplicateID) {
		// The same config was stored with another manifest: annotations, format.
		return s.replaceManifest(id, options.BigData)
	}
	return err
}

// has reports whether an image exists, complete and with the same layer and manifest.
func (s *Store) has(id string, img NewImage, options *storage.ImageOptions) (bool, error) {
	existing, err := s.library.Image(id)
	if errors.Is(err, storage.ErrImageUnknown) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return existing.TopLayer == img.Layer && existing.Digest == options.Digest &&
		len(unfinishedNames(existing)) == 0, nil
}

// replaceManifest puts other records beside an image.
func (s *Store) replaceManifest(id string, data []storage.ImageBigDataOption) error {
	for _, d := range data {
		if err := s.library.SetImageBigData(id, d.Key, d.Data, manifest.Digest); err != nil {
			return err
		}
	}
	img, err := s.library.Image(id)
	if err != nil {
		return err
	}
	return s.library.finish(id, nil, unfinishedNames(img))
}
