// Package bundle lets the files of a tree travel as an OCI artifact: cache mounts and build contexts.
//
// The layers of the artifact are archives. A file is always in the archive of its path, so an archive
// in which nothing changed is not sent again. The last archive has the directories, because files can
// be written into a directory only before it gets its mode and its time.
package bundle

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
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
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// buckets is how many archives files are divided into.
const buckets = 64

// Moved says what was moved.
type Moved struct {
	Digest digest.Digest // of the manifest that was sent
	Files  int
	Bytes  int64 // compressed, that were sent or fetched
	Total  int64 // compressed, of the whole
	// Skipped are files that no archive holds: sockets and device nodes.
	Skipped int
}

// Send sends the files of a tree. kind is the media type of the artifact's config. Archives are made
// in the directory temp.
func Send(
	ctx context.Context, tree *copier.Tree, kind, temp string, dest types.ImageDestination,
) (moved Moved, err error) {
	matches, err := tree.Scan(ctx, copier.Selection{Sources: []string{"."}})
	if err != nil {
		return moved, err
	}
	parts := make([][]copier.Entry, buckets+1)
	for _, e := range matches[0].Entries[1:] {
		if entryType(&e) == 0 {
			moved.Skipped++
			continue
		}
		n := bucketOf(&e)
		parts[n] = append(parts[n], e)
		moved.Files++
	}
	m := ocispec.Manifest{Config: ocispec.Descriptor{MediaType: kind}, Layers: []ocispec.Descriptor{}}
	for _, entries := range parts {
		if len(entries) == 0 {
			continue
		}
		if ctx.Err() != nil {
			return moved, context.Cause(ctx)
		}
		d, sent, err := sendBucket(ctx, tree.Root, entries, temp, dest)
		if err != nil {
			return moved, err
		}
		m.Layers = append(m.Layers, d)
		moved.Total += d.Size
		if sent {
			moved.Bytes += d.Size
		}
	}
	moved.Digest, err = PutManifest(ctx, dest, m, []byte("{}"))
	return moved, err
}

func bucketOf(e *copier.Entry) uint32 {
	if e.Stat.Mode&unix.S_IFMT == unix.S_IFDIR {
		return buckets
	}
	h := fnv.New32a()
	_, _ = io.WriteString(h, e.Path)
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
	sent, err = SendBlob(ctx, dest, out, d)
	return d, sent, err
}

// entryType is the type of a file in an archive; 0: no archive holds it.
func entryType(e *copier.Entry) byte {
	switch e.Stat.Mode & unix.S_IFMT {
	case unix.S_IFDIR:
		return tar.TypeDir
	case unix.S_IFLNK:
		return tar.TypeSymlink
	case unix.S_IFIFO:
		return tar.TypeFifo
	case unix.S_IFREG:
		return tar.TypeReg
	}
	return 0
}

func writeEntry(w *tar.Writer, root *safepath.Root, e *copier.Entry) error {
	h := &tar.Header{
		Typeflag: entryType(e), Name: e.Path, Linkname: e.Link, Mode: int64(e.Stat.Mode & 0o7777),
		Uid: int(e.Stat.Uid), Gid: int(e.Stat.Gid), ModTime: time.Unix(e.Stat.Mtim.Unix()), Format: tar.FormatPAX,
	}
	switch h.Typeflag {
	case tar.TypeDir:
		h.Name += "/"
	case tar.TypeReg:
		h.Size = e.Stat.Size
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

// Receiver unpacks the archives of an artifact into a directory.
type Receiver struct {
	Dir    string
	Temp   string // where archives are kept until their digests are known
	Limits limits.Limits
	// Known reports whether the directory has an archive already, and Learn notes one. nil: it has none.
	Known func(digest.Digest) bool
	Learn func(digest.Digest)
}

// Receive fetches the archives of a manifest.
func (r *Receiver) Receive(ctx context.Context, src types.ImageSource, m *ocispec.Manifest) (moved Moved, err error) {
	for _, d := range m.Layers {
		moved.Total += d.Size
		if r.Known != nil && r.Known(d.Digest) {
			continue
		}
		if err := r.bucket(ctx, src, d); err != nil {
			return moved, err
		}
		moved.Bytes += d.Size
		if r.Learn != nil {
			r.Learn(d.Digest)
		}
	}
	return moved, nil
}

// bucket fetches an archive whole, checks its digest, and unpacks it.
func (r *Receiver) bucket(ctx context.Context, src types.ImageSource, d ocispec.Descriptor) (err error) {
	blob, _, err := src.GetBlob(ctx, types.BlobInfo{Digest: d.Digest, Size: d.Size}, none.NoCache)
	if err != nil {
		return err
	}
	defer blob.Close()
	file, err := os.CreateTemp(r.Temp, "bucket-")
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
	into, err := safepath.OpenRoot(r.Dir)
	if err != nil {
		return err
	}
	defer into.Close()
	tree := &copier.Tree{Root: from}
	ok, err := tree.Unpack(ctx, into, path.Base(file.Name()), r.Limits)
	if err == nil && !ok {
		err = errors.New("the exported data is not an archive")
	}
	return err
}

// SendBlob sends a complete file unless it exists already. sent reports whether it was sent.
func SendBlob(
	ctx context.Context, dest types.ImageDestination, file *os.File, d ocispec.Descriptor,
) (sent bool, err error) {
	info := types.BlobInfo{Digest: d.Digest, Size: d.Size}
	if there, _, err := dest.TryReusingBlob(ctx, info, none.NoCache, false); err == nil && there {
		return false, nil
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return false, err
	}
	_, err = dest.PutBlob(ctx, file, info, none.NoCache, false)
	return true, err
}

// PutManifest completes a manifest, whose config has its media type, with the text of the config, and
// sends both. It returns the digest.
func PutManifest(
	ctx context.Context, dest types.ImageDestination, m ocispec.Manifest, text []byte,
) (digest.Digest, error) {
	m.Versioned, m.MediaType = specs.Versioned{SchemaVersion: 2}, ocispec.MediaTypeImageManifest
	m.Config.Digest, m.Config.Size = digest.FromBytes(text), int64(len(text))
	blob := types.BlobInfo{Digest: m.Config.Digest, Size: m.Config.Size}
	if _, err := dest.PutBlob(ctx, bytes.NewReader(text), blob, none.NoCache, true); err != nil {
		return "", err
	}
	body, err := json.Marshal(m)
	if err != nil {
		return "", err
	}
	if err := dest.PutManifest(ctx, body, nil); err != nil {
		return "", err
	}
	return digest.FromBytes(body), dest.Commit(ctx, nil)
}
