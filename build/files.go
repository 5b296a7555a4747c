package build

import (
	"context"
	"io"
	"path/filepath"

	"github.com/cooper-build/cooper/build/internal/call"
)

// Stat describes a file of the container. A link at the end of the path is followed if follow is
// set.
func (c *Container) Stat(ctx context.Context, path string, follow bool) (FileInfo, error) {
	return invoke(ctx, c.engine, call.StatFile, call.File{Of: c.ID, Path: path, Follow: follow}, nil)
}

// Archive writes a file or a directory of the container as a tar archive, whose entries begin with
// its name. The root is written without a name: the files of the whole container.
func (c *Container) Archive(ctx context.Context, path string, out io.Writer) error {
	s := &streams{}
	if err := s.writer(out); err != nil {
		return describe(err)
	}
	_, err := invoke(ctx, c.engine, call.ArchiveFile, call.File{Of: c.ID, Path: path}, nil, s.files...)
	return s.finish(err)
}

// CopyOut copies a file, or the content of a directory, to dest on the host. dest gets that name, and
// its parent must exist. Devices, set-user-ID and set-group-ID bits stay behind.
func (c *Container) CopyOut(ctx context.Context, path, dest string, opts FileCopyOptions) error {
	dest, err := filepath.Abs(dest)
	if err != nil {
		return describe(err)
	}
	arg := call.CopyOut{File: call.File{Of: c.ID, Path: path, Follow: opts.FollowLink}, Dest: dest, Options: opts}
	_, err = invoke(ctx, c.engine, call.CopyFilesOut, arg, opts.OnEvent)
	return err
}

// Diff compares two images or working containers, named or by id. Without new, a container is
// compared with its image, and an image with itself before its last layer.
func (e *Engine) Diff(ctx context.Context, old, new string) (out Differences, err error) {
	found, err := invoke(ctx, e, call.Compare, call.Comparison{Old: old, New: new}, nil)
	if err != nil {
		return out, err
	}
	out.Files = found.Files
	if len(found.OldConfig) == 0 {
		return out, nil
	}
	if out.Config, err = configFields(found.OldConfig, found.NewConfig); err != nil {
		return out, describe(err)
	}
	return out, nil
}

// Save writes images of the store as one docker-archive.
func (e *Engine) Save(ctx context.Context, out io.Writer, req SaveRequest) error {
	s := &streams{}
	if err := s.writer(out); err != nil {
		return describe(err)
	}
	_, err := invoke(ctx, e, call.Save, req, req.OnEvent, s.files...)
	return s.finish(err)
}

// Load puts all images of an archive into the store, under the names that the archive has for them.
func (e *Engine) Load(ctx context.Context, req LoadRequest) ([]LoadedImage, error) {
	var err error
	if req.File, err = filepath.Abs(req.File); err != nil {
		return nil, describe(err)
	}
	return invoke(ctx, e, call.Load, req, req.OnEvent)
}
