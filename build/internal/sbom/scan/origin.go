package scan

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/osv-scalibr/extractor"

	"github.com/cooper-build/cooper/build/internal/sbom"
)

// origins finds the layer that brought each package of each place: the lowest one from which on it
// was always there.
func (s *scan) origins(ctx context.Context, layers []sbom.Layer) (map[place][]sbom.Origin, error) {
	out, alive := map[place][]sbom.Origin{}, map[place][]bool{}
	for at, list := range s.found {
		out[at], alive[at] = make([]sbom.Origin, len(list)), make([]bool, len(list))
		for i := range list {
			alive[at][i] = true
		}
	}
	for i := len(layers) - 1; i >= 0; i-- {
		t, err := openTree(layers[i].Dir)
		if err != nil {
			return nil, fmt.Errorf("opening the layer %s: %w", layers[i].DiffID, err)
		}
		for at := range s.found {
			s.passLayer(ctx, t, at, layers[i].Origin, out[at], alive[at])
		}
		if err := t.Close(); err != nil {
			return nil, err
		}
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
	}
	return out, nil
}

// passLayer goes down by a layer. A package that is in it may come from it. One that is not in it
// comes from above.
func (s *scan) passLayer(
	ctx context.Context, t *tree, at place, layer sbom.Origin, origins []sbom.Origin, alive []bool,
) {
	if info, err := t.root.Lstat(at.path); err != nil || !info.Mode().IsRegular() ||
		!slices.Contains(alive, true) || ctx.Err() != nil {
		return // the layer does not change the file
	}
	list, _ := s.readers[at.reader].read(ctx, t, at.path) // of a file with an error, nothing is known
	here := identities(list)
	for i, p := range s.found[at] {
		alive[i] = alive[i] && here[identity(p)]
		if alive[i] {
			origins[i] = layer
		}
	}
}

func identities(list []*extractor.Package) map[string]bool {
	out := map[string]bool{}
	for _, p := range list {
		out[identity(p)] = true
	}
	return out
}
