package store

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/opencontainers/go-digest"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/storage"
	"golang.org/x/sys/unix"
)

// ErrNoImage says that the store has no such image.
var ErrNoImage = errors.New("no such image in the local store")

// NewImage is an image to put into the store.
type NewImage struct {
	Config   []byte
	Manifest []byte
	Layer    string // id of the top layer; empty for an image without layers
	Created  time.Time
	Names    []string // fully qualified; taken from other images that have them
	// Intermediate marks an image that only holds layers for the cache.
	Intermediate bool
	Listed       bool // a list of images is about to name it
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
	options := &storage.ImageOptions{
		CreationDate: img.Created, Digest: manifestDigest,
		BigData: []storage.ImageBigDataOption{
			{Key: config.String(), Data: img.Config, Digest: config},
			{Key: storage.ImageDigestManifestBigDataNamePrefix + "-" + manifestDigest.String(), Data: img.Manifest, Digest: manifestDigest},
			{Key: storage.ImageDigestBigDataKey, Data: img.Manifest, Digest: manifestDigest},
		},
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
		if now, err := s.Image(id); err == nil && len(missing(now, img.Names)) == 0 {
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

// has says whether an image is there, whole and with the same layer and manifest.
func (s *Store) has(id string, img NewImage, options *storage.ImageOptions) (bool, error) {
	existing, err := s.Image(id)
	if errors.Is(err, storage.ErrImageUnknown) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return existing.TopLayer == img.Layer && existing.Digest == options.Digest && len(unfinishedNames(existing)) == 0, nil
}

// replaceManifest puts other records beside an image.
func (s *Store) replaceManifest(id string, data []storage.ImageBigDataOption) error {
	for _, d := range data {
		if err := s.SetImageBigData(id, d.Key, d.Data, manifest.Digest); err != nil {
			return err
		}
	}
	img, err := s.Image(id)
	if err != nil {
		return err
	}
	return s.library.finish(id, nil, unfinishedNames(img))
}

// Sync writes the file system of the store to its disk.
func (s *Store) Sync() error { return syncFileSystem(s.GraphRoot()) }

// Free is the space that is left where the store lies, in bytes.
func (s *Store) Free() uint64 {
	var fs unix.Statfs_t
	if unix.Statfs(s.GraphRoot(), &fs) != nil {
		return ^uint64(0)
	}
	return fs.Bavail * uint64(fs.Bsize)
}

// Data returns the config and manifest of an image.
func (s *Store) Data(id string) (config, manifestBytes []byte, err error) {
	manifestBytes, err = s.ImageBigData(id, storage.ImageDigestBigDataKey)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the manifest of image %s: %w", id, err)
	}
	m, err := manifest.FromBlob(manifestBytes, manifest.GuessMIMEType(manifestBytes))
	if err != nil {
		return nil, nil, fmt.Errorf("reading the manifest of image %s: %w", id, err)
	}
	config, err = s.ImageBigData(id, m.ConfigInfo().Digest.String())
	if err != nil {
		return nil, nil, fmt.Errorf("reading the config of image %s: %w", id, err)
	}
	return config, manifestBytes, nil
}

// Manifest is one of the manifests that an image has had.
func (s *Store) Manifest(id string, d digest.Digest) ([]byte, error) {
	return s.ImageBigData(id, storage.ImageDigestManifestBigDataNamePrefix+"-"+d.String())
}

// Digest is the digest of a manifest.
func Digest(manifest []byte) string { return digest.FromBytes(manifest).String() }

// Image is an image of the store.
type Image struct {
	ID           string
	Names        []string
	Digest       string
	Digests      []string
	Created      time.Time
	Size         int64 // of its layers, unpacked, in bytes
	Layer        string
	Intermediate bool
	List         bool     // it is a list of images
	History      []string // names it had
}

// List lists all images.
func (s *Store) List() ([]Image, error) {
	images, err := s.Images()
	if err != nil {
		return nil, fmt.Errorf("listing images: %w", err)
	}
	layers, err := s.Layers()
	if err != nil {
		return nil, fmt.Errorf("listing layers: %w", err)
	}
	byID := make(map[string]*storage.Layer, len(layers))
	for i := range layers {
		byID[layers[i].ID] = &layers[i]
	}
	out := make([]Image, 0, len(images))
	for _, img := range images {
		entry := Image{
			ID: img.ID, Names: img.Names, Digest: img.Digest.String(), Created: img.Created,
			List: slices.Contains(img.BigDataNames, instancesKey), History: slices.DeleteFunc(slices.Clone(img.NamesHistory), isUnfinished),
			Layer: img.TopLayer, Intermediate: img.Metadata == intermediateMark,
		}
		for _, d := range img.Digests {
			entry.Digests = append(entry.Digests, d.String())
		}
		for l := byID[img.TopLayer]; l != nil; l = byID[l.Parent] {
			entry.Size += max(l.UncompressedSize, 0)
		}
		out = append(out, entry)
	}
	return out, nil
}

// HasImageOf says whether some image has a layer on top.
func (s *Store) HasImageOf(layer string) bool {
	images, err := s.ImagesByTopLayer(layer)
	return err == nil && len(images) != 0
}

// ErrInUse says that a running build relies on an image.
var ErrInUse = errors.New("a running build uses it")

// Delete removes an image and the layers that nothing else needs.
func (s *Store) Delete(id string) error {
	if _, err := s.library.enter(); err != nil {
		return err
	}
	lock, err := lockWork(s.private())
	if err != nil {
		return err
	}
	defer lock.Close()
	// The layers that go with it: others may well be used.
	doomed, err := s.DeleteImage(id, false)
	if errors.Is(err, storage.ErrNotAnImage) || errors.Is(err, storage.ErrImageUnknown) {
		return fmt.Errorf("%s: %w", id, ErrNoImage)
	}
	if err != nil {
		return err
	}
	img, err := s.Image(id)
	if err != nil {
		return fmt.Errorf("%s: %w", id, ErrNoImage)
	}
	used := s.library.used()
	if used[img.TopLayer] || slices.ContainsFunc(doomed, func(layer string) bool { return used[layer] }) {
		return ErrInUse
	}
	err = again(func() error {
		_, err := s.DeleteImage(id, true)
		return err
	})
	if errors.Is(err, storage.ErrNotAnImage) {
		return fmt.Errorf("%s: %w", id, ErrNoImage)
	}
	return err
}
