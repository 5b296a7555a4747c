package host

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/build/internal/passwd"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// This file runs commands in gVisor's kernel on a stack of directories, where nothing can be
// mounted: the kernel stacks them, and no tree is copied for a step.

// onStack reports whether the command of a snapshot can run on a stack: its changes can be
// kept like those of an overlay mount, and a layer of stubs shows all mount points.
func (r *runner) onStack(s *snapshot) bool {
	if r.host.sentry() == "" || !s.upper.CanStack() || r.copiesImage() {
		return false
	}
	stack := append([]*safepath.Root{s.upper.Root}, s.under.stack()...)
	targets := append([]string{"/proc", "/sys", "/dev"}, r.host.Run.files()...)
	for _, v := range r.host.Run.Volumes {
		targets = append(targets, v.Target)
	}
	for i := range r.step.Mounts {
		if m := &r.step.Mounts[i]; m.Target != "" && !r.host.absent(m) {
			targets = append(targets, m.Target)
		}
	}
	r.stack = stack
	return !slices.ContainsFunc(append(targets, r.step.Volumes...), func(t string) bool { return !r.stack.Shows(t) })
}

// copiesImage reports whether the command gets copies of directories of its image, which need a
// tree.
func (r *runner) copiesImage() bool {
	return r.host.Run.DiscardVolumes && len(r.step.Volumes) != 0 ||
		slices.ContainsFunc(r.step.Mounts, func(m dispatch.Mount) bool { return m.CopyUp })
}

// rootFiles reads files of the root filesystem.
func (r *runner) rootFiles() passwd.Files {
	if r.root == nil {
		return r.stack
	}
	return r.root
}

// runStacked runs the command on the stack, and keeps its changes in the upper directory.
func (r *runner) runStacked(
	ctx context.Context, s *snapshot, stubs *safepath.Root, streams sandbox.Options,
) (err error) {
	defer func() { err = errors.Join(err, r.end()) }()
	layers := []*safepath.Root(r.stack)
	if !s.upper.Stacked() && r.host.Shell == nil {
		layers = layers[1:] // nothing is in the upper directory, and no second command runs
	}
	r.target = s.upper.Path() // the stack takes its place
	r.stackFiles = &sandbox.Stack{}
	for _, l := range layers {
		file, err := r.openRoot(l)
		if err != nil {
			return err
		}
		r.stackFiles.Layers = append(r.stackFiles.Layers, file)
	}
	if r.stackFiles.Stubs, err = r.openRoot(stubs); err != nil {
		return err
	}
	if len(r.stackFiles.Layers) == 0 {
		r.stackFiles.Layers = []*os.File{r.stackFiles.Stubs}
	}
	spec, err := r.spec(ctx)
	if err != nil {
		return err
	}
	streams.KeepFailed = r.keep || streams.KeepFailed
	streams.Changes = func(stream io.Reader) error {
		err := layer.Extract(ctx, s.upper.Root, stream, layer.ExtractOptions{
			Stacked: true, Filled: s.upper.Stacked(), Root: true, Limits: limits.None,
		})
		if err == nil {
			s.upper.SetStacked()
		}
		return err
	}
	return r.run(ctx, spec, streams)
}

// openRoot opens a directory for the sandbox, until the command has ended.
func (r *runner) openRoot(root *safepath.Root) (*os.File, error) {
	file, err := root.Open(".", unix.O_PATH|unix.O_DIRECTORY, 0)
	if err == nil {
		r.onEnd(file.Close)
	}
	return file, err
}
