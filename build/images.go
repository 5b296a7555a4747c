package build

import (
	"context"

	"github.com/cooper-build/cooper/build/internal/call"
)

// Images lists the local store, newest first.
func (e *Engine) Images(ctx context.Context) ([]Image, error) {
	return invoke(ctx, e, call.Images, call.None{}, nil)
}

// Inspect finds one image by name or id.
func (e *Engine) Inspect(ctx context.Context, name string) (Inspection, error) {
	return invoke(ctx, e, call.Inspect, name, nil)
}

// Rebase puts the layers of an image on another base, with the config of both.
func (e *Engine) Rebase(ctx context.Context, req RebaseRequest) (Result, error) {
	return invoke(ctx, e, call.Rebase, req, req.OnEvent)
}

// Tag gives an image more names, taken from other images that have them.
func (e *Engine) Tag(ctx context.Context, image string, names ...string) error {
	_, err := invoke(ctx, e, call.TagImage, call.Tag{Image: image, Names: names}, nil)
	return err
}

// Remove removes images by name or id.
func (e *Engine) Remove(ctx context.Context, images []string, opts RemoveOptions) (Removed, error) {
	return invoke(ctx, e, call.RemoveAll, call.Remove{Images: images, Options: opts}, nil)
}

// Info describes the local store.
func (e *Engine) Info(ctx context.Context) (Info, error) {
	return invoke(ctx, e, call.Info, call.None{}, nil)
}
