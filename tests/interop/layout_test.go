package interop

import (
	"archive/tar"
	"compress/gzip"
	"crypto/sha256"
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

	dockerspec "github.com/moby/docker-image-spec/specs-go/v1"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

// layoutImage is what an OCI layout says of an image, for people to compare.
type layoutImage struct {
	digest  string
	config  map[string]string
	history []string          // "+": with a layer, "-": without
	tree    map[string]string // by path
}

// readLayout reads the image of a layout.
func readLayout(t *testing.T, dir string) layoutImage {
	t.Helper()
	var index ocispec.Index
	readJSON(t, filepath.Join(dir, "index.json"), &index)
	d := index.Manifests[0]
	var manifest ocispec.Manifest
	readJSON(t, blobOf(dir, d.Digest.Encoded()), &manifest)
	var img dockerspec.DockerOCIImage
	readJSON(t, blobOf(dir, manifest.Config.Digest.Encoded()), &img)
	out := layoutImage{digest: d.Digest.String(), config: configLines(img), tree: map[string]string{}}
	for _, h := range img.History {
		out.history = append(out.history, map[bool]string{true: "-", false: "+"}[h.EmptyLayer])
	}
	for _, l := range manifest.Layers {
		out.apply(t, blobOf(dir, l.Digest.Encoded()))
	}
	return out
}

func blobOf(dir, sum string) string { return filepath.Join(dir, "blobs/sha256", sum) }

func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		t.Error(err)
	}
}

func configLines(img dockerspec.DockerOCIImage) map[string]string {
	c := img.Config
	out := map[string]string{}
	for key, value := range map[string]any{
		"env": c.Env, "user": c.User, "entrypoint": c.Entrypoint, "cmd": c.Cmd, "workdir": c.WorkingDir,
		"stopsignal": c.StopSignal,
		"ports":      slices.Sorted(maps.Keys(c.ExposedPorts)), "volumes": slices.Sorted(maps.Keys(c.Volumes)),
		"onbuild": c.OnBuild, "shell": c.Shell,
		"health": c.Healthcheck, "labels": c.Labels,
	} {
		text, _ := json.Marshal(value)
		if !slices.Contains([]string{"null", `""`, "[]", "{}"}, string(text)) {
			out[key] = string(text)
		}
	}
	return out
}

// apply puts a layer over the tree.
func (i *layoutImage) apply(t *testing.T, file string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Error(err)
		return
	}
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		t.Error(err)
		return
	}
	for r := tar.NewReader(unpacked); ; {
		e, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Error(err)
			return
		}
		i.entry(t, e, r)
	}
}

func (i *layoutImage) entry(t *testing.T, e *tar.Header, r io.Reader) {
	name := path.Clean("/" + e.Name)
	dir, base := path.Split(name)
	if gone, ok := strings.CutPrefix(base, ".wh."); ok {
		whole := path.Join(dir, gone)
		if base == ".wh..wh..opq" {
			whole = path.Clean(dir)
		} else {
			delete(i.tree, whole)
		}
		maps.DeleteFunc(i.tree, func(have, _ string) bool { return strings.HasPrefix(have, whole+"/") })
		return
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, r); err != nil {
		t.Error(err)
	}
	line := fmt.Sprintf("%c %04o %d:%d", e.Typeflag, e.Mode&0o7777, e.Uid, e.Gid)
	if e.Typeflag == tar.TypeReg {
		line += fmt.Sprintf(" %x", sum.Sum(nil)[:4])
	}
	if e.Linkname != "" {
		line += " -> " + e.Linkname
	}
	if e.ModTime.Equal(contextTime) {
		line += " dated"
	}
	for key, value := range e.PAXRecords {
		if attribute, ok := strings.CutPrefix(key, "SCHILY.xattr."); ok {
			line += fmt.Sprintf(" %s=%q", attribute, value)
		}
	}
	if e.Typeflag != tar.TypeDir {
		maps.DeleteFunc(i.tree, func(have, _ string) bool { return strings.HasPrefix(have, name+"/") })
	}
	i.tree[name] = line
}

// since says what an image has besides a base, which it may be built on or not.
func (i layoutImage) since(base layoutImage) string {
	var lines []string
	for key, value := range i.config {
		if base.config[key] != value {
			lines = append(lines, key+" "+value+"\n")
		}
	}
	history := strings.Join(i.history, "")
	if _, ok := i.tree["/bin/busybox"]; ok {
		history = strings.TrimPrefix(history, strings.Join(base.history, ""))
	}
	for name, line := range i.tree {
		if base.tree[name] != line {
			lines = append(lines, name+" "+line+"\n")
		}
	}
	if _, ok := i.tree["/bin/busybox"]; ok {
		for name := range base.tree {
			if _, ok := i.tree[name]; !ok {
				lines = append(lines, name+" gone\n")
			}
		}
	}
	return "history " + history + "\n" + sortedLines(lines)
}
