package podbuild

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

// Entry is what two builds of the same file have in common: all but its times and
// content.
type Entry struct {
	kind     byte
	mode     int64
	uid, gid int
	link     string
	xattrs   string
}

// Layers reads the layers of an image in a directory of the OCI layout.
func Layers(dir string) ([]map[string]Entry, error) {
	var index ocispec.Index
	if err := readJSON(filepath.Join(dir, "index.json"), &index); err != nil {
		return nil, err
	}
	if len(index.Manifests) != 1 {
		return nil, fmt.Errorf("%s has %d images", dir, len(index.Manifests))
	}
	var manifest ocispec.Manifest
	if err := readJSON(blob(dir, index.Manifests[0]), &manifest); err != nil {
		return nil, err
	}
	var out []map[string]Entry
	for _, d := range manifest.Layers {
		l, err := readLayer(blob(dir, d))
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}

func blob(dir string, d ocispec.Descriptor) string {
	return filepath.Join(dir, "blobs", d.Digest.Algorithm().String(), d.Digest.Encoded())
}

func readJSON(file string, into any) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, into)
}

func readLayer(file string) (map[string]Entry, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	plain, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	out := map[string]Entry{}
	for r := tar.NewReader(plain); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		e := Entry{kind: h.Typeflag, mode: h.Mode, uid: h.Uid, gid: h.Gid, link: h.Linkname}
		for _, key := range slices.Sorted(maps.Keys(h.PAXRecords)) {
			if name, ok := strings.CutPrefix(key, "SCHILY.xattr."); ok {
				e.xattrs += fmt.Sprintf("%s=%q ", name, h.PAXRecords[key])
			}
		}
		out[h.Name] = e
	}
}

// Compare reads the image in a directory of the OCI layout, and lists the first entries that it
// does not share with what is wanted.
func Compare(dir string, want []map[string]Entry) (string, error) {
	got, err := Layers(dir)
	if err != nil {
		return "", err
	}
	diff := differences(got, want)
	if len(diff) > 20 {
		diff = append(diff[:20], fmt.Sprintf("and %d more", len(diff)-20))
	}
	return strings.Join(diff, "\n"), nil
}

// differences lists the entries that two images do not share.
func differences(got, want []map[string]Entry) []string {
	if len(got) != len(want) {
		return []string{fmt.Sprintf("%d layers, want %d", len(got), len(want))}
	}
	var out []string
	for i := range want {
		names := maps.Clone(want[i])
		maps.Copy(names, got[i])
		for _, name := range slices.Sorted(maps.Keys(names)) {
			if g, w := got[i][name], want[i][name]; g != w {
				out = append(out, fmt.Sprintf("layer %d: %s: %+v, want %+v", i, name, g, w))
			}
		}
	}
	return out
}
