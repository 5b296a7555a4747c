package compat

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vbatts/tar-split/tar/storage"
)

// layerTable finds the records of the layers of a store.
type layerTable struct {
	dir    string
	parent map[string]string
}

func readLayers(t *testing.T, dir string) layerTable {
	t.Helper()
	var layers []struct{ ID, Parent string }
	table := layerTable{filepath.Join(dir, "overlay-layers"), map[string]string{}}
	readJSON(t, filepath.Join(table.dir, "layers.json"), &layers)
	for _, l := range layers {
		table.parent[l.ID] = l.Parent
	}
	return table
}

// tree is the filesystem of a layer and those below it, a line for each entry.
func (l layerTable) tree(t *testing.T, id string) string {
	t.Helper()
	var chain []string
	for ; id != ""; id = l.parent[id] {
		chain = append(chain, id)
	}
	tree := map[string]string{}
	for _, id := range slices.Backward(chain) {
		if err := l.apply(tree, id); err != nil {
			t.Errorf("layer %s: %v", id, err)
		}
	}
	var out strings.Builder
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		if slices.Contains(stubs, name) {
			continue
		}
		fmt.Fprintf(&out, "%s %s\n", name, tree[name])
	}
	return out.String()
}

// stubs are empty files and directories that buildah's RUN leaves in a layer.
var stubs = []string{"/etc/hostname", "/etc/hosts", "/etc/resolv.conf", "/run", "/run/secrets"}

// apply puts a layer over a tree. The record has the headers and the checksums of the
// contents, which may be files that this user cannot read.
func (l layerTable) apply(tree map[string]string, id string) error {
	f, err := os.Open(filepath.Join(l.dir, id+".tar-split.gz"))
	if err != nil {
		return err
	}
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	sums := map[string]string{}
	r, w := io.Pipe()
	go func() { w.CloseWithError(restore(w, unpacked, sums)) }()
	for archive := tar.NewReader(r); ; {
		e, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		put(tree, e)
	}
	for name, sum := range sums {
		if _, found := tree[name]; found {
			tree[name] += " " + sum
		}
	}
	return nil
}

// restore writes the archive with zeros for contents.
func restore(w io.Writer, record io.Reader, sums map[string]string) error {
	for decoder := json.NewDecoder(record); ; {
		var e storage.Entry
		err := decoder.Decode(&e)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e.Type == storage.SegmentType {
			_, err = w.Write(e.Payload)
		} else {
			_, err = w.Write(make([]byte, e.Size))
			if e.Size > 0 {
				sums["/"+strings.Trim(path.Clean(e.GetName()), "/")] = fmt.Sprintf("%x", e.Payload)
			}
		}
		if err != nil {
			return err
		}
	}
}

func put(tree map[string]string, e *tar.Header) {
	name := "/" + strings.Trim(path.Clean(e.Name), "/")
	dir, base := path.Split(name)
	switch {
	case base == ".wh..wh..opq":
		cut(tree, dir)
	case strings.HasPrefix(base, ".wh."):
		gone := dir + strings.TrimPrefix(base, ".wh.")
		delete(tree, gone)
		cut(tree, gone+"/")
	default:
		tree[name] = fmt.Sprintf("%c %o %d:%d %d %s", e.Typeflag, e.Mode&0o7777, e.Uid, e.Gid, e.Size, e.Linkname)
	}
}

// cut removes what is below a directory.
func cut(tree map[string]string, dir string) {
	for name := range tree {
		if strings.HasPrefix(name, dir) {
			delete(tree, name)
		}
	}
}
