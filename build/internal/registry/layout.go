package registry

import (
	"context"
	"fmt"
	"os"
	"strings"

	"go.podman.io/image/v5/copy"
	"go.podman.io/image/v5/manifest"
	"go.podman.io/image/v5/oci/layout"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/internal/limits"
)

// PushLayout sends the image of an OCI layout to a registry as it is, and returns
// the digest of its manifest.
func PushLayout(ctx context.Context, a Access, dir, name string) (string, error) {
	src, err := layout.NewReference(dir, "latest")
	if err != nil {
		return "", err
	}
	dest, err := destination("", strings.TrimPrefix(name, "docker://"))
	if err != nil {
		return "", err
	}
	body, err := copyAsIs(ctx, a, dest, src)
	if err != nil {
		return "", fmt.Errorf("pushing %s to %s: %w", dir, name, err)
	}
	d, err := manifest.Digest(body)
	return d.String(), err
}

// PullLayout fetches an image from a registry into a directory, which must be empty
// or not there yet, as an OCI layout.
func PullLayout(ctx context.Context, a Access, name, dir string) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) != 0 {
		return fmt.Errorf("pulling %s: the directory %s is not empty", name, dir)
	}
	src, err := destination("", strings.TrimPrefix(name, "docker://"))
	if err != nil {
		return err
	}
	dest, err := layout.NewReference(dir, "latest")
	if err != nil {
		return err
	}
	if _, err := copyAsIs(ctx, a, dest, src); err != nil {
		return &PullError{name, err}
	}
	return nil
}

func copyAsIs(ctx context.Context, a Access, dest, src types.ImageReference) ([]byte, error) {
	sys, err := a.context()
	if err != nil {
		return nil, err
	}
	ctx, stop := Watch(ctx, limits.Limits{})
	defer stop()
	return a.copyTrusted(ctx, dest, src, &copy.Options{SourceCtx: sys, DestinationCtx: sys, PreserveDigests: true}, nil)
}
