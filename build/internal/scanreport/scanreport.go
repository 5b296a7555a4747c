// Package scanreport reads the reports of scanners: SARIF 2.1.0, Grype's and Trivy's JSON, and ARF,
// which OpenSCAP writes. A report is hostile input, because the files that it is about may have taken
// the scanner over. Read bounds what it reads, and refuses a report that two programs would read
// differently.
package scanreport

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// MaxReport is the size of a report that is read, in bytes.
const MaxReport = 64 << 20

// maxFindings is how many findings a report may have.
const maxFindings = 100_000

// Format is the form of a report.
type Format string

// The formats.
const (
	SARIF Format = "SARIF"
	Grype Format = "Grype"
	Trivy Format = "Trivy"
	ARF   Format = "ARF"
)

// Severity is how bad a finding is. The zero value is one that the scanner does not know.
type Severity int

// The severities.
const (
	Unknown Severity = iota
	Negligible
	Low
	Medium
	High
	Critical
)

var severityNames = []string{"unknown", "negligible", "low", "medium", "high", "critical"}

func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the name of a severity.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// ParseSeverity reads the name of a severity.
func ParseSeverity(name string) (Severity, error) {
	for i, known := range severityNames {
		if name == known {
			return Severity(i), nil
		}
	}
	return Unknown, fmt.Errorf("unknown severity %q: use critical, high, medium, low, negligible or unknown", name)
}

// severityOf is the severity that a scanner names.
func severityOf(name string) Severity {
	switch strings.ToLower(name) {
	case "critical":
		return Critical
	case "high", "important", "error":
		return High
	case "medium", "moderate", "warning":
		return Medium
	case "low", "note":
		return Low
	case "negligible", "info", "none":
		return Negligible
	}
	return Unknown
}

// Finding is something that a scanner found.
type Finding struct {
	ID       string   `json:"id"` // for example CVE-2026-1234, or the id of a rule
	Severity Severity `json:"severity"`
	Package  string   `json:"package,omitempty"`
	Version  string   `json:"version,omitempty"`
	FixedIn  string   `json:"fixedIn,omitempty"`
	Title    string   `json:"title,omitempty"`
	Where    string   `json:"where,omitempty"` // path, or another place
}

// String is the finding in one line.
func (f Finding) String() string {
	text := f.Severity.String() + " " + f.ID
	if f.Package != "" {
		text += " " + strings.TrimSpace(f.Package+" "+f.Version)
	}
	if f.FixedIn != "" {
		text += " (fixed in " + f.FixedIn + ")"
	}
	if f.Title != "" {
		text += ": " + f.Title
	}
	if f.Where != "" {
		text += " [" + f.Where + "]"
	}
	return cut(text, maxLine)
}

// Report is what a scanner found.
type Report struct {
	Format   Format    `json:"format"`
	Scanner  string    `json:"scanner"` // name of the program, if the report has it
	Version  string    `json:"version,omitempty"`
	Findings []Finding `json:"findings"`
}

// ErrUnknown means that a text is no report that cooper reads.
var ErrUnknown = errors.New("it is neither SARIF 2.1.0, nor JSON of Grype or Trivy, nor ARF")

// Read reads a report, whose format is found by its content.
func Read(text []byte) (*Report, error) {
	if len(text) > MaxReport {
		return nil, fmt.Errorf("reading a report: it has %d bytes, more than the limit of %d", len(text), MaxReport)
	}
	read := readJSON
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("<")) {
		read = readARF
	}
	r, err := read(text)
	if err != nil {
		return nil, fmt.Errorf("reading a report: %w", err)
	}
	return r, nil
}

// add adds a finding with texts of bounded length.
func (r *Report) add(f Finding) error {
	if len(r.Findings) == maxFindings {
		return fmt.Errorf("it has more than %d findings", maxFindings)
	}
	for _, text := range []*string{&f.ID, &f.Package, &f.Version, &f.FixedIn, &f.Title, &f.Where} {
		*text = cut(*text, maxText)
	}
	if f.ID == "" {
		return errors.New("a finding has no id")
	}
	r.Findings = append(r.Findings, f)
	return nil
}

// Lengths of texts, in characters.
const (
	maxText = 512
	maxLine = 240
)

// cut is the beginning of a text in one line, without control characters.
func cut(text string, most int) string {
	var out strings.Builder
	count := 0
	for _, word := range strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}) {
		if out.Len() != 0 {
			out.WriteByte(' ')
			count++
		}
		for _, r := range word {
			if count++; count > most {
				return out.String() + "…"
			}
			out.WriteRune(r)
		}
	}
	return out.String()
}
