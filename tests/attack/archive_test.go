package attack

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// makeTar makes an archive of a text, an entry a line:
//
//	f MODE NAME = CONTENT    file          d MODE NAME      directory
//	l MODE NAME -> TARGET    symbolic link h MODE NAME -> TARGET  hard link
//	c MODE NAME = MAJOR:MINOR  and b: device  p MODE NAME   FIFO
//	x KEY VALUE              a PAX record of the next entry
//	s MODE NAME = SIZE       a header that claims a size, with nothing after it
//
// Names and contents that begin with a quote are Go strings.
func (r *run) makeTar(ts *testscript.TestScript, args []string) {
	data, err := tarOf(string(r.substitute([]byte(ts.ReadFile(args[1])))))
	ts.Check(err)
	name := r.path(ts, args[0])
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o755))
	ts.Check(os.WriteFile(name, data, 0o644))
	r.mode.user.own(r.t, name)
}

var tarTypes = map[string]byte{
	"f": tar.TypeReg, "d": tar.TypeDir, "l": tar.TypeSymlink, "h": tar.TypeLink, "c": tar.TypeChar, "b": tar.TypeBlock,
	"p": tar.TypeFifo, "s": tar.TypeReg,
}

func tarOf(text string) ([]byte, error) {
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	records := map[string]string{}
	for line := range strings.Lines(text) {
		kind, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if kind == "" || kind == "#" {
			continue
		}
		if kind == "x" {
			key, value, _ := strings.Cut(rest, " ")
			records[key] = unquoted(value)
			continue
		}
		mode, rest, _ := strings.Cut(rest, " ")
		bits, err := strconv.ParseInt(mode, 8, 32)
		if err != nil || tarTypes[kind] == 0 {
			return nil, fmt.Errorf("line %q", line)
		}
		h := &tar.Header{Typeflag: tarTypes[kind], Mode: bits, Format: tar.FormatPAX}
		name, content, _ := strings.Cut(rest, " = ")
		name, link, _ := strings.Cut(name, " -> ")
		h.Name, h.Linkname, content = unquoted(name), unquoted(link), unquoted(content)
		if len(records) != 0 {
			h.PAXRecords, records = records, map[string]string{}
		}
		switch kind {
		case "f":
			h.Size = int64(len(content))
		case "s":
			if h.Size, err = strconv.ParseInt(content, 10, 64); err != nil {
				return nil, err
			}
		case "c", "b":
			if _, err := fmt.Sscanf(content, "%d:%d", &h.Devmajor, &h.Devminor); err != nil {
				return nil, err
			}
		}
		if err := w.WriteHeader(h); err != nil {
			return nil, err
		}
		if kind == "s" {
			return out.Bytes(), nil
		}
		if kind == "f" {
			if _, err := io.WriteString(w, content); err != nil {
				return nil, err
			}
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

func unquoted(text string) string {
	if s, err := strconv.Unquote(text); err == nil {
		return s
	}
	return text
}

const (
	manifestType = "application/vnd.oci.image.manifest.v1+json"
	configType   = "application/vnd.oci.image.config.v1+json"
	layerType    = "application/vnd.oci.image.layer.v1.tar"
)

type descriptor struct {
	MediaType   string            `json:"mediaType"`
	Digest      string            `json:"digest"`
	Size        int64             `json:"size"`
	Annotations map[string]string `json:"annotations,omitempty"`
}

type imageManifest struct {
	SchemaVersion int          `json:"schemaVersion"`
	MediaType     string       `json:"mediaType"`
	Config        descriptor   `json:"config"`
	Layers        []descriptor `json:"layers"`
}

// makeLayout makes an OCI layout: layout DIR CONFIG LAYER.tar…, where CONFIG is a
// file with the JSON of the config's "config".
func (r *run) makeLayout(ts *testscript.TestScript, args []string) {
	dir := r.path(ts, args[0])
	ts.Check(os.MkdirAll(filepath.Join(dir, "blobs/sha256"), 0o755))
	m := imageManifest{SchemaVersion: 2, MediaType: manifestType}
	var diffs []string
	for _, name := range args[2:] {
		d, err := putBlob(dir, layerType, []byte(ts.ReadFile(name)))
		ts.Check(err)
		m.Layers = append(m.Layers, d)
		diffs = append(diffs, d.Digest)
	}
	config := map[string]any{
		"architecture": "amd64", "os": "linux", "config": json.RawMessage(r.substitute([]byte(ts.ReadFile(args[1])))),
		"rootfs": map[string]any{"type": "layers", "diff_ids": diffs},
	}
	var err error
	m.Config, err = putJSON(dir, configType, config)
	ts.Check(err)
	ts.Check(putIndex(dir, m))
	r.mode.user.own(r.t, dir)
}

func putJSON(dir, kind string, value any) (descriptor, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return descriptor{}, err
	}
	return putBlob(dir, kind, data)
}

func putBlob(dir, kind string, data []byte) (descriptor, error) {
	sum := sha256.Sum256(data)
	name := hex.EncodeToString(sum[:])
	d := descriptor{MediaType: kind, Digest: "sha256:" + name, Size: int64(len(data))}
	return d, os.WriteFile(filepath.Join(dir, "blobs/sha256", name), data, 0o644)
}

// putIndex writes a manifest and names it in the index.
func putIndex(dir string, manifest any) error {
	text, err := json.Marshal(manifest)
	if err != nil {
		return err
	}
	return putIndexOf(dir, text)
}

func putIndexOf(dir string, manifest []byte) error {
	d, err := putBlob(dir, manifestType, manifest)
	if err != nil {
		return err
	}
	index := map[string]any{"schemaVersion": 2, "manifests": []descriptor{d}}
	text, err := json.Marshal(index)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "index.json"), text, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "oci-layout"), []byte(`{"imageLayoutVersion":"1.0.0"}`), 0o644)
}

