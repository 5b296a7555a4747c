package build

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"github.com/cooper-build/cooper/build/internal/call"
)

// Container is a working container: an image's files with a layer of changes on
// top, and a config, from which an image can be made at any time. It lives in the
// store until it is removed, and outlives the Engine and the process.
//
// An Engine is safe for concurrent use; a Container is not: its operations wait
// for each other, also across processes, but in no order that could be relied on.
type Container struct {
	ID   string
	Name string

	engine *Engine
}

// From makes a container of an image, which is pulled when need be, or of nothing
// when image is "scratch". Triggers of the image (ONBUILD) are run, with the
// working directory as their context.
func (e *Engine) From(ctx context.Context, image string, opts FromOptions) (*Container, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, describe(err)
	}
	c, err := invoke(ctx, e, call.CreateContainer, call.From{Image: image, Options: opts, Dir: dir}, opts.OnEvent)
	if err != nil {
		return nil, err
	}
	return &Container{c.ID, c.Name, e}, nil
}

// Container finds a container by its name or id, or the beginning of its id.
func (e *Engine) Container(ctx context.Context, name string) (*Container, error) {
	c, err := invoke(ctx, e, call.FindContainer, name, nil)
	if err != nil {
		return nil, err
	}
	return &Container{c.ID, c.Name, e}, nil
}

// Containers lists all containers of the store, also those of other programs,
// oldest first.
func (e *Engine) Containers(ctx context.Context) ([]ContainerInfo, error) {
	return invoke(ctx, e, call.Containers, call.None{}, nil)
}

// Inspect describes the container.
func (c *Container) Inspect(ctx context.Context) (ContainerInspection, error) {
	return invoke(ctx, c.engine, call.InspectContainer, c.ID, nil)
}

// Run runs a command in the container and waits for it. When the command fails
// the error is an *Error with ErrRun and its exit code.
func (c *Container) Run(ctx context.Context, cmd Command) error {
	var err error
	if cmd.ContextDir, err = filepath.Abs(cmd.ContextDir); err != nil {
		return describe(err)
	}
	if cmd.Terminal != nil {
		return c.runOnTerminal(ctx, cmd)
	}
	streams, err := newStreams(cmd.Stdin, cmd.Stdout, cmd.Stderr)
	if err != nil {
		return describe(err)
	}
	arg := call.Run{Container: c.ID, Command: cmd}
	_, err = invoke(ctx, c.engine, call.RunCommand, arg, cmd.OnEvent, streams.files...)
	return streams.finish(err)
}

// Copy copies files into the container; an empty dest is its working directory.
func (c *Container) Copy(ctx context.Context, dest string, sources []string, opts CopyOptions) error {
	return c.copy(ctx, call.Copy{Dest: dest, Sources: sources, Options: opts})
}

// Add is Copy that also takes URLs and repositories as sources, and unpacks
// archives.
func (c *Container) Add(ctx context.Context, dest string, sources []string, opts CopyOptions) error {
	return c.copy(ctx, call.Copy{Unpack: true, Dest: dest, Sources: sources, Options: opts})
}

func (c *Container) copy(ctx context.Context, arg call.Copy) error {
	arg.Container, arg.Digest = c.ID, arg.Options.Digest != nil
	done, err := prepareSources(&arg)
	if err != nil {
		return describe(err)
	}
	defer done()
	digest, err := invoke(ctx, c.engine, call.CopyFiles, arg, arg.Options.OnEvent)
	if err == nil && arg.Digest {
		*arg.Options.Digest = digest
	}
	return err
}

// Configure changes the config of the container. warnings say what an image of
// its format will not have.
func (c *Container) Configure(ctx context.Context, changes ConfigChanges) (warnings []string, err error) {
	return invoke(ctx, c.engine, call.ChangeConfig, call.Configure{Container: c.ID, Changes: changes}, nil)
}

// Commit makes an image of the container under names, which may be none. A name
// with a transport, as oci:DIR or docker://HOST/NAME, is where the image goes.
func (c *Container) Commit(ctx context.Context, names []string, opts CommitOptions) (Result, error) {
	var out Result
	s, writers, err := outputStreams(opts.Outputs)
	if err != nil {
		return out, describe(err)
	}
	opts.Files = slices.Clone(opts.Files)
	for i := range opts.Files {
		if opts.Files[i].Source, err = filepath.Abs(opts.Files[i].Source); err != nil {
			return out, s.finish(describe(err))
		}
	}
	arg := call.Commit{Container: c.ID, Names: names, Options: opts, Writers: writers}
	out, err = invoke(ctx, c.engine, call.CommitContainer, arg, opts.OnEvent, s.files...)
	return out, s.finish(err)
}

// Mount makes the files of the container appear in a directory, until Unmount. An
// ordinary user has to be in a user namespace for it: see Unshare.
func (c *Container) Mount(ctx context.Context) (path string, err error) {
	return invoke(ctx, c.engine, call.Mount, c.ID, nil)
}

// Unmount undoes Mount.
func (c *Container) Unmount(ctx context.Context) error {
	_, err := invoke(ctx, c.engine, call.Unmount, c.ID, nil)
	return err
}

// Rename gives the container another name.
func (c *Container) Rename(ctx context.Context, name string) error {
	_, err := invoke(ctx, c.engine, call.RenameContainer, call.Rename{Container: c.ID, Name: name}, nil)
	if err == nil {
		c.Name = name
	}
	return err
}

// Remove removes the container with all that was not committed. One that another
// process uses is waited for.
func (c *Container) Remove(ctx context.Context) error {
	_, err := invoke(ctx, c.engine, call.RemoveContainer, c.ID, nil)
	return err
}
