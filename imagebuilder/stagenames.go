package imagebuilder

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/command"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// Names that the instruction parser knows, and names that it refuses for a reason: a number
// is that of a stage, and a variable would not be expanded. Buildah takes all others, for
// example with a slash.
var (
	plainName = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9-_.]*$`)
	wrongName = regexp.MustCompile(`^[0-9]+$|[$]`)
)

// StageNames are names of stages by the line of their FROM.
type StageNames map[int]string

// TakeStageNames takes the names of stages that the instruction parser refuses out of a file.
func TakeStageNames(ast *parser.Node) StageNames {
	out := StageNames{}
	for _, node := range ast.Children {
		if !strings.EqualFold(node.Value, command.From) {
			continue
		}
		name := stageName(node)
		if name == nil || plainName.MatchString(name.Value) || wrongName.MatchString(name.Value) {
			continue
		}
		out[node.StartLine] = strings.ToLower(name.Value)
		name.Value = fmt.Sprintf("line-%d", node.StartLine)
	}
	return out
}

// stageName is the word after AS; nil: there is none.
func stageName(from *parser.Node) *parser.Node {
	base := from.Next
	if base == nil || base.Next == nil || base.Next.Next == nil || !strings.EqualFold(base.Next.Value, "as") {
		return nil
	}
	return base.Next.Next
}

// Restore gives the names back to the parsed stages.
func (names StageNames) Restore(stages []instructions.Stage) {
	for i := range stages {
		if len(stages[i].Location) == 0 {
			continue
		}
		if name, ok := names[stages[i].Location[0].Start.Line]; ok {
			stages[i].Name = name
		}
	}
}
