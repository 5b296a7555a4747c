package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

// flagValues are the completions of flags by their names, or by a command and a name where commands
// differ.
func (a *app) flagValues() map[string]completion {
	out := map[string]completion{
		"target": completeStages, "secret": completeSecrets, "build-arg": completeArgs, "ssh": completeAgents,
		"copy from": a.completeAll, "add from": a.completeAll, "build from": a.completeImages,
		"no-cache-filter": completeStages, "manifest": a.completeImages, "incremental": a.completeImages,
		"output": starting("type=local,dest=", "type=tar,dest=", "type=oci,dest=", "type=docker,dest=",
			"type=image,name=", "type=registry,name=", "type=cacheonly"),
		"cache-from":  starting("type=registry,ref=", "type=local,src="),
		"cache-to":    starting("type=registry,ref=", "type=local,dest=", "type=inline"),
		"mount":       starting("type=cache,target=", "type=bind,source=", "type=tmpfs,target="),
		"save output": files, "export output": files, "build policy": files, "b policy": files,
	}
	for name, values := range map[string]string{
		"platform":           "linux/amd64 linux/arm64 linux/arm/v7 linux/386 linux/ppc64le linux/riscv64 linux/s390x",
		"arch":               "amd64 arm64 arm 386 ppc64le riscv64 s390x",
		"os":                 "linux",
		"storage-driver":     "overlay vfs",
		"log-level":          "error warn info debug",
		"cgroup-manager":     "cgroupfs systemd",
		"isolation":          "sandbox gvisor oci",
		"compression-format": "gzip zstd zstd:chunked",
		"add-compression":    "gzip zstd zstd:chunked",
		"sbom":               "spdx cyclonedx syft syft-cyclonedx syft-spdx trivy trivy-cyclonedx trivy-spdx",
		"attest":             "type=sbom type=provenance",
		"provenance":         "mode=min mode=max false",
		"attest-form":        "referrers index both none",
		"pull":               "always missing never newer",
		"policy":             "always missing never newer",
		"progress":           "auto tty plain json quiet",
		"call":               "build check outline targets",
		"on-error":           "shell",
		"scan-fail-on":       "critical high medium low negligible none",
		"type":               "container image manifest",
		"kind":               "layers image records mount fetched",
		"need":               "full shared-pid single-id gvisor no-run",
		"cap-add":            "CAP_NET_ADMIN CAP_NET_RAW CAP_SYS_ADMIN CAP_SYS_PTRACE",
		"security-opt":       "seccomp=unconfined no-new-privileges label=disable",
		"bake list":          "targets variables",
		"f list":             "targets variables",
		"bake allow":         "fs.read= fs.write= fs= ssh network.host security.insecure",
		"f allow":            "fs.read= fs.write= fs= ssh network.host security.insecure",
		"allow":              "security.insecure network.host onbuild.secrets",
		// --format has other values with each command.
		"build format":  "oci docker text json sarif",
		"b format":      "oci docker text json sarif",
		"commit format": "oci docker",
		"from format":   "oci docker",
		"push format":   "oci docker",
		"save format":   "docker-archive oci-archive oci-dir docker-dir",
		"diff format":   "json",
		"verify format": "json text",
		"format":        "json table",
	} {
		out[name] = words(strings.Fields(values)...)
	}
	out["network"] = someStarting("allow:", "private", "host", "none", "allow:", "record")
	out["scan"] = someStarting("exec:", "trivy", "grype", "osv-scanner", "exec:")
	return out
}

// words completes fixed words. After a comma another one may come.
func words(list ...string) completion {
	return func(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
		before := word[:strings.LastIndex(word, ",")+1]
		var out []string
		for _, w := range list {
			out = append(out, before+w)
		}
		return beginning(out, word), noFiles
	}
}

// starting completes the beginning of a value that goes on.
func starting(list ...string) completion {
	return func(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
		out := beginning(slices.Clone(list), word)
		if len(out) == 0 {
			return nil, cobra.ShellCompDirectiveDefault // a file
		}
		return out, noFiles | noSpace
	}
}

// someStarting completes words of which one goes on.
func someStarting(open string, list ...string) completion {
	return func(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
		out := beginning(slices.Clone(list), word)
		if len(out) == 1 && out[0] == open {
			return out, noFiles | noSpace
		}
		return out, noFiles
	}
}

func files(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}

// describedRequest is what a build would read.
func describedRequest(cmd *cobra.Command, args []string) (build.Request, error) {
	r := build.Request{Context: build.Dir(".")}
	if len(args) == 1 {
		r.Context = build.Dir(args[0])
	}
	if files, err := cmd.Flags().GetStringArray("file"); err == nil && len(files) != 0 {
		if r.File, err = filepath.Abs(files[0]); err != nil {
			return r, err
		}
	}
	_, err := os.Stat(r.Context.Path)
	return r, err
}

// ofOutline completes a part of the outline of the Containerfile.
func ofOutline(part func(build.Outline) []string, directive cobra.ShellCompDirective) completion {
	return func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
		o, err := outline(cmd, args)
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		return beginning(part(o), word), directive
	}
}

var (
	completeStages = ofOutline(func(o build.Outline) []string {
		return slices.DeleteFunc(o.Targets, func(name string) bool { return strings.HasPrefix(name, "stage-") })
	}, noFiles)
	completeSecrets = ofOutline(func(o build.Outline) (out []string) {
		for _, id := range o.Secrets {
			out = append(out, "id="+id+",src=", "id="+id+",env=")
		}
		return out
	}, noFiles|noSpace)
	completeArgs = ofOutline(func(o build.Outline) (out []string) {
		for _, arg := range o.Args {
			name, _, _ := strings.Cut(arg, "=")
			out = append(out, name+"=")
		}
		return out
	}, noFiles|noSpace)
	completeAgents = ofOutline(func(o build.Outline) []string { return o.SSH }, noFiles)
)

// beginning are the words that begin with a text, each once and in order.
func beginning(words []string, with string) []string {
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !strings.HasPrefix(w, with) })
	slices.Sort(words)
	return slices.Compact(words)
}
