package registry_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/opencontainers/go-digest"
	"github.com/opencontainers/image-spec/specs-go"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"golang.org/x/sys/unix"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/internal/testregistry"
)

// TestLimitsOfLayers: an image of more layers than the limit is refused before any comes.
func TestLimitsOfLayers(t *testing.T) {
	name := testregistry.Start(t) + "/image:latest"
	from, to := newClient(t), newClient(t)
	push(t, from, put(t, from.Store, "content", "amd64"), name)
	to.Access.Limits = api.Limits{Layers: 1}
	if _, err := to.Pull(t.Context(), name, api.PullMissing); err != nil {
		t.Errorf("as many layers as the limit: %v", err)
	}
	img := image.New(ocispec.Platform{OS: "linux", Architecture: "amd64"})
	for range 2 {
		img = image.AppendLayer(img, image.Layer{DiffID: digest.FromString("layer").String(), Size: 5}, "")
	}
	config, manifest, err := image.Dated(img, time.Unix(1000, 0)).Encode(image.OCI)
	if err != nil {
		t.Fatal(err)
	}
	layout := layoutOf(t, config, manifest)
	var exceeded *limits.Exceeded
	if _, err := to.Pull(t.Context(), "oci:"+layout, api.PullAlways); !errors.As(err, &exceeded) {
		t.Errorf("two layers: %v", err)
	}
}

// TestContradictionsAreRefused: an image whose manifest and config say different things is
// refused when it has come, and does not stay.
func TestContradictionsAreRefused(t *testing.T) {
	from := newClient(t)
	id := put(t, from.Store, "content", "amd64")
	config, manifest, err := from.Store.Data(id)
	if err != nil {
		t.Fatal(err)
	}
	var m ocispec.Manifest
	if err := json.Unmarshal(manifest, &m); err != nil {
		t.Fatal(err)
	}
	stream, err := from.Store.LayerStream(m.Layers[0].Digest.Encoded())
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Close()
	layer, err := io.ReadAll(stream)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(m *ocispec.Manifest, config *[]byte){
		"nothing":            func(*ocispec.Manifest, *[]byte) {},
		"size of the config": func(m *ocispec.Manifest, _ *[]byte) { m.Config.Size++ },
		"number of layers": func(m *ocispec.Manifest, config *[]byte) {
			more := m.Layers[0].Digest.String() + `","` + digest.FromString("promised").String()
			*config = bytes.Replace(*config, []byte(m.Layers[0].Digest), []byte(more), 1)
			m.Config.Digest, m.Config.Size = digest.FromBytes(*config), int64(len(*config))
		},
	} {
		to, m, config := newClient(t), m, bytes.Clone(config)
		change(&m, &config)
		manifest, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		got, err := to.Pull(t.Context(), "oci:"+layoutOf(t, config, manifest, layer), api.PullAlways)
		if fine := name == "nothing"; fine != (err == nil) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if images, err := to.Store.Images(); err != nil || len(images) != 0 && name != "nothing" {
			t.Errorf("%s: the store has %+v: %v", name, images, err)
		}
	}
}

// layoutOf is a directory with an image.
func layoutOf(t *testing.T, config, manifest []byte, layers ...[]byte) string {
	t.Helper()
	dir := t.TempDir()
	blobs := filepath.Join(dir, "blobs/sha256")
	err := os.MkdirAll(blobs, 0o700)
	for _, blob := range append(layers, config, manifest) {
		err = errors.Join(err, os.WriteFile(filepath.Join(blobs, digest.FromBytes(blob).Encoded()), blob, 0o600))
	}
	index, jsonErr := json.Marshal(ocispec.Index{
		Versioned: specs.Versioned{SchemaVersion: 2},
		Manifests: []ocispec.Descriptor{{
			MediaType: ocispec.MediaTypeImageManifest, Digest: digest.FromBytes(manifest), Size: int64(len(manifest)),
		}},
	})
	err = errors.Join(err, jsonErr, os.WriteFile(filepath.Join(dir, "index.json"), index, 0o600),
		os.WriteFile(filepath.Join(dir, "oci-layout"), []byte(`{"imageLayoutVersion":"1.0.0"}`), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestHostilePlaces: an archive that never ends is not opened, and a layout with links is
// not written to.
func TestHostilePlaces(t *testing.T) {
	c := newClient(t)
	put(t, c.Store, "content", "amd64", "localhost/image:latest")
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := unix.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Pull(t.Context(), "oci-archive:"+fifo, api.PullAlways); err == nil {
		t.Error("a FIFO was read as an archive")
	}
	dir, outside := t.TempDir(), file(t, "canary")
	if err := os.Symlink(outside, filepath.Join(dir, "index.json")); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Push(t.Context(), "image", "oci:"+dir, registry.PushOptions{}); !errors.Is(
		err, registry.ErrLinkInLayout,
	) {
		t.Errorf("a layout with a link: %v", err)
	}
	if text, err := os.ReadFile(outside); err != nil || string(text) != "canary" {
		t.Errorf("outside there is %q: %v", text, err)
	}
}
