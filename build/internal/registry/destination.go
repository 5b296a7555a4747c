package registry

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"go.podman.io/image/v5/docker"
	dockerarchive "go.podman.io/image/v5/docker/archive"
	"go.podman.io/image/v5/docker/reference"
	ociarchive "go.podman.io/image/v5/oci/archive"
	"go.podman.io/image/v5/oci/layout"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/runtime/safepath"
)

// Destination is Reference for a name that will be written to.
func Destination(a Access, name string) (types.ImageReference, *types.SystemContext, error) {
	ref, sys, err := Reference(a, name)
	if err == nil {
		err = checkLayout(ref)
	}
	return ref, sys, err
}

// destination reads where to push; an empty dest is the name itself.
func destination(name, dest string) (types.ImageReference, error) {
	if dest == "" {
		dest = StripStorage(name)
	}
	ref, err := parseTransport(dest)
	if err == nil {
		return ref, checkLayout(ref)
	}
	if !errors.Is(err, errNoTransport) {
		return nil, fmt.Errorf("destination %q: %w", dest, err)
	}
	named, err := reference.ParseNormalizedNamed(dest)
	if err != nil {
		return nil, invalidName("destination", dest, err)
	}
	return docker.NewReference(reference.TagNameOnly(named))
}

// ErrLinkInLayout means that a layout contains links. The library would follow them when it
// writes. A build context can contain any link.
var ErrLinkInLayout = errors.New("cooper does not write to a layout that contains links")

// checkLayout checks an existing layout for links.
func checkLayout(ref types.ImageReference) error {
	if ref.Transport() != layout.Transport {
		return nil
	}
	dir, _, _ := strings.Cut(ref.StringWithinTransport(), ":")
	for _, name := range []string{
		ocispec.ImageIndexFile, ocispec.ImageLayoutFile, ocispec.ImageBlobsDir,
		filepath.Join(ocispec.ImageBlobsDir, "sha256"),
	} {
		info, err := os.Lstat(filepath.Join(dir, name))
		if err == nil && info.Mode()&os.ModeSymlink != 0 {
			return fmt.Errorf("writing to the layout %s: %s is a link: %w", dir, name, ErrLinkInLayout)
		}
	}
	return nil
}

// stage replaces the path of an archive by a temporary one until the archive is complete.
// The library follows links when it opens archives, and leaves an incomplete archive after
// an error.
func stage(ref types.ImageReference) (types.ImageReference, *safepath.Stage, error) {
	switch ref.Transport() {
	case ociarchive.Transport, dockerarchive.Transport:
	default:
		return ref, nil, nil
	}
	file, inside, named := strings.Cut(ref.StringWithinTransport(), ":")
	s, err := safepath.NewStage(file)
	if err != nil {
		return nil, nil, err
	}
	details := s.Path
	if named {
		details += ":" + inside
	}
	staged, err := ref.Transport().ParseReference(details)
	if err != nil {
		return nil, nil, errors.Join(err, s.Discard())
	}
	return staged, s, nil
}

// staged writes to a destination by a function that gets the reference to use.
func staged(ref types.ImageReference, write func(types.ImageReference) error) error {
	to, s, err := stage(ref)
	if err != nil {
		return err
	}
	err = write(to)
	switch {
	case s == nil:
		return err
	case err != nil:
		return errors.Join(&safepath.WriteError{Path: s.Name(), Err: err}, s.Discard())
	}
	return s.Commit()
}
