package cli

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/imagebuilder/nearest"
)

// exclusive is the annotation of flags that exclude each other: what they are about, the flag to
// keep, and all of them.
const exclusive = "cooper_exclusive"

// excludeEachOther says that only one of some flags can be given. Two of them are an error, which
// names both, and advises to keep one.
func excludeEachOther(cmd *cobra.Command, about, keep string, names ...string) {
	for _, name := range names {
		_ = cmd.Flags().SetAnnotation(name, exclusive, append([]string{about, keep}, names...))
	}
}

// checkExclusive looks for two flags that exclude each other.
func checkExclusive(cmd *cobra.Command) error {
	var err error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		rule := f.Annotations[exclusive]
		if err != nil || len(rule) == 0 {
			return
		}
		for _, other := range rule[2:] {
			if other == f.Name || !cmd.Flags().Changed(other) {
				continue
			}
			keep := rule[1]
			if keep != f.Name && keep != other {
				keep = other
			}
			err = &build.Error{
				Kind:    build.KindOther,
				Message: fmt.Sprintf("--%s and --%s exclude each other: both %s", f.Name, other, rule[0]),
				Hint:    "keep --" + keep,
			}
			return
		}
	})
	return err
}

// explainFlag explains an error about flags: an unknown one, with the nearest that there is, or a
// value that a flag cannot have.
func explainFlag(cmd *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		return invalidValue(invalid)
	}
	name, unknown := strings.CutPrefix(err.Error(), "unknown flag: --")
	if short, isShort := strings.CutPrefix(err.Error(), "unknown shorthand flag: '"); isShort {
		name = short[:1]
	}
	if runs := cmd.Name() == "run" || cmd.Name() == "exec"; runs && slices.Contains(serviceFlags, name) {
		return &build.Error{
			Kind:    build.KindOther,
			Message: cmd.CommandPath() + " has no flag " + dashed(name) + ": it runs a command while an image is made",
			Hint:    "podman run runs an image; CONTAINER=$(cooper from IMAGE) makes a working container of it",
		}
	}
	if !unknown {
		return &build.Error{
			Kind: build.KindUsage, Message: err.Error(), Hint: cmd.CommandPath() + " --help lists the flags",
		}
	}
	if reason := refusedFlags[name]; reason != "" {
		return &build.Error{Kind: build.KindOther, Message: fmt.Sprintf("--%s is not supported: %s", name, reason)}
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	out := &build.Error{
		Kind:    build.KindOther,
		Message: "unknown flag --" + name,
		Hint:    cmd.CommandPath() + " --help lists the flags",
	}
	if hint := kanikoHints[name]; hint != "" && cmd.Name() == "build" {
		out.Hint = hint
	} else if near, ok := nearest.Word(name, names); ok {
		out.Hint = "did you mean --" + near + "?"
	}
	return out
}

// dashed is a flag as it is typed.
func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// invalidValue says which values a flag takes.
func invalidValue(err *pflag.InvalidValueError) error {
	f := err.GetFlag()
	reason := err.Unwrap().Error()
	var number *strconv.NumError
	isNumber := errors.As(err, &number)
	switch kind := f.Value.Type(); {
	case kind == "bool" && isNumber: // which is how a boolean is read
		reason = "use true or false"
	case kind == "duration":
		reason = "use a duration, for example 24h or 30m"
	case isNumber:
		reason = "use a number"
	}
	return fmt.Errorf("invalid --%s %q: %s", f.Name, err.GetValue(), reason)
}

// argumentCount is how the library says that a command has too few or too many arguments.
var argumentCount = regexp.MustCompile(`^(?:accepts|requires) .*received (\d+)$`)

// explainArguments shows how a command is used that has too few or too many arguments.
func explainArguments(cmd *cobra.Command, err error) error {
	if err == nil {
		return nil
	}
	count := argumentCount.FindStringSubmatch(err.Error())
	if count == nil {
		return err
	}
	noun := "arguments"
	if count[1] == "1" {
		noun = "argument"
	}
	return &build.Error{
		Kind:    build.KindOther,
		Message: fmt.Sprintf("%s cannot have %s %s", cmd.CommandPath(), count[1], noun),
		Hint:    strings.TrimSpace(cmd.CommandPath() + " " + arguments(cmd)),
	}
}
