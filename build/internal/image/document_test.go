package image_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/internal/image"
)

const (
	emptyDigest = `"digest":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"`
	aManifest   = `{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":` +
		`{"mediaType":"application/vnd.oci.image.config.v1+json",` + emptyDigest + `,"size":2},` +
		`"layers":[],"annotations":{"a":"1","A":"2"}}`
	anIndex = `{"schemaVersion":2,"manifests":[{"mediaType":"x",` + emptyDigest + `,"size":2,` +
		`"platform":{"architecture":"amd64","os":"linux"}}]}`
)

func TestCheckManifest(t *testing.T) {
	for _, text := range []string{aManifest, anIndex, `{"schemaVersion":1,"fsLayers":[],"history":[]}`} {
		if err := image.CheckManifest([]byte(text)); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	for name, text := range map[string]string{
		"both":                       `{"schemaVersion":2,"manifests":[],"layers":[]}`,
		"both, one spelled oddly":    `{"schemaVersion":2,"manifests":[],"Layers":[]}`,
		"both, with a Kelvin sign":   "{\"manifests\":[],\"fſLayers\":[]}",
		"a list with a config":       `{"manifests":[],"config":{}}`,
		"two spellings":              `{"layers":[],"LAYERS":[1]}`,
		"the same twice":             `{"layers":[],"layers":[1]}`,
		"twice in a descriptor":      `{"config":{"digest":"a","Digest":"b"}}`,
		"twice in annotations":       `{"annotations":{"a":"1","a":"2"}}`,
		"a manifest that says index": `{"mediaType":"application/vnd.oci.image.index.v1+json","layers":[]}`,
		"an index that says manifest": `{"mediaType":"application/vnd.oci.image.manifest.v1+json",
			"manifests":[]}`,
	} {
		if err := image.CheckManifest([]byte(text)); !errors.Is(err, image.ErrAmbiguous) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	for _, text := range []string{
		``, `[]`, `{} {}`, `{"a":`, "null", `{"x":"` + strings.Repeat("x", image.MaxManifest) + `"}`,
	} {
		if err := image.CheckManifest([]byte(text)); err == nil {
			t.Errorf("%.20q passes", text)
		}
	}
}

func TestCheckManifestRefusesDescriptors(t *testing.T) {
	for name, text := range map[string]string{
		"an address in a layer":   `{"config":{"size":2},"layers":[{"size":1,"urls":["http://169.254.169.254/"]}]}`,
		"an address in a config":  `{"config":{"size":2,"urls":["http://169.254.169.254/"]},"layers":[]}`,
		"an address in a list":    `{"manifests":[{"size":2,"urls":["file:///etc/shadow"]}]}`,
		"a size below 0":          `{"config":{"size":2},"layers":[{"size":-1}]}`,
		"a config's size below 0": `{"config":{"size":-1},"layers":[]}`,
	} {
		err := image.CheckManifest([]byte(text))
		if err == nil || strings.Contains(name, "address") != errors.Is(err, image.ErrForeignURL) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// FuzzManifest: a manifest that passes means the same to a reader that folds the
// case of keys, as encoding/json does, and to one that does not; it is a manifest
// or an index; and what is read and written again is the same the second time.
func FuzzManifest(f *testing.F) {
	f.Add([]byte(aManifest))
	f.Add([]byte(anIndex))
	f.Add([]byte(`{"manifests":[],"Layers":[]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := image.ParseManifest(raw)
		if err != nil {
			return
		}
		index, err := image.ParseIndex(raw)
		if err != nil {
			return
		}
		if index.Manifests != nil && (m.Layers != nil || m.Config.Digest != "") {
			t.Fatalf("%q is a manifest and an index", raw)
		}
		var exact map[string]json.RawMessage
		if err := json.Unmarshal(raw, &exact); err != nil {
			t.Fatal(err)
		}
		if (m.Layers != nil) && exact["layers"] == nil || (index.Manifests != nil) && exact["manifests"] == nil ||
			m.Config.Digest != "" && exact["config"] == nil {
			t.Fatalf("%q: a key is read that is not there", raw)
		}
		once, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		again, err := image.ParseManifest(once)
		if err != nil {
			t.Fatalf("%q becomes %q: %v", raw, once, err)
		}
		twice, err := json.Marshal(again)
		if err != nil || digest.FromBytes(once) != digest.FromBytes(twice) {
			t.Fatalf("%q becomes %q and then %q", raw, once, twice)
		}
	})
}

// FuzzConfig: an image whose config is read and encoded gives a config and a
// manifest that pass the checks, and the same ones when they are read again.
func FuzzConfig(f *testing.F) {
	f.Add([]byte(`{"architecture":"amd64","os":"linux",`+
		`"config":{"Env":["A=b"],"Labels":{"a":"1","A":"2"},"Cmd":["x"]},`+
		`"rootfs":{"type":"layers","diff_ids":[]},"history":[{"created_by":"x"}]}`), "h")
	f.Add([]byte(`{"config":{"Healthcheck":{"Test":["NONE"]}},"created":"2020-01-01T00:00:00Z"}`), "")
	f.Fuzz(func(t *testing.T, raw []byte, hostname string) {
		img := image.Image{Hostname: hostname}
		if image.CheckConfig(raw) != nil || json.Unmarshal(raw, &img.Config) != nil {
			return
		}
		for _, d := range img.Config.RootFS.DiffIDs {
			img.Layers = append(img.Layers, image.Layer{DiffID: d.String()})
		}
		for _, format := range []image.Format{image.OCI, image.Docker} {
			config, m, err := img.Encode(format)
			if err != nil {
				continue // a time that JSON has no form for
			}
			again := image.Image{Hostname: img.Hostname, Layers: img.Layers}
			if err := errors.Join(image.CheckConfig(config), json.Unmarshal(config, &again.Config)); err != nil {
				t.Fatalf("%q: %v", config, err)
			}
			config2, m2, err := again.Encode(format)
			if err != nil || !bytes.Equal(config, config2) || !bytes.Equal(m, m2) {
				t.Fatalf("%s: %q, then %q, %v", format, config, config2, err)
			}
			parsed, err := image.ParseManifest(m)
			if err != nil || parsed.Config.Digest != digest.FromBytes(config) ||
				parsed.Config.Size != int64(len(config)) {
				t.Fatalf("%q: %v", m, err)
			}
			if !reflect.DeepEqual(parsed.Layers, layersOf(img, parsed)) {
				t.Fatalf("%q: layers", m)
			}
		}
	})
}

func layersOf(img image.Image, m ocispec.Manifest) []ocispec.Descriptor {
	out := []ocispec.Descriptor{}
	for i, l := range img.Layers {
		out = append(out, ocispec.Descriptor{
			MediaType: m.Layers[i].MediaType,
			Digest:    digest.Digest(l.DiffID),
			Size:      l.Size,
		})
	}
	return out
}

// A hostile document must not exhaust the stack, which no caller could catch.
func TestCheckKeysDepth(t *testing.T) {
	for depth, want := range map[int]bool{900: true, 1100: false, 1 << 20: false} {
		text := `{"a":` + strings.Repeat("[", depth) + strings.Repeat("]", depth) + "}"
		if err := image.CheckKeys([]byte(text)); (err == nil) != want {
			t.Errorf("%d deep: %v", depth, err)
		}
	}
}
