package cli

import (
	"errors"
	"fmt"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mattn/go-shellwords"
	"github.com/spf13/pflag"

	"github.com/cooper-build/cooper/build"
)

// scanFlags say which scanner looks at an image before it is pushed.
type scanFlags struct {
	build.ScanOptions
	scan, image string
}

func (f *scanFlags) add(flags *pflag.FlagSet) {
	o := &f.ScanOptions
	flags.StringVar(&f.scan, "scan", "", "scan the image first, and refuse it by the report: trivy, grype, "+
		"osv-scanner, an image of one of them, a command with {ROOTFS}, {SBOM}, {SPDX} and {OUTPUT} for --scan-image, "+
		"or exec:COMMAND for a program of this machine")
	flags.StringVar(&f.image, "scan-image", "", "scanner image in which the command of --scan runs")
	flags.StringVar(&o.FailOn, "scan-fail-on", "", "refuse findings of this severity or worse: critical, high, "+
		"medium, low, negligible, unknown or none (default: high)")
	flags.StringVar(&o.Ignore, "scan-ignore", "", "YAML list of findings that do not count: id, package, until, reason")
	flags.StringArrayVar(&o.Volumes, "scan-volume", nil,
		"show the scanner a directory or file of this machine, for example a database: PATH[:TARGET]")
	flags.StringArrayVar(&o.Env, "scan-env", nil, "set a variable for the scanner, NAME=VALUE")
	flags.BoolVar(&o.Network, "scan-network", false, "give the scanner a network")
}

// scanPreset is what is known of a scanner.
type scanPreset struct {
	image   string   // empty: there is none
	command []string // arguments; none: they must be given
	offline []string // more of them without a network
	target  []string // more of them at the end
	env     []string
	noFetch []string // more variables without a network
}

// scanPresets are scanners by the names of their programs. Without arguments they get those of the
// preset.
var scanPresets = map[string]scanPreset{
	"trivy": {
		image:   "ghcr.io/aquasecurity/trivy",
		command: []string{"rootfs", "--quiet", "--format", "json", "--output", "{OUTPUT}"},
		offline: []string{"--skip-db-update", "--skip-java-db-update", "--skip-check-update", "--offline-scan"},
		target:  []string{"{ROOTFS}"},
		env:     []string{"TRIVY_SKIP_VERSION_CHECK=true"},
	},
	"grype": {
		image:   "docker.io/anchore/grype",
		command: []string{"--quiet", "--output", "json", "--file", "{OUTPUT}"},
		target:  []string{"sbom:{SBOM}"},
		env:     []string{"GRYPE_CHECK_FOR_APP_UPDATE=false"},
		noFetch: []string{"GRYPE_DB_AUTO_UPDATE=false"},
	},
	"osv-scanner": {
		image:   "ghcr.io/google/osv-scanner",
		command: []string{"scan", "source", "--format", "sarif", "--output-file", "{OUTPUT}"},
		offline: []string{"--offline"},
		target:  []string{"-L", "{SBOM}"},
	},
	// OpenSCAP reads the files below a directory, as oscap-chroot has it do. What it checks must be named.
	"oscap": {env: []string{"OSCAP_PROBE_ROOT={ROOTFS}"}},
}

// arguments are those of the preset.
func (p *scanPreset) arguments(network bool) []string {
	if network {
		return slices.Concat(p.command, p.target)
	}
	return slices.Concat(p.command, p.offline, p.target)
}

// variables are those of the preset. Given ones come later, and count.
func (p *scanPreset) variables(o *build.ScanOptions) []string {
	env := slices.Clone(p.env)
	if !o.Network {
		env = append(env, p.noFetch...)
	}
	return append(env, o.Env...)
}

// value is what the flags say.
func (f *scanFlags) value() (o build.ScanOptions, err error) {
	o = f.ScanOptions
	program, host := strings.CutPrefix(f.scan, "exec:")
	switch {
	case f.scan == "" && f.image != "":
		return o, errors.New("--scan-image needs the command of the scanner: use --scan COMMAND")
	case f.scan == "":
	case host && f.image != "":
		return o, errors.New("exec: is a program of this machine, and --scan-image an image: use one of them")
	case host:
		err = completeProgram(&o, program)
	case f.image != "":
		err = completeCommand(&o, f.image, f.scan)
	default:
		err = completeScanner(&o, f.scan)
	}
	if err != nil {
		return o, err
	}
	return o, absoluteScan(&o)
}

// absoluteScan makes the paths of a scan absolute.
func absoluteScan(o *build.ScanOptions) (err error) {
	if o.Ignore != "" {
		if o.Ignore, err = filepath.Abs(o.Ignore); err != nil {
			return err
		}
	}
	o.Volumes = slices.Clone(o.Volumes)
	for i, text := range o.Volumes {
		source, target, both := strings.Cut(text, ":")
		if source, err = filepath.Abs(source); err != nil {
			return err
		}
		if !both {
			target = source
		}
		o.Volumes[i] = source + ":" + target
	}
	return nil
}

// completeProgram finds a program of this machine.
func completeProgram(o *build.ScanOptions, line string) error {
	words, err := scanCommand(line)
	if err != nil {
		return err
	}
	name := path.Base(words[0])
	if preset, known := scanPresets[name]; known {
		if len(words) == 1 && preset.command != nil {
			words = append(words, preset.arguments(o.Network)...)
		}
		o.Env = preset.variables(o)
	}
	if words[0], err = exec.LookPath(words[0]); err == nil {
		words[0], err = filepath.Abs(words[0])
	}
	if err != nil {
		return fmt.Errorf("looking for the scanner: %w", err)
	}
	o.Command = words
	return nil
}

// completeCommand runs a command in an image.
func completeCommand(o *build.ScanOptions, image, line string) error {
	words, err := scanCommand(line)
	if err != nil {
		return err
	}
	if preset, known := scanPresets[path.Base(words[0])]; known {
		o.Env = preset.variables(o)
	}
	o.Image, o.Command = image, words
	return nil
}

// completeScanner is a scanner that is known by the name of its image.
func completeScanner(o *build.ScanOptions, image string) error {
	name, _, _ := strings.Cut(path.Base(image), "@")
	name, _, _ = strings.Cut(name, ":")
	preset, known := scanPresets[name]
	if !known || preset.command == nil {
		return fmt.Errorf("no arguments are known for the scanner %s: use --scan COMMAND --scan-image IMAGE, or "+
			"--scan exec:COMMAND for a program of this machine", image)
	}
	if image == name {
		image = preset.image
	}
	o.Image, o.Entrypoint, o.Command, o.Env = image, true, preset.arguments(o.Network), preset.variables(o)
	return nil
}

// scanCommand splits a command line into words, without a shell.
func scanCommand(line string) ([]string, error) {
	parser := shellwords.NewParser()
	words, err := parser.Parse(line)
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading --scan: %w", err)
	case parser.Position >= 0: // it reads no further
		return nil, fmt.Errorf("reading --scan: %q is for a shell: use sh -c '…'", line[parser.Position:])
	case len(words) == 0:
		return nil, errors.New("--scan names no command")
	}
	return words, nil
}
