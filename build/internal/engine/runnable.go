package engine

import (
	"fmt"
	"strings"

	"github.com/containerd/platforms"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/plan"
	"github.com/cooper-build/cooper/runtime/isolation"
)

// runnable refuses a plan with RUN instructions before any work is done if commands cannot
// run. The error names all lines and a change that helps.
func runnable(p *plan.Plan, mode isolation.Mode) error {
	if mode.Run {
		return nil
	}
	var first []parser.Range
	var lines []string
	for ins := range p.Instructions() {
		run, ok := ins.Run()
		if !ok {
			continue
		}
		if first == nil {
			first = run.Location()
		}
		lines = append(lines, fmt.Sprint(plan.Line(run.Location())))
	}
	if first == nil {
		return nil
	}
	refused := mode.Refuse()
	err := fmt.Errorf("RUN (line %s): %w", strings.Join(lines, ", "), refused)
	return imagebuilder.At(p.File, first, imagebuilder.WithHint(err, refused.Hint()))
}

// runsOnLinux refuses a RUN in a stage for another operating system.
func runsOnLinux(p *plan.Plan) error {
	for i, stage := range p.Stages {
		if !p.Needed[i] || stage.Platform.OS == "linux" || stage.Platform.OS == "" {
			continue
		}
		for j := range stage.Instructions {
			run, ok := stage.Instructions[j].Run()
			if !ok {
				continue
			}
			err := fmt.Errorf("RUN needs linux, and the stage is for %s", platforms.Format(stage.Platform))
			return imagebuilder.At(p.File, run.Location(), imagebuilder.WithHint(
				err, "make the files in another stage, FROM --platform=$BUILDPLATFORM, and copy them"))
		}
	}
	return nil
}
