package engine

import (
	"errors"
	"fmt"

	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/imagebuilder"
)

// checkDigest refuses an output that cannot be pushed without a tag. Its errors continue "output type X".
func (o *output) checkDigest(tags []string) error {
	if !o.ByDigest {
		return nil
	}
	if o.Type != "registry" && (o.Type != "image" || !o.Push) {
		return imagebuilder.WithHint(errors.New("pushes nothing, also not by digest"),
			"use --output type=registry,push-by-digest=true,name=HOST/NAME")
	}
	names := o.Names
	if len(names) == 0 {
		names = tags
	}
	for _, name := range names {
		if _, err := registry.ByDigest(name); err != nil {
			return fmt.Errorf("with push-by-digest: %w", err)
		}
	}
	return nil
}

// targets are the names to push to.
func (o *output) targets(names []string) (out []string, err error) {
	if !o.ByDigest {
		return names, nil
	}
	for _, name := range names {
		to, err := registry.ByDigest(name)
		if err != nil {
			return nil, err
		}
		out = append(out, to)
	}
	return out, nil
}
