package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cooper-build/cooper/build"
)

// completion gives words that begin as the last one does.
type completion = func(cmd *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective)

// addCompletions has shells complete images, containers and stages.
func (a *app) addCompletions(root *cobra.Command) {
	images, containers := a.completeImages, a.completeContainers
	for name, complete := range map[string]completion{
		"push": firstArg(images), "tag": firstArg(images), "rmi": images, "images": firstArg(images),
		"from":    firstArg(images),
		"inspect": firstArg(a.completeAll), "history": firstArg(images),
		"run": firstArg(containers), "commit": firstArg(containers), "config": firstArg(containers),
		"add": a.completeThenFiles, "copy": a.completeThenFiles, "rm": containers, "rename": firstArg(containers),
		"mount": containers, "umount": containers,
		"manifest inspect": firstArg(images), "manifest push": firstArg(images), "manifest rm": images,
		"manifest add": images, "manifest remove": images,
	} {
		if cmd, _, err := root.Find(strings.Fields(name)); err == nil {
			cmd.ValidArgsFunction = complete
		}
	}
	buildCmd, _, err := root.Find([]string{"build"})
	if err != nil {
		return
	}
	_ = buildCmd.RegisterFlagCompletionFunc("target", completeStages)
	for flag, words := range map[string][]string{
		"sbom":   {"spdx", "cyclonedx", "syft", "syft-spdx", "trivy", "trivy-spdx"},
		"attest": {"type=sbom", "type=provenance"}, "provenance": {"mode=min", "mode=max", "false"},
		"attest-form": {"referrers", "index", "both", "none"},
		"pull":        {"always", "missing", "never", "newer"},
		"network":     {"private", "host", "none", "allow:", "record"},
		"progress":    {"auto", "tty", "plain", "json", "quiet"},
		"format":      {"oci", "docker"}, "call": {"build", "check", "outline", "targets"}, "on-error": {"shell"},
		"scan":         {"trivy", "grype", "osv-scanner", "exec:oscap"},
		"scan-fail-on": {"critical", "high", "medium", "low", "negligible", "none"},
	} {
		_ = buildCmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	}
}

// firstArg completes the first argument only.
func firstArg(complete completion) completion {
	return func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
		if len(args) != 0 {
			return nil, cobra.ShellCompDirectiveDefault
		}
		return complete(cmd, args, word)
	}
}

func (a *app) completeImages(cmd *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
	engine, err := a.open(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	images, err := engine.Images(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []string
	for _, img := range images {
		for _, n := range img.Names {
			out = append(out, n, strings.TrimPrefix(n, "localhost/"))
		}
	}
	return beginning(out, word), cobra.ShellCompDirectiveNoFileComp
}

func (a *app) completeContainers(cmd *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
	engine, err := a.open(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	list, err := engine.Containers(cmd.Context())
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []string
	for _, c := range list {
		if c.Own {
			out = append(out, c.Name)
		}
	}
	return beginning(out, word), cobra.ShellCompDirectiveNoFileComp
}

func (a *app) completeAll(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	containers, _ := a.completeContainers(cmd, args, word)
	images, directive := a.completeImages(cmd, args, word)
	return append(containers, images...), directive
}

func (a *app) completeThenFiles(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	return firstArg(a.completeContainers)(cmd, args, word)
}

// completeStages are the stages of the Containerfile that would be built.
func completeStages(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	r := build.Request{Context: build.Dir(".")}
	if len(args) == 1 {
		r.Context = build.Dir(args[0])
	}
	if files, err := cmd.Flags().GetStringArray("file"); err == nil && len(files) != 0 {
		if r.File, err = filepath.Abs(files[0]); err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
	}
	if _, err := os.Stat(r.Context.Path); err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	outline, err := build.Describe(r)
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []string
	for _, name := range outline.Targets {
		if !strings.HasPrefix(name, "stage-") {
			out = append(out, name)
		}
	}
	return beginning(out, word), cobra.ShellCompDirectiveNoFileComp
}

func beginning(words []string, with string) []string {
	words = slices.DeleteFunc(words, func(w string) bool { return !strings.HasPrefix(w, with) })
	slices.Sort(words)
	return slices.Compact(words)
}
