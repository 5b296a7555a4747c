package imagebuilder

import (
	"errors"
	"fmt"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// Triggers reads the ONBUILD instructions of a base image for stage number current, whose
// file has the names.
func Triggers(names plan.Names, current int, expressions []string) ([]plan.Instruction, error) {
	var out []plan.Instruction
	for _, expression := range expressions {
		cmd, err := trigger(names, current, expression)
		if err != nil {
			return nil, fmt.Errorf("trigger %q of the base image: %w", expression, err)
		}
		out = append(out, cmd)
	}
	return out, nil
}

func trigger(names plan.Names, current int, expression string) (out plan.Instruction, err error) {
	result, err := parser.Parse(strings.NewReader(expression))
	if err != nil {
		return out, err
	}
	if len(result.AST.Children) != 1 {
		return out, errors.New("it is not one instruction")
	}
	mounts := TakeMounts(result.AST)
	cmd, err := instructions.ParseCommand(result.AST.Children[0])
	if err != nil {
		return out, err
	}
	switch cmd.(type) {
	case *instructions.OnbuildCommand, *instructions.MaintainerCommand:
		return out, fmt.Errorf("%s is not allowed in a trigger", strings.ToUpper(cmd.Name()))
	}
	return resolve(names, cmd, mounts[plan.Line(cmd.Location())], current, literalFrom)
}
