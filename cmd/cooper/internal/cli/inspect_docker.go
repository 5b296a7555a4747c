package cli

import (
	"encoding/json"
	"slices"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

// This file gives templates of `inspect` and `images` the names of docker and podman, where
// buildah has others.

// configText is a config as its text, which buildah prints for .Config. Templates find the
// fields of docker in it.
type configText struct {
	text string
	dockerspec.DockerOCIImageConfig
}

func (c configText) String() string { return c.text }

// MarshalJSON is the text, as buildah has it.
func (c configText) MarshalJSON() ([]byte, error) { return json.Marshal(c.text) }

func (i inspection) ID() string { return i.FromImageID }

func (i inspection) Digest() string                 { return i.FromImageDigest }
func (i inspection) Architecture() string           { return i.OCIv1.Architecture }
func (i inspection) Os() string                     { return i.OCIv1.OS }
func (i inspection) Variant() string                { return i.OCIv1.Variant }
func (i inspection) Author() string                 { return i.OCIv1.Author }
func (i inspection) User() string                   { return i.OCIv1.Config.User }
func (i inspection) Labels() map[string]string      { return i.OCIv1.Config.Labels }
func (i inspection) Annotations() map[string]string { return i.ImageAnnotations }
func (i inspection) RootFS() ocispec.RootFS         { return i.OCIv1.RootFS }
func (i inspection) RepoTags() []string             { return i.Names }

// Id is docker's name of ID.
func (i inspection) Id() string { return i.FromImageID }

// RepoDigests are the names with the digest in place of a tag.
func (i inspection) RepoDigests() (out []string) {
	for _, name := range i.Names {
		repository, _ := splitName(name)
		if full := repository + "@" + i.FromImageDigest; !slices.Contains(out, full) {
			out = append(out, full)
		}
	}
	return out
}

// Repository is docker's name of Name.
func (r imageRow) Repository() string { return r.Name }
