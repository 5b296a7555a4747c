package scanreport

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/cooper-build/cooper/build/internal/wildcard"
)

// Ignored is an entry of an ignore file: a finding that does not count.
type Ignored struct {
	ID      string `yaml:"id" json:"id"`
	Package string `yaml:"package" json:"package,omitempty"` // pattern; empty: every package
	Until   string `yaml:"until" json:"until,omitempty"`     // the last day, as 2026-12-31; empty: for ever
	Reason  string `yaml:"reason" json:"reason,omitempty"`
}

// ParseIgnores reads an ignore file, a YAML list of entries.
func ParseIgnores(text []byte) (list []Ignored, err error) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&list); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if err := decoder.Decode(new(any)); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more than one YAML document")
	}
	for i := range list {
		if list[i].ID == "" {
			return nil, fmt.Errorf("entry %d has no id", i+1)
		}
		if list[i].Until == "" {
			continue
		}
		if _, err := time.Parse(time.DateOnly, list[i].Until); err != nil {
			return nil, fmt.Errorf("entry %s: until %q is no date: write it as 2026-12-31", list[i].ID, list[i].Until)
		}
	}
	return list, nil
}

// expired reports whether the last day of an entry is over.
func (i *Ignored) expired(now time.Time) bool {
	return i.Until != "" && now.UTC().Format(time.DateOnly) > i.Until
}

func (i *Ignored) matches(f *Finding) bool {
	return i.ID == f.ID && (i.Package == "" || f.Package != "" && wildcard.Match(i.Package, f.Package))
}

// String names an entry.
func (i *Ignored) String() string { return strings.TrimSpace(i.ID + " " + i.Package) }

// Verdict is what counts of a report.
type Verdict struct {
	Counted  []Finding // the worst first
	Ignored  []Finding
	Warnings []string // about entries of the ignore file
}

// Judge takes the findings that an ignore file names out of a report.
func Judge(r *Report, ignores []Ignored, now time.Time) (v Verdict) {
	used := make([]bool, len(ignores))
	for _, f := range r.Findings {
		hidden := false
		for i := range ignores {
			if ignores[i].matches(&f) {
				used[i] = true
				hidden = hidden || !ignores[i].expired(now)
			}
		}
		if hidden {
			v.Ignored = append(v.Ignored, f)
		} else {
			v.Counted = append(v.Counted, f)
		}
	}
	for i := range ignores {
		entry := &ignores[i]
		switch {
		case !used[i]:
			v.Warnings = append(v.Warnings, fmt.Sprintf("the entry %s of the ignore file matches nothing", entry))
		case entry.expired(now):
			v.Warnings = append(v.Warnings,
				fmt.Sprintf("the entry %s of the ignore file expired on %s and does not count", entry, entry.Until))
		}
	}
	slices.SortStableFunc(v.Counted, func(a, b Finding) int { return int(b.Severity) - int(a.Severity) })
	return v
}

// AtLeast are the findings of a severity or worse. Unknown and negligible are the same here.
func (v *Verdict) AtLeast(s Severity) []Finding {
	if s == Negligible {
		s = Unknown
	}
	end := slices.IndexFunc(v.Counted, func(f Finding) bool { return f.Severity < s })
	if end < 0 {
		return v.Counted
	}
	return v.Counted[:end]
}
