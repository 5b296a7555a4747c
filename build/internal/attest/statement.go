// Package attest has statements about images, in the form of the in-toto attestation framework
// (version 1), and the predicates that cooper makes.
package attest

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/opencontainers/go-digest"

	"github.com/cooper-build/cooper/build/internal/image"
)

// StatementType is the type of a statement, and PayloadType its media type.
const (
	StatementType = "https://in-toto.io/Statement/v1"
	PayloadType   = "application/vnd.in-toto+json"
)

// Types of predicates.
const (
	ProvenanceType = "https://slsa.dev/provenance/v1"
	SPDXType       = "https://spdx.dev/Document"
	CycloneDXType  = "https://cyclonedx.org/bom"
	SignType       = "https://sigstore.dev/cosign/sign/v1" // of cosign: the image is signed
	VulnType       = "https://cosign.sigstore.dev/attestation/vuln/v1"
	ARFType        = "https://github.com/cooper-build/cooper/scan/arf/v1"
)

// BundleType is the media type of a sigstore bundle.
const BundleType = "application/vnd.dev.sigstore.bundle.v0.3+json"

// MaxStatement is the size of a statement that is read, in bytes.
const MaxStatement = 64 << 20

// Predicate is what a statement says about its subject.
type Predicate struct {
	Type string          `json:"predicateType"`
	Body json.RawMessage `json:"predicate"`
}

// Subject is an image that a statement is about.
type Subject struct {
	Name   string            `json:"name"`
	Digest map[string]string `json:"digest"` // algorithm → hexadecimal digest
}

// Statement is a predicate with its subjects.
type Statement struct {
	Type    string    `json:"_type"`
	Subject []Subject `json:"subject"`
	Predicate
}

// About is the statement of a predicate about an image.
func (p Predicate) About(name string, d digest.Digest) ([]byte, error) {
	return json.Marshal(Statement{
		Type:    StatementType,
		Subject: []Subject{{Name: name, Digest: map[string]string{d.Algorithm().String(): d.Encoded()}}},

		Predicate: p,
	})
}

// errNoStatement means that a text is no statement.
var errNoStatement = errors.New("it is no in-toto statement")

// Parse reads a statement, which may be hostile. It refuses one that two programs would read
// differently.
func Parse(text []byte) (s Statement, err error) {
	if len(text) > MaxStatement {
		return s, fmt.Errorf("reading a statement: it has %d bytes, more than the limit of %d", len(text), MaxStatement)
	}
	if err := image.CheckKeys(text); err != nil {
		return s, fmt.Errorf("reading a statement: %w", err)
	}
	if err := json.Unmarshal(text, &s); err != nil {
		return s, fmt.Errorf("reading a statement: %w", err)
	}
	if s.Type != StatementType && s.Type != "https://in-toto.io/Statement/v0.1" {
		return s, fmt.Errorf("reading a statement: %w: its type is %q", errNoStatement, s.Type)
	}
	return s, nil
}

// Names reports whether a statement is about an image.
func (s *Statement) Names(d digest.Digest) bool {
	for _, subject := range s.Subject {
		if subject.Digest[d.Algorithm().String()] == d.Encoded() {
			return true
		}
	}
	return false
}
