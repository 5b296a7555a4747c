package host

import (
	"sync"

	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// In a store that does not stack, files are one tree. Commands in gVisor's kernel leave upper
// directories on it, which become a tree where somebody needs one.

// maxOver is how many upper directories lie on a tree before they become one. Each costs the
// start of a command about a millisecond.
const maxOver = 8

// mergedTree is the tree of files, made once.
type mergedTree struct {
	once sync.Once
	root *safepath.Root
	err  error
}

// stack is all layers of files, top first.
func (f *files) stack() store.Stack { return append(f.over[:len(f.over):len(f.over)], f.layers...) }

// treeOf is the tree of files, in a store that does not stack; nil: they are none.
func (h *Host) treeOf(f *files) (*safepath.Root, error) {
	var bottom *safepath.Root
	if len(f.layers) != 0 {
		bottom = f.layers[0]
	}
	if len(f.over) == 0 {
		return bottom, nil
	}
	h.treesMu.Lock()
	merged := h.trees[f]
	if merged == nil {
		merged = &mergedTree{}
		h.trees[f] = merged
	}
	h.treesMu.Unlock()
	merged.once.Do(func() { merged.root, merged.err = h.Work.Merge(bottom, f.over) })
	return merged.root, merged.err
}

// put lays an upper directory over files.
func (h *Host) put(upper *safepath.Root, on *files) (*files, error) {
	if len(on.over) < maxOver {
		return &files{layers: on.layers, over: append([]*safepath.Root{upper}, on.over...)}, nil
	}
	tree, err := h.treeOf(on)
	if err != nil {
		return nil, err
	}
	return &files{layers: []*safepath.Root{tree}, over: []*safepath.Root{upper}}, nil
}
