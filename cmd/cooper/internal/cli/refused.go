package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

const (
	noCgroup = "the cgroup of a command is beside that of cooper"
	noSBOM   = "lists of what is in an image are not supported yet: a scanner can read what `--output type=local` gives"
	noGnuPG  = "signing with GnuPG is not supported; push --sign-by-sigstore-private-key signs"
	noStages = "stages have no images of their own; --target builds one"
	noLinks  = "the destination is always below the root of the container, whatever links there are"
)

// refusedFlags are flags of other builders, and why they are not there.
var refusedFlags = map[string]string{
	"cpus": "--cpu-quota is in microseconds of every 100000", "cgroup-parent": noCgroup,
	"sbom": noSBOM, "sbom-scanner-image": noSBOM, "sbom-scanner-command": noSBOM, "sbom-merge-strategy": noSBOM,
	"sbom-output":       noSBOM,
	"sbom-image-output": noSBOM, "sbom-purl-output": noSBOM, "sbom-image-purl-output": noSBOM,
	"sign-by":     noGnuPG,
	"save-stages": noStages, "stage-labels": noStages,
	"layer-label": "layers have no labels: --label is that of the image",
	"device":      "devices are not supported: a command sees null, zero, full, random, urandom and tty",
	"privileged":  "a build has no privileges to give: --cap-add adds single capabilities",
	"cpp-flag":    "preprocessing is not supported", "cw": "images for confidential machines are not supported",
	"hooks-dir":          "programs that run beside a command are not supported",
	"log-rusage":         "--progress json has the time of each step",
	"rusage-logfile":     "--progress json has the time of each step",
	"source-policy-file": "a policy for sources is not supported yet: policy.json says which images are trusted",
	"stdin":              "commands of a build have no input: use a secret or a file of the context",
	"compat-volumes":     "what a RUN writes below a VOLUME stays, as in docker build",
	"no-follow-symlinks": noLinks, "link": noLinks,
	"blob-cache":           "layers are kept in the store and nowhere else",
	"cpu-profile":          "COOPER_PROGRESS=json has the times of a build",
	"memory-profile":       "COOPER_PROGRESS=json has the times of a build",
	"timestamp":            "commit --timestamp dates the files of an image",
	"remove-signatures":    "signatures stay with an image; push --remove-signatures leaves them out",
	"allow-empty-wildcard": "a pattern that matches nothing is an error",
	"features":             "they are not part of an OCI index; --os-features are",
	"compat-auth-file":     "--authfile is read by docker too",
}

// refusedCommands are commands of other builders, and why they are not there.
var refusedCommands = map[string]string{
	"mkcw":     "images for confidential machines are not supported",
	"rpc":      "programs use the Go API",
	"dumpbolt": "there is no such database",
}

// refused are the commands that only say why they are not there.
func refused() []*cobra.Command {
	var out []*cobra.Command
	for name, reason := range refusedCommands {
		out = append(out, &cobra.Command{
			Use: name, Hidden: true, DisableFlagParsing: true,
			RunE: func(*cobra.Command, []string) error {
				return &build.Error{Kind: "other", Message: fmt.Sprintf("cooper %s is not supported: %s", name, reason)}
			},
		})
	}
	return out
}
