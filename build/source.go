package build

import (
	"context"
	"time"

	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/sourceimage"
)

// SourceImage is an image that holds the sources of something, as an OCI layout in
// a directory. It needs no Engine.
type SourceImage struct{ Dir string }

// CreateSourceImage makes one without sources. created may be zero: now.
func CreateSourceImage(dir, author string, created time.Time) (SourceImage, error) {
	if created.IsZero() {
		created = time.Now()
	}
	if err := sourceimage.Create(dir, author, created); err != nil {
		return SourceImage{}, describe(err)
	}
	return SourceImage{dir}, nil
}

// Add puts a file or directory into it.
func (s SourceImage) Add(ctx context.Context, source string, annotations map[string]string) error {
	if err := sourceimage.Add(ctx, s.Dir, source, annotations); err != nil {
		return describe(err)
	}
	return nil
}

// Push sends it to a registry and returns the digest of its manifest.
func (s SourceImage) Push(ctx context.Context, name string, access Access) (digest string, err error) {
	if digest, err = registry.PushLayout(ctx, registry.Access{Access: access}, s.Dir, name); err != nil {
		return "", describe(err)
	}
	return digest, nil
}

// PullSourceImage fetches one from a registry into a directory.
func PullSourceImage(ctx context.Context, name, dir string, access Access) (SourceImage, error) {
	if err := registry.PullLayout(ctx, registry.Access{Access: access}, name, dir); err != nil {
		return SourceImage{}, describe(err)
	}
	return SourceImage{dir}, nil
}
