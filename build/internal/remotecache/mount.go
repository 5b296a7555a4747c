package remotecache

import (
	"context"
	"errors"

	"github.com/opencontainers/go-digest"
	"go.podman.io/image/v5/types"

	"github.com/cooper-build/cooper/build/internal/bundle"
	"github.com/cooper-build/cooper/build/internal/copier"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/limits"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// MountType is the media type of the config of a cache mount on its way.
const MountType = "application/vnd.cooper.cache.mount.v1+json"

// ExportMount sends the content of a cache mount.
func ExportMount(
	ctx context.Context, dir, temp string, ref types.ImageReference, sys *types.SystemContext,
) (t bundle.Moved, err error) {
	root, err := safepath.OpenRoot(dir)
	if err != nil {
		return t, err
	}
	defer root.Close()
	dest, err := ref.NewImageDestination(ctx, sys)
	if err != nil {
		return t, err
	}
	defer func() { err = errors.Join(err, dest.Close()) }()
	return bundle.Send(ctx, &copier.Tree{Root: root}, MountType, temp, dest)
}

// ImportMount adds exported content to a cache mount. known lists the archives that the
// cache mount already has. learn is called with new ones.
func ImportMount(
	ctx context.Context, dir, temp string, src types.ImageSource, bounds limits.Limits,
	known func(digest.Digest) bool, learn func(digest.Digest),
) (t bundle.Moved, err error) {
	raw, _, err := src.GetManifest(ctx, nil)
	if err != nil {
		return t, err
	}
	m, err := image.ParseManifest(raw)
	if err != nil || m.Config.MediaType != MountType {
		return t, errors.New("it does not contain a cache mount")
	}
	r := bundle.Receiver{Dir: dir, Temp: temp, Limits: bounds, Known: known, Learn: learn}
	return r.Receive(ctx, src, &m)
}
