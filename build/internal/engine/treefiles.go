package engine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/build/internal/worker"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// withTree opens the files of a container or of an image of the store, to read.
func (s *server) withTree(of string, emit emitter, do func(*safepath.Root) error) error {
	return s.withHost(host.Config{Warn: emit.warn}, func(h *host.Host) error {
		root, err := s.treeOf(h, of)
		if err != nil {
			return err
		}
		return do(root)
	})
}

// treeOf is the root of a container, or else of an image. It is open until the host is closed.
func (s *server) treeOf(h *host.Host, of string) (*safepath.Root, error) {
	c, err := s.store.Container(of)
	if errors.Is(err, store.ErrNoContainer) {
		id, err := s.findOwn(of)
		if err != nil {
			return nil, err
		}
		return h.View(id)
	}
	if err != nil {
		return nil, err
	}
	tree, err := h.OpenContainer(c)
	if err != nil {
		return nil, err
	}
	files, err := h.Files(tree)
	if err != nil {
		return nil, err
	}
	return h.ViewOf(files)
}

// statFile describes a file. Links before the end of the path are always followed.
func (s *server) statFile(_ context.Context, f call.File, emit emitter) (info api.FileInfo, err error) {
	err = s.withTree(f.Of, emit, func(root *safepath.Root) error {
		flags := unix.O_PATH
		if !f.Follow {
			flags |= unix.O_NOFOLLOW
		}
		file, err := root.Open(f.Path, flags, 0)
		if err != nil {
			return s.noFile(f, err)
		}
		defer file.Close()
		info, err = describeFile(root, file)
		return err
	})
	return info, err
}

func describeFile(root *safepath.Root, file *os.File) (info api.FileInfo, err error) {
	real, err := root.Real(file)
	if err != nil {
		return info, err
	}
	var st unix.Stat_t
	if err := unix.Fstat(int(file.Fd()), &st); err != nil {
		return info, os.NewSyscallError("fstat", err)
	}
	info.Path, info.Size, info.Mode = path.Join("/", real), st.Size, fs.FileMode(st.Mode&0o777)
	switch st.Mode & unix.S_IFMT {
	case unix.S_IFDIR:
		info.Mode |= fs.ModeDir
	case unix.S_IFLNK:
		info.Mode |= fs.ModeSymlink
		info.Link, err = root.Readlink(real)
	case unix.S_IFREG:
	default:
		info.Mode |= fs.ModeIrregular
	}
	return info, err
}

// noFile says in which container a file was not found.
func (s *server) noFile(f call.File, err error) error {
	of := f.Of
	if c, findErr := s.store.Container(of); findErr == nil {
		of = name(c)
	}
	err = fmt.Errorf("%s: %w", of, err)
	if dir := path.Dir(path.Join("/", f.Path)); errors.Is(err, fs.ErrNotExist) {
		return imagebuilder.WithHint(err, fmt.Sprintf("`cooper run %s -- ls %s` lists the files there", of, dir))
	}
	return err
}

// archiveFile writes an archive to the file that came with the call.
func (s *server) archiveFile(ctx context.Context, f call.File, emit emitter) (none call.None, err error) {
	files := worker.Files(ctx)
	if len(files) != 1 {
		return none, errors.New("the call has the wrong number of files")
	}
	return none, s.withTree(f.Of, emit, func(root *safepath.Root) error {
		var opts layer.Options
		if dir, base := path.Split(safepath.Clean(f.Path)); base != "." {
			sub, err := root.Sub(dir)
			if err != nil {
				return err
			}
			defer sub.Close()
			root, opts.Only = sub, base
		}
		_, err := layer.Write(ctx, root, files[0], nil, opts)
		return err
	})
}

// copyOut copies files to the host. A program that sets its user would be one of the caller's there,
// and a device one of the host's.
func (s *server) copyOut(ctx context.Context, c call.CopyOut, emit emitter) (none call.None, err error) {
	return none, s.withTree(c.Of, emit, func(root *safepath.Root) error {
		tree := &copier.Tree{Root: root}
		matches, err := tree.Scan(ctx, copier.Selection{
			Sources: []string{c.Path}, Literal: true, NeedMatch: true, KeepLinks: !c.Follow,
		})
		if err != nil {
			return err
		}
		for _, m := range matches {
			m.Entries = slices.DeleteFunc(m.Entries, func(e copier.Entry) bool {
				kind := e.Stat.Mode & unix.S_IFMT
				device := kind == unix.S_IFCHR || kind == unix.S_IFBLK
				if device {
					emit.warn(path.Join("/", m.Path, e.Path) + " is a device: it was not copied")
				}
				return device
			})
			if len(m.Entries) == 0 {
				return fmt.Errorf("copying %s: it is a device", c.Path)
			}
		}
		into, err := safepath.OpenRoot(filepath.Dir(c.Dest))
		if err != nil {
			return err
		}
		defer into.Close()
		dest := filepath.Base(c.Dest)
		if err := copier.ReplaceLinks(into, dest); err != nil {
			return err
		}
		options := copier.Options{NoPrivilege: true, NoLinks: true, Warn: emit.warn}
		if !c.Options.KeepOwners {
			options.Chown = &copier.Owner{}
		}
		if err := tree.Copy(ctx, into, dest, matches, nil, options); err != nil {
			return &safepath.WriteError{Path: c.Dest, Err: err}
		}
		return nil
	})
}
