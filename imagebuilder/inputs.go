package imagebuilder

import (
	"cmp"
	"slices"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// Inputs are what a build of a plan can be given: arguments as NAME or
// NAME=default, ids of secrets and of ssh agents, each in the order of its first
// mention.
func Inputs(p *plan.Plan) (args, secrets, agents []string) {
	add := func(list *[]string, item string) {
		if !slices.Contains(*list, item) {
			*list = append(*list, item)
		}
	}
	for ins := range p.Instructions() {
		if c, ok := ins.Command.(*instructions.ArgCommand); ok {
			for _, a := range c.Args {
				if a.Value != nil {
					add(&args, a.Key+"="+*a.Value)
				} else {
					add(&args, a.Key)
				}
			}
		}
		for _, m := range ins.Mounts {
			switch m.Literal.Kind {
			case mount.Secret:
				add(&secrets, m.Literal.ID)
			case mount.SSH:
				add(&agents, cmp.Or(m.Literal.ID, "default"))
			}
		}
	}
	return args, secrets, agents
}
