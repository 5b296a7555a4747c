package cli

import (
	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
)

// stageFlags say what becomes of stages that are no results, and what commands of a build get.
type stageFlags struct {
	layerLabels []string
	passStdin   bool
	discard     bool
}

func (f *stageFlags) add(flags *pflag.FlagSet, r *build.Request) {
	flags.BoolVar(&r.Stages.Save, "save-stages", false, "keep an image without a name of each stage that is built")
	flags.BoolVar(&r.Stages.Labels, "stage-labels", false,
		"with --save-stages: label images with the name and the base of their stage")
	flags.StringArrayVar(&f.layerLabels, "layer-label", nil,
		"set a label of images that hold layers of stages, name=value")
	flags.BoolVar(&f.passStdin, "stdin", false,
		"let commands read the standard input; a RUN that can read it does not come from the cache")
	flags.BoolVar(&f.discard, "compat-volumes", false,
		"discard what a RUN changes in the directories that a VOLUME names")
}

// complete turns the flags into a request.
func (f *stageFlags) complete(a *app, r *build.Request) (err error) {
	if f.passStdin {
		r.Stdin = a.in
	}
	r.Run.DiscardVolumes = f.discard
	r.Stages.Layer, err = pairs("--layer-label", f.layerLabels)
	return err
}
