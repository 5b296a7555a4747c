package engine

import (
	"context"
	"fmt"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/nearest"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// pullFunc makes sure that an image is in the store and returns its id.
type pullFunc func(ctx context.Context, reference string, platform ocispec.Platform) (string, error)

// puller pulls images by a policy. They get no names.
func (s *server) puller(when api.PullPolicy, access api.Access, emit emitter) (pullFunc, error) {
	policy, err := registry.ParsePolicy(when)
	if err != nil {
		return nil, err
	}
	c, err := s.client(access, emit)
	if err != nil {
		return nil, err
	}
	c.NoNames = true
	return func(ctx context.Context, name string, p ocispec.Platform) (string, error) {
		return c.PullPlatform(ctx, name, policy, p)
	}, nil
}

// nearStage suggests a stage for a --from that names no stage and no local image, before a
// registry is asked. Names of bases always mean images.
func (b *job) nearStage(pull pullFunc, p *plan.Plan) pullFunc {
	var stages []string
	bases := map[string]bool{}
	for _, s := range p.Stages {
		bases[s.Base.Image] = true
		if s.Name != "" {
			stages = append(stages, s.Name)
		}
	}
	return func(ctx context.Context, name string, platform ocispec.Platform) (string, error) {
		near, ok := nearest.Word(name, stages)
		if _, err := b.find(name); !ok || bases[name] || err == nil {
			return pull(ctx, name, platform)
		}
		b.warn(fmt.Sprintf("no stage is named %s, so it is read as an image: did you mean the stage %s?", name, near))
		id, err := pull(ctx, name, platform)
		if err != nil {
			err = imagebuilder.WithHint(err, "did you mean the stage "+near+"?")
		}
		return id, err
	}
}
