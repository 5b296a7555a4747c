package imagebuilder

import (
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
	for i, stage := range p.Stages {
		if !p.Needed[i] {
			continue
		}
		for _, cmd := range stage.Instructions {
			switch c := cmd.(type) {
			case *instructions.ArgCommand:
				for _, a := range c.Args {
					if a.Value != nil {
						add(&args, a.Key+"="+*a.Value)
					} else {
						add(&args, a.Key)
					}
				}
			case *plan.Run:
				for _, text := range c.Mounts {
					m, err := mount.Parse(text, func(word string) (string, error) { return word, nil })
					switch {
					case err != nil:
					case m.Kind == mount.Secret:
						add(&secrets, m.ID)
					case m.Kind == mount.SSH && m.ID == "":
						add(&agents, "default")
					case m.Kind == mount.SSH:
						add(&agents, m.ID)
					}
				}
			}
		}
	}
	return args, secrets, agents
}
