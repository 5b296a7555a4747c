// Package host is the backend of builds on this machine: the store, the sandbox and
// the build context. It also does single steps to the files of a working container.
package host

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"

	"github.com/containerd/platforms"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/build/internal/remote"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/runtime/binfmt"
	"github.com/cooper-build/cooper/runtime/idmap"
	"github.com/cooper-build/cooper/runtime/isolation"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/network/allow"
	"github.com/cooper-build/cooper/runtime/safepath"
	"github.com/cooper-build/cooper/runtime/sandbox"
)

// Config is the configuration of a Host.
type Config struct {
	Store   *store.Store
	Work    *store.Work
	Context *source.Context // nil: the build has none
	Named   map[string]*source.Context
	Sums    *cache.Sums
	Run     RunOptions
	Fetcher *remote.Fetcher
	Limits  limits.Limits // of archives that ADD extracts
	Layer   layer.Options
	Warn    func(message string) // gets warnings for people
	// FetchLayer puts a layer that a remote cache has on a parent in the store; nil: there
	// is no such cache.
	FetchLayer func(ctx context.Context, parent, diffID string) (id string, err error)
	// Pull makes sure that an image for a platform is in the store and returns
	// its id.
	Pull func(ctx context.Context, reference string, platform ocispec.Platform) (id string, err error)
	// NameOf is the full name that a reference has among the names of an image. It may be nil.
	NameOf func(reference string, names []string) (name string, found bool)
	// Source is what a rule has in place of the source of an ADD; nil: there are no rules.
	Source func(dispatch.Remote) (dispatch.Remote, error)
	// Shell, when it is not nil, is a socket for the terminals of shells that are
	// opened where a command failed.
	Shell *os.File
	Stdin *os.File // standard input of commands of a build; nil: there is none
	// Commands is how many RUN instructions there may be.
	Commands int
	// Reached gets what a command reached in a network of mode network.Allow or network.Record, with
	// the command and when it has ended. Denied gets at once what it could not reach. They may be nil.
	Reached func(step *dispatch.RunStep, reached allow.Reached)
	Denied  func(step *dispatch.RunStep, denied allow.Denied)
	// Isolation is the isolation mode of the machine.
	Isolation isolation.Mode
	// Emulator runs programs of other architectures.
	Emulator *binfmt.Emulator
}

// Host is an exec.Backend. Close it after the build.
type Host struct {
	Config
	stubs  *safepath.Root // see Host.makeStubs
	empty  *safepath.Root
	spares *sandbox.Spares // nil: each command starts its own first process

	shell          sync.Mutex // one at a time
	defaultNetwork sync.Once
	networkMode    network.Mode // the mode that network.Default stands for

	shiftOnce sync.Once
	space     *idmap.Space // see shift
	bare      bool         // commands have the ids of the host's root
	exposed   sync.Once    // a warning about their network
	hooksLeft sync.Once    // of a warning

	treesMu sync.Mutex // of trees

	mu     sync.Mutex
	bases  map[string]*pulled
	layers map[string]*safepath.Root
	views  map[viewKey]*view
	trees  map[*files]*mergedTree
	close  []func() error
}

// pulled is one image, fetched once however many stages start from it.
type pulled struct {
	once sync.Once
	base exec.Base
	err  error
}

// files is a stack of layers, top first.
type files struct {
	layers []*safepath.Root
	store  []string // ids of those that the store had when they were stacked, top first
	// over are upper directories on the only layer, top first, in a store that does not stack.
	over []*safepath.Root
}

