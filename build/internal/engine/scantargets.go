package engine

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"github.com/cooper-build/cooper/build/internal/exec"
	"github.com/cooper-build/cooper/build/internal/host"
	"github.com/cooper-build/cooper/imagebuilder/dispatch"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// Arguments that add targets to the scan for a bill of materials (BuildKit, "SBOM attestations").
const (
	scanStageArg   = "BUILDKIT_SBOM_SCAN_STAGE"
	scanContextArg = "BUILDKIT_SBOM_SCAN_CONTEXT"
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
		if title := p.Stages[stage.Index].Title(); wantsScan(p, stage.Index, scanStageArg) {
			targets = append(targets, scanTarget{name: title, built: &stage.Result})
		}
	}
	if b.main.dir != "" && wantsScan(p, p.Target, scanContextArg) {
		targets = append(targets, scanTarget{name: "context"})
	}
	return targets
}

// wantsScan reports whether an argument applies to a stage. Its value is a boolean, or a list of
// stages. A value that the caller gives needs an ARG. One in the stage itself comes first.
func wantsScan(p *plan.Plan, index int, name string) bool {
	stage := p.Stages[index]
	value, declared := p.Args.Get(name)
	for i := range stage.Instructions {
		arg, ok := stage.Instructions[i].Command.(*instructions.ArgCommand)
		if !ok {
			continue
		}
		for _, pair := range arg.Args {
			if pair.Key != name {
				continue
			}
			if given, ok := p.Given[name]; ok {
				value, declared = given, true
			} else if pair.Value != nil {
				value, declared = *pair.Value, true
			}
		}
	}
	if !declared {
		return false
	}
	if on, err := strconv.ParseBool(value); err == nil {
		return on
	}
	return slices.ContainsFunc(strings.Split(value, ","), func(one string) bool {
		return strings.EqualFold(strings.TrimSpace(one), stage.Title())
	})
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
