package imagebuilder

import (
	"slices"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/command"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/cooper-build/cooper/imagebuilder/mount"
	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// mountFlag begins the flag of RUN that is read here: the instruction parser
// knows BuildKit's options only.
const mountFlag = "--mount="

// TakeMounts takes the values of --mount out of all RUN instructions, by the
// line they begin at.
func TakeMounts(ast *parser.Node) map[int][]string {
	out := map[int][]string{}
	for _, node := range ast.Children {
		if !strings.EqualFold(node.Value, command.Run) {
			continue
		}
		for _, flag := range node.Flags {
			if value, ok := strings.CutPrefix(flag, mountFlag); ok {
				out[node.StartLine] = append(out[node.StartLine], value)
			}
		}
		node.Flags = slices.DeleteFunc(
			slices.Clone(node.Flags), func(f string) bool { return strings.HasPrefix(f, mountFlag) },
		)
	}
	return out
}

// afterFlag begins buildah's flag of FROM that orders stages.
const afterFlag = "--after="

// takeAfter takes the values of --after out of all FROM instructions, by the line
// they begin at.
func takeAfter(ast *parser.Node) map[int][]string {
	out := map[int][]string{}
	for _, node := range ast.Children {
		if !strings.EqualFold(node.Value, command.From) {
			continue
		}
		for _, flag := range node.Flags {
			if value, ok := strings.CutPrefix(flag, afterFlag); ok {
				out[node.StartLine] = append(out[node.StartLine], strings.Split(value, ",")...)
			}
		}
		node.Flags = slices.DeleteFunc(
			slices.Clone(node.Flags), func(f string) bool { return strings.HasPrefix(f, afterFlag) },
		)
	}
	return out
}

// giveMounts gives RUN instructions their mounts back, and those of every RUN.
func giveMounts(commands []instructions.Command, mounts map[int][]string, every []string) {
	for i, cmd := range commands {
		if run, ok := cmd.(*instructions.RunCommand); ok {
			commands[i] = &plan.Run{RunCommand: run, Mounts: slices.Concat(every, mounts[plan.Line(run.Location())])}
		}
	}
}

// Sources are what an instruction takes files from: the --from of a COPY, the
// from of each --mount of a RUN; empty for the context.
func Sources(cmd instructions.Command) ([]string, error) {
	switch c := cmd.(type) {
	case *instructions.CopyCommand:
		return []string{c.From}, nil
	case *plan.Run:
		var out []string
		for _, text := range c.Mounts {
			from, err := mount.From(text)
			if err != nil {
				return nil, err
			}
			out = append(out, from)
		}
		return out, nil
	}
	return nil, nil
}

// Resolve says what an instruction of stage number current takes files from, in
// the order of [Sources].
func Resolve(names plan.Names, cmd instructions.Command, current int) ([]plan.Source, error) {
	texts, err := Sources(cmd)
	if err != nil {
		return nil, err
	}
	out := make([]plan.Source, len(texts))
	for i, text := range texts {
		if out[i], err = names.Resolve(text, current); err != nil {
			return nil, err
		}
	}
	return out, nil
}
