package imagebuilder

import (
	"errors"
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// refuse names what an instruction asks for and cooper does not do.
func refuse(cmd instructions.Command) error {
	switch c := cmd.(type) {
	case *instructions.RunCommand:
		if slices.Contains(c.FlagsUsed, "device") {
			return errors.New("RUN --device is not supported: a sandbox has the standard devices only")
		}
	case *instructions.CopyCommand:
		if strings.Contains(c.From, "$") {
			return WithHint(errors.New("--from does not expand variables"),
				"add a stage `FROM "+c.From+" AS name` with ARG before the first FROM, and use --from=name")
		}
	}
	return nil
}
