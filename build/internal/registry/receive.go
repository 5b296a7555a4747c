package registry

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/image/v5/pkg/blobinfocache"
	"go.podman.io/image/v5/pkg/compression"
	istorage "go.podman.io/image/v5/storage"
	"go.podman.io/image/v5/types"
	"golang.org/x/sync/errgroup"

	"github.com/cooper-build/cooper/build/internal/layer"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/build/internal/store"
)

// mostLayers is how many layers of an image come at once.
const mostLayers = 6

// receiver unpacks the layers of an image of a registry while they come, all at once. The
// library would write them to files first, and unpack one after another. What was received stays
// for another attempt.
type receiver struct {
	store    *store.Store
	work     *store.Work
	limits   limits.Limits
	progress chan<- types.ProgressProperties
	failed   error // of the last attempt, before the library adds to it

	mu     sync.Mutex
	uppers map[digest.Digest]*store.Upper // by the digest of the blob
}

// newReceiver makes a receiver, or none if the library has to take the layers.
func (c *Client) newReceiver(src types.ImageReference) (*receiver, error) {
	if src.Transport() != docker.Transport || c.Access.BlobCache != "" || len(c.Access.DecryptionKeys) != 0 ||
		!c.Store.Receives() {
		return nil, nil
	}
	work, err := c.Store.NewWork()
	if err != nil {
		return nil, err
	}
	return &receiver{
		store: c.Store, work: work, limits: c.Access.Limits, uppers: map[digest.Digest]*store.Upper{},
	}, nil
}

// close removes what was not placed.
func (r *receiver) close() error {
	if r == nil {
		return nil
	}
	var err error
	for _, u := range r.uppers {
		err = errors.Join(err, u.Close())
	}
	return errors.Join(err, r.work.Close())
}

