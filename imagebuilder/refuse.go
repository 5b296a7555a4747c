package imagebuilder

import (
	"errors"
	"slices"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// refuse names what an instruction asks for and cooper does not do.
func refuse(cmd instructions.Command) error {
	run, ok := cmd.(*instructions.RunCommand)
	if ok && slices.Contains(run.FlagsUsed, "device") {
		return errors.New("RUN --device is not supported: a sandbox has the standard devices only")
	}
	return nil
}
