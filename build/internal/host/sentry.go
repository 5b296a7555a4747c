package host

import (
	"cmp"
	"context"
	"fmt"
	"io"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/runtime/binfmt"
	"github.com/cooper-build/cooper/runtime/isolation"
)

// sentry is the platform of gVisor's kernel that commands run in; empty: they have the
// kernel of the host.
func (h *Host) sentry() string {
	if h.Run.Isolation.Path != "" {
		return ""
	}
	return cmp.Or(h.Run.Isolation.Sentry, h.Isolation.Sentry)
}

// enable makes programs of another architecture run.
func (h *Host) enable(arch string) error {
	if h.sentry() == "" || binfmt.Native(arch) {
		return h.Emulator.Enable(arch)
	}
	return fmt.Errorf("isolation %s runs no programs of another architecture (%s)", isolation.GVisor, arch)
}

// applyChanges returns what writes the changes of a command to its tree: the command had a
// read-only view of it.
func (r *runner) applyChanges(ctx context.Context) func(stream io.Reader) error {
	return func(stream io.Reader) error {
		return layer.Extract(ctx, r.root, stream, layer.ExtractOptions{Root: true, Limits: limits.None})
	}
}
