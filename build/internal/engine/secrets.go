package engine

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/agent"
	"github.com/cooper-build/cooper/build/internal/remote"
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
				return nil, fmt.Errorf("ssh agent %q: SSH_AUTH_SOCK is not set", id)
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
	for ins := range p.Instructions() {
		for _, flag := range ins.Mounts {
			m := flag.Literal
			if !m.Required || strings.Contains(m.ID, "$") {
				continue
			}
			if m.Kind == mount.Secret && !given[m.ID] {
				return imagebuilder.At(p.File, ins.Location(), imagebuilder.WithHint(
					fmt.Errorf("the required secret %q is missing", m.ID),
					"use --secret id="+m.ID+",src=FILE"))
			}
			if id := cmp.Or(m.ID, "default"); m.Kind == mount.SSH && !agents[id] {
				return imagebuilder.At(p.File, ins.Location(), imagebuilder.WithHint(
					fmt.Errorf("the required ssh agent %q is missing", id), "use --ssh "+id))
			}
		}
	}
	return nil
}

// unusedSecrets are the ids of secrets that no instruction mounts, and that nothing is fetched with.
// There are none if a variable decides what is mounted, or if triggers of a base may mount them.
func unusedSecrets(r *api.Request, p *plan.Plan) (unused []string) {
	if slices.Contains(r.Run.Security.Allow, "onbuild.secrets") {
		return nil
	}
	for ins := range p.Instructions() {
		if slices.ContainsFunc(ins.Mounts, func(m plan.Mount) bool {
			return m.Literal.Kind == "" || m.Literal.Kind == mount.Secret && strings.Contains(m.Literal.ID, "$")
		}) {
			return nil
		}
	}
	_, used, _ := imagebuilder.Inputs(p)
	for _, secret := range r.Secrets {
		if !slices.Contains(used, secret.ID) && !remote.IsCredential(secret.ID) {
			unused = append(unused, secret.ID)
		}
	}
	return unused
}
