package scan

import (
	"context"
	"fmt"

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
		layer := &layers[i]
		t, err := openTree(layer.Dir)
		if err != nil {
			return nil, fmt.Errorf("opening the layer %s: %w", layer.DiffID, err)
		}
		for at := range s.found {
			if ctx.Err() != nil {
				t.Close()
				return nil, context.Cause(ctx)
			}
			s.passLayer(ctx, t, at, layer.Origin, out[at], alive[at])
		}
		if err := t.Close(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// passLayer goes down by a layer. A package that is in it may come from it. One that is not in it
// comes from above.
func (s *scan) passLayer(
	ctx context.Context, t *tree, at place, layer sbom.Origin, origins []sbom.Origin, alive []bool,
) {
	if info, err := t.root.Lstat(at.path); err != nil || !info.Mode().IsRegular() || !anyOf(alive) {
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

func anyOf(list []bool) bool {
	for _, one := range list {
		if one {
			return true
		}
	}
	return false
}

func identities(list []*extractor.Package) map[string]bool {
	out := map[string]bool{}
	for _, p := range list {
		out[identity(p)] = true
	}
	return out
}