// hold keeps the layers of f in the store until the host is closed. It fails if one of them
// was removed.
func (h *Host) hold(f *files) error {
	if len(f.store) == 0 || !h.Store.Stacks() {
		return nil
	}
	if err := h.Work.Hold(f.store[0]); err != nil {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, id := range f.store {
		if !h.Store.IsLayer(id, h.layers[id]) {
			return fmt.Errorf("layer %s: %w", id, store.ErrGone)
		}
	}
	return nil
}

// Depth is how many layers there are.
func (f *files) Depth() int { return len(f.layers) }

// New makes a Host.
func New(c Config) (*Host, error) {
	h := &Host{
		Config: c, bases: map[string]*pulled{}, layers: map[string]*safepath.Root{}, views: map[viewKey]*view{},
		trees: map[*files]*mergedTree{},
	}
	dir, err := c.Work.TempDir()
	if err != nil {
		return nil, err
	}
	if h.empty, err = safepath.OpenRoot(dir); err != nil {
		return nil, err
	}
	if h.stubs, err = h.makeStubs(); err != nil {
		return nil, err
	}
	if c.Run.Network.Choice.Mode.Filtered() {
		go network.PrepareGateway()
	}
	if c.Commands > 1 && h.Isolation.Run && !h.otherRuntime() {
		h.spares = sandbox.NewSpares(c.Commands, c.Store.MountsBelow())
	}
	return h, nil
}

// Close removes all views and closes all files.
func (h *Host) Close() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	errs := []error{h.spares.Close()}
	for _, v := range h.views {
		errs = append(errs, v.close())
	}
	for _, l := range h.layers {
		errs = append(errs, l.Close())
	}
	for _, t := range h.trees {
		if t.root != nil {
			errs = append(errs, t.root.Close())
		}
	}
	for _, f := range h.close {
		errs = append(errs, f())
	}
	return errors.Join(append(errs, h.stubs.Close(), h.empty.Close())...)
}

// Base fetches an image and opens it.
func (h *Host) Base(ctx context.Context, reference string, platform ocispec.Platform) (exec.Base, error) {
	h.mu.Lock()
	key := reference + " " + platforms.Format(platform)
	p := h.bases[key]
	if p == nil {
		p = &pulled{}
		h.bases[key] = p
	}
	h.mu.Unlock()
	p.once.Do(func() { p.base, p.err = h.open(ctx, reference, platform) })
	return p.base, p.err
}

func (h *Host) open(ctx context.Context, reference string, platform ocispec.Platform) (exec.Base, error) {
	id, err := h.Pull(ctx, reference, platform)
	if err != nil {
		return exec.Base{}, err
	}
	base, err := h.openID(id, reference)
	if stored, findErr := h.Store.Image(id); err == nil && findErr == nil && h.NameOf != nil {
		name, _ := h.NameOf(reference, stored.Names)
		base.Image = image.Based(base.Image, id, name, stored.Digest)
	}
	if got := base.Image.Config.Platform; err == nil && got.Architecture != "" &&
		got.Architecture != platform.Architecture {
		text := linter.RuleInvalidBaseImagePlatform.Format(reference, platforms.Format(platform), platforms.Format(got))
		h.Warn(text + " (InvalidBaseImagePlatform)")
	}
	return base, err
}

// View is the root of an image of the store, to read until the host is closed.
func (h *Host) View(id string) (*safepath.Root, error) {
	base, err := h.openID(id, id)
	if err != nil {
		return nil, err
	}
	return h.viewOf(stackOf(base.Files))
}

// ViewOf is the root of files.
func (h *Host) ViewOf(files exec.Files) (*safepath.Root, error) { return h.viewOf(stackOf(files)) }

func (h *Host) openID(id, reference string) (exec.Base, error) {
	img, chain, err := ImageOf(h.Store, id, reference)
	if err != nil {
		return exec.Base{}, err
	}
	base := exec.Base{Image: img, Files: &files{}, Identity: exec.Identity(img)}
	for i, l := range chain {
		base.Layer = l.ID
		if !h.Store.Stacks() && i < len(chain)-1 {
			continue // the top one stands for all
		}
		if base.Files, err = h.StackLayer(base.Files, l.ID); err != nil {
			return exec.Base{}, err
		}
	}
	return base, nil
}

