package attest

import (
	"encoding/json"
	"time"
)

// Scan is the report of a scanner about an image, in the form that cosign has for vulnerabilities
// (specs/COSIGN_VULN_ATTESTATION_SPEC.md there).
type Scan struct {
	Invocation ScanInvocation `json:"invocation"`
	Scanner    ScannerResult  `json:"scanner"`
	Metadata   ScanMetadata   `json:"metadata"`
}

// ScanInvocation says who scanned, and what counted.
type ScanInvocation struct {
	Parameters []string `json:"parameters"`
	URI        string   `json:"uri"`
	EventID    string   `json:"event_id"`
	BuilderID  string   `json:"builder.id"`
}

// ScannerResult is a scanner with what it wrote.
type ScannerResult struct {
	URI     string          `json:"uri"`
	Version string          `json:"version"`
	DB      struct{}        `json:"db"`
	Result  json.RawMessage `json:"result"`
}

// ScanMetadata is when the scanner ran.
type ScanMetadata struct {
	StartedOn  time.Time `json:"scanStartedOn"`
	FinishedOn time.Time `json:"scanFinishedOn"`
}

// Predicate is the report as a predicate of a type.
func (s *Scan) Predicate(kind string) (Predicate, error) {
	body, err := json.Marshal(s)
	return Predicate{Type: kind, Body: body}, err
}
