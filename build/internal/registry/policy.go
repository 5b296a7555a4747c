package registry

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"go.podman.io/image/v5/signature"
	istorage "go.podman.io/image/v5/storage"
	"go.podman.io/image/v5/types"
)

// PolicyError is an image that policy.json refuses, with the rule that did.
type PolicyError struct {
	Rule string // for people
	Err  error
	// Local means that the image is in the store, but its origin is unknown.
	Local bool
	// Signed says that the rule asks for a signature, so that one could help.
	Signed bool
}

func (e *PolicyError) Error() string { return e.Err.Error() + ", by " + e.Rule }

func (e *PolicyError) Unwrap() error { return e.Err }

// readPolicy reads policy.json. A machine without one accepts any image, as its
// owner never said otherwise; a file that cannot be read is an error.
func readPolicy(sys *types.SystemContext) (*signature.Policy, error) {
	if sys.SignaturePolicyPath == "" {
		if err := dangling(); err != nil {
			return nil, err
		}
	}
	policy, err := signature.DefaultPolicy(sys)
	if err != nil && sys.SignaturePolicyPath == "" && isNotFound(err) {
		return acceptAnything(), nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the signature policy: %w", err)
	}
	return policy, nil
}

// policy is the signature policy of the options.
func (a Access) policy() (*signature.Policy, error) {
	return readPolicy(&types.SystemContext{SignaturePolicyPath: a.SignaturePolicy})
}

func isNotFound(err error) bool {
	return errors.Is(err, os.ErrNotExist) || strings.Contains(err.Error(), "no policy.json file found")
}

// dangling finds a policy.json that is a broken link. The user wanted a policy, but the
// library ignores the link.
func dangling() error {
	files := []string{"/etc/containers/policy.json", "/usr/share/containers/policy.json"}
	if dir, err := os.UserConfigDir(); err == nil {
		files = append(files, filepath.Join(dir, "containers/policy.json"))
	}
	for _, file := range files {
		if _, err := os.Lstat(file); err != nil {
			continue
		}
		if _, err := os.Stat(file); err != nil {
			return fmt.Errorf("reading the signature policy: %w", err)
		}
	}
	return nil
}

func acceptAnything() *signature.Policy {
	return &signature.Policy{Default: signature.PolicyRequirements{signature.NewPRInsecureAcceptAnything()}}
}

// policyFor is the policy for a source. The local store needs none, because its images were
// checked when they were stored.
func policyFor(src types.ImageReference, sys *types.SystemContext) (*signature.Policy, error) {
	if src.Transport().Name() == istorage.Transport.Name() {
		return acceptAnything(), nil
	}
	return readPolicy(sys)
}

// explainPolicy names the rule that refused an image. A refusal is a
// PolicyRequirementError, or an error about the signatures that a rule wanted.
func explainPolicy(err error, policy *signature.Policy, src types.ImageReference) error {
	var requirement signature.PolicyRequirementError
	if !errors.As(err, &requirement) && !strings.Contains(err.Error(), "Source image rejected") {
		return err
	}
	scope, rules := ruleFor(policy, src)
	text, jsonErr := json.Marshal(rules)
	if jsonErr != nil {
		return err
	}
	return &PolicyError{
		Rule: fmt.Sprintf("the rule of policy.json for %s: %s", scope, text), Err: err,
		Signed: !strings.Contains(string(text), `"reject"`),
	}
}

// ruleFor finds the requirements that apply to an image, as
// containers-policy.json(5) orders them: the most specific scope first.
func ruleFor(policy *signature.Policy, src types.ImageReference) (string, signature.PolicyRequirements) {
	scopes, ok := policy.Transports[src.Transport().Name()]
	if ok {
		for _, scope := range append(
			[]string{src.PolicyConfigurationIdentity()}, src.PolicyConfigurationNamespaces()...,
		) {
			if rules, ok := scopes[scope]; ok {
				return fmt.Sprintf("%q", scope), rules
			}
		}
		if rules, ok := scopes[""]; ok {
			return fmt.Sprintf("transport %q", src.Transport().Name()), rules
		}
	}
	return `"default"`, policy.Default
}
