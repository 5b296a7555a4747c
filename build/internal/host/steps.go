package host

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/passwd"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// merged mounts a snapshot and calls do with the root of the merged tree.
func (s *snapshot) merged(bottom *safepath.Root, do func(target string, root *safepath.Root) error) error {
	target, unmount, err := s.upper.Mount(bottom, nil)
	if err != nil {
		return err
	}
	root, err := safepath.OpenRoot(target)
	if err != nil {
		return errors.Join(err, unmount())
	}
	err = do(target, root)
	return errors.Join(err, root.Close(), unmount())
}

// Copy copies the result of a scan.
func (s *snapshot) Copy(ctx context.Context, step *dispatch.CopyStep, from exec.Sources) error {
	var parts []part
	scan, _ := from.(*sources)
	if scan != nil {
		parts = scan.parts
	}
	var direct func() error
	err := s.merged(nil, func(_ string, root *safepath.Root) error {
		opts, err := s.host.copyOptions(step, root)
		if err != nil {
			return err
		}
		dest := destination(step, parts)
		if step.Link {
			if err := copier.ReplaceLinks(root, dest); err != nil {
				return err
			}
		}
		if len(step.Contents) == 0 && oneDirectory(parts) {
			if direct, err = s.fillDirectly(ctx, root, dest, parts[0], opts); direct != nil || err != nil {
				return err
			}
		}
		for _, p := range parts {
			opts.Unpack = p.unpack
			if err := p.tree.Copy(ctx, root, dest, p.matches, nil, opts); err != nil {
				return p.explain(err)
			}
		}
		return copyInline(ctx, root, step, opts)
	})
	if err == nil && direct != nil {
		err = direct()
	}
	if scan != nil && scan.large() {
		// Everything must be on the disk before the image gets its name. So writeback
		// starts while the layer is hashed.
		go func() { _ = s.host.Store.Sync() }()
	}
	return err
}

// destination is the destination of a copy. It ends with a slash where it must be a directory.
func destination(step *dispatch.CopyStep, parts []part) string {
	if step.IntoDir && several(parts) && !strings.HasSuffix(step.Dest, "/") {
		return step.Dest + "/"
	}
	return step.Dest
}

// fillDirectly returns how to copy a directory to a new one without the overlay, which takes
// half the time where the files are many; nil: something below it matters.
func (s *snapshot) fillDirectly(
	ctx context.Context, root *safepath.Root, dest string, p part, opts copier.Options,
) (func() error, error) {
	if !s.host.Store.Stacks() {
		return nil, nil
	}
	empty, err := p.tree.EmptyTarget(root, dest, p.matches[0], opts)
	if err != nil || empty == nil {
		return nil, err
	}
	return func() error { return p.explain(p.tree.Fill(ctx, s.upper.Root, empty, p.matches[0], opts)) }, nil
}

// oneDirectory reports whether all that is copied is one directory.
func oneDirectory(parts []part) bool {
	return len(parts) == 1 && len(parts[0].matches) == 1 && parts[0].matches[0].IsDir()
}

// several reports whether more than one file or directory is copied.
func several(parts []part) bool {
	n := 0
	for _, p := range parts {
		n += len(p.matches)
	}
	return n > 1
}

func (h *Host) copyOptions(step *dispatch.CopyStep, root *safepath.Root) (copier.Options, error) {
	opts := copier.Options{Workers: runtime.NumCPU(), Warn: h.Warn, Limits: h.Limits, NoLinks: step.Link}
	if step.Time != nil {
		at := time.Unix(*step.Time, 0)
		opts.Time = &at
	}
	var err error
	if opts.Chmod, err = copier.ParseChmod(step.Chmod); err != nil {
		return opts, fmt.Errorf("--chmod: %w", err)
	}
	if step.Chown != "" {
		uid, gid, err := passwd.Owner(root, step.Chown)
		if err != nil {
			return opts, fmt.Errorf("--chown=%s: %w", step.Chown, err)
		}
		opts.Chown = &copier.Owner{UID: uid, GID: gid}
	}
	return opts, nil
}

// copyInline writes the files that came with the instruction.
func copyInline(ctx context.Context, root *safepath.Root, step *dispatch.CopyStep, opts copier.Options) error {
	var inline []copier.Inline
	for _, content := range step.Contents {
		inline = append(inline, copier.Inline{Name: content.Name, Data: []byte(content.Data)})
	}
	tree := &copier.Tree{Foreign: true}
	return tree.Copy(ctx, root, step.Dest, nil, inline, opts)
}

// Mkdir makes a working directory. It is root's where the user is not known: whether
// there will be one is for the command to ask that runs as it.
func (s *snapshot) Mkdir(_ context.Context, step *dispatch.WorkdirStep) error {
	return s.merged(nil, func(_ string, root *safepath.Root) error {
		uid, gid, err := passwd.Owner(root, step.User)
		var unknown *passwd.UnknownError
		if err != nil && !errors.As(err, &unknown) {
			return err
		}
		dir, _, err := root.MkdirAll(step.Path, safepath.Owner{UID: uid, GID: gid, Mode: 0o755})
		if err != nil {
			return err
		}
		return dir.Close()
	})
}
