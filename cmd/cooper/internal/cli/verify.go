package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"

	"github.com/cooper-build/cooper/build"
	"github.com/cooper-build/cooper/cmd/cooper/internal/ui"
)

// verifyFlags say what an image must prove: a policy file, and flags that add to it.
type verifyFlags struct {
	request  build.VerifyRequest
	access   accessFlags
	policy   string
	identity build.Identity
	format   string
}

func (a *app) verifyCommand() *cobra.Command {
	f := &verifyFlags{}
	cmd := &cobra.Command{
		Use:   "verify [flags] IMAGE",
		Short: "Verify the signatures, provenance and bill of materials of an image in a registry",
		Long: "Verify an image in a registry: who signed it, how it was built, and of what. Only what is " +
			"signed counts.\n\ncooper verify exits with 1 if a check fails. The image is not pulled.",
		Example: "  cooper verify --key release.pub registry.example.com/team/app:1\n" +
			"  cooper verify --policy policy.yaml registry.example.com/team/app:1\n" +
			"  cooper verify --certificate-oidc-issuer https://token.actions.githubusercontent.com \\\n" +
			"    --certificate-identity https://github.com/acme/app/.github/workflows/ci.yml@refs/heads/main \\\n" +
			"    --base 'docker.io/library/*' --require-sbom --max-age 720h registry.example.com/team/app:1",
		Args: oneArg("an image in a registry"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.request.Image = args[0]
			if err := f.complete(); err != nil {
				return err
			}
			return a.runVerify(cmd.Context(), f)
		},
	}
	f.add(cmd.Flags())
	return cmd
}

func (f *verifyFlags) add(flags *pflag.FlagSet) {
	r := &f.request
	flags.StringVar(&f.policy, "policy", "", "read what the image must prove from a YAML file")
	flags.StringArrayVar(&r.Signatures.Keys, "key", nil, "accept signatures of this public key; may be repeated")
	flags.StringVar(&f.identity.Subject, "certificate-identity", "", "accept certificates of this identity")
	flags.StringVar(&f.identity.SubjectRegexp, "certificate-identity-regexp", "", "regular expression of identities")
	flags.StringVar(&f.identity.Issuer, "certificate-oidc-issuer", "", "issuer of the identity")
	flags.StringVar(&f.identity.IssuerRegexp, "certificate-oidc-issuer-regexp", "", "regular expression of issuers")
	flags.StringVar(&r.Signatures.TrustedRoot, "trusted-root", "",
		"file with the trusted root of sigstore (default: that of the public sigstore)")
	flags.BoolVar(&r.Signatures.NoLog, "insecure-ignore-tlog", false,
		"accept certificates without an entry in a transparency log; their time comes from an authority then")
	flags.BoolVar(&r.Provenance.Required, "require-provenance", false, "require provenance")
	flags.StringArrayVar(&r.Provenance.Builders, "builder", nil, "require this builder id; * stands for any text")
	flags.StringArrayVar(&r.Provenance.Sources, "source", nil, "require that the image was built from this repository")
	flags.StringArrayVar(&r.Provenance.Bases, "base", nil,
		"allow this base image; with any, the image must not be built from others")
	flags.BoolVar(&r.SBOM.Required, "require-sbom", false, "require a bill of materials")
	flags.DurationVar(&r.MaxAge, "max-age", 0, "require a build that is not older, for example 720h")
	flags.StringVar(&r.Platform, "platform", "", "verify the image of one platform (default: all of an index)")
	flags.StringVar(&f.format, "format", "text", "format of the result: text or json")
	f.access.add(flags)
}

// complete adds the flags to the policy file.
func (f *verifyFlags) complete() error {
	f.request.Access = f.access.value()
	if f.format != "text" && f.format != "json" {
		return fmt.Errorf("unknown format %q: use text or json", f.format)
	}
	flags := f.request.VerifyPolicy
	if f.identity != (build.Identity{}) {
		flags.Signatures.Identities = []build.Identity{f.identity}
	}
	if f.policy == "" {
		f.request.VerifyPolicy = flags
		return nil
	}
	policy, err := readVerifyPolicy(f.policy)
	if err != nil {
		return err
	}
	s, p := &policy.Signatures, &policy.Provenance
	s.Keys = append(s.Keys, flags.Signatures.Keys...)
	s.Identities = append(s.Identities, flags.Signatures.Identities...)
	s.NoLog = s.NoLog || flags.Signatures.NoLog
	if flags.Signatures.TrustedRoot != "" {
		s.TrustedRoot = flags.Signatures.TrustedRoot
	}
	p.Required = p.Required || flags.Provenance.Required
	p.Builders = append(p.Builders, flags.Provenance.Builders...)
	p.Sources = append(p.Sources, flags.Provenance.Sources...)
	p.Bases = append(p.Bases, flags.Provenance.Bases...)
	policy.SBOM.Required = policy.SBOM.Required || flags.SBOM.Required
	if flags.MaxAge != 0 {
		policy.MaxAge = flags.MaxAge
	}
	f.request.VerifyPolicy = policy
	return nil
}

// readVerifyPolicy reads a policy file. Files that it names are relative to its directory.
func readVerifyPolicy(file string) (p build.VerifyPolicy, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return p, fmt.Errorf("reading the policy: %w", err)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&p); err != nil && !errors.Is(err, io.EOF) {
		return p, fmt.Errorf("reading the policy %s: %w", file, err)
	}
	relative := func(name *string) {
		if *name != "" && !filepath.IsAbs(*name) {
			*name = filepath.Join(filepath.Dir(file), *name)
		}
	}
	for i := range p.Signatures.Keys {
		relative(&p.Signatures.Keys[i])
	}
	relative(&p.Signatures.TrustedRoot)
	return p, nil
}

func (a *app) runVerify(ctx context.Context, f *verifyFlags) error {
	engine, err := a.open(ctx)
	if err != nil {
		return err
	}
	result, err := engine.Verify(ctx, f.request)
	if err != nil {
		return err
	}
	if f.format == "json" {
		if err := a.printJSON(result); err != nil {
			return err
		}
	} else {
		a.printVerification(&result)
	}
	if !result.OK {
		return exitCode(1)
	}
	return nil
}

func (a *app) printVerification(v *build.Verification) {
	fmt.Fprintf(a.out, "%s %s\n", v.Image, v.Digest)
	for _, i := range v.Images {
		if len(v.Images) > 1 || i.Platform != "" {
			fmt.Fprintf(a.out, "%s %s\n", i.Platform, i.Digest)
		}
		for _, c := range i.Checks {
			word := "ok    "
			if !c.OK {
				word = "FAILED"
			}
			fmt.Fprintf(a.out, "  %s %-10s %s\n", word, c.Name, ui.Harmless(c.Detail))
		}
	}
}
