package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/containerd/platforms"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/buildpolicy"
	"github.com/cooper-build/cooper/build/internal/registry"
	"github.com/cooper-build/cooper/build/internal/verify"
	"github.com/cooper-build/cooper/runtime/network"
	"github.com/cooper-build/cooper/runtime/network/allow"
)

// readBuildPolicy reads the build policy of the request. A strict build has every source pinned.
func (b *job) readBuildPolicy() (err error) {
	r := &b.request
	if r.BuildPolicy == "" && !r.Strict {
		return nil
	}
	rules := buildpolicy.Strict()
	if r.BuildPolicy != "" {
		if rules, err = buildpolicy.Read(r.BuildPolicy); err != nil {
			return err
		}
	}
	if r.Strict {
		rules.Bases.Digest, rules.Downloads.Checksum, rules.Git.Commit = true, true, true
	}
	if err := b.restrictNetwork(&rules.Network); err != nil {
		return err
	}
	b.sources.rules = rules
	b.sources.client, err = b.client(r.Access, b.emit)
	return err
}

// restrictNetwork gives commands the network of the policy, unless the request has less.
func (b *job) restrictNetwork(rule *buildpolicy.Network) error {
	mode := rule.Mode()
	if mode == "" {
		return nil
	}
	policy, err := network.Parse(mode)
	if err != nil {
		return fmt.Errorf("rule network of the build policy: %w", err)
	}
	choice := &b.run.Network.Choice
	switch {
	case b.run.Network.AllowHost:
		return rule.Refuse("--allow network.host")
	case choice.Mode == network.None:
	case choice.Mode == network.Allow && !slices.ContainsFunc(choice.Rules, func(r allow.Rule) bool {
		return !slices.Contains(policy.Rules, r)
	}):
	case choice.Mode != network.Default:
		return rule.Refuse("--network " + choice.Text())
	case policy.Mode.Filtered() && b.run.Isolation.Path != "":
		return errors.New("a build policy with network.allow is not supported with isolation oci")
	default:
		*choice = policy
	}
	return nil
}

// signed checks the signature that the build policy wants of an image. It returns the name with the
// digest that is signed.
func (s *sources) signed(ctx context.Context, reference, name string, p ocispec.Platform) (string, error) {
	if s == nil || s.rules == nil || s.named(reference) {
		return name, nil
	}
	meanings, err := s.client.Meanings(name)
	if err != nil {
		return "", err
	}
	by := s.rules.SignedBy(meanings)
	if by == nil {
		return name, nil
	}
	trust, err := trustOf(by)
	if err != nil {
		return "", fmt.Errorf("rule bases.signed of the build policy: %w", err)
	}
	if _, err := s.client.Find(name); err == nil && registry.IsLocal(meanings[0]) {
		return "", buildpolicy.NotSigned(name, "an image of localhost has no signatures")
	}
	subject, err := s.client.Evidence(ctx, name, platforms.Format(p))
	if err != nil {
		return "", fmt.Errorf("checking the signatures of %s: %w", name, err)
	}
	candidates := subject.Images[:1]
	if subject.Index != nil {
		candidates = append([]registry.Evidence{*subject.Index}, candidates...)
	}
	reason := ""
	for i := range candidates {
		checked, err := signed(ctx, trust, &candidates[i])
		if err != nil {
			return "", fmt.Errorf("checking the signatures of %s: %w", name, err)
		}
		result := verify.Check(checked, &api.VerifyPolicy{}, time.Now())
		if verify.OK(&result) {
			return pinned(subject.Place, candidates[i].Digest()), nil
		}
		reason = result.Checks[0].Detail
	}
	return "", buildpolicy.NotSigned(name, reason)
}
