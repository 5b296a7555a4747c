package host

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/account"
	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// merged mounts a change and calls do with the root of the merged tree.
func (h *Host) merged(c *change, bottom *safepath.Root, do func(target string, root *safepath.Root) error) error {
	target, unmount, err := c.Mount(bottom)
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

// Copy copies what a scan found.
func (h *Host) Copy(ctx context.Context, c exec.Change, step *dispatch.CopyStep, r exec.Reading) error {
	var direct func() error
	err := h.merged(c.(*change), nil, func(_ string, root *safepath.Root) error {
		opts := copier.Options{Chmod: step.Chmod, Unpack: step.Unpack, Workers: runtime.NumCPU(), Warn: h.Warn}
		if step.Chown != "" {
			uid, gid, err := account.Owner(root, step.Chown)
			if err != nil {
				return fmt.Errorf("--chown=%s: %w", step.Chown, err)
			}
			opts.Chown = &copier.Owner{UID: uid, GID: gid}
		}
		tree, matches := &copier.Tree{Foreign: true}, []*copier.Match(nil)
		if scan, ok := r.(*reading); ok && scan != nil {
			tree, matches = scan.tree, scan.matches
		}
		var inline []copier.Inline
		for _, content := range step.Contents {
			inline = append(inline, copier.Inline{Name: content.Name, Data: []byte(content.Data)})
		}
		if len(matches) == 1 && matches[0].IsDir() && len(inline) == 0 && h.Store.Stacks() {
			real, empty, err := tree.EmptyTarget(root, step.Dest, opts)
			if err != nil {
				return err
			}
			if empty {
				// Nothing below can matter: written to the layer itself,
				// without the overlay, many files take half the time.
				direct = func() error { return tree.Copy(ctx, c.(*change).Root, real, matches, nil, opts) }
				return nil
			}
		}
		return tree.Copy(ctx, root, step.Dest, matches, inline, opts)
	})
	if err == nil && direct != nil {
		err = direct()
	}
	if scan, ok := r.(*reading); ok && scan != nil && scan.large() {
		// What is written before the image is named has to be on the disk then;
		// the disk can begin while the layer is hashed.
		go func() { _ = h.Store.Sync() }()
	}
	return err
}

// Mkdir makes a working directory.
func (h *Host) Mkdir(_ context.Context, c exec.Change, step *dispatch.WorkdirStep) error {
	return h.merged(c.(*change), nil, func(_ string, root *safepath.Root) error {
		user, err := account.Lookup(root, step.User)
		if err != nil {
			return err
		}
		dir, _, err := root.MkdirAll(step.Path, safepath.Owner{UID: int(user.UID), GID: int(user.GID), Mode: 0o755})
		if err != nil {
			return err
		}
		return dir.Close()
	})
}

// Flatten copies files into one layer.
func (h *Host) Flatten(ctx context.Context, from exec.Files) (exec.Change, error) {
	root, err := h.viewOf(stackOf(from))
	if err != nil {
		return nil, err
	}
	c, err := h.Begin(nil)
	if err != nil {
		return nil, err
	}
	tree := &copier.Tree{Root: root}
	matches, err := tree.Scan(ctx, []string{"."})
	if err != nil {
		return nil, err
	}
	return c, h.merged(c.(*change), nil, func(target string, into *safepath.Root) error {
		if err := tree.Copy(ctx, into, "/", matches, nil, copier.Options{Workers: runtime.NumCPU()}); err != nil {
			return err
		}
		return errors.Join(
			os.Chown(target, int(matches[0].Entries[0].Stat.Uid), int(matches[0].Entries[0].Stat.Gid)),
			unix.Chmod(target, matches[0].Entries[0].Stat.Mode&0o7777))
	})
}
