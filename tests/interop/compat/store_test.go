package compat

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

// storedImage is an image in the index of a store.
type storedImage struct {
	ID    string
	Names []string
	Layer string
}

var portOfRegistry = regexp.MustCompile(`^127\.0\.0\.1:\d+/`)

// readStore describes what a store has, one text for each aspect.
func readStore(t *testing.T, dir string) map[string]string {
	t.Helper()
	var images []storedImage
	readJSON(t, filepath.Join(dir, "overlay-images/images.json"), &images)
	texts := map[string][]string{}
	layers := readLayers(t, dir)
	for _, img := range images {
		for _, name := range img.Names {
			if strings.HasPrefix(name, "localhost/cooper/listed@") {
				continue // an image that only an image index has
			}
			name = portOfRegistry.ReplaceAllString(name, "REGISTRY/")
			texts["names"] = append(texts["names"], name)
			for aspect, text := range img.describe(t, dir, layers) {
				texts[aspect] = append(texts[aspect], name+"\n"+text)
			}
		}
	}
	var containers []struct{ Names []string }
	readJSON(t, filepath.Join(dir, "overlay-containers/containers.json"), &containers)
	for _, c := range containers {
		texts["containers"] = append(texts["containers"], strings.Join(c.Names, " "))
	}
	out := map[string]string{}
	for aspect, list := range texts {
		slices.Sort(list)
		out[aspect] = strings.Join(list, "\n")
	}
	return out
}

// readJSON reads a file that may be missing.
func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return
	}
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		t.Errorf("%s: %v", file, err)
	}
}

// describe is an image without what depends on the time.
func (img storedImage) describe(t *testing.T, dir string, layers layerTable) map[string]string {
	t.Helper()
	dir = filepath.Join(dir, "overlay-images", img.ID)
	var manifest struct {
		ocispec.Manifest
		Manifests []ocispec.Descriptor
	}
	readJSON(t, filepath.Join(dir, "manifest"), &manifest)
	out := map[string]string{}
	if manifest.Manifests != nil {
		out["manifest"] = describeIndex(manifest.MediaType, manifest.Manifests, manifest.Annotations)
		return out
	}
	out["manifest"] = encode(map[string]any{
		"config": manifest.Config.MediaType, "annotations": withoutTimes(manifest.Annotations),
	})
	var config struct {
		dockerspec.DockerOCIImage
		Parent          string          `json:"parent"`
		Comment         string          `json:"comment"`
		ContainerConfig json.RawMessage `json:"container_config"`
		DockerVersion   string          `json:"docker_version"`
	}
	name := "=" + base64.StdEncoding.EncodeToString([]byte(manifest.Config.Digest))
	readJSON(t, filepath.Join(dir, name), &config)
	for _, h := range config.History {
		out["history"] += fmt.Sprintf("%t\n", h.EmptyLayer)
	}
	config.History, config.RootFS, config.Created, config.DockerVersion = nil, ocispec.RootFS{}, nil, ""
	config.ContainerConfig = nil
	config.Parent = "" // with layers, an image of the step before
	delete(config.Config.Labels, "io.buildah.version")
	if len(config.Config.Labels) == 0 {
		config.Config.Labels = nil
	}
	out["config"] = encode(config)
	out["entries"] = layers.tree(t, img.Layer)
	return out
}

func describeIndex(mediaType string, manifests []ocispec.Descriptor, annotations map[string]string) string {
	out := fmt.Sprintf("%s %s\n", mediaType, encode(annotations))
	for _, m := range manifests {
		out += fmt.Sprintf("%s %s %s\n", m.MediaType, encode(m.Platform), encode(m.Annotations))
	}
	return out
}

func withoutTimes(annotations map[string]string) map[string]string {
	delete(annotations, ocispec.AnnotationCreated)          // buildah has it since 1.35
	if annotations[ocispec.AnnotationBaseImageName] == "" { // nothing, or a stage
		delete(annotations, ocispec.AnnotationBaseImageName)
		delete(annotations, ocispec.AnnotationBaseImageDigest)
	}
	if annotations[ocispec.AnnotationBaseImageDigest] != "" {
		annotations[ocispec.AnnotationBaseImageDigest] = "SET"
	}
	if len(annotations) == 0 {
		return nil
	}
	return annotations
}

func encode(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(text)
}
