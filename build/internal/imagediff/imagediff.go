// Package imagediff compares the layers of two images, which are in OCI layouts without compression,
// and says why they may differ.
package imagediff

import (
	"archive/tar"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/opencontainers/go-digest"

	"github.com/cooper-build/cooper/build/internal/image"
)

// Difference is the first file in which two images differ.
type Difference struct {
	Layer  int    // from 0, the lowest
	Path   string // empty: a layer is missing, or only the order of its files differs
	Fields []Field
	// Old and New are the contents where they begin to differ; nil: they are the same.
	Old, New []byte
	Offset   int64 // of Old and New in the file, in bytes
	Files    int   // how many files of the layer differ
	OnlyTime bool  // all of them only in their times
	Reason   string
}

// Field is a property of a file with both values.
type Field struct{ Name, Old, New string }

// Compare finds the first difference between the images of two layouts. It returns nil if all layers
// are the same.
func Compare(old, new string) (*Difference, error) {
	a, err := layers(old)
	if err != nil {
		return nil, err
	}
	b, err := layers(new)
	if err != nil {
		return nil, err
	}
	for i := range min(len(a), len(b)) {
		if a[i] == b[i] {
			continue
		}
		d, err := compareLayers(blob(old, a[i]), blob(new, b[i]))
		if err != nil {
			return nil, fmt.Errorf("comparing layer %d: %w", i, err)
		}
		d.Layer = i
		return d, nil
	}
	if len(a) != len(b) {
		return &Difference{
			Layer: min(len(a), len(b)), Reason: "the images have another number of layers",
			Fields: []Field{{"layers", strconv.Itoa(len(a)), strconv.Itoa(len(b))}},
		}, nil
	}
	return nil, nil
}

func blob(layout string, d digest.Digest) string {
	return filepath.Join(layout, "blobs", d.Algorithm().String(), d.Encoded())
}

// layers are those of the only image of a layout.
func layers(layout string) (list []digest.Digest, err error) {
	raw, err := os.ReadFile(filepath.Join(layout, "index.json"))
	if err != nil {
		return nil, err
	}
	index, err := image.ParseIndex(raw)
	if err != nil {
		return nil, err
	}
	if len(index.Manifests) != 1 {
		return nil, fmt.Errorf("the layout has %d images", len(index.Manifests))
	}
	if raw, err = os.ReadFile(blob(layout, index.Manifests[0].Digest)); err != nil {
		return nil, err
	}
	m, err := image.ParseManifest(raw)
	for _, l := range m.Layers {
		list = append(list, l.Digest)
	}
	return list, err
}

// file is an entry of a layer.
type file struct {
	header *tar.Header
	sum    [sha256.Size]byte
}

// read lists the entries of a layer.
func read(name string) (files map[string]file, order []string, err error) {
	in, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer in.Close()
	files = map[string]file{}
	archive := tar.NewReader(in)
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return files, order, nil
		}
		if err != nil {
			return nil, nil, err
		}
		h := sha256.New()
		if _, err := io.Copy(h, archive); err != nil {
			return nil, nil, err
		}
		files[header.Name] = file{header, [sha256.Size]byte(h.Sum(nil))}
		order = append(order, header.Name)
	}
}

func compareLayers(old, new string) (*Difference, error) {
	a, order, err := read(old)
	if err != nil {
		return nil, err
	}
	b, newOrder, err := read(new)
	if err != nil {
		return nil, err
	}
	d := &Difference{OnlyTime: true}
	for _, name := range slices.Sorted(maps.Keys(merged(a, b))) {
		fields := different(a, b, name)
		if len(fields) == 0 {
			continue
		}
		onlyTime := len(fields) == 1 && fields[0].Name == "modified"
		// A difference that is more than a time says more.
		if d.Path == "" || d.OnlyTime && !onlyTime {
			d.Path, d.Fields = name, fields
		}
		d.OnlyTime = d.OnlyTime && onlyTime
		d.Files++
	}
	if d.Files == 0 {
		d.OnlyTime = false
		d.Reason = "the archives have the same files"
		if !slices.Equal(order, newOrder) {
			d.Reason = "only the order of the files differs"
		}
		return d, nil
	}
	if slices.ContainsFunc(d.Fields, func(f Field) bool { return f.Name == "content" }) {
		if err := d.readContents(old, new); err != nil {
			return nil, err
		}
	}
	d.Reason = reason(d)
	return d, nil
}

// different are the properties in which a file differs.
func different(a, b map[string]file, name string) (fields []Field) {
	x, inA := a[name]
	y, inB := b[name]
	if !inA || !inB {
		return []Field{{"exists", strconv.FormatBool(inA), strconv.FormatBool(inB)}}
	}
	add := func(what, old, new string) {
		if old != new {
			fields = append(fields, Field{what, old, new})
		}
	}
	p, q := x.header, y.header
	add("type", string(p.Typeflag), string(q.Typeflag))
	add("mode", fmt.Sprintf("%#o", p.Mode), fmt.Sprintf("%#o", q.Mode))
	add("owner", fmt.Sprintf("%d:%d", p.Uid, p.Gid), fmt.Sprintf("%d:%d", q.Uid, q.Gid))
	add("link", p.Linkname, q.Linkname)
	add("device", fmt.Sprintf("%d:%d", p.Devmajor, p.Devminor), fmt.Sprintf("%d:%d", q.Devmajor, q.Devminor))
	for _, key := range slices.Sorted(maps.Keys(merged(p.PAXRecords, q.PAXRecords))) {
		if strings.HasPrefix(key, "SCHILY.xattr.") {
			add("attribute "+strings.TrimPrefix(key, "SCHILY.xattr."), p.PAXRecords[key], q.PAXRecords[key])
		}
	}
	add("size", strconv.FormatInt(p.Size, 10), strconv.FormatInt(q.Size, 10))
	if x.sum != y.sum {
		add("content", fmt.Sprintf("sha256:%x", x.sum), fmt.Sprintf("sha256:%x", y.sum))
	}
	add("modified", p.ModTime.UTC().Format(time.RFC3339Nano), q.ModTime.UTC().Format(time.RFC3339Nano))
	return fields
}

func merged[V any](a, b map[string]V) map[string]V {
	out := map[string]V{}
	maps.Copy(out, a)
	maps.Copy(out, b)
	return out
}
