package image

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

// MaxManifest is the maximum size of a manifest or index, in bytes. Registries have the
// same limit.
const MaxManifest = 4 << 20

// ErrAmbiguous means that programs would read a document differently.
var ErrAmbiguous = errors.New("it is ambiguous")

// ParseManifest reads the manifest of an image or artifact. Every manifest that
// comes from elsewhere is read here or checked with [CheckManifest].
func ParseManifest(raw []byte) (m ocispec.Manifest, err error) {
	if err := CheckManifest(raw); err != nil {
		return m, err
	}
	return m, json.Unmarshal(raw, &m)
}

// ParseIndex reads an image index.
func ParseIndex(raw []byte) (index ocispec.Index, err error) {
	if err := CheckManifest(raw); err != nil {
		return index, err
	}
	return index, json.Unmarshal(raw, &index)
}

// CheckManifest refuses a manifest or list that is two things at once, or whose
// keys two programs could read differently (CVE-2021-41190).
func CheckManifest(raw []byte) error {
	if len(raw) > MaxManifest {
		return fmt.Errorf("checking a manifest: it has %d bytes, more than the limit of %d", len(raw), MaxManifest)
	}
	top, err := checkKeys(raw, manifestKeys)
	if err != nil {
		return fmt.Errorf("checking a manifest: %w", err)
	}
	isList := slices.Contains(top, "manifests")
	for _, other := range []string{"config", "layers", "fsLayers"} {
		if isList && slices.Contains(top, other) {
			return fmt.Errorf("checking a manifest: %w: it has both manifests and %s", ErrAmbiguous, other)
		}
	}
	var said struct {
		MediaType string `json:"mediaType"`
	}
	if err := json.Unmarshal(raw, &said); err != nil {
		return fmt.Errorf("checking a manifest: %w", err)
	}
	if wanted, known := listTypes[said.MediaType]; known && len(top) > 0 && wanted != isList {
		return fmt.Errorf("checking a manifest: %w: its media type is %s, its content is not",
			ErrAmbiguous, said.MediaType)
	}
	return checkDescriptors(raw)
}

// ErrForeignURL means that a manifest names an address for a blob. Such an address could be
// in the network of the build.
var ErrForeignURL = errors.New("it contains the URL of a blob")

// checkDescriptors refuses descriptors that no program should follow. The property
// urls is from the OCI descriptor specification, where it is optional to honour.
func checkDescriptors(raw []byte) error {
	type descriptor struct {
		Size *int64   `json:"size"`
		URLs []string `json:"urls"`
	}
	var m struct {
		Config    *descriptor  `json:"config"`
		Layers    []descriptor `json:"layers"`
		Manifests []descriptor `json:"manifests"`
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return fmt.Errorf("checking a manifest: %w", err)
	}
	all := slices.Concat(m.Layers, m.Manifests)
	if m.Config != nil {
		all = append(all, *m.Config)
	}
	for _, d := range all {
		if d.Size != nil && *d.Size < 0 {
			return fmt.Errorf("checking a manifest: a size is %d bytes", *d.Size)
		}
		if len(d.URLs) != 0 {
			return fmt.Errorf("checking a manifest: %w: %s", ErrForeignURL, d.URLs[0])
		}
	}
	return nil
}

// CheckConfig refuses a config whose keys two programs could read differently.
func CheckConfig(raw []byte) error {
	if _, err := checkKeys(raw, nil); err != nil {
		return fmt.Errorf("checking an image config: %w", err)
	}
	return nil
}

// CheckKeys refuses a JSON object whose keys two programs could read differently.
func CheckKeys(raw []byte) error {
	_, err := checkKeys(raw, nil)
	return err
}

// listTypes says of media types whether they are those of lists.
var listTypes = map[string]bool{
	ocispec.MediaTypeImageIndex: true, "application/vnd.docker.distribution.manifest.list.v2+json": true,
	ocispec.MediaTypeImageManifest: false, dockerManifest: false,
}

// manifestKeys are the keys that mean something in a manifest: another spelling
// of one is read as it by some programs, and passed over by others.
var manifestKeys = []string{
	"schemaVersion", "mediaType", "artifactType", "config", "layers", "manifests", "subject", "annotations", "fsLayers",
	"digest", "size", "urls", "data", "platform", "architecture", "os", "variant", "os.version", "os.features",
}

// freeMaps are keys whose value maps words of the user.
var freeMaps = []string{"annotations", "Labels", "ExposedPorts", "Volumes", "args", "options"}

// checkKeys walks a JSON object and returns its keys.
func checkKeys(raw []byte, known []string) (top []string, err error) {
	k := keys{known: map[string]string{}, tokens: json.NewDecoder(bytes.NewReader(raw))}
	for _, name := range known {
		k.known[folded(name)] = name
	}
	first, err := k.tokens.Token()
	if err != nil {
		return nil, err
	}
	if first != json.Delim('{') {
		return nil, errors.New("it is not a JSON object")
	}
	if top, err = k.object(false); err != nil {
		return nil, err
	}
	if _, err := k.tokens.Token(); err != io.EOF {
		return nil, errors.New("there is data after the JSON object")
	}
	return top, nil
}

type keys struct {
	known  map[string]string // folded → as it must be written
	tokens *json.Decoder
	depth  int // of the value that is read
}

// maxDepth is how deep values may lie in each other. The decoder of tokens knows no limit.
const maxDepth = 1000

// object reads the rest of an object. In a free one, keys may differ in case.
func (k *keys) object(free bool) (names []string, err error) {
	seen := map[string]string{}
	for k.tokens.More() {
		token, err := k.tokens.Token()
		if err != nil {
			return nil, err
		}
		name, _ := token.(string)
		same := name
		if !free {
			same = folded(name)
			if want, ok := k.known[same]; ok && want != name {
				return nil, fmt.Errorf("%w: the key %q should be %q", ErrAmbiguous, name, want)
			}
		}
		if other, twice := seen[same]; twice {
			return nil, fmt.Errorf("%w: the keys %q and %q are the same", ErrAmbiguous, other, name)
		}
		seen[same] = name
		names = append(names, name)
		if err := k.value(!free && slices.Contains(freeMaps, name)); err != nil {
			return nil, err
		}
	}
	_, err = k.tokens.Token()
	return names, err
}

func (k *keys) value(free bool) error {
	token, err := k.tokens.Token()
	if err != nil {
		return err
	}
	if k.depth++; k.depth > maxDepth {
		return fmt.Errorf("its values are more than %d deep", maxDepth)
	}
	defer func() { k.depth-- }()
	switch token {
	case json.Delim('{'):
		_, err := k.object(free)
		return err
	case json.Delim('['):
		for k.tokens.More() {
			if err := k.value(false); err != nil {
				return err
			}
		}
		_, err := k.tokens.Token()
		return err
	}
	return nil
}

// folded is one form of all names that encoding/json takes for the same.
func folded(name string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			least = min(least, other)
		}
		return least
	}, name)
}