// layoutManifest reads the only manifest of a layout.
func layoutManifest(dir string) (m imageManifest, d descriptor, err error) {
	var index struct{ Manifests []descriptor }
	text, err := os.ReadFile(filepath.Join(dir, "index.json"))
	if err != nil {
		return m, d, err
	}
	if err := json.Unmarshal(text, &index); err != nil {
		return m, d, err
	}
	d = index.Manifests[0]
	text, err = os.ReadFile(filepath.Join(dir, "blobs", strings.Replace(d.Digest, ":", "/", 1)))
	if err != nil {
		return m, d, err
	}
	return m, d, json.Unmarshal(text, &m)
}

// rewriteManifest changes the text of a manifest, and the digest in the index.
func rewriteManifest(dir string, d descriptor, change func(text string) string) error {
	name := filepath.Join(dir, "blobs", strings.Replace(d.Digest, ":", "/", 1))
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return putIndexOf(dir, []byte(change(string(text))))
}

// tamper makes a layout lie: tamper DIR layer N FILE replaces the bytes of a
// layer and keeps its digest; config FILE those of the config; digest N TEXT and
// config-digest TEXT change what the manifest says, size N NUMBER the size,
// manifest FILE the whole manifest.
func (r *run) tamper(ts *testscript.TestScript, args []string) {
	dir := r.path(ts, args[0])
	m, d, err := layoutManifest(dir)
	ts.Check(err)
	blob := func(digest string) string { return filepath.Join(dir, "blobs", strings.Replace(digest, ":", "/", 1)) }
	n := 0
	if len(args) > 2 {
		n, _ = strconv.Atoi(args[2]) // of a layer
	}
	switch args[1] {
	case "layer":
		ts.Check(os.WriteFile(blob(m.Layers[n].Digest), []byte(ts.ReadFile(args[3])), 0o644))
	case "config":
		ts.Check(os.WriteFile(blob(m.Config.Digest), []byte(ts.ReadFile(args[2])), 0o644))
	case "digest":
		if data, err := os.ReadFile(blob(m.Layers[n].Digest)); err == nil && !strings.Contains(args[3], "..") {
			ts.Check(os.WriteFile(blob(args[3]), data, 0o644))
		}
		m.Layers[n].Digest = args[3]
		ts.Check(putIndex(dir, m))
	case "config-digest":
		m.Config.Digest = args[2]
		ts.Check(putIndex(dir, m))
	case "size":
		m.Layers[n].Size, err = strconv.ParseInt(args[3], 10, 64)
		ts.Check(err)
		ts.Check(putIndex(dir, m))
	case "swap": // the layer of the manifest is another than that of the config
		m.Layers[0], err = putBlob(dir, layerType, []byte(ts.ReadFile(args[2])))
		ts.Check(err)
		ts.Check(putIndex(dir, m))
	case "pad": // spaces, which mean nothing
		size, err := strconv.Atoi(args[2])
		ts.Check(err)
		ts.Check(rewriteManifest(dir, d, func(text string) string { return text + strings.Repeat(" ", size) }))
	case "replace":
		ts.Check(rewriteManifest(
			dir, d, func(text string) string { return strings.ReplaceAll(text, args[2], args[3]) },
		))
	case "annotate": // as a zstd:chunked layer is
		m.Layers[n].Annotations = map[string]string{
			"io.github.containers.zstd-chunked.manifest-checksum": m.Layers[n].Digest,
			"io.github.containers.zstd-chunked.manifest-position": "512:100:100:1",
		}
		m.Layers[n].MediaType = layerType + "+zstd"
		ts.Check(putIndex(dir, m))
	case "manifest":
		ts.Check(os.WriteFile(blob(d.Digest), []byte(ts.ReadFile(args[2])), 0o644))
	default:
		ts.Fatalf("tamper %q", args[1])
	}
	r.mode.user.own(r.t, dir)
}

// layouts serves layouts below a directory as a registry does. Whatever a layout
// says is believed.
func layouts(www string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		rest := strings.TrimPrefix(q.URL.Path, "/v2/")
		user, password, _ := q.BasicAuth()
		if strings.HasPrefix(rest, "private") && (user != "user" || password != "password") {
			w.Header().Set("WWW-Authenticate", `Basic realm="attack"`)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		name, kind, what := rest, "", ""
		for _, k := range []string{"/manifests/", "/blobs/"} {
			if before, after, ok := strings.Cut(rest, k); ok {
				name, kind, what = before, k, after
			}
		}
		dir := filepath.Join(www, filepath.Base(name))
		if to, err := os.ReadFile(filepath.Join(dir, "redirect")); err == nil && kind == "/blobs/" {
			http.Redirect(w, q, strings.TrimSpace(string(to))+q.URL.Path, http.StatusTemporaryRedirect)
			return
		}
		switch kind {
		case "":
			w.WriteHeader(http.StatusOK)
		case "/manifests/":
			_, d, err := layoutManifest(dir)
			if err != nil {
				http.NotFound(w, q)
				return
			}
			if !strings.Contains(what, ":") {
				what = d.Digest
			}
			w.Header().Set("Content-Type", d.MediaType)
			w.Header().Set("Docker-Content-Digest", what)
			fallthrough
		default:
			http.ServeFile(w, q, filepath.Join(dir, "blobs", strings.Replace(what, ":", "/", 1)))
		}
	})
}
