// Package sourceimage creates source images as OCI layouts on the disk. Each source is a
// layer, a compressed archive.
package sourceimage

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/opencontainers/go-digest"
	"github.com/opencontainers/image-spec/specs-go"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// ConfigType is the media type of the config of a source image.
const ConfigType = "application/vnd.oci.source.image.config.v1+json"

type config struct {
	Created time.Time `json:"created"`
	Author  string    `json:"author,omitempty"`
}

// Create makes a layout without sources in a directory, which must be empty or not
// there yet.
func Create(dir, author string, created time.Time) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) != 0 {
		return fmt.Errorf("creating a source image: the directory %s is not empty", dir)
	}
	if err := os.MkdirAll(filepath.Join(dir, ocispec.ImageBlobsDir, "sha256"), 0o755); err != nil {
		return err
	}
	about, err := json.Marshal(ocispec.ImageLayout{Version: ocispec.ImageLayoutVersion})
	if err != nil {
		return err
	}
	if err := safepath.WriteFile(filepath.Join(dir, ocispec.ImageLayoutFile), about, 0o644); err != nil {
		return err
	}
	text, err := json.Marshal(config{created.UTC(), author})
	if err != nil {
		return err
	}
	d, err := keep(dir, text)
	if err != nil {
		return err
	}
	d.MediaType = ConfigType
	return write(dir, ocispec.Manifest{
		Versioned: specs.Versioned{SchemaVersion: 2}, MediaType: ocispec.MediaTypeImageManifest, Config: d,
		Layers: []ocispec.Descriptor{},
	})
}

// keep stores a blob and describes it.
func keep(dir string, content []byte) (ocispec.Descriptor, error) {
	d := ocispec.Descriptor{Digest: digest.FromBytes(content), Size: int64(len(content))}
	return d, safepath.WriteFile(blob(dir, d.Digest), content, 0o644)
}

func blob(dir string, d digest.Digest) string {
	return filepath.Join(dir, ocispec.ImageBlobsDir, "sha256", d.Encoded())
}

// write makes a manifest the layout's only image.
func write(dir string, m ocispec.Manifest) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	d, err := keep(dir, text)
	if err != nil {
		return err
	}
	d.MediaType, d.Annotations = ocispec.MediaTypeImageManifest, map[string]string{ocispec.AnnotationRefName: "latest"}
	index, err := json.Marshal(ocispec.Index{
		Versioned: specs.Versioned{SchemaVersion: 2}, MediaType: ocispec.MediaTypeImageIndex,
		Manifests: []ocispec.Descriptor{d},
	})
	if err != nil {
		return err
	}
	return safepath.WriteFile(filepath.Join(dir, ocispec.ImageIndexFile), index, 0o644)
}

// read reads the layout's image, which must be a source image.
func read(dir string) (m ocispec.Manifest, at digest.Digest, err error) {
	text, err := os.ReadFile(filepath.Join(dir, ocispec.ImageIndexFile))
	if err != nil {
		return m, "", err
	}
	index, err := image.ParseIndex(text)
	if err != nil || len(index.Manifests) != 1 {
		return m, "", errors.Join(err, fmt.Errorf("%s is not a source image", dir))
	}
	at = index.Manifests[0].Digest
	if err := at.Validate(); err != nil {
		return m, "", err
	}
	if text, err = os.ReadFile(blob(dir, at)); err != nil {
		return m, "", err
	}
	if m, err = image.ParseManifest(text); err != nil || m.Config.MediaType != ConfigType {
		return m, "", errors.Join(err, fmt.Errorf("%s is not a source image", dir))
	}
	return m, at, nil
}

// Add puts a file, or a directory with all in it, into the image of a layout.
func Add(ctx context.Context, dir, source string, annotations map[string]string) error {
	m, before, err := read(dir)
	if err != nil {
		return fmt.Errorf("adding %s to a source image: %w", source, err)
	}
	stage, err := safepath.NewStage(filepath.Join(dir, "layer"))
	if err != nil {
		return err
	}
	defer func() { _ = stage.Discard() }()
	out, err := os.OpenFile(stage.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer out.Close()
	sum := digest.SHA256.Digester()
	if err := archive(ctx, io.MultiWriter(out, sum.Hash()), source); err != nil {
		return fmt.Errorf("adding %s to a source image: %w", source, err)
	}
	size, err := out.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	if err := os.Rename(stage.Path, blob(dir, sum.Digest())); err != nil {
		return err
	}
	m.Layers = append(m.Layers, ocispec.Descriptor{
		MediaType:   ocispec.MediaTypeImageLayerGzip,
		Digest:      sum.Digest(),
		Size:        size,
		Annotations: annotations,
	})
	if err := write(dir, m); err != nil {
		return err
	}
	return os.Remove(blob(dir, before))
}

// archive writes a compressed archive with a file or directory under its own name.
func archive(ctx context.Context, out io.Writer, source string) error {
	z := gzip.NewWriter(out)
	w := tar.NewWriter(z)
	root := filepath.Dir(filepath.Clean(source))
	err := filepath.WalkDir(source, func(name string, d fs.DirEntry, err error) error {
		if err == nil {
			err = context.Cause(ctx)
		}
		if err != nil {
			return err
		}
		return addFile(w, root, name, d)
	})
	return errors.Join(err, w.Close(), z.Close())
}

func addFile(w *tar.Writer, root, name string, d fs.DirEntry) error {
	info, err := d.Info()
	if err != nil {
		return err
	}
	link := ""
	if info.Mode()&fs.ModeSymlink != 0 {
		if link, err = os.Readlink(name); err != nil {
			return err
		}
	}
	header, err := tar.FileInfoHeader(info, link)
	if err != nil {
		return err
	}
	if header.Name, err = filepath.Rel(root, name); err != nil {
		return err
	}
	header.Uid, header.Gid, header.Uname, header.Gname = 0, 0, "", "" // local owners have no meaning elsewhere
	if info.IsDir() {
		header.Name += "/"
	}
	if err := w.WriteHeader(header); err != nil || !info.Mode().IsRegular() {
		return err
	}
	in, err := os.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	_, err = io.Copy(w, in)
	return err
}
