package registry

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/types"
)

// sourcesVariable is the environment variable by which builders of OpenShift say which
// registries a build may reach. buildah reads it too.
const sourcesVariable = "BUILD_REGISTRY_SOURCES"

// registrySources is the content of the variable.
type registrySources struct {
	Insecure []string `json:"insecureRegistries"`
	Blocked  []string `json:"blockedRegistries"`
	Allowed  []string `json:"allowedRegistries"` // empty: all
}

// restricted returns the options for a registry under the rules of the variable. It fails
// for a registry that is blocked, or not among the allowed ones.
func restricted(ref types.ImageReference, sys *types.SystemContext) (*types.SystemContext, error) {
	text := os.Getenv(sourcesVariable)
	if text == "" || ref.Transport() != docker.Transport {
		return sys, nil
	}
	var sources registrySources
	if err := json.Unmarshal([]byte(text), &sources); err != nil {
		return nil, fmt.Errorf("reading %s: %w", sourcesVariable, err)
	}
	host := reference.Domain(ref.DockerReference())
	if slices.Contains(sources.Blocked, host) {
		return nil, fmt.Errorf("registry %s is blocked by %s", host, sourcesVariable)
	}
	if len(sources.Allowed) != 0 && !slices.Contains(sources.Allowed, host) {
		return nil, fmt.Errorf("registry %s is not among the allowed registries of %s", host, sourcesVariable)
	}
	if !slices.Contains(sources.Insecure, host) {
		return sys, nil
	}
	return unverified(sys), nil
}
