package imagebuilder

import (
	"fmt"
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

// resolve makes an instruction of stage number current of a command. texts are the values of
// its --mount flags, and expand reads the value of a --from.
func resolve(
	names plan.Names, cmd instructions.Command, texts []string, current int, expand mount.Expander,
) (out plan.Instruction, err error) {
	out.Command = cmd
	if err := refuse(cmd); err != nil {
		return out, err
	}
	var froms []string
	switch c := cmd.(type) {
	case *instructions.CopyCommand:
		if c.From, err = expand(c.From); err != nil {
			return out, err
		}
		froms = []string{c.From}
	case *instructions.RunCommand:
		for _, text := range texts {
			from, err := mount.From(text)
			if err != nil {
				return out, err
			}
			if from, err = expand(from); err != nil {
				return out, fmt.Errorf("--mount=%s: %w", text, err)
			}
			froms = append(froms, from)
			literal, err := mount.Parse(text, func(word string) (string, error) { return word, nil })
			switch {
			case err != nil && !strings.Contains(text, "$"):
				return out, err // before anything runs
			case err != nil:
				literal = mount.Mount{} // its variables may make it right
			}
			out.Mounts = append(out.Mounts, plan.Mount{Text: text, Literal: literal})
		}
	}
	for _, from := range froms {
		source, err := names.Resolve(from, current)
		if err != nil {
			return out, err
		}
		out.Sources = append(out.Sources, source)
	}
	return out, nil
}
