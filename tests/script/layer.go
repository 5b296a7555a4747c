package script

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

// listLayer lists a layer of the only image in an OCI layout, a line an entry:
// type, mode, owner, size, name, link and attributes.
func listLayer(dir, number string) (string, error) {
	var index ocispec.Index
	if err := readJSON(filepath.Join(dir, "index.json"), &index); err != nil {
		return "", err
	}
	var manifest ocispec.Manifest
	if err := readJSON(blob(dir, index.Manifests[0]), &manifest); err != nil {
		return "", err
	}
	n, err := strconv.Atoi(number)
	if err != nil {
		return "", err
	}
	if n < 0 {
		n += len(manifest.Layers)
	}
	if n < 0 || n >= len(manifest.Layers) {
		return "", fmt.Errorf("the image has %d layers", len(manifest.Layers))
	}
	f, err := os.Open(blob(dir, manifest.Layers[n]))
	if err != nil {
		return "", err
	}
	defer f.Close()
	plain, err := gzip.NewReader(f)
	if err != nil {
		return "", err
	}
	return listTar(tar.NewReader(plain))
}

func blob(dir string, d ocispec.Descriptor) string {
	return filepath.Join(dir, "blobs", d.Digest.Algorithm().String(), d.Digest.Encoded())
}

func readJSON(file string, v any) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, v)
}

func listTar(r *tar.Reader) (string, error) {
	var b strings.Builder
	for {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%c %04o %d:%d %d %s", h.Typeflag, h.Mode, h.Uid, h.Gid, h.Size, h.Name)
		if h.Linkname != "" {
			fmt.Fprintf(&b, " -> %s", h.Linkname)
		}
		var attrs []string
		for key, value := range h.PAXRecords {
			if name, ok := strings.CutPrefix(key, "SCHILY.xattr."); ok {
				attrs = append(attrs, fmt.Sprintf(" %s=%x", name, value))
			}
		}
		slices.Sort(attrs)
		b.WriteString(strings.Join(attrs, "") + "\n")
	}
}
