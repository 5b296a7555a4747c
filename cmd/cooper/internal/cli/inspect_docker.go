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

// MarshalJSON prints a row as docker does for --format json, with what buildah has besides. buildah's
// --json is another list.
func (r imageRow) MarshalJSON() ([]byte, error) {
	const unknown = "N/A"
	digest := r.Digest
	if digest == "" {
		digest = "<none>"
	}
	return json.Marshal(struct {
		Containers, CreatedAt, CreatedSince, Digest, ID, Repository, SharedSize, Size, Tag, UniqueSize string

		Name, History string
		ReadOnly      bool
	}{
		unknown, r.CreatedTime.Format("2006-01-02 15:04:05 -0700 MST"), r.CreatedSince, digest, r.ID, r.Name,
		unknown, r.Size, r.Tag, unknown, r.Name, r.History, r.ReadOnly,
	})
}

// ID is docker's name of ContainerID.
func (r containerRow) ID() string { return r.ContainerID }

// Names is docker's name of ContainerName.
func (r containerRow) Names() string { return r.ContainerName }

// Image is docker's name of ImageName.
func (r containerRow) Image() string { return r.ImageName }

// RunningFor is docker's name of Created.
func (r containerRow) RunningFor() string { return r.Created }

// CreatedAt is the time in the form of docker.
func (r containerRow) CreatedAt() string { return r.made.Format("2006-01-02 15:04:05 -0700 MST") }

// State is that of a container that does not run.
func (containerRow) State() string { return "created" }

// Status is State in docker's words.
func (containerRow) Status() string { return "Created" }

// MarshalJSON prints a row as docker does for --format json.
func (r containerRow) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct{ CreatedAt, ID, Image, Names, RunningFor, State, Status string }{
		r.CreatedAt(), r.ContainerID, r.ImageName, r.ContainerName, r.Created, r.State(), r.Status(),
	})
}
