package cli

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
)

// sbomFlags say how to make a software bill of materials.
type sbomFlags struct {
	build.SBOMOptions
	preset string
}

func (f *sbomFlags) add(flags *pflag.FlagSet) {
	o := &f.SBOMOptions
	flags.StringVar(&f.preset, "sbom", "",
		"make a bill of materials with a scanner image: syft, syft-cyclonedx, syft-spdx, trivy, trivy-cyclonedx or "+
			"trivy-spdx")
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

// presets are scanners that are known by name.
var presets = map[string]build.SBOMOptions{
	"syft-cyclonedx": syft("cyclonedx-json", "merge-cyclonedx-by-component-name-and-version"),
	"syft-spdx":      syft("spdx-json", "merge-spdx-by-package-name-and-versioninfo"),

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

// value completes what the flags say by the preset.
func (f *sbomFlags) value() (o build.SBOMOptions, err error) {
	o = f.SBOMOptions
	if f.preset != "" && f.preset != "false" { // BuildKit's --sbom=false
		known, ok := presets[f.preset]
		if !ok {
			known, ok = presets[f.preset+"-cyclonedx"]
		}
		if !ok {
			return o, fmt.Errorf("--sbom %s is not known: use syft, syft-spdx, trivy or trivy-spdx", f.preset)
		}
		if o.Scanner == "" {
			o.Scanner = known.Scanner
		}
		if len(o.Commands) == 0 {
			o.Commands = known.Commands
		}
		if o.Merge == "" {
			o.Merge = known.Merge
		}
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
