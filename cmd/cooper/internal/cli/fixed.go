package cli

import (
	"fmt"
	"strconv"

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
