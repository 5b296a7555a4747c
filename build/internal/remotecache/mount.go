package remotecache

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path"
	"time"

	"github.com/opencontainers/go-digest"
	"github.com/opencontainers/image-spec/specs-go"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/pkg/blobinfocache/none"
	"go.podman.io/image/v5/types"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// MountType is the media type of the config of a cache mount on its way.
const MountType = "application/vnd.cooper.cache.mount.v1+json"

// buckets is how many archives a cache mount is divided into. A file is always
// in that of its path, so an archive in which nothing changed is not sent again.
const buckets = 64

// Transfer is the result of an export or import.
type Transfer struct {
	Files int
	Bytes int64 // compressed, that were sent or fetched
	Total int64 // compressed, of the whole
}

// ExportMount sends the content of a cache mount.
func ExportMount(
	ctx context.Context, dir, temp string, ref types.ImageReference, sys *types.SystemContext,
) (t Transfer, err error) {
	root, err := safepath.OpenRoot(dir)
	if err != nil {
		return t, err
	}
	defer root.Close()
	tree := &copier.Tree{Root: root}
	matches, err := tree.Scan(ctx, copier.Selection{Sources: []string{"."}})
	if err != nil {
		return t, err
	}
	dest, err := ref.NewImageDestination(ctx, sys)
	if err != nil {
		return t, err
	}
	defer func() { err = errors.Join(err, dest.Close()) }()
	parts := make([][]copier.Entry, buckets)
	for _, e := range matches[0].Entries[1:] {
		n := bucketOf(e.Path)
		parts[n] = append(parts[n], e)
		t.Files++
	}
	m := ocispec.Manifest{
		Versioned: specs.Versioned{SchemaVersion: 2},
		MediaType: ocispec.MediaTypeImageManifest,
		Layers:    []ocispec.Descriptor{},
	}
	for _, entries := range parts {
		if len(entries) == 0 {
			continue
		}
		d, sent, err := sendBucket(ctx, root, entries, temp, dest)
		if err != nil {
			return t, err
		}
		m.Layers = append(m.Layers, d)
		t.Total += d.Size
		if sent {
			t.Bytes += d.Size
		}
	}
	return t, putManifest(ctx, dest, m, MountType, []byte("{}"))
}

func bucketOf(name string) uint32 {
	h := fnv.New32a()
	_, _ = io.WriteString(h, name)
	return h.Sum32() % buckets
}

// sendBucket sends an archive unless it exists already.
func sendBucket(
	ctx context.Context, root *safepath.Root, entries []copier.Entry, temp string, dest types.ImageDestination,
) (d ocispec.Descriptor, sent bool, err error) {
	out, err := os.CreateTemp(temp, "bucket-")
	if err != nil {
		return d, false, err
	}
	defer func() { err = errors.Join(err, out.Close(), os.Remove(out.Name())) }()
	sum := digest.SHA256.Digester()
	z := gzip.NewWriter(io.MultiWriter(out, sum.Hash())) // without a time: the same files give the same bytes
	w := tar.NewWriter(z)
	for i := range entries {
		if err := writeEntry(w, root, &entries[i]); err != nil {
			return d, false, fmt.Errorf("%s: %w", entries[i].Path, err)
		}
	}
	if err := errors.Join(w.Close(), z.Close()); err != nil {
		return d, false, err
	}
	d = ocispec.Descriptor{MediaType: ocispec.MediaTypeImageLayerGzip, Digest: sum.Digest()}
	if d.Size, err = out.Seek(0, io.SeekCurrent); err != nil {
		return d, false, err
	}
	sent, err = send(ctx, dest, out, d)
	return d, sent, err
}

// writeEntry writes files, directories and links; a cache has nothing else worth
// keeping.
func writeEntry(w *tar.Writer, root *safepath.Root, e *copier.Entry) error {
	h := &tar.Header{
		Name: e.Path, Mode: int64(e.Stat.Mode & 0o7777), Uid: int(e.Stat.Uid), Gid: int(e.Stat.Gid),
		ModTime: time.Unix(e.Stat.Mtim.Unix()), Format: tar.FormatPAX,
	}
	switch e.Stat.Mode & unix.S_IFMT {
	case unix.S_IFDIR:
		h.Typeflag, h.Name = tar.TypeDir, e.Path+"/"
	case unix.S_IFLNK:
		h.Typeflag, h.Linkname = tar.TypeSymlink, e.Link
	case unix.S_IFREG:
		h.Typeflag, h.Size = tar.TypeReg, e.Stat.Size
	default:
		return nil
	}
	if err := w.WriteHeader(h); err != nil || h.Typeflag != tar.TypeReg {
		return err
	}
	f, err := root.Open(e.Path, unix.O_RDONLY|unix.O_NOFOLLOW, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, io.LimitReader(f, h.Size))
	return err
}

// ImportMount adds exported content to a cache mount. known lists the archives that the
// cache mount already has. learn is called with new ones.
func ImportMount(
	ctx context.Context, dir, temp string, src types.ImageSource, bounds limits.Limits,
	known func(digest.Digest) bool, learn func(digest.Digest),
) (t Transfer, err error) {
	raw, _, err := src.GetManifest(ctx, nil)
	if err != nil {
		return t, err
	}
	m, err := image.ParseManifest(raw)
	if err != nil || m.Config.MediaType != MountType {
		return t, errors.New("it does not contain a cache mount")
	}
	for _, d := range m.Layers {
		t.Total += d.Size
		if known(d.Digest) {
			continue
		}
		if err := importBucket(ctx, src, d, dir, temp, bounds); err != nil {
			return t, err
		}
		t.Bytes += d.Size
		learn(d.Digest)
	}
	return t, nil
}

// importBucket fetches an archive whole, checks its digest, and unpacks it.
func importBucket(
	ctx context.Context, src types.ImageSource, d ocispec.Descriptor, dir, temp string, bounds limits.Limits,
) (err error) {
	blob, _, err := src.GetBlob(ctx, types.BlobInfo{Digest: d.Digest, Size: d.Size}, none.NoCache)
	if err != nil {
		return err
	}
	defer blob.Close()
	file, err := os.CreateTemp(temp, "bucket-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close(), os.Remove(file.Name())) }()
	sum := digest.SHA256.Digester()
	if _, err := io.Copy(io.MultiWriter(file, sum.Hash()), io.LimitReader(blob, d.Size+1)); err != nil {
		return err
	}
	if sum.Digest() != d.Digest {
		return fmt.Errorf("an archive has digest %s, expected %s", sum.Digest(), d.Digest)
	}
	from, err := safepath.OpenRoot(path.Dir(file.Name()))
	if err != nil {
		return err
	}
	defer from.Close()
	into, err := safepath.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer into.Close()
	tree := &copier.Tree{Root: from}
	ok, err := tree.Unpack(ctx, into, path.Base(file.Name()), bounds)
	if err == nil && !ok {
		err = errors.New("the exported data is not an archive")
	}
	return err
}
