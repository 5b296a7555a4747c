package cli

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// buildahFlags are the flags of each of buildah's commands, hidden ones left out.
var buildahFlags = map[string]string{
	"": "debug default-mounts-file log-level registries-conf registries-conf-dir short-name-alias-conf root runroot " +
		"cgroup-manager storage-driver storage-opt imagestore transient-store userns-uid-map userns-gid-map",
	"add": "add-history cert-dir checksum chown chmod link no-follow-symlinks from exclude ignorefile " +
		"contextdir retry retry-delay quiet tls-verify timestamp allow-wildcard allow-empty-wildcard " +
		"authfile creds",
	"copy": "add-history cert-dir chown chmod link no-follow-symlinks from exclude ignorefile contextdir retry " +
		"retry-delay quiet tls-verify timestamp parents authfile creds",
	"build": "all-platforms arch annotation authfile hooks-dir build-arg build-arg-file build-context cache-from " +
		"cache-to cache-ttl cert-dir compress compat-volumes inherit-labels inherit-annotations cpp-flag " +
		"created-annotation creds cw disable-compression disable-content-trust env force-rm from ignorefile " +
		"file format iidfile iidfile-raw jobs label layer-label layers logfile logsplit loglevel log-rusage " +
		"rusage-logfile manifest metadata-file no-cache no-hostname no-hosts os os-feature os-version " +
		"omit-history identity-label output platform pull quiet retry retry-delay rewrite-timestamp rm " +
		"runtime runtime-flag mount save-stages sbom sbom-scanner-image sbom-scanner-command " +
		"sbom-merge-strategy sbom-output sbom-image-output sbom-purl-output sbom-image-purl-output secret " +
		"sign-by signature-policy skip-unused-stages source-date-epoch source-policy-file squash ssh " +
		"stage-labels stdin tag target timestamp tls-verify unsetannotation unsetenv unsetlabel variant " + runTime,
	"commit": "add-file annotation authfile cert-dir change compression-format compression-level config " +
		"created-annotation creds cw disable-compression encrypt-layer encryption-key force-compression " +
		"format identity-label iidfile manifest metadata-file omit-history pull quiet rewrite-timestamp rm " +
		"sbom sign-by source-date-epoch squash timestamp tls-verify unsetannotation unsetenv",
	"config": "add-history annotation arch author cmd comment created-by domainname entrypoint env healthcheck " +
		"healthcheck-interval healthcheck-retries healthcheck-start-period healthcheck-start-interval " +
		"healthcheck-timeout history-comment hostname label onbuild os os-feature os-version port shell " +
		"stop-signal unsetannotation unsetlabel user variant volume workingdir",
	"containers": "all filter format json noheading notruncate quiet",
	"from":       "authfile cert-dir cidfile creds format name pull quiet tls-verify " + runTime,
	"images":     "all digests filter format history json noheading no-trunc quiet",
	"info":       "debug format", "inspect": "format type", "version": "json",
	"login": "tls-verify get-login authfile cert-dir username password password-stdin verbose " +
		"compat-auth-file",
	"logout":          "all authfile compat-auth-file",
	"manifest create": "all amend annotation tls-verify",
	"manifest add": "all annotation arch artifact artifact-annotation artifact-config artifact-config-type " +
		"artifact-exclude-titles artifact-layer-type artifact-subject artifact-type authfile " +
		"cert-dir creds features os os-features os-version variant tls-verify",
	"manifest annotate": "annotation arch features index os os-features os-version subject variant",
	"manifest inspect":  "authfile tls-verify",
	"manifest push": "add-compression all authfile cert-dir compression-format compression-level creds " +
		"digestfile force-compression format quiet remove-signatures retry retry-delay rm sign-by " +
		"tls-verify",
	"source create": "author time-stamp", "source add": "annotation", "source pull": "creds quiet tls-verify",
	"source push": "creds digestfile quiet tls-verify",
	"mount":       "json", "umount": "all", "unshare": "mount", "prune": "all force",
	"rm": "all", "rmi": "all prune force",
	"pull": "all-tags arch authfile cert-dir creds decryption-key os platform policy quiet remove-signatures " +
		"retry retry-delay tls-verify variant",
	"push": "all authfile cert-dir compression-format compression-level creds digestfile disable-compression " +
		"encrypt-layer encryption-key force-compression format quiet remove-signatures retry retry-delay rm " +
		"sign-by tls-verify",
	"run": "add-history cap-add cap-drop contextdir device env hostname isolation mount no-hostname no-hosts " +
		"no-pivot runtime runtime-flag terminal valid-exit-codes volume workingdir network ipc pid user " +
		"userns uts group-add",
}

const runTime = "add-host cap-add cap-drop cgroup-parent cgroupns cpu-period cpu-quota cpu-shares " +
	"cpuset-cpus cpuset-mems decryption-key device dns dns-option dns-search group-add " +
	"http-proxy ipc isolation memory memory-swap network pid security-opt shm-size ulimit " +
	"userns userns-uid-map userns-gid-map userns-uid-map-user userns-gid-map-group uts volume"

// TestEveryFlagIsKnown: a flag of buildah is honoured, or refused with a reason.
func TestEveryFlagIsKnown(t *testing.T) {
	root := (&app{in: os.Stdin, out: os.Stdout, err: os.Stderr}).root()
	for name, flags := range buildahFlags {
		cmd, rest, err := root.Find(strings.Fields(name))
		if err != nil || len(rest) != 0 {
			t.Errorf("there is no command %q", name)
			continue
		}
		for _, flag := range strings.Fields(flags) {
			known := cmd.Flags().Lookup(flag) != nil || cmd.InheritedFlags().Lookup(flag) != nil ||
				cmd.PersistentFlags().Lookup(flag) != nil
			if !known && refusedFlags[flag] == "" {
				t.Errorf("cooper %s --%s is neither honoured nor refused with a reason", name, flag)
			}
		}
	}
}

// TestHelp: every command says what it does, with two examples.
func TestHelp(t *testing.T) {
	root := (&app{in: os.Stdin, out: os.Stdout, err: os.Stderr}).root()
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		for _, c := range cmd.Commands() {
			walk(c)
		}
		completes := cmd.Parent() != nil && cmd.Parent().Name() == "completion"
		runs := cmd.Run != nil || cmd.RunE != nil
		if cmd.Hidden || slices.Contains([]string{"cooper", "help", "completion"}, cmd.Name()) || completes || !runs {
			return
		}
		if cmd.Short == "" || len(strings.Split(strings.TrimSpace(cmd.Example), "\n")) < 2 {
			t.Errorf("%s has no description with two examples", cmd.CommandPath())
		}
	}
	walk(root)
}

// TestRefusedFlagsAreOnThePage: a flag that is refused is a difference from buildah that
// its users read about.
func TestRefusedFlagsAreOnThePage(t *testing.T) {
	page, err := os.ReadFile("../../../../docs/migrate-buildah.md")
	if err != nil {
		t.Fatal(err)
	}
	siblings := regexp.MustCompile("^(sbom-.*)$") // named together
	for name := range refusedFlags {
		if !siblings.MatchString(name) && !strings.Contains(string(page), "`--"+name+"`") {
			t.Errorf("docs/migrate-buildah.md does not have --%s", name)
		}
	}
	for name := range refusedCommands {
		if !strings.Contains(string(page), "`"+name+"`") {
			t.Errorf("docs/migrate-buildah.md does not have %s", name)
		}
	}
}
