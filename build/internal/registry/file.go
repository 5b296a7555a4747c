package registry

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/directory"
	dockerarchive "go.podman.io/image/v5/docker/archive"
	"go.podman.io/image/v5/docker/reference"
	ociarchive "go.podman.io/image/v5/oci/archive"
	"go.podman.io/image/v5/oci/layout"
	"go.podman.io/image/v5/pkg/compression"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/internal/image"
)

// File is a reference to an image in a file or directory, transport:path[:image].
type File struct {
	Transport string
	Path      string
	Directory bool // it is a layout
	image     string
}

// ParseFile reads such a reference; ok is false for any other.
func ParseFile(ref string) (f File, ok bool) {
	name, details, _ := strings.Cut(ref, ":")
	switch name {
	case layout.Transport.Name(), directory.Transport.Name():
		f.Directory = true
	case ociarchive.Transport.Name(), dockerarchive.Transport.Name():
	default:
		return f, false
	}
	f.Transport, f.Path = name, details
	if name != directory.Transport.Name() {
		f.Path, f.image, _ = strings.Cut(details, ":")
	}
	return f, true
}

// At is the same image at another path.
func (f File) At(path string) string {
	out := f.Transport + ":" + path
	if f.image != "" {
		out += ":" + f.image
	}
	return out
}

// errNotRegular means that an archive is a FIFO or a device, whose content may be endless.
var errNotRegular = errors.New("it is not a regular file")

// checkFile refuses archives that are no regular files.
func checkFile(ref types.ImageReference) error {
	f, ok := ParseFile(ref.Transport().Name() + ":" + ref.StringWithinTransport())
	if !ok || f.Directory {
		return nil
	}
	info, err := os.Stat(f.Path)
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("opening %s: %w", f.Path, errNotRegular)
	}
	return err
}

// namesInside are the names of the image in an archive or layout.
func namesInside(sys *types.SystemContext, ref types.ImageReference) (names []reference.Named, err error) {
	f, ok := ParseFile(ref.Transport().Name() + ":" + ref.StringWithinTransport())
	if !ok {
		return nil, nil
	}
	if named := ref.DockerReference(); named != nil {
		return []reference.Named{reference.TagNameOnly(named)}, nil
	}
	switch f.Transport {
	case dockerarchive.Transport.Name():
		return namesInDocker(sys, f)
	case ociarchive.Transport.Name(), layout.Transport.Name():
		return namesInOCI(f)
	}
	return nil, nil
}

func namesInDocker(sys *types.SystemContext, f File) (names []reference.Named, err error) {
	r, err := dockerarchive.NewReader(sys, f.Path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	images, err := r.List()
	if err != nil || len(images) != 1 {
		return nil, err // which image is meant is an error of the pull
	}
	for _, ref := range images[0] {
		if named := ref.DockerReference(); named != nil {
			names = append(names, reference.TagNameOnly(named))
		}
	}
	return names, nil
}

// namesInOCI reads the annotations of an index.json. A mere tag is a name in an archive, as
// with buildah. In a layout it is one only if the reference has it.
func namesInOCI(f File) ([]reference.Named, error) {
	text, err := readIndex(f)
	if err != nil {
		return nil, err
	}
	index, err := image.ParseIndex(text)
	if err != nil || len(index.Manifests) == 0 {
		return nil, err
	}
	var names []reference.Named
	for _, d := range index.Manifests {
		if f.image != "" && d.Annotations[ocispec.AnnotationRefName] != f.image ||
			f.image == "" && len(index.Manifests) != 1 {
			continue
		}
		for _, key := range []string{ocispec.AnnotationRefName, "io.containerd.image.name"} {
			text := d.Annotations[key]
			if f.Directory && !strings.ContainsAny(text, "/:") && text != f.image || text == "" {
				continue
			}
			if named, err := Normalize(text); err == nil {
				names = append(names, named)
			}
		}
	}
	return names, nil
}

// maxIndex bounds an index.json, in bytes.
const maxIndex = 4 << 20

func readIndex(f File) ([]byte, error) {
	if f.Directory {
		file, err := os.Open(path.Join(f.Path, ocispec.ImageIndexFile))
		if err != nil {
			return nil, err
		}
		defer file.Close()
		return io.ReadAll(io.LimitReader(file, maxIndex))
	}
	file, err := os.Open(f.Path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	plain, _, err := compression.AutoDecompress(file)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", f.Path, err)
	}
	defer plain.Close()
	r := tar.NewReader(plain)
	for {
		h, err := r.Next()
		if err != nil {
			return nil, fmt.Errorf("looking for %s in %s: %w", ocispec.ImageIndexFile, f.Path, err)
		}
		if path.Clean(h.Name) == ocispec.ImageIndexFile {
			return io.ReadAll(io.LimitReader(r, maxIndex))
		}
	}
}
