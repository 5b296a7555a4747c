package api

import "time"

// VerifyRequest says which image of a registry to verify, and against what.
type VerifyRequest struct {
	Image    string // name in a registry
	Platform string // of an index; empty: all that it has
	VerifyPolicy
	Access Access
}

// VerifyPolicy says what an image must prove. Signatures must say whose count.
type VerifyPolicy struct {
	Signatures Signatures       `yaml:"signatures"`
	Provenance ProvenancePolicy `yaml:"provenance"`
	SBOM       SBOMPolicy       `yaml:"sbom"`
	// MaxAge is how old the build may be; 0: any age. A build without a time is too old.
	MaxAge time.Duration `yaml:"maxAge"`
}

// Signatures say whose signatures count.
type Signatures struct {
	Keys        []string   `yaml:"keys"`        // files with public keys
	Identities  []Identity `yaml:"identities"`  // of certificates
	TrustedRoot string     `yaml:"trustedRoot"` // file of sigstore; empty: the public sigstore
	NoLog       bool       `yaml:"noLog"`       // certificates need no transparency log, but a signed time
}

// Identity is what a certificate has to say. An empty field matches anything, but an issuer and a
// subject are needed in one form.
type Identity struct {
	Issuer        string `yaml:"issuer" json:"issuer,omitempty"`
	IssuerRegexp  string `yaml:"issuerRegexp" json:"issuerRegexp,omitempty"`
	Subject       string `yaml:"subject" json:"subject,omitempty"`
	SubjectRegexp string `yaml:"subjectRegexp" json:"subjectRegexp,omitempty"`
}

// ProvenancePolicy says how an image must have been built. In patterns, * stands for any text.
type ProvenancePolicy struct {
	Required bool     `yaml:"required"` // implied by the other fields
	Builders []string `yaml:"builders"` // patterns of builder ids
	Sources  []string `yaml:"sources"`  // patterns of repositories, one of which it was built from
	Bases    []string `yaml:"bases"`    // patterns of images: all that it was built from must match one
}

// IsZero reports whether no provenance is needed.
func (p *ProvenancePolicy) IsZero() bool {
	return !p.Required && len(p.Builders)+len(p.Sources)+len(p.Bases) == 0
}

// SBOMPolicy says whether a bill of materials is needed.
type SBOMPolicy struct {
	Required bool   `yaml:"required"`
	Format   string `yaml:"format"` // spdx or cyclonedx; empty: either
}

// Verification is the result for an image.
type Verification struct {
	Image  string          `json:"image"`
	Digest string          `json:"digest"`
	OK     bool            `json:"ok"`
	Images []VerifiedImage `json:"images"` // one, or those of an index
}

// VerifiedImage is one image with what was checked.
type VerifiedImage struct {
	Digest   string         `json:"digest"`
	Platform string         `json:"platform,omitempty"`
	Checks   []VerifyResult `json:"checks"`
	Signers  []Signer       `json:"signers,omitempty"`
	// Attestations are the types of the predicates that count.
	Attestations []string `json:"attestations,omitempty"`
}

// VerifyResult is the outcome of a check.
type VerifyResult struct {
	Name   string `json:"name"` // signature, provenance, builder, source, bases, sbom or age
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
}

// Signer is whose signature counted.
type Signer struct {
	Key     string     `json:"key,omitempty"` // fingerprint of the public key: sha256:…
	Issuer  string     `json:"issuer,omitempty"`
	Subject string     `json:"subject,omitempty"`
	Time    *time.Time `json:"time,omitempty"` // that a log or an authority vouches for
}
