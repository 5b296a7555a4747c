// Package exectest has a conformance test for backends of package exec, and a backend in
// memory.
package exectest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// Fake is a backend in memory. A file system is a map from paths to contents. Every image
// except `missing` exists, with one layer that contains /base. A command of a shell writes
// a line and creates a file with its own name.
type Fake struct {
	// OnRun, when it is not nil, decides how a command of a shell ends.
	OnRun func(ctx context.Context, command string) error

	mu      sync.Mutex
	context map[string]string
	layers  map[string]*layer
	steps   []string
	running int
	most    int
}

type layer struct {
	parent string
	diffID string
	files  tree
}

// NewFake makes a backend without layers.
func NewFake() *Fake { return &Fake{context: map[string]string{}, layers: map[string]*layer{}} }

// Steps are the calls of snapshots, in order.
func (f *Fake) Steps() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.steps)
}

// MostAtOnce is how many commands ran at the same time.
func (f *Fake) MostAtOnce() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.most
}

// WriteContext sets the content of a file of the build context.
func (f *Fake) WriteContext(name, content string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.context[name] = content
}

// RemoveLayers removes all layers from the store.
func (f *Fake) RemoveLayers() {
	f.mu.Lock()
	defer f.mu.Unlock()
	clear(f.layers)
}

// tree is exec.Files: contents by path.
type tree map[string]string

// Depth is a number of layers that no limit is near.
func (t tree) Depth() int { return 1 }

func treeOf(f exec.Files) tree {
	if f == nil {
		return tree{}
	}
	return f.(tree)
}

// over is a tree with changes on top.
func over(under, changes tree) tree {
	out := maps.Clone(under)
	maps.Copy(out, changes)
	return out
}

// Base opens an image.
func (f *Fake) Base(_ context.Context, reference string, _ ocispec.Platform) (exec.Base, error) {
	if reference == "missing" {
		return exec.Base{}, errors.New("no such image")
	}
	files := tree{"/base": reference}
	l := &layer{diffID: digest(files), files: files}
	f.mu.Lock()
	f.layers[l.id()] = l
	f.mu.Unlock()
	img := image.AppendLayer(image.New(imagebuilder.Options{}.Platform), image.Layer{DiffID: l.diffID}, reference)
	return exec.Base{Files: files, Image: img, Layer: l.id(), Identity: exec.Identity(img)}, nil
}

func (l *layer) id() string { return l.parent + "/" + l.diffID[7:15] }

// Begin makes an empty snapshot.
func (f *Fake) Begin(on exec.Files) (exec.Snapshot, error) {
	return &snapshot{fake: f, under: treeOf(on), changes: tree{}}, nil
}

// Flatten makes a snapshot of everything.
func (f *Fake) Flatten(_ context.Context, files exec.Files) (exec.Snapshot, error) {
	return &snapshot{fake: f, under: tree{}, changes: maps.Clone(treeOf(files))}, nil
}

// CopyLayer makes a snapshot of a layer.
func (f *Fake) CopyLayer(ctx context.Context, id string) (exec.Snapshot, error) {
	l, err := f.layer(id)
	if err != nil {
		return nil, err
	}
	return f.Flatten(ctx, l.files)
}

func (f *Fake) layer(id string) (*layer, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if l := f.layers[id]; l != nil {
		return l, nil
	}
	return nil, fmt.Errorf("no layer %q", id)
}

// StackLayer puts a layer on files.
func (f *Fake) StackLayer(on exec.Files, id string) (exec.Files, error) {
	l, err := f.layer(id)
	if err != nil {
		return nil, err
	}
	return over(treeOf(on), l.files), nil
}

// HasLayer reports whether a layer was committed.
func (f *Fake) HasLayer(id string) bool {
	_, err := f.layer(id)
	return err == nil
}

// FetchLayer finds layers that are here: there is no remote cache.
func (f *Fake) FetchLayer(_ context.Context, parent, diffID string) (string, error) {
	l, err := f.layer((&layer{parent: parent, diffID: diffID}).id())
	if err != nil {
		return "", err
	}
	return l.id(), nil
}

// Scan finds files by their whole names; "." is all.
func (f *Fake) Scan(_ context.Context, step *dispatch.CopyStep, from exec.Files) (exec.Sources, error) {
	read := func() tree { return treeOf(from) }
	if step.From.Kind == plan.SourceContext {
		read = f.contextTree
	}
	s := &sources{found: tree{}, now: read, isContext: step.From.Kind == plan.SourceContext}
	all := read()
	for _, name := range step.Sources {
		name = path.Join("/", name)
		if content, ok := all[name]; ok {
			s.found[name] = content
		} else if name == "/" {
			maps.Copy(s.found, all)
		} else {
			return nil, &copier.NotFoundError{Source: name}
		}
	}
	return s, nil
}

func (f *Fake) contextTree() tree {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := tree{}
	for name, content := range f.context {
		out[path.Join("/", name)] = content
	}
	return out
}

// sources are the files of a scan, with their contents at that time.
type sources struct {
	found     tree
	now       func() tree
	isContext bool
	once      sync.Once
	digest    string
	err       error
}

// Digest is a hash of names and contents.
func (s *sources) Digest(ctx context.Context) (string, error) {
	s.once.Do(func() { s.digest, s.err = digest(s.found), s.Unchanged(ctx) })
	return s.digest, s.err
}

// Unchanged compares the files with their current contents.
func (s *sources) Unchanged(context.Context) error {
	now := s.now()
	for name, content := range s.found {
		if now[name] != content {
			return copier.ErrChanged
		}
	}
	return nil
}

// Hashes are the contents of files of the context.
func (s *sources) Hashes() map[string]string {
	if !s.isContext {
		return map[string]string{}
	}
	return maps.Clone(s.found)
}

// note remembers that something was done.
func (f *Fake) note(what string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.steps = append(f.steps, what)
}

// enter counts commands that run at once.
func (f *Fake) enter() (leave func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.running++
	f.most = max(f.most, f.running)
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.running--
	}
}

// shell runs a command of a shell, and returns the file that it makes.
func (f *Fake) shell(ctx context.Context, command string, out io.Writer) (string, error) {
	fmt.Fprintln(out, "output of", command)
	if f.OnRun != nil {
		if err := f.OnRun(ctx, command); err != nil {
			return "", err
		}
	}
	return "/" + strings.ReplaceAll(command, "/", "_"), nil
}
