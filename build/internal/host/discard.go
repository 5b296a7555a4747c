package host

import (
	"context"
	"errors"

	"github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/runtime/owner"
)

// discardVolumes lets a command write to the volumes of its image, and discards what it wrote. A
// file in the place of a volume is as it is without.
func (r *runner) discardVolumes(ctx context.Context, spec *specs.Spec) error {
	if !r.host.Run.DiscardVolumes || len(r.step.Volumes) == 0 {
		return nil
	}
	for _, target := range r.step.Volumes {
		if r.ensureInRoot(target, true) != nil {
			continue
		}
		source, err := r.copyOfVolume(ctx, target)
		if err != nil {
			return err
		}
		spec.Mounts = append(spec.Mounts, specs.Mount{
			Destination: target, Type: "bind", Source: source,
			Options: append(r.bindOptions(source), "nosuid", "nodev"),
		})
	}
	return nil
}

// copyUp mounts a copy of what the image has at the target.
func (r *runner) copyUp(ctx context.Context, spec *specs.Spec, m *dispatch.Mount) error {
	if err := r.ensureMountPoint(m.Target, true); err != nil {
		return err
	}
	source, err := r.copyOfVolume(ctx, m.Target)
	if err != nil {
		return err
	}
	if m.Mode != nil {
		if err := owner.SetMode(unix.AT_FDCWD, source, *m.Mode); err != nil {
			return err
		}
	}
	if r.host.sentry() != "" && !m.ReadOnly {
		return r.attachInMemory(spec, m, source, true)
	}
	return r.attach(spec, m, source, true)
}

// copyOfVolume is a directory with the content of a volume that can be written to.
func (r *runner) copyOfVolume(ctx context.Context, volume string) (string, error) {
	if r.host.Store.Stacks() && r.shift == nil {
		if path, err := r.overlaid(r.root, volume); err == nil {
			return path, nil
		}
	}
	dir, err := r.host.Work.TempDir()
	if err != nil {
		return "", err
	}
	source, _, err := below(r.root, volume)
	if err != nil {
		return "", err
	}
	var st unix.Stat_t
	if err := owner.Stat(unix.AT_FDCWD, source, &st); err != nil {
		return "", err
	}
	if err := copyTree(ctx, source, dir); err != nil {
		return "", err
	}
	return dir, errors.Join(
		owner.Set(unix.AT_FDCWD, dir, int(st.Uid), int(st.Gid)), owner.SetMode(unix.AT_FDCWD, dir, st.Mode&0o7777),
	)
}
