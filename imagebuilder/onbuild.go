package imagebuilder

import (
	"fmt"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// Triggers parses the ONBUILD instructions of a base image.
func Triggers(expressions []string) ([]instructions.Command, error) {
	var out []instructions.Command
	for _, expression := range expressions {
		cmd, err := trigger(expression)
		if err != nil {
			return nil, fmt.Errorf("trigger %q of the base image: %w", expression, err)
		}
		out = append(out, cmd)
	}
	return out, nil
}

func trigger(expression string) (instructions.Command, error) {
	result, err := parser.Parse(strings.NewReader(expression))
	if err != nil {
		return nil, err
	}
	if len(result.AST.Children) != 1 {
		return nil, fmt.Errorf("it is not one instruction")
	}
	mounts := TakeMounts(result.AST)
	cmd, err := instructions.ParseCommand(result.AST.Children[0])
	if err != nil {
		return nil, err
	}
	commands := []instructions.Command{cmd}
	giveMounts(commands, mounts, nil)
	cmd = commands[0]
	switch cmd.(type) {
	case *instructions.OnbuildCommand, *instructions.MaintainerCommand:
		return nil, fmt.Errorf("%s is not allowed in a trigger", strings.ToUpper(cmd.Name()))
	}
	return cmd, Refuse(cmd)
}
