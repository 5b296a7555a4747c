package engine

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/source"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// imageFiles opens the archives and layouts that a Containerfile names. They lie below
// the build context, like everything else that it reads.
type imageFiles struct {
	pull    pullFunc
	context *source.Context // nil: there is none
	work    *store.Work
	// named reports whether the caller named an image, who may name any file.
	named func(reference string) bool
}

// byCaller is for images that only the caller names.
func byCaller(string) bool { return true }

// Pull is a pullFunc.
func (f *imageFiles) Pull(ctx context.Context, ref string, platform ocispec.Platform) (string, error) {
	file, ok := registry.ParseFile(ref)
	if !ok || f.named != nil && f.named(ref) {
		return f.pull(ctx, ref, platform)
	}
	if filepath.IsAbs(file.Path) || f.context == nil {
		err := fmt.Errorf("image %s: a Containerfile can use image files below the build context only", ref)
		return "", imagebuilder.WithHint(err,
			fmt.Sprintf("use --build-context NAME=%s on the command line, and FROM NAME", ref))
	}
	below, done, err := f.open(ctx, file)
	if err != nil {
		return "", fmt.Errorf("image %s: %w", ref, err)
	}
	defer done()
	return f.pull(ctx, below, platform)
}

// open returns a reference to an image below the context that cannot lead outside: a path
// of an open archive, or of a copy of a layout.
func (f *imageFiles) open(ctx context.Context, file registry.File) (reference string, done func(), err error) {
	tree := f.context.Plain()
	if !file.Directory {
		archive, err := tree.Root.Open(file.Path, unix.O_RDONLY, 0)
		if err != nil {
			return "", nil, err
		}
		return file.At(fmt.Sprintf("/proc/self/fd/%d", archive.Fd())), func() { archive.Close() }, nil
	}
	dir, err := f.work.TempDir()
	if err != nil {
		return "", nil, err
	}
	into, err := safepath.OpenRoot(dir)
	if err != nil {
		return "", nil, err
	}
	defer into.Close()
	matches, err := tree.Scan(ctx, copier.Selection{Sources: []string{file.Path}, Literal: true})
	if err != nil {
		return "", nil, err
	}
	for _, m := range matches {
		for _, e := range m.Entries {
			if kind := e.Stat.Mode & unix.S_IFMT; kind != unix.S_IFDIR && kind != unix.S_IFREG {
				return "", nil, fmt.Errorf("%s is neither a file nor a directory: a layout cannot contain it", e.Path)
			}
		}
	}
	options := copier.Options{Chown: &copier.Owner{}, Workers: runtime.NumCPU()}
	err = tree.Copy(ctx, into, "/layout", matches, nil, options)
	return file.At(filepath.Join(dir, "layout")), func() {}, err
}

// namesFile reports whether the caller named an image on the command line.
func (b *job) namesFile(reference string) bool {
	r := &b.request
	if reference == r.From {
		return true
	}
	for _, m := range r.Run.Mounts {
		if slices.Contains(strings.Split(m, ","), "from="+reference) {
			return true
		}
	}
	for _, value := range r.Context.Named {
		if source.NamedImage(value) == reference {
			return true
		}
	}
	return false
}
