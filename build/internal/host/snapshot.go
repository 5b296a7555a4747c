package host

import (
	"context"
	"errors"
	"runtime"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/runtime/owner"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// snapshot is an upper directory on top of files.
type snapshot struct {
	host  *Host
	upper *store.Upper
	under *files
}

// Begin makes an empty snapshot.
func (h *Host) Begin(on exec.Files) (exec.Snapshot, error) { return h.begin(stackOf(on)) }

func (h *Host) begin(under *files) (*snapshot, error) {
	if err := h.hold(under); err != nil {
		return nil, err
	}
	upper, err := h.Work.NewUpper(under.stack())
	if err != nil {
		return nil, err
	}
	if len(under.over) != 0 {
		upper.OnTree(func() (*safepath.Root, error) { return h.treeOf(under) })
	}
	h.mu.Lock()
	h.close = append(h.close, upper.Close)
	h.mu.Unlock()
	return &snapshot{h, upper, under}, nil
}

// Stack puts the changes on top of files.
func (s *snapshot) Stack(on exec.Files) (exec.Files, error) {
	if s.upper.Stacked() {
		return s.host.put(s.upper.Root, stackOf(on))
	}
	top, err := s.upper.Layer()
	if err != nil {
		return nil, err
	}
	return s.host.stack(stackOf(on), top), nil
}

// Seal computes the digest of the layer.
func (s *snapshot) Seal(ctx context.Context) (exec.Sealed, error) {
	l, err := s.upper.Seal(ctx, s.host.Layer)
	return exec.Sealed{DiffID: l.DiffID, Size: l.Size}, err
}

// Commit makes a layer of a sealed snapshot.
func (s *snapshot) Commit(_ context.Context, parent string) (string, error) {
	l, err := s.host.Store.Register(parent, s.upper)
	return l.ID, err
}

// CopyLayer copies one layer, which hides and removes nothing, to be put on
// something else.
func (h *Host) CopyLayer(ctx context.Context, id string) (exec.Snapshot, error) {
	if !h.Store.Stacks() {
		return nil, errors.New("this store cannot separate a layer from the layers below it")
	}
	files, err := h.StackLayer(nil, id)
	if err != nil {
		return nil, err
	}
	return h.Flatten(ctx, files)
}

// libraryRootMode is the mode that the storage library gives the root of a layer that it unpacks. No
// image says so, and layers that are made here have the usual one.
const libraryRootMode = 0o555

// Flatten copies files into one layer.
func (h *Host) Flatten(ctx context.Context, from exec.Files) (exec.Snapshot, error) {
	root, err := h.viewOf(stackOf(from))
	if err != nil {
		return nil, err
	}
	s, err := h.begin(&files{})
	if err != nil {
		return nil, err
	}
	tree := &copier.Tree{Root: root}
	matches, err := tree.Scan(ctx, copier.Selection{Sources: []string{"."}})
	if err != nil {
		return nil, err
	}
	return s, s.merged(nil, func(_ string, into *safepath.Root) error {
		if err := tree.Copy(ctx, into, "/", matches, nil, copier.Options{Workers: runtime.NumCPU()}); err != nil {
			return err
		}
		st := &matches[0].Entries[0].Stat
		mode := st.Mode & 0o7777
		if mode == libraryRootMode {
			mode = 0o755
		}
		return errors.Join(
			owner.Set(into.FD(), "", int(st.Uid), int(st.Gid)), owner.SetMode(into.FD(), "", mode))
	})
}
