package remotecache_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/oci/layout"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/remotecache"
	"github.com/cooper-build/cooper/internal/testenv"
)

// Caches of mounts are unpacked with their owners.
func TestMain(m *testing.M) { testenv.Main(m) }

// place is a directory that a cache is sent to.
type place struct {
	types.ImageReference
	dir string
}

func newPlace(t *testing.T) place {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "layout")
	ref, err := layout.ParseReference(dir + ":cache")
	if err != nil {
		t.Fatal(err)
	}
	return place{ref, dir}
}

func (p place) source(t *testing.T) types.ImageSource {
	t.Helper()
	src, err := p.NewImageSource(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// open reads the cache at a place.
func (p place) open(t *testing.T, name string) *remotecache.Source {
	t.Helper()
	s, err := remotecache.Open(t.Context(), name, p.source(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// blob is the file of a blob.
func (p place) blob(d digest.Digest) string { return filepath.Join(p.dir, "blobs/sha256", d.Encoded()) }

// exporter sends layers whose streams are given. It counts those that it opens.
type exporter struct {
	remotecache.Exporter
	opened int
	known  map[digest.Digest]ocispec.Descriptor
}

func newExporter(t *testing.T, streams ...string) *exporter {
	e := &exporter{known: map[digest.Digest]ocispec.Descriptor{}}
	e.TempDir = t.TempDir()
	e.Layer = func(id digest.Digest) (io.ReadCloser, error) {
		e.opened++
		for _, s := range streams {
			if digest.FromString(s) == id {
				return io.NopCloser(strings.NewReader(s)), nil
			}
		}
		return nil, errors.New("no such layer")
	}
	e.Known = func(id digest.Digest) (ocispec.Descriptor, bool) { d, ok := e.known[id]; return d, ok }
	e.Learn = func(id digest.Digest, d ocispec.Descriptor) { e.known[id] = d }
	return e
}

func key(name string) cache.Key { return cache.NewKey(cache.Part{Name: "test", Value: name}) }

// record is a step that made a layer.
func record(step, stream string) remotecache.Record {
	text := func(k cache.Key) string { return hex.EncodeToString(k[:]) }
	return remotecache.Record{
		Key: text(key(step)), Shape: text(key("shape of " + step)), DiffID: digest.FromString(stream), Size: int64(
			len(stream),
		),
		Created: time.Unix(1000, 0), Took: time.Second,
	}
}

// TestStepsTravel: what one machine sends another one finds, with the layers.
func TestStepsTravel(t *testing.T) {
	for _, zstd := range []bool{false, true} {
		p, e := newPlace(t), newExporter(t, "layer one", "layer two")
		e.Zstd = zstd
		if err := e.Write(
			t.Context(), []remotecache.Record{record("one", "layer one"), record("two", "layer two")}, p, nil,
		); err != nil {
			t.Fatal(err)
		}
		s := p.open(t, "there")
		c := &remotecache.Cache{Cache: cache.New(t.TempDir()), Sources: []*remotecache.Source{s}}
		for step, layer := range map[string]string{"one": "layer one", "two": "layer two"} {
			entry, ok := c.Lookup(key(step))
			if !ok || entry.DiffID != digest.FromString(layer).String() || entry.Took != time.Second ||
				entry.From == "" || entry.Layer != "" {
				t.Errorf("step %s is %+v, %t", step, entry, ok)
			}
			if !c.Seen(key("shape of "+step)) || c.Seen(key(step)) {
				t.Errorf("what was seen of step %s is wrong", step)
			}
			stream, ok, err := s.Stream(t.Context(), digest.FromString(layer))
			if err != nil || !ok {
				t.Fatalf("layer %q: %t, %v", layer, ok, err)
			}
			got, err := io.ReadAll(stream)
			if err := errors.Join(err, stream.Close()); err != nil || string(got) != layer {
				t.Errorf("layer %q is %q: %v", layer, got, err)
			}
		}
		if _, ok := c.Lookup(key("three")); ok {
			t.Error("a step that nobody sent is there")
		}
		if _, ok, err := s.Stream(t.Context(), digest.FromString("three")); ok || err != nil {
			t.Errorf("a layer that nobody sent: %t, %v", ok, err)
		}
	}
}

// TestWhatIsThereIsNotSentAgain: the second export reads no layer.
func TestWhatIsThereIsNotSentAgain(t *testing.T) {
	p, e := newPlace(t), newExporter(t, "one", "two")
	for _, want := range []int{1, 2, 2} {
		records := []remotecache.Record{record("one", "one"), record("again", "one"), record("two", "two")}[:want]
		if want == 2 {
			records = append(records, record("two", "two"))
		}
		if err := e.Write(t.Context(), records, p, nil); err != nil {
			t.Fatal(err)
		}
		if e.opened != want {
			t.Errorf("%d layers were read, not %d", e.opened, want)
		}
	}
}

// TestForeignEntriesCountForThoseWhoNameTheCache: an entry that was fetched from a cache
// is nothing to a build that does not name that cache.
func TestForeignEntriesCountForThoseWhoNameTheCache(t *testing.T) {
	p, e := newPlace(t), newExporter(t, "one")
	if err := e.Write(t.Context(), []remotecache.Record{record("one", "one")}, p, nil); err != nil {
		t.Fatal(err)
	}
	s := p.open(t, "there")
	local := cache.New(t.TempDir())
	naming := &remotecache.Cache{Cache: local, Sources: []*remotecache.Source{s}}
	entry, ok := naming.Lookup(key("one"))
	if !ok {
		t.Fatal("the step is not there")
	}
	entry.Layer = "fetched"
	if err := local.Store(key("one"), entry); err != nil {
		t.Fatal(err)
	}
	if entry, ok := naming.Lookup(key("one")); !ok || entry.Layer != "fetched" {
		t.Errorf("a build that names the cache gets %+v, %t", entry, ok)
	}
	if _, ok := (&remotecache.Cache{Cache: local}).Lookup(key("one")); ok {
		t.Error("a build that names no cache believes an entry of one")
	}
}

// TestInline: an image can be its own cache, of the steps whose layers it has.
func TestInline(t *testing.T) {
	has := digest.FromString("one")
	text, err := remotecache.Inline(
		[]remotecache.Record{record("one", "one"), record("other", "two")}, []digest.Digest{has},
	)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text, digest.FromString("two").String()) || !strings.Contains(text, has.String()) {
		t.Errorf("the list is %s", text)
	}
}

// TestWhatIsNoCacheIsRefused: a list of steps that is not what the manifest says, and an
// image without one.
func TestWhatIsNoCacheIsRefused(t *testing.T) {
	for name, spoil := range map[string]func(t *testing.T, p place, config digest.Digest){
		"another list of steps": func(t *testing.T, p place, config digest.Digest) {
			text, err := os.ReadFile(p.blob(config))
			if err == nil {
				err = os.WriteFile(
					p.blob(config), bytes.Replace(text, []byte(`"took":1`), []byte(`"took":2`), 1), 0o600,
				)
			}
			if err != nil {
				t.Fatal(err)
			}
		},
		"an image": func(t *testing.T, p place, _ digest.Digest) {
			replaceInManifest(t, p, remotecache.ConfigType, ocispec.MediaTypeImageConfig)
		},
	} {
		t.Run(name, func(t *testing.T) {
			p, e := newPlace(t), newExporter(t, "one")
			if err := e.Write(t.Context(), []remotecache.Record{record("one", "one")}, p, nil); err != nil {
				t.Fatal(err)
			}
			spoil(t, p, configOf(t, p))
			if s, err := remotecache.Open(t.Context(), "there", p.source(t)); err == nil {
				_ = s.Close()
				t.Error("it was opened as a cache")
			}
		})
	}
}

// TestLongerLayerIsCut: a layer that unpacks to more than its cache says is not read on.
func TestLongerLayerIsCut(t *testing.T) {
	p := newPlace(t)
	long := strings.Repeat("x", 1<<20)
	e := newExporter(t, long)
	r := record("one", long)
	r.Size = 10
	if err := e.Write(t.Context(), []remotecache.Record{r}, p, nil); err != nil {
		t.Fatal(err)
	}
	stream, ok, err := p.open(t, "there").Stream(t.Context(), r.DiffID)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	defer stream.Close()
	if got, err := io.ReadAll(stream); err != nil || len(got) != 11 || digest.FromBytes(got) == r.DiffID {
		t.Errorf("%d bytes were read: %v", len(got), err)
	}
}

// TestExportFailsWithItsLayer: a layer that cannot be read is an error, and no cache.
func TestExportFailsWithItsLayer(t *testing.T) {
	p, e := newPlace(t), newExporter(t)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := e.Write(ctx, []remotecache.Record{record("one", "one")}, p, nil); err == nil {
		t.Error("a layer that is not there was sent")
	}
	if src, err := p.NewImageSource(ctx, nil); err == nil {
		_ = src.Close()
		t.Error("half a cache can be opened")
	}
}
