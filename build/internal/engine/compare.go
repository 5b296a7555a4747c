package engine

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/call"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/build/internal/imagediff"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/runtime/safepath"
)

// compare compares the files and configs of two containers or images.
func (s *server) compare(ctx context.Context, c call.Comparison, emit emitter) (out call.Compared, err error) {
	if c.New == "" {
		return s.compareBelow(ctx, c.Old, emit)
	}
	if out.OldConfig, err = s.configOf(ctx, c.Old, emit); err != nil {
		return out, err
	}
	if out.NewConfig, err = s.configOf(ctx, c.New, emit); err != nil {
		return out, err
	}
	err = s.withHost(host.Config{Warn: emit.warn}, func(h *host.Host) error {
		old, err := s.treeOf(h, c.Old)
		if err != nil {
			return err
		}
		out.Files, err = s.compareWith(ctx, h, old, c.New)
		return err
	})
	return out, err
}

// compareBelow compares a container with its image, or an image with what is below its last layer.
func (s *server) compareBelow(ctx context.Context, name string, emit emitter) (out call.Compared, err error) {
	below, err := s.layerBelow(name)
	if err != nil {
		return out, err
	}
	if c, err := s.store.Container(name); err == nil && c.Image != "" && c.Own {
		if out.OldConfig, _, err = s.store.Data(c.Image); err != nil {
			return out, err
		}
		if out.NewConfig, err = s.configOf(ctx, name, emit); err != nil {
			return out, err
		}
	}
	err = s.withHost(host.Config{Warn: emit.warn}, func(h *host.Host) error {
		files, err := h.LayerFiles(below)
		if err != nil {
			return err
		}
		old, err := h.ViewOf(files)
		if err != nil {
			return err
		}
		out.Files, err = s.compareWith(ctx, h, old, name)
		return err
	})
	return out, err
}

func (s *server) compareWith(
	ctx context.Context, h *host.Host, old *safepath.Root, name string,
) ([]api.FileChange, error) {
	root, err := s.treeOf(h, name)
	if err != nil {
		return nil, err
	}
	return imagediff.Trees(ctx, old, root)
}

// layerBelow is the layer on which the last one of a container or an image lies; empty: none.
func (s *server) layerBelow(name string) (string, error) {
	c, err := s.store.Container(name)
	if err == nil {
		return s.store.ImageLayer(c)
	}
	if !errors.Is(err, store.ErrNoContainer) {
		return "", err
	}
	id, err := s.findOwn(name)
	if err != nil {
		return "", err
	}
	img, err := s.store.Image(id)
	if err != nil {
		return "", err
	}
	chain, err := s.store.Chain(img.Layer)
	if len(chain) < 2 {
		return "", err
	}
	return chain[len(chain)-2].ID, err
}

// configOf is the config of a container's image to be, or of an image.
func (s *server) configOf(ctx context.Context, name string, emit emitter) (json.RawMessage, error) {
	_, err := s.store.Container(name)
	if err == nil {
		c, err := s.inspectContainer(ctx, name, emit)
		return c.Config, err
	}
	if !errors.Is(err, store.ErrNoContainer) {
		return nil, err
	}
	id, err := s.findOwn(name)
	if err != nil {
		return nil, err
	}
	i, err := s.inspect(ctx, id, emit)
	return i.Config, err
}
