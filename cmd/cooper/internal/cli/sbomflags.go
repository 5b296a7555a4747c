package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
)

// sbomFlags say how to make a software bill of materials.
type sbomFlags struct {
	build.SBOMOptions
	preset   string
	separate bool   // the preset is the word after --sbom
	attested string // the value of --attest type=sbom
}

func (f *sbomFlags) add(flags *pflag.FlagSet) {
	o := &f.SBOMOptions
	flags.StringVar(&f.preset, "sbom", "", "make a bill of materials: spdx (also without a value) or cyclonedx, or "+
		"with a scanner image: syft, syft-cyclonedx, syft-spdx, trivy, trivy-cyclonedx, trivy-spdx or generator=IMAGE")
	flags.Lookup("sbom").NoOptDefVal = "true"
	flags.StringVar(&o.Scanner, "sbom-scanner-image", "", "scanner image, instead of that of --sbom")
	flags.StringArrayVar(&o.Commands, "sbom-scanner-command", nil,
		"command of the scanner, instead of those of --sbom, with {ROOTFS}, {CONTEXT} and {OUTPUT} for paths")
	flags.StringVar(&o.Merge, "sbom-merge-strategy", "", "how to join the results of several commands: cat, "+
		"merge-cyclonedx-by-component-name-and-version or merge-spdx-by-package-name-and-versioninfo")
	flags.StringVar(&o.Output, "sbom-output", "", "write the bill of materials to a file")
	flags.StringVar(&o.ImageOutput, "sbom-image-output", "", "put the bill of materials into the image at a path")
	flags.StringVar(&o.PURLOutput, "sbom-purl-output", "", "write the package URLs of the bill to a file")
	flags.StringVar(&o.ImagePURLOutput, "sbom-image-purl-output", "",
		"put the package URLs of the bill into the image at a path")
}

// presets are generators that are known by name.
var presets = map[string]build.SBOMOptions{
	"true":      {Format: "spdx"},
	"spdx":      {Format: "spdx"},
	"cyclonedx": {Format: "cyclonedx"},

	"syft":           syft("cyclonedx-json", "merge-cyclonedx-by-component-name-and-version"),
	"syft-cyclonedx": syft("cyclonedx-json", "merge-cyclonedx-by-component-name-and-version"),
	"syft-spdx":      syft("spdx-json", "merge-spdx-by-package-name-and-versioninfo"),

	"trivy":           trivy("cyclonedx", "merge-cyclonedx-by-component-name-and-version"),
	"trivy-cyclonedx": trivy("cyclonedx", "merge-cyclonedx-by-component-name-and-version"),
	"trivy-spdx":      trivy("spdx-json", "merge-spdx-by-package-name-and-versioninfo"),
}

func syft(format, merge string) build.SBOMOptions {
	return build.SBOMOptions{Scanner: "ghcr.io/anchore/syft", Merge: merge, Commands: []string{
		"/syft scan -q dir:{ROOTFS} --output " + format + "={OUTPUT}",
		"/syft scan -q dir:{CONTEXT} --output " + format + "={OUTPUT}",
	}}
}

func trivy(format, merge string) build.SBOMOptions {
	return build.SBOMOptions{Scanner: "ghcr.io/aquasecurity/trivy", Merge: merge, Commands: []string{
		"trivy filesystem -q {ROOTFS} --format " + format + " --output {OUTPUT}",
		"trivy filesystem -q {CONTEXT} --format " + format + " --output {OUTPUT}",
	}}
}

// words takes the value of --sbom out of the words of a command line. Without a value --sbom is the
// built-in generator. But buildah's --sbom has a value, which can be the next word. It is one if it
// is known, or if there are too many words.
func (f *sbomFlags) words(line, words []string, most int) []string {
	at := slices.Index(line, "--sbom") + 1
	if f.preset != "true" && !f.separate || at == 0 || at == len(line) {
		return words
	}
	word := line[at]
	i := slices.Index(words, word)
	if _, known := presets[word]; i < 0 || word != "false" && !known && len(words) <= most {
		return words
	}
	f.preset, f.separate = word, true
	return slices.Delete(slices.Clone(words), i, i+1)
}

// isSet reports whether a generator is named.
func (f *sbomFlags) isSet() bool { return f.preset != "" && f.preset != "false" }

// value completes what the flags say by the preset.
func (f *sbomFlags) value() (o build.SBOMOptions, err error) {
	o = f.SBOMOptions
	if f.isSet() && f.attested != "" {
		return o, errors.New("--sbom and --attest type=sbom both ask for a bill of materials: use one of them")
	}
	switch {
	case f.attested != "":
		err = attestSBOM(&o, f.attested)
	case strings.Contains(f.preset, "="): // BuildKit's --sbom=generator=IMAGE
		err = attestSBOM(&o, "type=sbom,"+f.preset)
	case f.isSet(): // BuildKit has --sbom=false
		err = applyPreset(&o, f.preset)
	}
	if err != nil {
		return o, err
	}
	for _, file := range []*string{&o.Output, &o.PURLOutput} {
		if *file == "" {
			continue
		}
		if *file, err = filepath.Abs(*file); err != nil {
			return o, err
		}
	}
	return o, nil
}

// applyPreset sets what other flags have not set.
func applyPreset(o *build.SBOMOptions, name string) error {
	known, ok := presets[name]
	if !ok {
		return fmt.Errorf("--sbom %s is not known: use spdx, cyclonedx, syft, syft-spdx, trivy or trivy-spdx", name)
	}
	o.Format = known.Format
	if o.Scanner == "" {
		o.Scanner = known.Scanner
	}
	if len(o.Commands) == 0 {
		o.Commands = known.Commands
	}
	if o.Merge == "" {
		o.Merge = known.Merge
	}
	return nil
}
