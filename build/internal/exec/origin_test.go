package exec_test

import (
	"slices"
	"testing"

	"github.com/cooper-build/cooper/build/internal/cache"
	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/exec/exectest"
)

// TestOriginsOfLayers also builds from the cache.
func TestOriginsOfLayers(t *testing.T) {
	const text = "FROM base AS a\nRUN one\n\nFROM a\nENV x=y\nRUN two\nRUN three\n"
	one, two, three := exec.Origin{Line: 2, Instruction: "RUN one"}, exec.Origin{Line: 6, Instruction: "RUN two"},
		exec.Origin{Line: 7, Instruction: "RUN three"}
	b, c := exectest.NewFake(), cache.New(t.TempDir())
	for _, test := range []struct {
		name string
		opts exec.Options
		base string
		want []exec.Origin
	}{
		{"new", exec.Options{}, "base", []exec.Origin{one, two, three}},
		{"cached", exec.Options{}, "base", []exec.Origin{one, two, three}},
		{"a layer for each stage", exec.Options{OneLayer: true}, "base", []exec.Origin{one, three}},
		{"squashed", exec.Options{Squash: true}, "", []exec.Origin{{}}},
	} {
		outcome, err := run(t, b, c, text, test.opts)
		if err != nil {
			t.Fatal(err)
		}
		got := outcome.Target
		if len(got.Origins) != len(got.Image.Layers) || got.Base != test.base {
			t.Errorf("%s: origins %v of layers %v, base %q", test.name, got.Origins, got.Image.Layers, got.Base)
			continue
		}
		of := slices.Clone(got.Origins)
		for test.base != "" && len(of) > 0 && of[0] == (exec.Origin{}) {
			of = of[1:] // of the base
		}
		if !slices.Equal(of, test.want) {
			t.Errorf("%s: %+v", test.name, of)
		}
	}
}
