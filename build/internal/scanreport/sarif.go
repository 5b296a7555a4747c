package scanreport

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

// sarifRun is a run of a program in SARIF 2.1.0 (section 3.14 there).
type sarifRun struct {
	Tool struct {
		Driver struct {
			Name, Version, SemanticVersion string
			Rules                          []sarifRule
		}
	}
	Invocations []struct {
		ExecutionSuccessful *bool
	}
	Results []sarifResult
}

type sarifText struct{ Text string }

type sarifRule struct {
	ID               string
	ShortDescription sarifText
	Properties       sarifProperties
	// DefaultConfiguration has the level of results without one.
	DefaultConfiguration struct{ Level string }
}

// sarifProperties have the severity that GitHub reads, a number up to 10.
type sarifProperties struct {
	Security json.RawMessage `json:"security-severity"`
}

type sarifResult struct {
	RuleID    string
	RuleIndex *int
	Rule      struct {
		ID    string
		Index *int
	}
	Kind, Level string
	Message     sarifText
	Properties  sarifProperties
	Locations   []struct {
		PhysicalLocation struct {
			ArtifactLocation struct{ URI string }
		}
	}
}

// readSARIF reads SARIF. Suppressions in it do not count, because they may come from a comment in the
// files that were scanned.
func readSARIF(text []byte) (*Report, error) {
	var d struct {
		Version string
		Runs    []sarifRun
	}
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, err
	}
	switch {
	case d.Version != "2.1.0":
		return nil, fmt.Errorf("it is SARIF %q: only 2.1.0 is supported", d.Version)
	case len(d.Runs) == 0:
		return nil, errors.New("it has no run of a scanner")
	}
	r := &Report{Format: SARIF}
	for i := range d.Runs {
		if err := r.addRun(&d.Runs[i]); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func (r *Report) addRun(run *sarifRun) error {
	driver := &run.Tool.Driver
	if r.Scanner == "" {
		r.Scanner, r.Version = cut(driver.Name, maxText), cut(driver.Version, maxText)
		if r.Version == "" {
			r.Version = cut(driver.SemanticVersion, maxText)
		}
	}
	for _, i := range run.Invocations {
		if i.ExecutionSuccessful != nil && !*i.ExecutionSuccessful {
			return errors.New("it says that the scanner failed")
		}
	}
	byID := map[string]*sarifRule{}
	for i := range driver.Rules {
		byID[driver.Rules[i].ID] = &driver.Rules[i]
	}
	for i := range run.Results {
		result := &run.Results[i]
		switch result.Kind {
		case "pass", "notApplicable", "informational":
			continue
		}
		if err := r.add(result.finding(driver.Rules, byID)); err != nil {
			return err
		}
	}
	return nil
}

// finding is a result with what its rule says.
func (s *sarifResult) finding(rules []sarifRule, byID map[string]*sarifRule) Finding {
	id, index := s.RuleID, s.RuleIndex
	if id == "" {
		id = s.Rule.ID
	}
	if index == nil {
		index = s.Rule.Index
	}
	rule := byID[id]
	if rule == nil && index != nil && *index >= 0 && *index < len(rules) {
		rule = &rules[*index]
	}
	if rule == nil {
		rule = &sarifRule{}
	}
	f := Finding{ID: id, Title: s.Message.Text}
	if f.ID == "" {
		f.ID = rule.ID
	}
	if f.Title == "" {
		f.Title = rule.ShortDescription.Text
	}
	if len(s.Locations) != 0 {
		f.Where = s.Locations[0].PhysicalLocation.ArtifactLocation.URI
	}
	level := s.Level
	if level == "" {
		level = rule.DefaultConfiguration.Level
	}
	if level == "" {
		level = "warning" // section 3.27.10
	}
	f.Severity = severityOf(level)
	for _, p := range []*sarifProperties{&rule.Properties, &s.Properties} {
		if score, ok := p.score(); ok {
			f.Severity = severityOfScore(score)
		}
	}
	return f
}

// score is a number, which some scanners write as a string.
func (p *sarifProperties) score() (float64, bool) {
	text := string(p.Security)
	if unquoted, err := strconv.Unquote(text); err == nil {
		text = unquoted
	}
	score, err := strconv.ParseFloat(text, 64)
	return score, err == nil
}

// severityOfScore is the rating of a CVSS score.
func severityOfScore(score float64) Severity {
	switch {
	case score >= 9:
		return Critical
	case score >= 7:
		return High
	case score >= 4:
		return Medium
	case score > 0:
		return Low
	}
	return Negligible
}
