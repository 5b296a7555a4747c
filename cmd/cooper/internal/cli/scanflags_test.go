package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

func TestScanFlags(t *testing.T) {
	for _, test := range []struct{ args, image, command, env string }{
		{"--scan grype", "docker.io/anchore/grype", "--quiet --output json --file {OUTPUT} sbom:{SBOM}",
			"GRYPE_CHECK_FOR_APP_UPDATE=false GRYPE_DB_AUTO_UPDATE=false"},
		{"--scan grype --scan-network --scan-env A=b", "docker.io/anchore/grype",
			"--quiet --output json --file {OUTPUT} sbom:{SBOM}", "GRYPE_CHECK_FOR_APP_UPDATE=false A=b"},
		{"--scan host:5000/team/trivy:1@sha256:00", "host:5000/team/trivy:1@sha256:00",
			"rootfs --quiet --format json --output {OUTPUT} --skip-db-update --skip-java-db-update " +
				"--skip-check-update --offline-scan {ROOTFS}", "TRIVY_SKIP_VERSION_CHECK=true"},
		{"--scan oscap\u00a0x --scan-image i", "i", "oscap x", "OSCAP_PROBE_ROOT={ROOTFS}"},
		{"--scan exec:/bin/sh\u00a0-c\u00a0'a\u00a0b'", "", "/bin/sh -c a b", ""},
		{"", "", "", ""},
	} {
		f := &scanFlags{}
		flags := pflag.NewFlagSet("", pflag.ContinueOnError)
		f.add(flags)
		words := strings.Fields(strings.ReplaceAll(test.args, "\u00a0", "\x00"))
		for i := range words {
			words[i] = strings.ReplaceAll(words[i], "\x00", " ")
		}
		if err := flags.Parse(words); err != nil {
			t.Fatal(err)
		}
		o, err := f.value()
		command, env := strings.Join(o.Command, " "), strings.Join(o.Env, " ")
		if err != nil || o.Image != test.image || command != test.command || env != test.env {
			t.Errorf("%s: %v\n%s\n%s\n%s", test.args, err, o.Image, command, env)
		}
		if own := strings.Contains(o.Image, "/"); o.Entrypoint != own {
			t.Errorf("%s: entrypoint %t", test.args, o.Entrypoint)
		}
	}
	for name, preset := range scanPresets {
		if all := preset.arguments(false); preset.image != "" && !slices.Contains(all, "{OUTPUT}") {
			t.Errorf("the preset %s writes no report", name)
		}
	}
}

// What only a shell understands is refused, and not left out.
func TestScanCommandRefuses(t *testing.T) {
	if words, err := scanCommand(`a 'b; c' "d | e"`); err != nil || len(words) != 3 {
		t.Errorf("%q %v", words, err)
	}
	for _, line := range []string{"", " ", "a | b", "a; b", "a >b", "a && b", "a 'b"} {
		if words, err := scanCommand(line); err == nil {
			t.Errorf("%s: %q", line, words)
		}
	}
}
