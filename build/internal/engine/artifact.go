package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/opencontainers/go-digest"
	"github.com/opencontainers/image-spec/specs-go"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// unknownArtifact is the type of an artifact when none is given.
const unknownArtifact = "application/vnd.unknown.artifact.v1"

// addArtifact puts files into an index as an artifact (OCI image specification,
// "Guidelines for Artifact Usage").
func (s *server) addArtifact(_ context.Context, c call.IndexArtifact, _ emitter) (api.IndexChange, error) {
	if len(c.Artifact.Files) == 0 {
		return api.IndexChange{}, errors.New("an artifact needs a file")
	}
	return s.changeIndex(c.Index, func(list *store.Index) (digest.Digest, error) {
		m, err := s.artifactManifest(&c.Artifact)
		if err != nil {
			return "", err
		}
		raw, err := json.Marshal(m)
		if err != nil {
			return "", err
		}
		d, err := s.keepBlob(raw)
		if err != nil {
			return "", err
		}
		d.MediaType, d.ArtifactType, d.Annotations = ocispec.MediaTypeImageManifest, m.ArtifactType, c.Entry.Annotations
		describeEntry(&d, &c.Entry)
		list.Entries = append(list.Entries, store.IndexEntry{Descriptor: d})
		return d.Digest, nil
	})
}

func (s *server) artifactManifest(a *api.Artifact) (m ocispec.Manifest, err error) {
	m = ocispec.Manifest{
		Versioned: specs.Versioned{SchemaVersion: 2}, MediaType: ocispec.MediaTypeImageManifest,
		ArtifactType: a.Type, Annotations: a.Annotations,
	}
	if m.ArtifactType == "" {
		m.ArtifactType = unknownArtifact
	}
	if a.Subject != "" {
		if m.Subject, err = s.subject(a.Subject); err != nil {
			return m, err
		}
	}
	config := []byte("{}")
	if a.Config != "" {
		config = []byte(a.Config)
	}
	if m.Config, err = s.keepBlob(config); err != nil {
		return m, err
	}
	if m.Config.MediaType = a.ConfigType; m.Config.MediaType == "" {
		m.Config.MediaType = ocispec.MediaTypeEmptyJSON
	}
	for _, file := range a.Files {
		d, err := s.keepFile(file)
		if err != nil {
			return m, fmt.Errorf("adding the file %s: %w", file, err)
		}
		if a.LayerType != "" {
			d.MediaType = a.LayerType
		}
		if !a.ExcludeTitles {
			d.Annotations = map[string]string{ocispec.AnnotationTitle: filepath.Base(file)}
		}
		m.Layers = append(m.Layers, d)
	}
	return m, nil
}

// keepBlob stores bytes, and describes them.
func (s *server) keepBlob(content []byte) (ocispec.Descriptor, error) {
	d := ocispec.Descriptor{Digest: digest.FromBytes(content), Size: int64(len(content))}
	name, err := s.store.Blob(d.Digest)
	if err != nil {
		return d, err
	}
	return d, safepath.WriteFile(name, content, 0o600)
}

// keepFile stores a copy of a file, and describes it.
func (s *server) keepFile(file string) (d ocispec.Descriptor, err error) {
	in, err := os.Open(file)
	if err != nil {
		return d, err
	}
	defer in.Close()
	if info, err := in.Stat(); err != nil || !info.Mode().IsRegular() {
		return d, errors.Join(err, errors.New("it is not a regular file"))
	}
	dir, err := s.store.TempDir()
	if err != nil {
		return d, err
	}
	out, err := os.CreateTemp(dir, "artifact-")
	if err != nil {
		return d, err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	head := make([]byte, 512)
	n, _ := io.ReadFull(in, head)
	d.MediaType = http.DetectContentType(head[:n])
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return d, err
	}
	sum := digest.SHA256.Digester()
	if d.Size, err = io.Copy(io.MultiWriter(out, sum.Hash()), in); err != nil {
		return d, err
	}
	d.Digest = sum.Digest()
	name, err := s.store.Blob(d.Digest)
	if err != nil {
		return d, err
	}
	return d, os.Rename(out.Name(), name)
}
