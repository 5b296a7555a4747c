// Package rebase puts the layers of an image on another base.
package rebase

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

// ErrNotBase means that an image does not start with the layers of what is said to be its base.
var ErrNotBase = errors.New("the image does not start with the layers of this base")

// Own is how many layers an image has on its base.
func Own(img, base *dockerspec.DockerOCIImage) (int, error) {
	all, under := img.RootFS.DiffIDs, base.RootFS.DiffIDs
	if len(under) == 0 || len(under) > len(all) || !slices.Equal(all[:len(under)], under) {
		return 0, ErrNotBase
	}
	return len(all) - len(under), nil
}

// Config is the config of an image on a new base: what the image sets itself, and what it had from its
// base, from the new one.
func Config(img, base, onto *dockerspec.DockerOCIImage) (dockerspec.DockerOCIImage, error) {
	own, err := Own(img, base)
	if err != nil {
		return *img, err
	}
	out := *img
	out.Platform = onto.Platform
	out.RootFS.DiffIDs = append(slices.Clone(onto.RootFS.DiffIDs), img.RootFS.DiffIDs[len(base.RootFS.DiffIDs):]...)
	out.History = append(slices.Clone(onto.History), ownHistory(img.History, base.History, own)...)
	c, b, n := &out.Config, &base.Config, &onto.Config
	c.Env = mergedEnv(c.Env, b.Env, n.Env)
	c.Labels = mergedMap(c.Labels, b.Labels, n.Labels)
	c.ExposedPorts = mergedMap(c.ExposedPorts, b.ExposedPorts, n.ExposedPorts)
	c.Volumes = mergedMap(c.Volumes, b.Volumes, n.Volumes)
	inherit(&c.User, b.User, n.User)
	inherit(&c.WorkingDir, b.WorkingDir, n.WorkingDir)
	inherit(&c.StopSignal, b.StopSignal, n.StopSignal)
	inherit(&c.Entrypoint, b.Entrypoint, n.Entrypoint)
	inherit(&c.Cmd, b.Cmd, n.Cmd)
	inherit(&c.Shell, b.Shell, n.Shell)
	inherit(&c.Healthcheck, b.Healthcheck, n.Healthcheck)
	return out, nil
}

// inherit takes the value of the new base if the image has that of the old one.
func inherit[V any](value *V, old, new V) {
	if reflect.DeepEqual(*value, old) {
		*value = new
	}
}

// ownHistory are the lines of a history after those of the base. A history that does not begin with the
// lines of the base is cut before the first of the image's own layers.
func ownHistory(history, base []ocispec.History, layers int) []ocispec.History {
	if len(base) <= len(history) && count(history[len(base):]) == layers {
		return slices.Clone(history[len(base):])
	}
	from := len(history)
	for from > 0 && count(history[from:]) < layers {
		from--
	}
	return slices.Clone(history[from:])
}

// count counts the lines that made layers.
func count(history []ocispec.History) (layers int) {
	for i := range history {
		if !history[i].EmptyLayer {
			layers++
		}
	}
	return layers
}

// mergedEnv merges variables by their names, in the order of the new base and then of the image.
func mergedEnv(img, base, onto []string) []string {
	values := mergedMap(pairs(img), pairs(base), pairs(onto))
	var out []string
	seen := map[string]bool{}
	for _, kv := range append(slices.Clone(onto), img...) {
		name, _, _ := strings.Cut(kv, "=")
		if value, ok := values[name]; ok && !seen[name] {
			seen[name] = true
			out = append(out, name+"="+value)
		}
	}
	return out
}

func pairs(env []string) map[string]string {
	out := map[string]string{}
	for _, kv := range env {
		name, value, _ := strings.Cut(kv, "=")
		out[name] = value
	}
	return out
}

// mergedMap has the entries of the new base, changed as the image changed those of the old one.
func mergedMap[V any](img, base, onto map[string]V) map[string]V {
	out := maps.Clone(onto)
	if out == nil && len(img) != 0 {
		out = map[string]V{}
	}
	for key, value := range img {
		if before, was := base[key]; !was || !reflect.DeepEqual(before, value) {
			out[key] = value
		}
	}
	for key := range base {
		if _, is := img[key]; !is {
			delete(out, key)
		}
	}
	return out
}
