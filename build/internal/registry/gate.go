package registry

import (
	"context"
	"errors"
	"fmt"

	"github.com/opencontainers/go-digest"
	"go.podman.io/image/v5/image"
	"go.podman.io/image/v5/signature"
	"go.podman.io/image/v5/types"
)

// Open opens an image or other content of a registry or a layout for reading, for example a
// remote cache. It fails if the signature policy refuses an image of that name. The caller
// closes it.
func Open(ctx context.Context, a Access, name string) (types.ImageSource, error) {
	ref, sys, err := Reference(a, name)
	if err != nil {
		return nil, err
	}
	if err := checkFile(ref); err != nil {
		return nil, err
	}
	cleanup, err := enableAttachments(sys, ref)
	if err != nil {
		return nil, err
	}
	src, err := a.checked(ref).NewImageSource(ctx, sys)
	if err != nil {
		cleanup()
		return nil, err
	}
	if err := allowed(ctx, src, sys, nil); err != nil {
		cleanup()
		return nil, errors.Join(err, src.Close())
	}
	return &openSource{src, cleanup}, nil
}

// allowed asks the signature policy, containers-policy.json(5), for a source or one of its
// images.
func allowed(ctx context.Context, src types.ImageSource, sys *types.SystemContext, instance *digest.Digest) error {
	policy, err := readPolicy(sys)
	if err != nil {
		return err
	}
	pc, err := signature.NewPolicyContext(policy)
	if err != nil {
		return fmt.Errorf("reading the signature policy: %w", err)
	}
	defer func() { _ = pc.Destroy() }()
	if ok, err := pc.IsRunningImageAllowed(ctx, image.UnparsedInstance(src, instance)); !ok || err != nil {
		return explainPolicy(err, policy, src.Reference())
	}
	return nil
}

// openSource is a source that releases its resources when it is closed.
type openSource struct {
	types.ImageSource
	cleanup func()
}

func (s *openSource) Close() error {
	defer s.cleanup()
	return s.ImageSource.Close()
}
