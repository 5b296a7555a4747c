package engine

import (
	"strconv"
	"time"

	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/image"
	"github.com/cooper-build/cooper/build/internal/store"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// Labels of buildah for images of stages.
const (
	stageNameLabel = "io.buildah.stage.name"
	stageBaseLabel = "io.buildah.stage.base"
)

// saveStages makes images without names of the stages that were built, if they are wanted.
// The ids are by the number of the stage. A stage without an instruction is its base.
func (b *job) saveStages(p *plan.Plan, outcome exec.Outcome) (ids map[int]string, err error) {
	o := &b.request.Stages
	if !o.Save {
		return nil, nil
	}
	ids = map[int]string{}
	for _, stage := range outcome.Stages {
		if len(p.Stages[stage.Index].Instructions) == 0 {
			continue
		}
		labels := o.Layer
		if o.Labels {
			labels = merged(labels, stageLabels(p, stage.Index, ids))
		}
		if ids[stage.Index], err = b.saveStage(stage.Result, labels); err != nil {
			return ids, err
		}
	}
	return ids, nil
}

func (b *job) saveStage(stage exec.Result, labels map[string]string) (id string, err error) {
	img, none := stage.Image, b.request.Image
	none.Labels, none.Annotations = nil, nil
	img.Config.Config.Labels = merged(img.Config.Config.Labels, labels)
	img.Annotations = annotations(img.Annotations, &none)
	img = image.Dated(img, b.created(img))
	config, manifest, err := img.Encode(image.Format(b.request.Image.Format))
	if err != nil {
		return "", err
	}
	return b.store.PutImage(store.NewImage{
		Config: config, Manifest: manifest, Layer: stage.Layer, Created: time.Now(),
	})
}

// stageLabels name a stage and its base: an image as the file names it, or the id of the image
// that was made of another stage.
func stageLabels(p *plan.Plan, number int, ids map[int]string) map[string]string {
	stage := p.Stages[number]
	name, base := stage.Name, "scratch"
	if name == "" {
		name = strconv.Itoa(number)
	}
	for stage.Base.Kind == plan.BaseStage && ids[stage.Base.Stage] == "" {
		stage = p.Stages[stage.Base.Stage] // it has no instructions
	}
	switch stage.Base.Kind {
	case plan.BaseImage:
		base = stage.Base.Image
	case plan.BaseStage:
		base = ids[stage.Base.Stage]
	}
	return map[string]string{stageNameLabel: name, stageBaseLabel: base}
}
