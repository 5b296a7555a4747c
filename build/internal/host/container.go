package host

import (
	"context"

	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// Container is the writable tree of a working container. Changes are permanent.
type Container struct {
	tree      *snapshot
	container store.Container
	parent    string // id of the top layer of its image
}

// OpenContainer opens the tree of a container until the host is closed.
func (h *Host) OpenContainer(c store.Container) (*Container, error) {
	parent, err := h.Store.ImageLayer(c)
	if err != nil {
		return nil, err
	}
	under, err := h.chain(parent)
	if err != nil {
		return nil, err
	}
	upper, err := h.Work.ContainerTree(c, under.layers)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	h.close = append(h.close, upper.Close)
	h.mu.Unlock()
	return &Container{&snapshot{h, upper, under}, c, parent}, nil
}

// chain opens a layer and those below it.
func (h *Host) chain(id string) (*files, error) {
	var out exec.Files = &files{}
	chain, err := h.Store.Chain(id)
	if err != nil {
		return nil, err
	}
	for i, l := range chain {
		if !h.Store.Stacks() && i < len(chain)-1 {
			continue // the top one stands for all
		}
		if out, err = h.StackLayer(out, l.ID); err != nil {
			return nil, err
		}
	}
	return stackOf(out), nil
}

// Snapshot is the tree for steps. It is neither stacked, sealed nor committed: changes stay
// in the container.
func (c *Container) Snapshot() exec.Snapshot { return c.tree }

// Files is the current tree, for reading.
func (h *Host) Files(c *Container) (exec.Files, error) { return c.tree.Stack(c.tree.under) }

// Inside calls do with the root of the tree, mounted.
func (h *Host) Inside(c *Container, do func(root *safepath.Root) error) error {
	return c.tree.merged(nil, func(_ string, root *safepath.Root) error { return do(root) })
}

// Commit makes a layer of the changes, on the layers of the image. With take, the layer
// takes the directory of the container, which can then only be removed.
func (h *Host) Commit(ctx context.Context, c *Container, opts layer.Options, take bool) (store.Layer, error) {
	upper := c.tree.upper
	if !take || !h.Store.Stacks() || h.Store.MountPoint(c.container) != "" {
		return h.Work.CommitContainer(ctx, c.parent, c.container, upper, opts)
	}
	if _, err := upper.Seal(ctx, opts); err != nil {
		return store.Layer{}, err
	}
	return h.Store.Register(c.parent, upper)
}

// ImageFiles opens an image of the store.
func (h *Host) ImageFiles(id string) (exec.Base, error) { return h.openID(id, id) }

// LayerFiles opens a layer of the store and those below it.
func (h *Host) LayerFiles(id string) (exec.Files, error) { return h.chain(id) }

// GiveBack copies a layer that Commit took back into its container.
func (h *Host) GiveBack(ctx context.Context, c store.Container, layer string) error {
	return h.Work.GiveBack(ctx, c, layer)
}