// ImageOf reads an image of the store, whose layers must be those that its config
// lists. They come bottom first.
func ImageOf(s *store.Store, id, reference string) (out image.Image, chain []store.Layer, err error) {
	top, err := s.TopLayer(id)
	if err != nil {
		return out, nil, fmt.Errorf("opening image %s: %w", reference, err)
	}
	config, manifest, err := s.Data(id)
	if err != nil {
		return out, nil, err
	}
	if err := errors.Join(image.CheckManifest(manifest), image.CheckConfig(config)); err != nil {
		return out, nil, fmt.Errorf("opening image %s: %w", reference, err)
	}
	if err := json.Unmarshal(config, &out.Config); err != nil {
		return out, nil, fmt.Errorf("reading the config of image %s: %w", reference, err)
	}
	if out.Annotations, err = image.Annotations(manifest); err != nil {
		return out, nil, fmt.Errorf("reading the manifest of image %s: %w", reference, err)
	}
	if chain, err = s.Chain(top); err != nil {
		return out, nil, err
	}
	if len(chain) != len(out.Config.RootFS.DiffIDs) {
		return out, nil, fmt.Errorf(
			"image %s: its config lists %d layers, the store has %d", reference, len(
				out.Config.RootFS.DiffIDs,
			), len(chain),
		)
	}
	for i, l := range chain {
		if want := out.Config.RootFS.DiffIDs[i].String(); l.DiffID != want {
			return out, nil, fmt.Errorf("image %s: layer %d is %s, its config says %s", reference, i, l.DiffID, want)
		}
		out.Layers = append(out.Layers, image.Layer{DiffID: l.DiffID, Size: l.Size})
	}
	return out, chain, nil
}

func stackOf(f exec.Files) *files {
	if f == nil {
		return &files{}
	}
	return f.(*files)
}

// stack puts a layer on top, or takes it alone where it is a whole tree.
func (h *Host) stack(f *files, top *safepath.Root) *files {
	if !h.Store.Stacks() {
		return &files{layers: []*safepath.Root{top}}
	}
	return &files{layers: append([]*safepath.Root{top}, f.layers...), store: f.store}
}

// StackLayer puts a layer of the store on top of files.
func (h *Host) StackLayer(on exec.Files, id string) (exec.Files, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	dir := h.layers[id]
	if dir == nil {
		var err error
		if err = h.Work.Use(id); err != nil {
			return nil, err
		}
		var release func() error
		if dir, release, err = h.Store.LayerDir(id); err != nil {
			return nil, err
		}
		h.layers[id] = dir
		h.close = append(h.close, release)
	}
	out := h.stack(stackOf(on), dir)
	out.store = append([]string{id}, out.store...)
	return out, nil
}

// HasLayer reports whether the store has a layer.
func (h *Host) HasLayer(id string) bool {
	_, ok := h.Store.Layer(id)
	return ok
}

// FetchLayer makes sure that a layer lies on a parent, and returns its id.
func (h *Host) FetchLayer(ctx context.Context, parent, diffID string) (string, error) {
	if id := store.LayerID(parent, diffID); h.HasLayer(id) {
		return id, nil
	}
	if h.Config.FetchLayer == nil {
		return "", fmt.Errorf("no cache has the layer %s", diffID)
	}
	return h.Config.FetchLayer(ctx, parent, diffID)
}

// view is a mounted stack of layers.
type view struct {
	root  *safepath.Root
	close func() error
}

// viewKey is the layers of a view, and whether owners are shown as commands see them.
type viewKey struct {
	files *files
	space *idmap.Space
}

// viewOf mounts files for reading until the host is closed.
func (h *Host) viewOf(f *files) (*safepath.Root, error) { return h.viewIn(f, nil) }

// viewIn is viewOf for commands with a space.
func (h *Host) viewIn(f *files, space *idmap.Space) (*safepath.Root, error) {
	if err := h.hold(f); err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	key := viewKey{f, space}
	if v := h.views[key]; v != nil {
		return v.root, nil
	}
	v, err := h.openView(f, space)
	if err != nil {
		return nil, err
	}
	h.views[key] = v
	return v.root, nil
}

func (h *Host) openView(f *files, space *idmap.Space) (*view, error) {
	unmount := func() error { return nil }
	var dir string
	var err error
	switch {
	case len(f.layers)+len(f.over) == 0:
		dir, err = h.Work.TempDir()
	case !h.Store.Stacks():
		var tree *safepath.Root
		if tree, err = h.treeOf(f); err == nil {
			dir = tree.ProcPath()
		}
	case len(f.layers) == 1:
		// An overlay for reading needs two; an empty one below changes nothing
		// but that the marks of removed files are not seen.
		dir, unmount, err = h.Work.View(append(f.layers[:1:1], h.empty), space)
	default:
		dir, unmount, err = h.Work.View(f.layers, space)
	}
	if err != nil {
		return nil, err
	}
	root, err := safepath.OpenRoot(dir)
	if err != nil {
		return nil, errors.Join(err, unmount())
	}
	return &view{root, func() error { return errors.Join(root.Close(), unmount()) }}, nil
}
