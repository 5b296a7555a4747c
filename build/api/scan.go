package api

// ScanOptions have a scanner look at an image before it gets a name or is pushed. The zero value
// scans nothing. The scanner runs in a sandbox. It sees the files of the image read-only, and nothing
// of the build.
type ScanOptions struct {
	// Command is the command line of the scanner. The words {ROOTFS}, {SBOM} (CycloneDX), {SPDX} and
	// {OUTPUT} stand for the files of the image, its bill of materials and the report to write.
	// Without {OUTPUT} the exit code decides.
	Command []string
	// Image is the scanner image. Empty: the command is a program of this machine, by its absolute
	// path. It sees the system directories and Volumes, and no other files of the machine.
	Image string
	// Entrypoint means that the command has only arguments, of the entrypoint of the image.
	Entrypoint bool
	Env        []string // more variables, NAME=value, with the same words
	// Volumes are directories and files of the host that the scanner reads, for example a database:
	// PATH or PATH:TARGET. Changes are discarded.
	Volumes []string
	Network bool // the scanner has a network
	// FailOn is the least severity of findings that refuse the image: critical, high, medium, low,
	// negligible, unknown or none. Empty: high.
	FailOn string
	Ignore string // path of a YAML list of findings that do not count; empty: all count
}

// IsZero reports whether no scan is wanted.
func (o *ScanOptions) IsZero() bool { return len(o.Command) == 0 && o.Image == "" }
