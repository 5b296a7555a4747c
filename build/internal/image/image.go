// Package image creates the config and the manifest of an image, in the format of the OCI
// image specification or of Docker's schema 2. Images are values: a change returns a new
// one.
package image

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	"github.com/opencontainers/go-digest"
	"github.com/opencontainers/image-spec/specs-go"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

// Format is the form of a manifest and its config.
type Format string

// The formats.
const (
	OCI    Format = "oci"
	Docker Format = "docker"
)

// Docker's media types of schema 2.
const (
	dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"
	dockerConfig   = "application/vnd.docker.container.image.v1+json"
	dockerLayer    = "application/vnd.docker.image.rootfs.diff.tar"
)

// Comment marks the lines of history that cooper adds.
const Comment = "cooper"

// Layer is a layer as a manifest names it, uncompressed.
type Layer struct {
	DiffID string
	Size   int64
}

// Image is an image without its files.
type Image struct {
	Config      dockerspec.DockerOCIImage
	Layers      []Layer
	Annotations map[string]string
	// Only the config of format docker has these.
	Hostname, Domainname, Comment string
	Parent                        string // id of the image that this one starts from
}

// New is an empty image for a platform.
func New(p ocispec.Platform) Image {
	img := Image{}
	img.Config.Platform = p
	img.Config.RootFS.Type = "layers"
	return img
}

// clone copies the parts that a change would otherwise share.
func (img Image) clone() Image {
	img.Layers = slices.Clone(img.Layers)
	img.Config.History = slices.Clone(img.Config.History)
	img.Config.RootFS.DiffIDs = slices.Clone(img.Config.RootFS.DiffIDs)
	img.Annotations = maps.Clone(img.Annotations)
	img.Config.Config.Labels = maps.Clone(img.Config.Config.Labels)
	return img
}

// Annotations are those of a manifest.
func Annotations(manifest []byte) (map[string]string, error) {
	var m ocispec.Manifest
	err := json.Unmarshal(manifest, &m)
	return m.Annotations, err
}

// Based names the image that an image starts from, in the annotations that the OCI image
// specification has for it.
func Based(img Image, id, name, manifest string) Image {
	img = img.clone()
	img.Parent = id
	if img.Annotations == nil {
		img.Annotations = map[string]string{}
	}
	img.Annotations[ocispec.AnnotationBaseImageDigest] = manifest
	delete(img.Annotations, ocispec.AnnotationBaseImageName)
	if name != "" {
		img.Annotations[ocispec.AnnotationBaseImageName] = name
	}
	return img
}

// AppendLayer adds a layer with the line of history of the step that made it.
func AppendLayer(img Image, l Layer, createdBy string) Image {
	img = AppendHistory(img, createdBy)
	img.Config.History[len(img.Config.History)-1].EmptyLayer = false
	img.Layers = append(img.Layers, l)
	img.Config.RootFS.DiffIDs = append(img.Config.RootFS.DiffIDs, digest.Digest(l.DiffID))
	return img
}

// AppendHistory adds a line of history without a layer.
func AppendHistory(img Image, createdBy string) Image {
	img = img.clone()
	img.Config.History = append(img.Config.History, ocispec.History{
		CreatedBy:  createdBy,
		Comment:    Comment,
		EmptyLayer: true,
	})
	return img
}

// WithLayers replaces all layers and history.
func WithLayers(img Image, layers []Layer, createdBy string) Image {
	img = img.clone()
	img.Layers, img.Config.History, img.Config.RootFS.DiffIDs, img.Parent = nil, nil, nil, ""
	for _, l := range layers {
		img = AppendLayer(img, l, createdBy)
	}
	return img
}

// Dated sets the time of the image, and of new lines of the history. Those of the base keep
// their times.
func Dated(img Image, created time.Time) Image {
	img = img.clone()
	created = created.UTC()
	img.Config.Created = &created
	for i := range img.Config.History {
		if img.Config.History[i].Created == nil {
			img.Config.History[i].Created = &created
		}
	}
	return img
}

// mediaTypes are those of a manifest, its config and its layers.
func mediaTypes(format Format) [3]string {
	if format == Docker {
		return [3]string{dockerManifest, dockerConfig, dockerLayer}
	}
	return [3]string{ocispec.MediaTypeImageManifest, ocispec.MediaTypeImageConfig, ocispec.MediaTypeImageLayer}
}

// MediaType is that of the manifest in a format.
func (img Image) MediaType(format Format) string { return mediaTypes(format)[0] }

// Encode returns the config and manifest.
func (img Image) Encode(format Format) (config, manifest []byte, err error) {
	if len(img.Layers) != len(img.Config.RootFS.DiffIDs) {
		return nil, nil, fmt.Errorf("encoding an image: %d layers and %d diff ids",
			len(img.Layers), len(img.Config.RootFS.DiffIDs))
	}
	if img.Config.RootFS.DiffIDs == nil {
		img.Config.RootFS.DiffIDs = []digest.Digest{}
	}
	if config, err = json.Marshal(img.Config); err != nil {
		return nil, nil, fmt.Errorf("encoding the image config: %w", err)
	}
	if format == Docker {
		if config, err = img.addDockerOnly(config); err != nil {
			return nil, nil, fmt.Errorf("encoding the image config: %w", err)
		}
	}
	types := mediaTypes(format)
	m := ocispec.Manifest{
		Versioned: specs.Versioned{SchemaVersion: 2},
		MediaType: types[0],
		Config: ocispec.Descriptor{
			MediaType: types[1],
			Digest:    digest.FromBytes(config),
			Size:      int64(len(config)),
		},
		Layers:      []ocispec.Descriptor{},
		Annotations: img.Annotations,
	}
	if format == Docker {
		m.Annotations = nil
	}
	for _, l := range img.Layers {
		m.Layers = append(m.Layers, ocispec.Descriptor{
			MediaType: types[2],
			Digest:    digest.Digest(l.DiffID),
			Size:      l.Size,
		})
	}
	if manifest, err = json.Marshal(m); err != nil {
		return nil, nil, fmt.Errorf("encoding the image manifest: %w", err)
	}
	return config, manifest, nil
}

// addDockerOnly adds fields that the config of OCI has no place for. container_config, which
// an image of buildah and of older dockers has, is always there: so an image of format docker
// has another id than the same image of format oci, and neither replaces the other's manifest.
func (img Image) addDockerOnly(config []byte) ([]byte, error) {
	var top, inner map[string]json.RawMessage
	if err := json.Unmarshal(config, &top); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(top["config"], &inner); err != nil {
		return nil, err
	}
	set := func(m map[string]json.RawMessage, key, value string) {
		if value != "" {
			m[key], _ = json.Marshal(value)
		}
	}
	if img.Parent != "" {
		set(top, "parent", "sha256:"+img.Parent)
	}
	set(top, "comment", img.Comment)
	set(inner, "Hostname", img.Hostname)
	set(inner, "Domainname", img.Domainname)
	var err error
	if top["config"], err = json.Marshal(inner); err != nil {
		return nil, err
	}
	top["container_config"] = top["config"]
	return json.Marshal(top)
}
