package engine

import (
	"fmt"
	"os"
	"strings"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/agent"
	"github.com/cooper-build/cooper/imagebuilder"
	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// agents opens the ssh agents of a request.
func agents(list []api.Agent) (map[string]*agent.Source, error) {
	out := map[string]*agent.Source{}
	for _, a := range list {
		id, paths := a.ID, a.Paths
		if id == "" {
			id = "default"
		}
		if len(paths) == 0 {
			socket := os.Getenv("SSH_AUTH_SOCK")
			if socket == "" {
				return nil, fmt.Errorf("ssh agent %q: no agent runs: SSH_AUTH_SOCK is not set", id)
			}
			paths = []string{socket}
		}
		source, err := agent.NewSource(paths)
		if err != nil {
			return nil, fmt.Errorf("ssh agent %q: %w", id, err)
		}
		out[id] = source
	}
	return out, nil
}

// checkSecrets finds a required secret or agent that is missing before anything
// runs. An id that a variable decides is checked when its step is reached.
func checkSecrets(r *api.Request, p *plan.Plan) error {
	given, agents := map[string]bool{}, map[string]bool{}
	for _, secret := range r.Secrets {
		given[secret.ID] = true
	}
	for _, a := range r.SSH {
		agents[a.ID] = true
		agents["default"] = agents["default"] || a.ID == ""
	}
	for i, stage := range p.Stages {
		if !p.Needed[i] {
			continue
		}
		for _, cmd := range stage.Instructions {
			run, ok := cmd.(*plan.Run)
			if !ok {
				continue
			}
			for _, text := range run.Mounts {
				m, err := mount.Parse(text, func(word string) (string, error) { return word, nil })
				if err != nil || !m.Required || strings.Contains(m.ID, "$") {
					continue
				}
				if m.Kind == mount.Secret && !given[m.ID] {
					return imagebuilder.At(p.File, run.Location(), imagebuilder.WithHint(
						fmt.Errorf("the secret %q is required and was not given", m.ID), "--secret id="+m.ID+",src=FILE gives it"))
				}
				if m.Kind == mount.SSH && m.ID == "" {
					m.ID = "default"
				}
				if m.Kind == mount.SSH && !agents[m.ID] {
					return imagebuilder.At(p.File, run.Location(), imagebuilder.WithHint(
						fmt.Errorf("the ssh agent %q is required and was not given", m.ID), "--ssh "+m.ID+" gives it"))
				}
			}
		}
	}
	return nil
}
