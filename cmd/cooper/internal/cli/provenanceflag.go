package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/pflag"
	"github.com/tonistiigi/go-csvvalue"

	"github.com/cooper-build/cooper/build"
)

// provenanceFlag is --provenance, in BuildKit's form: true, false, or mode=max with other fields.
type provenanceFlag struct{ options *build.AttestOptions }

func addProvenance(flags *pflag.FlagSet, options *build.AttestOptions) {
	flags.Var(provenanceFlag{options}, "provenance",
		"provenance of the image: mode=min, mode=max (with the values of build arguments) or false; builder-id=URI "+
			"names the builder")
	flags.Lookup("provenance").NoOptDefVal = "true"
}

func (provenanceFlag) String() string { return "" }
func (provenanceFlag) Type() string   { return "string" }

// Set reads a value.
func (f provenanceFlag) Set(text string) error {
	fields, err := csvvalue.Fields(text, nil)
	if err != nil {
		return err
	}
	return setProvenance(f.options, fields)
}

// setProvenance reads the fields of --provenance, or of --attest type=provenance.
func setProvenance(o *build.AttestOptions, fields []string) error {
	if o.Provenance == "" {
		o.Provenance = build.ProvenanceMin
	}
	for _, field := range fields {
		key, value, _ := strings.Cut(field, "=")
		switch key {
		case "mode":
			mode := build.ProvenanceMode(value)
			if mode != build.ProvenanceMin && mode != build.ProvenanceMax {
				return fmt.Errorf("mode %q of provenance is not known: use min or max", value)
			}
			o.Provenance = mode
		case "builder-id":
			o.BuilderID = value
		case "version":
			if value != "v1" {
				return fmt.Errorf("version %q of provenance is not supported: use v1, SLSA provenance 1.0", value)
			}
		default:
			if err := switchProvenance(o, key, value, field); err != nil {
				return err
			}
		}
	}
	return nil
}

// switchProvenance reads a field that turns provenance on or off: true, false or disabled=….
func switchProvenance(o *build.AttestOptions, key, value, field string) error {
	text := field
	if key == "disabled" {
		text = value
	}
	on, err := strconv.ParseBool(text)
	if err != nil {
		return fmt.Errorf("field %q of provenance is not known: use mode=min, mode=max, builder-id=URI or false", field)
	}
	if on == (key == "disabled") {
		o.Provenance = build.ProvenanceNone
	}
	return nil
}
