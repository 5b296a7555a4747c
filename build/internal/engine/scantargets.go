package engine

import (
	"context"

	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// scanTarget is what a bill of materials is about: the image, a stage or the build context.
type scanTarget struct {
	name  string       // of a stage, or "context"; empty: the image
	built *exec.Result // nil: the context
	from  exec.Mounted
}

// scanTargets are the image, and what arguments of the Containerfile add.
func (b *job) scanTargets(p *plan.Plan, outcome *exec.Outcome) []scanTarget {
	targets := []scanTarget{{built: outcome.Target}}
	if p == nil {
		return targets
	}
	for i := range outcome.Stages {
		stage := &outcome.Stages[i]
		if title := p.Stages[stage.Index].Title(); p.WantsScan(stage.Index, plan.ScanStageArg) {
			targets = append(targets, scanTarget{name: title, built: &stage.Result})
		}
	}
	if b.main.dir != "" && p.WantsScan(p.Target, plan.ScanContextArg) {
		targets = append(targets, scanTarget{name: "context"})
	}
	return targets
}

// open opens the files of a target.
func (t *scanTarget) open(ctx context.Context, h *host.Host) (err error) {
	if t.built != nil {
		t.from.Files, err = h.LayerFiles(t.built.Layer)
		return err
	}
	context := plan.Source{Kind: plan.SourceContext}
	t.from.Sources, err = h.Scan(ctx, &dispatch.CopyStep{From: context, Sources: []string{"."}, Literal: true}, nil)
	return err
}

// mountAt shows the files of a target at a path, read-only.
func (t *scanTarget) mountAt(path string) dispatch.Mount {
	if t.built != nil {
		return bindOf(plan.Source{Kind: plan.SourceImage}, path)
	}
	return bindOf(plan.Source{Kind: plan.SourceContext}, path)
}
