package scanreport

import (
	"encoding/json"
	"errors"
	"strings"

	"github.com/cooper-build/cooper/build/internal/image"
)

// readJSON reads a report in one of the formats that are JSON.
func readJSON(text []byte) (*Report, error) {
	var top struct {
		Runs       json.RawMessage `json:"runs"`
		Matches    json.RawMessage `json:"matches"`
		Descriptor json.RawMessage `json:"descriptor"`
		Schema     json.RawMessage `json:"SchemaVersion"`
		Artifact   json.RawMessage `json:"ArtifactName"`
	}
	if err := json.Unmarshal(text, &top); err != nil {
		return nil, err
	}
	if err := image.CheckKeys(text); err != nil {
		return nil, err
	}
	sarif, grype, trivy := top.Runs != nil, top.Matches != nil && top.Descriptor != nil,
		top.Schema != nil && top.Artifact != nil
	switch {
	case sarif && (grype || trivy), grype && trivy:
		return nil, errors.New("it has the fields of several formats")
	case sarif:
		return readSARIF(text)
	case grype:
		return readGrype(text)
	case trivy:
		return readTrivy(text)
	}
	return nil, ErrUnknown
}

// readGrype reads a report of `grype -o json`.
func readGrype(text []byte) (*Report, error) {
	var d struct {
		Matches []struct {
			Vulnerability struct {
				ID, Severity, Description string
				Fix                       struct{ Versions []string }
			}
			Artifact struct {
				Name, Version string
				Locations     []struct{ Path string }
			}
		}
		Descriptor struct{ Name, Version string }
	}
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, err
	}
	r := &Report{Format: Grype, Scanner: cut(d.Descriptor.Name, maxText), Version: cut(d.Descriptor.Version, maxText)}
	for i := range d.Matches {
		v, a := &d.Matches[i].Vulnerability, &d.Matches[i].Artifact
		f := Finding{
			ID: v.ID, Severity: severityOf(v.Severity), Package: a.Name, Version: a.Version,
			FixedIn: strings.Join(v.Fix.Versions, ", "), Title: v.Description,
		}
		if len(a.Locations) != 0 {
			f.Where = a.Locations[0].Path
		}
		if err := r.add(f); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// trivyResult is what Trivy found in one target.
type trivyResult struct {
	Target          string
	Vulnerabilities []struct {
		VulnerabilityID, PkgName, PkgPath, InstalledVersion, FixedVersion, Severity, Title string
	}
	Misconfigurations []struct{ ID, Title, Severity, Status string }
	Secrets           []struct{ RuleID, Title, Severity string }
	Licenses          []struct{ Name, PkgName, FilePath, Severity string }
}

// readTrivy reads a report of `trivy --format json`.
func readTrivy(text []byte) (*Report, error) {
	var d struct {
		Trivy   struct{ Version string }
		Results []trivyResult
	}
	if err := json.Unmarshal(text, &d); err != nil {
		return nil, err
	}
	r := &Report{Format: Trivy, Scanner: "trivy", Version: cut(d.Trivy.Version, maxText)}
	for i := range d.Results {
		for _, f := range d.Results[i].findings() {
			if err := r.add(f); err != nil {
				return nil, err
			}
		}
	}
	return r, nil
}

func (t *trivyResult) findings() (list []Finding) {
	for i := range t.Vulnerabilities {
		v := &t.Vulnerabilities[i]
		f := Finding{
			ID: v.VulnerabilityID, Severity: severityOf(v.Severity), Package: v.PkgName, Version: v.InstalledVersion,
			FixedIn: v.FixedVersion, Title: v.Title, Where: t.Target,
		}
		if v.PkgPath != "" {
			f.Where = v.PkgPath
		}
		list = append(list, f)
	}
	for _, m := range t.Misconfigurations {
		if m.Status != "PASS" {
			list = append(list, Finding{ID: m.ID, Severity: severityOf(m.Severity), Title: m.Title, Where: t.Target})
		}
	}
	for _, s := range t.Secrets {
		list = append(list, Finding{ID: s.RuleID, Severity: severityOf(s.Severity), Title: s.Title, Where: t.Target})
	}
	for _, l := range t.Licenses {
		list = append(list, Finding{
			ID: l.Name, Severity: severityOf(l.Severity), Package: l.PkgName, Title: "license", Where: l.FilePath,
		})
	}
	return list
}
