package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/opencontainers/go-digest"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/storage"
)

// ErrNoImage says that the store has no such image.
var ErrNoImage = fmt.Errorf("no such image in the local store: %w", storage.ErrImageUnknown)

// Image is an image of the store.
type Image struct {
	ID           string
	Names        []string // full names, as docker.io/library/busybox:latest
	Digest       string   // of its manifest
	Digests      []string // of all manifests that it has had
	Created      time.Time
	Layer        string   // id of the top layer; empty: it has none
	Intermediate bool     // it holds layers for the cache
	Index        bool     // it is an image index
	History      []string // names it had
	Signed       bool     // signatures came with it, or were made for it
}

// Image finds an image by its full name, its id, or a prefix of that. The error is
// ErrNoImage when there is none.
func (s *Store) Image(name string) (Image, error) {
	img, err := s.library.Image(name)
	if errors.Is(err, storage.ErrImageUnknown) {
		return Image{}, fmt.Errorf("%s: %w", name, ErrNoImage)
	}
	if err != nil {
		return Image{}, fmt.Errorf("looking for image %s: %w", name, err)
	}
	return publicImage(img), nil
}

// Images lists all images.
func (s *Store) Images() ([]Image, error) {
	images, err := s.library.Images()
	if err != nil {
		return nil, fmt.Errorf("listing images: %w", err)
	}
	var out []Image
	seen := map[string]bool{} // an image may be in several directories
	for i := range images {
		if !seen[images[i].ID] {
			out = append(out, publicImage(&images[i]))
		}
		seen[images[i].ID] = true
	}
	return out, nil
}

// FindID finds an image by its id, or by a prefix of it that no other has. A name is no
// id: ok is false.
func (s *Store) FindID(prefix string) (id string, ok bool, err error) {
	img, err := s.Image(prefix)
	if errors.Is(err, ErrNoImage) {
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	return img.ID, strings.HasPrefix(img.ID, prefix), nil
}

// ImagesByDigest lists the images that have a manifest of a digest.
func (s *Store) ImagesByDigest(d digest.Digest) ([]Image, error) {
	images, err := s.library.ImagesByDigest(d)
	if err != nil {
		return nil, fmt.Errorf("looking for the manifest %s: %w", d, err)
	}
	out := make([]Image, len(images))
	for i, img := range images {
		out[i] = publicImage(img)
	}
	return out, nil
}

func publicImage(img *storage.Image) Image {
	out := Image{
		ID: img.ID, Names: img.Names, Digest: img.Digest.String(), Created: img.Created,
		Index:   slices.Contains(img.BigDataNames, instancesKey),
		History: slices.DeleteFunc(slices.Clone(img.NamesHistory), isUnfinished),
		Layer:   img.TopLayer, Intermediate: img.Metadata == intermediateMark,
		Signed: slices.ContainsFunc(img.BigDataNames, func(name string) bool {
			return strings.HasPrefix(name, "signature") // keys of the image library
		}),
	}
	for _, d := range img.Digests {
		out.Digests = append(out.Digests, d.String())
	}
	return out
}

// Sizes are those of the layers of images, unpacked, in bytes.
func (s *Store) Sizes(images []Image) ([]int64, error) {
	layers, err := s.layersByID()
	if err != nil {
		return nil, err
	}
	out := make([]int64, len(images))
	for i, img := range images {
		for l := layers[img.Layer]; l != nil; l = layers[l.Parent] {
			out[i] += max(l.UncompressedSize, 0)
		}
	}
	return out, nil
}

// TopLayer is the top layer of an image that was there just now. The error is ErrGone
// when another program has removed it.
func (s *Store) TopLayer(id string) (string, error) {
	img, err := s.library.Image(id)
	if err != nil {
		return "", gone(err)
	}
	return img.TopLayer, nil
}

// AddNames adds full names to an image. Other images lose them.
func (s *Store) AddNames(id string, names []string) error { return s.library.AddNames(id, names) }

// RemoveNames takes names from an image. Those that it does not have are no error.
func (s *Store) RemoveNames(id string, names []string) error { return s.library.RemoveNames(id, names) }

// Data returns the config and manifest of an image.
func (s *Store) Data(id string) (config, manifestBytes []byte, err error) {
	manifestBytes, err = s.library.ImageBigData(id, storage.ImageDigestBigDataKey)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the manifest of image %s: %w", id, err)
	}
	m, err := manifest.FromBlob(manifestBytes, manifest.GuessMIMEType(manifestBytes))
	if err != nil {
		return nil, nil, fmt.Errorf("reading the manifest of image %s: %w", id, err)
	}
	config, err = s.library.ImageBigData(id, m.ConfigInfo().Digest.String())
	if err != nil {
		return nil, nil, fmt.Errorf("reading the config of image %s: %w", id, err)
	}
	return config, manifestBytes, nil
}

// Manifest is one of the manifests that an image has had.
func (s *Store) Manifest(id string, d digest.Digest) ([]byte, error) {
	return s.library.ImageBigData(id, storage.ImageDigestManifestBigDataNamePrefix+"-"+d.String())
}

// Digest is the digest of a manifest.
func Digest(manifest []byte) string { return digest.FromBytes(manifest).String() }

// HasImageOf reports whether some image has a layer on top.
func (s *Store) HasImageOf(layer string) bool {
	images, err := s.library.ImagesByTopLayer(layer)
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
	doomed, err := s.library.DeleteImage(id, false)
	if errors.Is(err, storage.ErrNotAnImage) || errors.Is(err, storage.ErrImageUnknown) {
		return fmt.Errorf("%s: %w", id, ErrNoImage)
	}
	if err != nil {
		return err
	}
	img, err := s.library.Image(id)
	if err != nil {
		return fmt.Errorf("%s: %w", id, ErrNoImage)
	}
	used := s.library.used()
	if used[img.TopLayer] || slices.ContainsFunc(doomed, func(layer string) bool { return used[layer] }) {
		return ErrInUse
	}
	err = again(func() error {
		_, err := s.library.DeleteImage(id, true)
		return err
	})
	if errors.Is(err, storage.ErrNotAnImage) {
		return fmt.Errorf("%s: %w", id, ErrNoImage)
	}
	return err
}

// Discard removes an image that this process has just stored and that nobody may use.
// Unlike Delete it does not ask whether a build uses layers of it: these stay then.
func (s *Store) Discard(id string) error {
	_, err := s.library.DeleteImage(id, true)
	return err
}