// receive puts the layers of an image into the store. The library then finds them there.
func (r *receiver) receive(
	ctx context.Context, sys *types.SystemContext, src types.ImageSource, instance *digest.Digest,
) (err error) {
	defer func() { r.failed = err }()
	raw, kind, err := src.GetManifest(ctx, instance)
	if err != nil {
		return err
	}
	m, err := manifest.FromBlob(raw, kind)
	if err != nil || !receivable(m, kind) {
		return nil //nolint:nilerr // the library says what is wrong
	}
	cache := blobinfocache.DefaultCache(sys)
	layers := m.LayerInfos()
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(mostLayers)
	asked := map[digest.Digest]bool{}
	var missing []types.BlobInfo
	for _, l := range layers {
		if _, ok := r.known(l.Digest, cache); ok || asked[l.Digest] || r.uppers[l.Digest] != nil {
			continue
		}
		asked[l.Digest] = true
		missing = append(missing, l.BlobInfo)
		r.reporter(l.BlobInfo)(types.ProgressEventNewArtifact, 0) // so that the total is known from the start
	}
	for _, info := range missing {
		group.Go(func() error { return r.one(groupCtx, src, info, cache) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return r.place(ctx, layers, cache)
}

// receivable reports whether all layers are plain blobs. The library reads parts of those that
// have a table of contents.
func receivable(m manifest.Manifest, kind string) bool {
	plain := func(l manifest.LayerInfo) bool {
		tableOfContents := func(name string) bool {
			return strings.HasPrefix(name, "io.github.containers.zstd-chunked.") ||
				strings.HasPrefix(name, "containerd.io/snapshot/stargz/")
		}
		for name := range l.Annotations {
			if tableOfContents(name) {
				return false
			}
		}
		return l.Digest.Validate() == nil && len(l.URLs) == 0 && !strings.HasSuffix(l.MediaType, "+encrypted")
	}
	return (kind == ocispec.MediaTypeImageManifest || kind == manifest.DockerV2Schema2MediaType) &&
		!slices.ContainsFunc(m.LayerInfos(), func(l manifest.LayerInfo) bool { return !plain(l) })
}

// known finds a layer of the store with the content of a blob.
func (r *receiver) known(blob digest.Digest, cache types.BlobInfoCache) (store.Layer, bool) {
	if l, ok := r.store.LayerOf(blob); ok {
		return l, true
	}
	if plain := cache.UncompressedDigest(blob); plain != "" && plain != blob {
		return r.store.LayerOf(plain)
	}
	return store.Layer{}, false
}

// one receives a layer.
func (r *receiver) one(
	ctx context.Context, src types.ImageSource, info types.BlobInfo, cache types.BlobInfoCache,
) (err error) {
	body, size, err := src.GetBlob(ctx, info, cache)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, body.Close()) }()
	verifier := info.Digest.Verifier()
	in := &received{
		from: io.TeeReader(&canceled{ctx, body}, verifier), report: r.reporter(info),
	}
	stream, compressor, err := decompressed(in)
	if err != nil {
		return fmt.Errorf("decompressing layer %s: %w", info.Digest, err)
	}
	defer stream.Close()
	packed := info.Size
	if size >= 0 && (packed < 0 || size < packed) {
		packed = size
	}
	u, err := r.work.Receive(ctx, stream, layer.ExtractOptions{Packed: max(packed, 0), Limits: r.limits})
	if err == nil {
		_, err = io.Copy(io.Discard, in)
	}
	switch {
	case err != nil:
	case info.Size >= 0 && in.n != info.Size:
		err = fmt.Errorf("checking sizes: layer %s has %d bytes, its manifest says %d: %w",
			info.Digest, in.n, info.Size, istorage.ErrBlobSizeMismatch)
	case !verifier.Verified():
		err = fmt.Errorf("layer %s: %w", info.Digest, istorage.ErrBlobDigestMismatch)
	}
	if err != nil {
		if u != nil {
			err = errors.Join(err, u.Close())
		}
		return err
	}
	in.report(types.ProgressEventDone, in.n)
	r.mu.Lock()
	r.uppers[info.Digest] = u
	r.mu.Unlock()
	cache.RecordDigestUncompressedPair(info.Digest, digest.Digest(u.DiffID()))
	recordCompressor(cache, info.Digest, compressor)
	return nil
}

// decompressed decompresses a stream, and says how it was compressed in the words of the library.
func decompressed(from io.Reader) (io.ReadCloser, string, error) {
	algorithm, decompress, from, err := compression.DetectCompressionFormat(from)
	if err != nil || decompress == nil {
		return io.NopCloser(from), "uncompressed", err
	}
	stream, err := decompress(from)
	return stream, algorithm.Name(), err
}

// recordCompressor remembers how a blob is compressed. Without that a push does not look for it
// in other repositories. The argument of the library's method has a type of the library's own.
func recordCompressor(cache types.BlobInfoCache, blob digest.Digest, name string) {
	record := reflect.ValueOf(cache).MethodByName("RecordDigestCompressorData")
	if !record.IsValid() {
		return
	}
	data := reflect.New(record.Type().In(1)).Elem()
	data.FieldByName("BaseVariantCompressor").SetString(name)
	record.Call([]reflect.Value{reflect.ValueOf(blob), data})
}

// place makes layers of what was received, bottom first.
func (r *receiver) place(ctx context.Context, layers []manifest.LayerInfo, cache types.BlobInfoCache) (err error) {
	parent := ""
	for _, l := range layers {
		if u := r.uppers[l.Digest]; u != nil {
			delete(r.uppers, l.Digest)
			parent, err = r.store.Place(parent, u, l.Digest)
			err = errors.Join(err, u.Close())
		} else if from, ok := r.known(l.Digest, cache); ok {
			parent, err = r.store.CopyLayer(ctx, r.work, parent, from, l.Digest)
		} else {
			return nil // it was removed meanwhile: the library gets it again
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// reporter reports the progress of a blob now and then.
func (r *receiver) reporter(info types.BlobInfo) func(types.ProgressEvent, int64) {
	last := time.Now()
	var reported int64
	return func(kind types.ProgressEvent, at int64) {
		if r.progress == nil || kind == types.ProgressEventRead && time.Since(last) < progressInterval {
			return
		}
		last = time.Now()
		r.progress <- types.ProgressProperties{
			Event: kind, Artifact: info, Offset: uint64(at), OffsetUpdate: uint64(at - reported),
		}
		reported = at
	}
}

// received counts what comes.
type received struct {
	from   io.Reader
	n      int64
	report func(types.ProgressEvent, int64)
}

func (r *received) Read(p []byte) (int, error) {
	n, err := r.from.Read(p)
	r.n += int64(n)
	r.report(types.ProgressEventRead, r.n)
	return n, err
}
