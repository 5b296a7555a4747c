package imagebuilder

import (
	"fmt"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"

	"github.com/cooper-build/cooper/imagebuilder/plan"
)

// variables are the arguments that a stage has declared so far. Where --from takes its files
// must be known before anything is built, so variables of images do not count.
type variables struct {
	*loader
	declared plan.Args
}

// variablesOf are the arguments of a stage at its beginning: those of the stage that it starts
// from.
func (l *loader) variablesOf(base plan.Base) *variables {
	v := &variables{loader: l}
	if base.Kind == plan.BaseStage {
		v.declared = append(v.declared, l.ends[base.Stage]...)
	}
	return v
}

// declare follows an ARG. Its default may hold the arguments before it.
func (v *variables) declare(cmd *instructions.ArgCommand) error {
	for _, arg := range cmd.Args {
		value, given := v.opts.Args[arg.Key]
		if !given && arg.Value != nil {
			var err error
			if value, err = v.lex.Word(*arg.Value, v.declared); err != nil {
				return err
			}
			given = true
		}
		if !given {
			if value, given = v.plan.Args.Get(arg.Key); !given {
				continue
			}
		}
		v.declared = append(v.declared, plan.Arg{Key: arg.Key, Value: &value})
	}
	return nil
}

// from expands the value of a --from.
func (v *variables) from(value string) (string, error) {
	if !strings.Contains(value, "$") {
		return value, nil
	}
	name, err := v.lex.Word(value, v.declared)
	if err != nil {
		return "", err
	}
	if name == "" {
		return "", WithHint(fmt.Errorf("from=%s is empty after expansion", value),
			"declare its variable in the stage, for example ARG NAME=default")
	}
	return name, nil
}

// literalFrom is from where no argument is known.
func literalFrom(value string) (string, error) {
	if strings.Contains(value, "$") {
		return "", WithHint(fmt.Errorf("from=%s: a trigger does not expand variables in from", value),
			"name a stage or an image in the trigger")
	}
	return value, nil
}
