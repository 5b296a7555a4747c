package cli

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"
)

// flagGroups are the groups of flags in the help of commands with many, above all build, in the order
// of the help. Every flag of build is in one of them: a test holds it.
var flagGroups = []struct{ title, names string }{
	{"Common flags", "file tag build-arg target no-cache pull platform output push progress quiet secret ssh " +
		"build-context jobs on on-error check help name rm terminal user env workingdir set var print list"},
	{"Image flags", "label annotation unsetenv unsetlabel unsetannotation inherit-labels inherit-annotations " +
		"identity-label created-annotation omit-history os-version os-feature format layers squash timestamp " +
		"source-date-epoch layer-label stage-labels from change config add-file add-history"},
	{"Input flags", "build-arg-file cpp-flag ignorefile builder-image environment-file incremental scripts-url " +
		"skip-unused-stages call strict source-policy-file policy locked lock-file stdin"},
	{"Cache flags", "cache-from cache-to cache-ttl no-cache-filter explain dry-run save-stages"},
	{"Output flags", "report iidfile iidfile-raw metadata-file logfile logsplit log-rusage rusage-logfile " +
		"compression-format compression-level force-compression disable-compression digestfile cidfile"},
	{"Platform flags", "all-platforms arch os variant manifest"},
	{"Registry flags", "authfile cert-dir creds decryption-key retry retry-delay tls-verify encryption-key " +
		"encrypt-layer remove-signatures add-compression"},
	{"Sandbox flags", "add-host allow cap-add cap-drop cdi-config-dir cgroup-parent cpu-period cpu-quota cpu-shares " +
		"cpus cpuset-cpus cpuset-mems device dns dns-option dns-search group-add hooks-dir http-proxy isolation " +
		"memory memory-swap mount network no-hostname no-hosts pids-limit runtime runtime-flag security-opt " +
		"shm-size ulimit userns-gid-map userns-gid-map-group userns-uid-map userns-uid-map-user volume hostname " +
		"contextdir valid-exit-codes"},
	{"Supply chain flags", "attest attest-form provenance fulcio-url identity-token rekor-url timestamp-url sbom " +
		"sbom-image-output sbom-image-purl-output sbom-merge-strategy sbom-output sbom-purl-output " +
		"sbom-scanner-command sbom-scanner-image scan scan-env scan-fail-on scan-ignore scan-image scan-network " +
		"scan-volume sign-by sign-by-sigstore sign-by-sigstore-private-key sign-keyless sign-kms " +
		"sign-passphrase-file"},
	{"Compatibility flags", "compat-volumes"},
}

// manyFlags is the number of flags from which the help of a command has them in groups.
const manyFlags = 20

// flagGroup is a group of flags of one command.
type flagGroup struct {
	title string
	flags []*pflag.Flag
}

// grouped are the flags of a command in their groups. Few flags are one group.
func grouped(all *pflag.FlagSet) []flagGroup {
	one := flagGroup{title: "Flags"}
	all.VisitAll(func(f *pflag.Flag) {
		if !f.Hidden && f.Deprecated == "" {
			one.flags = append(one.flags, f)
		}
	})
	switch {
	case len(one.flags) == 0:
		return nil
	case len(one.flags) < manyFlags:
		return []flagGroup{one}
	}
	var out []flagGroup
	left := one.flags
	for _, g := range flagGroups {
		group, names := flagGroup{title: g.title}, strings.Fields(g.names)
		left = slices.DeleteFunc(slices.Clone(left), func(f *pflag.Flag) bool {
			in := slices.Contains(names, f.Name)
			if in {
				group.flags = append(group.flags, f)
			}
			return in
		})
		if len(group.flags) != 0 {
			out = append(out, group)
		}
	}
	if len(left) != 0 {
		out = append(out, flagGroup{"Other flags", left})
	}
	return out
}
