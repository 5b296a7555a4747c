package registry

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"go.podman.io/image/v5/docker"
	"go.podman.io/image/v5/docker/reference"
	"go.podman.io/image/v5/signature"
	istorage "go.podman.io/image/v5/storage"
	"go.podman.io/image/v5/types"
)

// An image of the store can have any origin, and anybody who can write to the store can
// give it any name. If the signature policy has requirements for a name, the image counts
// only if a record says that it was verified under that name by that rule, or that it was
// built here.

// trust is the record of an image.
type trust struct {
	Built    bool              `json:"built,omitempty"`
	Verified map[string]string `json:"verified,omitempty"` // name → the rule that was satisfied
}

// errUnverified means that an image has no record that satisfies the policy.
var errUnverified = errors.New("the image in the store was not verified under this name")

// anything is the rule that accepts all images.
const anything = `[{"type":"insecureAcceptAnything"}]`

func ruleText(rules signature.PolicyRequirements) string {
	text, err := json.Marshal(rules)
	if err != nil {
		return ""
	}
	return string(text)
}

// open reports whether a policy accepts everything, for example because there is no
// policy.json.
func open(policy *signature.Policy) bool {
	if ruleText(policy.Default) != anything {
		return false
	}
	for _, scopes := range policy.Transports {
		for _, rules := range scopes {
			if ruleText(rules) != anything {
				return false
			}
		}
	}
	return true
}

// local finds an image of the store that the signature policy accepts. The error is a
// PolicyError where there is one that it does not.
func (c *Client) local(name string) (id string, err error) {
	full, id, err := c.find(name)
	if err != nil {
		return "", err
	}
	return id, c.checkTrust(full, id)
}

// checkTrust asks the policy for an image that has a name; an empty name is an id.
func (c *Client) checkTrust(name, id string) error {
	policy, err := c.Access.policy()
	if err != nil || open(policy) {
		return err
	}
	record, err := c.readTrust(id)
	if err != nil {
		return err
	}
	if name == "" {
		return c.checkTrustOfID(policy, record, id)
	}
	named, err := reference.ParseNormalizedNamed(name)
	if err != nil {
		return err
	}
	ref, err := docker.NewReference(reference.TagNameOnly(named))
	if err != nil {
		return err
	}
	scope, rules := ruleFor(policy, ref)
	text := ruleText(rules)
	own := reference.Domain(named) == "localhost" && (record.Built || len(record.Verified) != 0)
	if text == anything || own || record.Verified[name] == text || c.acceptedStorage(policy, named, id) {
		return nil
	}
	return &PolicyError{
		Rule:  fmt.Sprintf("the rule of policy.json for %s: %s", scope, text),
		Err:   fmt.Errorf("image %s: %w", name, errUnverified),
		Local: true,
	}
}

// checkTrustOfID accepts an image that was built here, or that the policy still accepts
// under a name under which it was verified.
func (c *Client) checkTrustOfID(policy *signature.Policy, record trust, id string) error {
	if record.Built || c.acceptedStorage(policy, nil, id) {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(record.Verified)) {
		if c.checkTrust(name, id) == nil {
			return nil
		}
	}
	return &PolicyError{Rule: "policy.json", Err: fmt.Errorf("image %s: %w", id, errUnverified), Local: true}
}

// acceptedStorage reports whether the policy has a rule for images of the store that
// accepts this one.
func (c *Client) acceptedStorage(policy *signature.Policy, named reference.Named, id string) bool {
	if _, ok := policy.Transports[istorage.Transport.Name()]; !ok {
		return false
	}
	ref, err := c.Store.Reference(named, id)
	if err != nil {
		return false
	}
	_, rules := ruleFor(policy, ref)
	return ruleText(rules) == anything
}

func (c *Client) readTrust(id string) (record trust, err error) {
	text, err := c.Store.Trust(id)
	if err != nil || len(text) == 0 {
		return record, err
	}
	if err := json.Unmarshal(text, &record); err != nil {
		return record, fmt.Errorf("reading the origin of image %s: %w", id, err)
	}
	return record, nil
}

// verified writes down that an image came from a source that the policy accepts.
func (c *Client) verified(src types.ImageReference, name, id string) error {
	return c.record(id, func(policy *signature.Policy, t *trust) {
		_, rules := ruleFor(policy, src)
		t.Verified = maps.Clone(t.Verified)
		if t.Verified == nil {
			t.Verified = map[string]string{}
		}
		t.Verified[name] = ruleText(rules)
	})
}

// Built records that an image was built here, from content that the policy accepts.
func (c *Client) Built(id string) error {
	return c.record(id, func(_ *signature.Policy, t *trust) { t.Built = true })
}

// record changes the record of an image. If the policy accepts everything, nothing is
// recorded: a stricter policy needs images that it verified itself.
func (c *Client) record(id string, change func(*signature.Policy, *trust)) error {
	policy, err := c.Access.policy()
	if err != nil || open(policy) {
		return err
	}
	before, err := c.readTrust(id)
	if err != nil {
		return err
	}
	after := before
	change(policy, &after)
	text, err := json.Marshal(after)
	if err != nil {
		return err
	}
	return c.Store.SetTrust(id, text)
}
