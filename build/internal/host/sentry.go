package host

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/runtime/binfmt"
	"github.com/cooper-build/cooper/runtime/isolation"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// sentry is the platform of gVisor's kernel that commands run in; empty: they have the
// kernel of the host.
func (h *Host) sentry() string {
	if h.Run.Isolation.Path != "" {
		return ""
	}
	return cmp.Or(h.Run.Isolation.Sentry, h.Isolation.Sentry)
}

// otherRuntime reports whether commands run in something else than the built-in sandbox with
// namespaces.
func (h *Host) otherRuntime() bool { return h.Run.Isolation.Path != "" || h.sentry() != "" }

// enable makes programs of another architecture run.
func (h *Host) enable(arch string) error {
	if h.sentry() == "" || binfmt.Native(arch) {
		return h.Emulator.Enable(arch)
	}
	return fmt.Errorf("isolation %s runs no programs of another architecture (%s)", isolation.GVisor, arch)
}

// applyChanges returns what writes the changes of a command to its tree: the command had a
// read-only view of it.
func (r *runner) applyChanges(ctx context.Context, to *store.Upper) func(stream io.Reader) error {
	return func(stream io.Reader) error {
		return layer.Extract(ctx, r.root, stream, layer.ExtractOptions{
			Root: true, Changes: to.Changes(), Limits: limits.None,
		})
	}
}

// attachInMemory shows a path of the host whose changes stay in the memory of the sandbox: it
// may be a file of a layer.
func (r *runner) attachInMemory(spec *specs.Spec, m *dispatch.Mount, source string, dir bool) error {
	if !dir {
		info, err := os.Stat(source)
		if err != nil {
			return err
		}
		if source, err = r.copyFile(source, info); err != nil {
			return err
		}
		return r.attach(spec, m, source, false)
	}
	if err := r.ensureMountPoint(m.Target, true); err != nil {
		return err
	}
	spec.Mounts = append(spec.Mounts, specs.Mount{
		Destination: m.Target, Type: "overlay", Source: "overlay", Options: append(attributes(m), "lowerdir="+source),
	})
	r.inner = append(r.inner, mounted{target: m.Target, memory: true})
	return nil
}

// openedSource is the name of a directory that the sandbox gets open, until the command has
// ended: no path leads to it for sure.
func (r *runner) openedSource(dir *safepath.Root) (string, error) {
	file, err := dir.Open(".", unix.O_PATH|unix.O_DIRECTORY, 0)
	if err != nil {
		return "", err
	}
	r.onEnd(file.Close)
	r.onEnd(dir.Close)
	if r.opened == nil {
		r.opened = map[string]*os.File{}
	}
	r.opened[dir.ProcPath()] = file
	return dir.ProcPath(), nil
}
