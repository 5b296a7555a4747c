// Package hooks reads the configuration of OCI hooks: programs of the host that an OCI
// runtime calls at points of the life of a container (oci-hooks(5)).
package hooks

import (
	"context"
	"fmt"
	"os"

	"github.com/opencontainers/runtime-spec/specs-go"
	"go.podman.io/common/pkg/hooks"
)

// Hooks are those of some directories. Nil has none.
type Hooks struct{ manager *hooks.Manager }

// Read reads directories with JSON files. A file of a later directory replaces one of the
// same name.
func Read(dirs []string) (*Hooks, error) {
	if len(dirs) == 0 {
		return nil, nil
	}
	for _, dir := range dirs {
		if _, err := os.Stat(dir); err != nil {
			return nil, fmt.Errorf("reading the hooks of %s: %w", dir, err)
		}
	}
	manager, err := hooks.New(context.Background(), dirs, nil)
	if err != nil {
		return nil, fmt.Errorf("reading hooks: %w", err)
	}
	return &Hooks{manager}, nil
}

// Add adds the hooks that are meant for the command of a spec.
func (h *Hooks) Add(spec *specs.Spec, hasBindMounts bool) error {
	if h == nil {
		return nil
	}
	_, err := h.manager.Hooks(spec, spec.Annotations, hasBindMounts)
	return err
}
