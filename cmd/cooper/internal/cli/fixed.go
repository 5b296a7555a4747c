package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"
)

// fixedFlag is a flag of other builders for something that cooper always does.
type fixedFlag struct{}

func (fixedFlag) String() string   { return "true" }
func (fixedFlag) Type() string     { return "bool" }
func (fixedFlag) IsBoolFlag() bool { return true }

func (fixedFlag) Set(text string) error {
	value, err := strconv.ParseBool(text)
	if err == nil && !value {
		err = fmt.Errorf("cooper always does this: it cannot be turned off")
	}
	return err
}

// addFixed adds a hidden flag that can only be true.
func addFixed(flags *pflag.FlagSet, name string) {
	flags.Var(fixedFlag{}, name, "accepted for compatibility: cooper always does this")
	flag := flags.Lookup(name)
	flag.NoOptDefVal, flag.Hidden = "true", true
}

// aliasFlag is the name of a flag that buildah has under two names.
func aliasFlag(_ *pflag.FlagSet, name string) pflag.NormalizedName {
	switch name {
	case "net":
		name = "network"
	case "override-arch":
		name = "arch"
	case "override-os":
		name = "os"
	case "raw-iidfile":
		name = "iidfile-raw"
	case "purge":
		name = "rm"
	case "squash-all":
		name = "squash"
	case "tty":
		name = "terminal"
	}
	return pflag.NormalizedName(name)
}

// addUnused adds hidden flags that have no effect in current versions of buildah either.
func addUnused(flags *pflag.FlagSet, names ...string) {
	for _, name := range names {
		flags.String(name, "", "accepted for compatibility, without an effect")
		_ = flags.MarkHidden(name)
	}
}

// oneOf is a flag that takes certain words, none of which makes a difference.
type oneOf struct {
	values []string
	value  string
}

func (o *oneOf) String() string { return o.value }
func (o *oneOf) Type() string   { return "string" }

func (o *oneOf) Set(text string) error {
	if !slices.Contains(o.values, text) {
		return fmt.Errorf("%q is unknown: %s are known", text, strings.Join(o.values, " and "))
	}
	o.value = text
	return nil
}
