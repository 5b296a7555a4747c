package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// imageGroup has the commands of docker image, for example docker image ls.
func (a *app) imageGroup() *cobra.Command {
	image := &cobra.Command{Use: "image", Hidden: true}
	for name, cmd := range map[string]*cobra.Command{
		"ls": a.imagesCommand(), "list": a.imagesCommand(), "rm": a.rmiCommand(),
		"inspect": a.inspectCommand(), "history": a.historyCommand(), "tag": a.tagCommand(),
		"push": a.pushCommand(), "pull": a.pullCommand(), "build": a.buildCommand(),
	} {
		cmd.Use, cmd.Aliases = name, nil
		image.AddCommand(cmd)
	}
	return image
}

// buildxGroup has docker buildx build.
func (a *app) buildxGroup() *cobra.Command {
	buildx := &cobra.Command{Use: "buildx", Hidden: true}
	buildx.AddCommand(a.buildCommand())
	return buildx
}

// noAttestation is a flag of BuildKit for attestations, which can only be turned off.
type noAttestation struct{}

func (noAttestation) String() string { return "false" }
func (noAttestation) Type() string   { return "string" }

func (noAttestation) Set(text string) error {
	if text == "false" || slices.Contains(strings.Split(text, ","), "disabled=true") {
		return nil
	}
	return fmt.Errorf("attestations are not supported: --sbom makes a bill of materials")
}

// addBuildKit adds hidden flags of `docker buildx build`.
func addBuildKit(flags *pflag.FlagSet) {
	flags.Var(noAttestation{}, "provenance", "attestations, which are not supported")
	flags.String("builder", "", "accepted for compatibility, without an effect: nothing keeps builders")
	for _, name := range []string{"provenance", "builder"} {
		_ = flags.MarkHidden(name)
	}
}
