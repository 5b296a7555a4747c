package cli

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
)

// attestFlag is --attest of docker buildx build: type=sbom[,generator=IMAGE][,NAME=VALUE] or
// type=provenance with the fields of --provenance.
type attestFlag struct {
	sbom    *sbomFlags
	options *build.AttestOptions
}

func addAttest(flags *pflag.FlagSet, sbom *sbomFlags, options *build.AttestOptions) {
	flags.Var(attestFlag{sbom, options}, "attest",
		"attach an attestation to the image: type=provenance, the same as --provenance, type=sbom, the same as "+
			"--sbom, or type=sbom,generator=IMAGE with a scanner image that follows BuildKit's protocol")
}

func (attestFlag) String() string { return "" }
func (attestFlag) Type() string   { return "string" }

// Set reads one attestation.
func (f attestFlag) Set(text string) error {
	fields, err := attestFields(text)
	if err != nil {
		return err
	}
	switch fields["type"] {
	case "sbom":
		return f.setSBOM(text, fields["disabled"])
	case "provenance":
		delete(fields, "type")
		var list []string
		for name, value := range fields {
			list = append(list, name+"="+value)
		}
		return setProvenance(f.options, list)
	}
	return fmt.Errorf("unknown type %q of an attestation: use sbom or provenance", fields["type"])
}

// setSBOM asks for a bill of materials, unless it is disabled.
func (f attestFlag) setSBOM(text, disabled string) error {
	off := false
	if disabled != "" {
		var err error
		if off, err = strconv.ParseBool(disabled); err != nil {
			return fmt.Errorf("disabled=%s: use true or false", disabled)
		}
	}
	if !off {
		f.sbom.attested = text
	}
	return nil
}

// attestFields splits an attestation, whose values may be in quotes.
func attestFields(text string) (map[string]string, error) {
	list, err := csv.NewReader(strings.NewReader(text)).Read()
	if err != nil {
		return nil, fmt.Errorf("reading %q: %w", text, err)
	}
	fields := map[string]string{}
	for _, field := range list {
		name, value, ok := strings.Cut(field, "=")
		if !ok || name == "" {
			return nil, fmt.Errorf("invalid field %q: use NAME=VALUE", field)
		}
		if _, twice := fields[name]; twice {
			return nil, fmt.Errorf("%s is given twice", name)
		}
		fields[name] = value
	}
	return fields, nil
}

// attestSBOM applies an attestation of type sbom. Other fields are parameters of the generator.
func attestSBOM(o *build.SBOMOptions, text string) error {
	fields, err := attestFields(text)
	if err != nil {
		return err
	}
	if o.Generator = fields["generator"]; o.Generator == "" {
		o.Format = "spdx"
	}
	for _, name := range []string{"type", "generator", "disabled"} {
		delete(fields, name)
	}
	if len(fields) != 0 {
		o.Parameters = fields
	}
	return nil
}
