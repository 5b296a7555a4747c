package engine

import (
	"archive/tar"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/event"
	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// outputTypes are the types of an Output; those with true want a path.
var outputTypes = map[api.OutputType]bool{
	"local": true, "tar": true, "oci": true, "docker": true, "image": false, "registry": false, "cacheonly": false,
}

// output is an output with the open file that came for its writer, if any.
type output struct {
	api.Output
	file  *os.File
	shown string // where people think that it goes, if that is not its destination
}

// takeFiles assigns the files of the call to the outputs that have a writer.
func takeFiles(outputs []api.Output, numbers map[int]int, files []*os.File) ([]output, error) {
	out := make([]output, len(outputs))
	for i := range outputs {
		out[i].Output = outputs[i]
		n, ok := numbers[i]
		if !ok {
			continue
		}
		if n >= len(files) {
			return nil, errors.New("the call lacks a file of an output")
		}
		out[i].file = files[n]
	}
	return out, nil
}

// checkOutputs refuses invalid outputs before anything runs.
func checkOutputs(outputs []output, tags []string) error {
	for _, o := range outputs {
		if o.Type == api.OutputCacheOnly {
			if len(outputs) > 1 || len(o.Names) != 0 || o.Dest != "" {
				return errors.New("output type cacheonly writes the cache only: " +
					"it cannot have a destination, names or other outputs")
			}
			continue
		}
		path, known := outputTypes[o.Type]
		if !known {
			return fmt.Errorf("unknown output type %q: use local, tar, oci, docker, image, registry or cacheonly",
				o.Type)
		}
		if err := o.check(path, tags); err != nil {
			return fmt.Errorf("output type %s %w", o.Type, err)
		}
	}
	return nil
}

// check refuses an output of a type that it cannot be. path says whether the type wants one.
// Its errors continue "output type X".
func (o *output) check(path bool, tags []string) error {
	archive := o.Type == "tar" || o.Type == "oci" || o.Type == "docker"
	switch {
	case o.file != nil && (o.Directory || !archive):
		return errors.New("cannot be written to standard output or a writer: use tar, oci or docker")
	case path && o.Dest == "" && o.file == nil:
		return errors.New("needs a destination: add dest=PATH")
	case !path && o.Dest != "":
		return errors.New("cannot have a destination: use name=NAME")
	case !path && len(o.Names)+len(tags) == 0:
		return errors.New("needs a name: add name=NAME or a tag")
	}
	return o.checkDigest(tags)
}

// cacheOnly reports whether a build is to leave nothing but the cache.
func cacheOnly(outputs []output) bool {
	return len(outputs) == 1 && outputs[0].Type == "cacheonly"
}

// splitTags returns the tags that name an image of the store, and an output for each of the
// others, which name another place.
func splitTags(all []string) (tags []string, sent []output) {
	for _, tag := range all {
		if registry.HasTransport(tag) && !strings.HasPrefix(tag, "containers-storage:") {
			sent = append(sent, output{Output: api.Output{Type: "registry", Names: []string{tag}}})
		} else {
			tags = append(tags, tag)
		}
	}
	return tags, sent
}

// export signs the image in the store, where that is wanted, and writes all outputs.
func (b *job) export(ctx context.Context, h *host.Host, id string) error {
	if err := b.signStored(ctx, id, b.names); err != nil {
		return err
	}
	for _, o := range b.outputs {
		if err := b.exportOne(ctx, h, o, id); err != nil {
			return fmt.Errorf("output %s: %w", strings.TrimSpace(string(o.Type)+" "+o.Dest), err)
		}
	}
	return nil
}

// signStored signs an image of the store under names, where that is wanted.
func (b *job) signStored(ctx context.Context, id string, names []string) error {
	key := b.request.Transfer.GnuPG
	if key == "" || len(names) == 0 {
		return nil
	}
	c, err := b.client(b.request.Access, b.emit)
	if err != nil {
		return err
	}
	return c.SignStored(ctx, id, names, key)
}

// checkSigning refuses a key with which nothing would be signed.
func (b *job) checkSigning() error {
	named := func(o output) bool { return o.Type == "registry" || o.Type == "image" }
	switch r := &b.request; {
	case r.Transfer.GnuPG == "":
		return nil
	case several(&r.Platforms) || r.Platforms.AddTo != "":
		return errors.New("--sign-by signs one image: sign an image index by manifest push --sign-by")
	case len(b.names) == 0 && !slices.ContainsFunc(b.outputs, named):
		return errors.New("a signature needs the name of an image: use -t NAME")
	}
	return nil
}

func (b *job) exportOne(ctx context.Context, h *host.Host, o output, id string) error {
	names := o.Names
	if len(names) == 0 {
		names = b.request.Tags
	}
	switch o.Type {
	case "local":
		defer b.emit.phase(event.Exporting, o.Dest)()
		return b.exportFiles(ctx, h, id, o)
	case "tar":
		defer b.emit.phase(event.Exporting, cmp.Or(o.Dest, writerTitle))()
		opts := layer.Options{ClampTo: b.timestamp}
		if o.file != nil {
			root, err := h.View(id)
			if err != nil {
				return err
			}
			_, err = layer.Write(ctx, root, o.file, nil, opts)
			return err
		}
		return exportTar(ctx, h, id, o.Dest, opts)
	case "oci", "docker":
		if o.file != nil {
			return b.exportArchive(ctx, h, o, id)
		}
	case "image":
		if o.ByDigest {
			break // no name is for the image
		}
		full, err := registry.NormalizeAll(names)
		if err != nil {
			return err
		}
		err = errors.Join(b.store.AddNames(id, full), b.signStored(ctx, id, full))
		if err != nil || !o.Push {
			return err
		}
	}
	c, err := b.client(b.request.Access, b.emit)
	if err != nil {
		return err
	}
	opts := o.pushOptions()
	opts.Timestamp = b.timestamp
	if o.Type == "docker" {
		opts.Names = names
	}
	return b.send(o, names, func(name string) error {
		pushed, err := c.Push(ctx, id, name, opts)
		b.sent(pushed)
		return err
	})
}

// sent records pushed images.
func (b *job) sent(p api.Pushed) {
	if strings.HasPrefix(p.Reference, "docker://") {
		b.pushed = append(b.pushed, p)
	}
}

// send pushes to each name, or to the archive that has them all.
func (b *job) send(o output, names []string, push func(dest string) error) error {
	archive := o.Type == "oci" || o.Type == "docker"
	names, err := o.targets(names)
	if err != nil {
		return err
	}
	if o.Type == "oci" && !o.Directory && len(names) > 1 {
		return b.sendNamed(o, names, push)
	}
	if o.Type == "docker" || len(names) == 0 && archive {
		return push(archiveName(o, names))
	}
	for i, name := range names {
		if archive {
			name = archiveName(o, names[i:])
		}
		if err := push(name); err != nil {
			return err
		}
	}
	return nil
}

// sendNamed writes an archive of a layout with all names. The library writes one name only.
func (b *job) sendNamed(o output, names []string, push func(dest string) error) error {
	dir, err := b.work.TempDir()
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	unpacked := o
	unpacked.Dest, unpacked.Directory = filepath.Join(dir, "layout"), true
	if err := b.send(unpacked, names, push); err != nil {
		return err
	}
	out, err := safepath.Create(o.Dest, 0o644)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(out)
	err = errors.Join(dateFiles(unpacked.Dest, b.timestamp), archive.AddFS(os.DirFS(unpacked.Dest)), archive.Close())
	if err != nil {
		return errors.Join(&safepath.WriteError{Path: o.Dest, Err: err}, out.Discard())
	}
	return out.Commit()
}

// dateFiles gives all files of a layout the time of the image, if it has one.
func dateFiles(dir string, at *time.Time) error {
	if at == nil {
		return nil
	}
	return filepath.WalkDir(dir, func(file string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chtimes(file, *at, *at)
	})
}

// pushOptions say how layers are sent, of one image or of a list.
func (o output) pushOptions() registry.PushOptions {
	return registry.PushOptions{
		PushOptions: api.PushOptions{Transfer: o.Transfer}, Title: cmp.Or(o.shown, o.Dest),
	}
}

// writerTitle is what people read of an output that has no path.
const writerTitle = "the output"

// exportArchive writes an archive of the image to a file that is no place for the
// library to work in.
func (b *job) exportArchive(ctx context.Context, h *host.Host, o output, id string) error {
	dir, err := h.Work.TempDir()
	if err != nil {
		return err
	}
	out := o.file
	o.Dest, o.file, o.shown = filepath.Join(dir, "archive"), nil, writerTitle
	if err := b.exportOne(ctx, h, o, id); err != nil {
		return err
	}
	in, err := os.Open(o.Dest)
	if err != nil {
		return err
	}
	defer in.Close()
	_, err = io.Copy(out, in)
	return err
}

// archiveName is the reference of an archive or layout, with the image's name in it.
func archiveName(o output, names []string) string {
	transport := map[api.OutputType]string{api.OutputOCI: "oci-archive:", api.OutputDocker: "docker-archive:"}[o.Type]
	if o.Directory {
		transport = map[api.OutputType]string{api.OutputOCI: "oci:", api.OutputDocker: "dir:"}[o.Type]
	}
	name := ""
	if len(names) != 0 && transport != "dir:" {
		full := names[0]
		if all, err := registry.NormalizeAll(names[:1]); err == nil {
			full = all[0]
		}
		name = ":" + full
	}
	return transport + o.Dest + name
}

// exportFiles writes the files of an image to a directory. They belong to the
// caller, whatever their owner in the image is, so that a program that sets its user
// would be one of the caller's: only who asks for it has those. Devices are left out.
func (b *job) exportFiles(ctx context.Context, h *host.Host, id string, o output) error {
	dest := o.Dest
	if err := os.MkdirAll(dest, 0o755); err != nil {
		return err
	}
	into, err := safepath.OpenRoot(dest)
	if err != nil {
		return err
	}
	defer into.Close()
	root, err := h.View(id)
	if err != nil {
		return err
	}
	tree := &copier.Tree{Root: root}
	matches, err := tree.Scan(ctx, copier.Selection{Sources: []string{"."}})
	if err != nil {
		return err
	}
	for _, m := range matches {
		m.Entries = slices.DeleteFunc(m.Entries, func(e copier.Entry) bool {
			kind := e.Stat.Mode & unix.S_IFMT
			return kind == unix.S_IFCHR || kind == unix.S_IFBLK
		})
		if err := b.shared.claim(dest, b.platform, m.Entries); err != nil {
			return err
		}
	}
	options := copier.Options{Chown: &copier.Owner{}, NoPrivilege: !o.Setuid, Workers: runtime.NumCPU()}
	if err := tree.Copy(ctx, into, "/", matches, nil, options); err != nil {
		return &safepath.WriteError{Path: dest, Err: err}
	}
	return nil
}

// exportTar writes the files of an image as one archive, whole or not at all.
func exportTar(ctx context.Context, h *host.Host, id, dest string, opts layer.Options) error {
	root, err := h.View(id)
	if err != nil {
		return err
	}
	out, err := safepath.Create(dest, 0o644)
	if err != nil {
		return err
	}
	if _, err := layer.Write(ctx, root, out, nil, opts); err != nil {
		return errors.Join(&safepath.WriteError{Path: dest, Err: err}, out.Discard())
	}
	return out.Commit()
}
