package plan

import (
	"slices"
	"strconv"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// Arguments that add stages and the context to the bill of materials of an image (BuildKit, "SBOM
// attestations"). They are no variables of commands.
const (
	ScanStageArg   = "BUILDKIT_SBOM_SCAN_STAGE"
	ScanContextArg = "BUILDKIT_SBOM_SCAN_CONTEXT"
)

// WantsScan reports whether an argument applies to a stage. Its value is a boolean, or a list of
// stages. A value that the caller gives needs an ARG. One in the stage itself comes first.
func (p *Plan) WantsScan(index int, name string) bool {
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
