// Package verify decides whether an image proves what a policy asks for. It gets statements whose
// signatures were checked, and reads no others.
package verify

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/wildcard"
)

// Image is what is known about an image.
type Image struct {
	Digest, Platform string
	Signers          []attest.Signer // of the image, or of the index that lists it
	Reasons          []string        // why other signatures do not count
	Statements       [][]byte        // signed, about this image
}

// Check holds an image against a policy.
func Check(i Image, p *api.VerifyPolicy, now time.Time) api.VerifiedImage {
	c := &checker{policy: p, out: api.VerifiedImage{Digest: i.Digest, Platform: i.Platform}}
	c.signature(&i)
	seen := map[string]bool{} // an index and a referrer may have the same statement
	for _, text := range i.Statements {
		if !seen[string(text)] {
			c.read(text)
		}
		seen[string(text)] = true
	}
	c.checkProvenance()
	c.checkSBOM()
	c.checkAge(i.Signers, now)
	return c.out
}

// OK reports whether all checks of an image succeeded.
func OK(i *api.VerifiedImage) bool {
	return !slices.ContainsFunc(i.Checks, func(r api.VerifyResult) bool { return !r.OK })
}

// checker collects results for one image.
type checker struct {
	policy     *api.VerifyPolicy
	out        api.VerifiedImage
	provenance []built
	types      []string
}

func (c *checker) result(name string, ok bool, format string, args ...any) {
	c.out.Checks = append(c.out.Checks, api.VerifyResult{Name: name, OK: ok, Detail: fmt.Sprintf(format, args...)})
}

func (c *checker) signature(i *Image) {
	for _, s := range i.Signers {
		signer := api.Signer{Key: s.Key, Issuer: s.Issuer, Subject: s.Subject}
		if !s.Time.IsZero() {
			signer.Time = &s.Time
		}
		same := func(o api.Signer) bool { return o.Key == s.Key && o.Subject == s.Subject }
		if !slices.ContainsFunc(c.out.Signers, same) {
			c.out.Signers = append(c.out.Signers, signer)
		}
	}
	switch {
	case len(c.out.Signers) != 0:
		c.result("signature", true, "signed by %s", name(c.out.Signers[0]))
	case len(i.Reasons) == 0:
		c.result("signature", false, "it has no signature")
	default:
		c.result("signature", false, "no signature counts: %s", strings.Join(i.Reasons, "; "))
	}
}

// name is how a person knows a signer.
func name(s api.Signer) string {
	if s.Key != "" {
		return "the key " + s.Key
	}
	return s.Subject + " (" + s.Issuer + ")"
}

// read notes what a signed statement says.
func (c *checker) read(text []byte) {
	s, err := attest.Parse(text)
	if err != nil {
		c.result("statement", false, "a signed statement cannot be read: %v", err)
		return
	}
	if s.Predicate.Type == attest.SignType {
		return
	}
	if !slices.Contains(c.types, s.Predicate.Type) {
		c.types = append(c.types, s.Predicate.Type)
	}
	c.out.Attestations = c.types
	b, is, err := readProvenance(s.Predicate)
	switch {
	case err != nil:
		c.result("provenance", false, "the provenance cannot be read: %v", err)
	case is:
		c.provenance = append(c.provenance, b)
	}
}

func (c *checker) checkProvenance() {
	p := &c.policy.Provenance
	if p.IsZero() {
		return
	}
	if len(c.provenance) == 0 {
		c.result("provenance", false, "there is no signed provenance")
		return
	}
	// Every statement must hold: one of them may be of somebody with another key.
	for _, b := range c.provenance {
		c.result("provenance", true, "built by %s", b.builder)
		if len(p.Builders) != 0 {
			c.result("builder", wildcard.MatchOne(p.Builders, b.builder), "%s", b.builder)
		}
		if len(p.Sources) != 0 {
			c.checkSources(p.Sources, b.sources)
		}
		if len(p.Bases) != 0 {
			c.checkBases(p.Bases, b.images)
		}
	}
}

func (c *checker) checkSources(patterns, sources []string) {
	for _, s := range sources {
		if wildcard.MatchOne(patterns, s) {
			c.result("source", true, "built from %s", s)
			return
		}
	}
	if len(sources) == 0 {
		c.result("source", false, "the provenance names no repository: the context was a directory")
		return
	}
	c.result("source", false, "built from %s", strings.Join(sources, ", "))
}

func (c *checker) checkBases(patterns, images []string) {
	for _, i := range images {
		if !wildcard.MatchOne(patterns, i) {
			c.result("bases", false, "%s is not allowed", i)
			return
		}
	}
	c.result("bases", true, "%d allowed", len(images))
}

func (c *checker) checkSBOM() {
	p := c.policy.SBOM
	if !p.Required && p.Format == "" {
		return
	}
	wanted := map[string][]string{
		"": {attest.SPDXType, attest.CycloneDXType}, "spdx": {attest.SPDXType}, "cyclonedx": {attest.CycloneDXType},
	}[p.Format]
	for _, kind := range wanted {
		// Versions are written behind the type, as in https://spdx.dev/Document/v2.3.
		if slices.ContainsFunc(c.types, func(t string) bool { return t == kind || strings.HasPrefix(t, kind+"/") }) {
			c.result("sbom", true, "%s", kind)
			return
		}
	}
	c.result("sbom", false, "there is no signed bill of materials")
}

// checkAge takes the latest time that is known for sure, or else the time that the provenance says.
func (c *checker) checkAge(signers []attest.Signer, now time.Time) {
	if c.policy.MaxAge == 0 {
		return
	}
	var at time.Time
	for _, s := range signers {
		if s.Time.After(at) {
			at = s.Time
		}
	}
	for _, b := range c.provenance {
		if at.IsZero() || !b.finished.IsZero() && b.finished.Before(at) {
			at = b.finished
		}
	}
	age := now.Sub(at).Round(time.Second)
	switch {
	case at.IsZero():
		c.result("age", false, "nothing says when it was built")
	case age < -clockSkew:
		c.result("age", false, "it was built at %s, in the future", at.Format(time.RFC3339))
	default:
		c.result("age", age <= c.policy.MaxAge, "built %s ago, %s", age, at.Format(time.RFC3339))
	}
}

// clockSkew is how much the clocks of two machines may differ.
const clockSkew = 5 * time.Minute

// unmarshal reads a predicate.
func unmarshal(p attest.Predicate, into any) error { return json.Unmarshal(p.Body, into) }
