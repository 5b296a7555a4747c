package engine

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/containerd/platforms"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/attest/program"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/verify"
	"github.com/cooper-build/cooper/imagebuilder"
)

// verify checks what an image of a registry proves.
func (s *server) verify(ctx context.Context, r api.VerifyRequest, emit emitter) (out api.Verification, err error) {
	trust, err := trustOf(&r.Signatures)
	if err != nil {
		return out, err
	}
	switch r.SBOM.Format {
	case "", "spdx", "cyclonedx":
	default:
		return out, fmt.Errorf("unknown format %q of a bill of materials: use spdx or cyclonedx", r.SBOM.Format)
	}
	c, err := s.client(r.Access, emit)
	if err != nil {
		return out, err
	}
	subject, err := c.Evidence(ctx, r.Image, r.Platform)
	if err != nil {
		return out, fmt.Errorf("verifying %s: %w", r.Image, err)
	}
	out = api.Verification{Image: r.Image, OK: true}
	var index verify.Image
	if subject.Index != nil {
		out.Digest = subject.Index.Digest().String()
		if index, err = signed(ctx, trust, subject.Index); err != nil {
			return out, fmt.Errorf("verifying %s: %w", r.Image, err)
		}
	} else {
		out.Digest = subject.Images[0].Digest().String()
	}
	for i := range subject.Images {
		e := &subject.Images[i]
		one, err := signed(ctx, trust, e)
		if err != nil {
			return out, fmt.Errorf("verifying %s: %w", r.Image, err)
		}
		if len(index.Signers) != 0 { // it has the digest of the image, and of its attestations
			one.Signers = append(one.Signers, index.Signers...)
			one.Statements = append(one.Statements, about(e.Indexed, e)...)
		}
		checked := verify.Check(one, &r.VerifyPolicy, time.Now())
		out.OK = out.OK && verify.OK(&checked)
		out.Images = append(out.Images, checked)
	}
	return out, nil
}

// about leaves those statements that are about an image.
func about(statements [][]byte, e *registry.Evidence) [][]byte {
	return slices.DeleteFunc(slices.Clone(statements), func(text []byte) bool {
		s, err := attest.Parse(text)
		return err != nil || !s.Names(e.Digest())
	})
}

// signed checks the signatures about an image.
func signed(ctx context.Context, trust attest.Trust, e *registry.Evidence) (out verify.Image, err error) {
	out.Digest = e.Digest().String()
	if e.Descriptor.Platform != nil {
		out.Platform = platforms.Format(*e.Descriptor.Platform)
	}
	if len(e.Bundles) == 0 {
		return out, nil
	}
	result, err := program.Verify(ctx, attest.VerifyRequest{Trust: trust, Digest: out.Digest, Bundles: e.Bundles})
	if err != nil {
		return out, err
	}
	for _, b := range result.Bundles {
		switch {
		case b.Error != "":
			out.Reasons = append(out.Reasons, b.Error)
		case len(about([][]byte{b.Statement}, e)) == 0:
			out.Reasons = append(out.Reasons, "a signed statement is about another image")
		default:
			out.Signers = append(out.Signers, b.Signer)
			out.Statements = append(out.Statements, b.Statement)
		}
	}
	return out, nil
}

// errNoTrust means that a policy accepts no signature.
var errNoTrust = errors.New("nothing says whose signatures count")

// trustOf reads the keys and the trusted root of a policy.
func trustOf(p *api.Signatures) (trust attest.Trust, err error) {
	if len(p.Keys)+len(p.Identities) == 0 {
		return trust, imagebuilder.WithHint(errNoTrust,
			"use --key FILE, or --certificate-identity and --certificate-oidc-issuer, or --policy FILE")
	}
	for _, file := range p.Keys {
		text, err := os.ReadFile(file)
		if err != nil {
			return trust, fmt.Errorf("reading a public key: %w", err)
		}
		trust.Keys = append(trust.Keys, text)
	}
	for _, i := range p.Identities {
		if i.Issuer+i.IssuerRegexp == "" || i.Subject+i.SubjectRegexp == "" {
			return trust, imagebuilder.WithHint(errors.New("an identity needs an issuer and a subject"),
				"use --certificate-oidc-issuer and --certificate-identity")
		}
		trust.Identities = append(trust.Identities, attest.Identity(i))
	}
	if p.TrustedRoot != "" {
		if trust.TrustedRoot, err = os.ReadFile(p.TrustedRoot); err != nil {
			return trust, fmt.Errorf("reading the trusted root: %w", err)
		}
	}
	trust.NoLog = p.NoLog
	return trust, nil
}
