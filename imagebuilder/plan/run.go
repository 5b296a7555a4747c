package plan

import "github.com/moby/buildkit/frontend/dockerfile/instructions"

// Run is a RUN with the values of its --mount flags as written.
type Run struct {
	*instructions.RunCommand
	Mounts []string
}
