package exec

import (
	"fmt"
	"time"

	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// podmanLayers is how many layers of an image podman can mount.
const podmanLayers = 128

// depthHint is the hint for too many layers.
const depthHint = "combine several commands in one RUN, or use --layers=false"

// checkDepths refuses stages that have too many layers whatever they start from,
// before anything is fetched or run.
func (b *builder) checkDepths() error {
	for i, needed := range b.plan.Needed {
		if !needed {
			continue
		}
		r := &stageRun{Stage: b.plan.Stages[i], step: 1}
		r.steps = 1 + len(r.Instructions)
		if err := b.checkDepth(b.depth(i)); err != nil {
			return b.at(r, r.Location, r.Code, time.Now(), err)
		}
	}
	return nil
}

// depth is how many layers a stage makes, with those of the stages it starts from.
func (b *builder) depth(i int) int {
	stage := b.plan.Stages[i]
	n := b.layersOf(stage.Instructions)
	if stage.Base.Kind == plan.BaseStage {
		n += b.depth(stage.Base.Stage)
	}
	return n
}

func (b *builder) layersOf(list []plan.Instruction) (n int) {
	for i := range list {
		if list[i].MakesLayer() {
			n++
		}
	}
	if b.opts.OneLayer {
		return min(n, 1)
	}
	return n
}

func (b *builder) checkDepth(depth int) error {
	if b.opts.MaxLayers != 0 && depth > b.opts.MaxLayers {
		return imagebuilder.WithHint(
			fmt.Errorf("the stage has %d layers, but an image can have at most %d", depth, b.opts.MaxLayers), depthHint,
		)
	}
	return nil
}

// checkBase is checkDepth for a known base. The warning about podman is given once, for the
// final image.
func (b *builder) checkBase(r *stageRun, commands []command) error {
	depth := len(r.base.Layers)
	for _, rec := range r.records {
		if rec.node != nil {
			depth++
		}
	}
	list := make([]plan.Instruction, len(commands))
	for i, cmd := range commands {
		list[i] = cmd.Instruction
	}
	depth += b.layersOf(list)
	if err := b.checkDepth(depth); err != nil {
		return err
	}
	if depth > podmanLayers && r.Index == b.plan.Target && !b.opts.Squash {
		b.warn(fmt.Sprintf(
			"the image has %d layers, but podman cannot mount more than %d (%s)", depth, podmanLayers, depthHint,
		))
	}
	return nil
}
