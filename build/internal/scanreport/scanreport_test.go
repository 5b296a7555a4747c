package scanreport

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cooper-build/cooper/build/internal/image"
)

func sample(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestRead(t *testing.T) {
	for name, want := range map[string]struct {
		format  Format
		scanner string
		lines   []string
	}{
		"grype.json": {Grype, "grype 0.100.0", []string{
			"critical CVE-2026-0001 openssl 3.0.1 (fixed in 3.0.2): a hole [/var/lib/dpkg/status]",
			"negligible CVE-2026-0002 tar 1.34",
		}},
		"trivy.json": {Trivy, "trivy 0.68.1", []string{
			"high CVE-2026-0003 left-pad 1.0.0 (fixed in 1.0.1): pads on the wrong side [app/package.json]",
			"unknown CVE-2026-0004 tar 1.34 [debian 12]",
			"medium DS001: runs as root [Containerfile]",
			"critical aws-access-key-id: a key [/etc/key]",
			"low GPL-3.0 readline: license [/usr/share/doc/readline]",
		}},
		"sarif.json": {SARIF, "example 1.2.3", []string{
			"critical CVE-2026-0005: by its score [app/go.mod]",
			"high R2: by its level",
			"medium R3: by nothing",
			"low R4: by its rule",
			"high R5: the score of the result counts",
		}},
		"arf.xml": {ARF, "OpenSCAP 1.3.7", []string{
			"high xccdf_test_rule_shadow: Only root reads the passwords",
			"unknown xccdf_test_rule_broken: the rule gave error: It cannot be evaluated",
		}},
	} {
		r, err := Read(sample(t, name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var lines []string
		for _, f := range r.Findings {
			lines = append(lines, f.String())
		}
		if got := r.Scanner + " " + r.Version; r.Format != want.format || got != want.scanner {
			t.Errorf("%s: it is %s by %s", name, r.Format, got)
		}
		if got := strings.Join(lines, "\n"); got != strings.Join(want.lines, "\n") {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

const (
	arfHead = `<a:asset-report-collection xmlns:a="` + arfSpace + `" xmlns="` + xccdfSpace + `">` +
		`<a:reports><a:report><a:content><TestResult>`
	arfTail = `</TestResult></a:content></a:report></a:reports></a:asset-report-collection>`
	arfPass = `<rule-result idref="r"><result>pass</result></rule-result>`
)

// The control of TestReadRefuses.
func TestReadLeast(t *testing.T) {
	for _, text := range []string{
		`{"version": "2.1.0", "runs": [{}]}`, `{"matches": [], "descriptor": {}}`,
		`{"SchemaVersion": 2, "ArtifactName": "x"}`, arfHead + arfPass + arfTail,
	} {
		if r, err := Read([]byte(text)); err != nil || len(r.Findings) != 0 {
			t.Errorf("%s: %v %v", text, r, err)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"empty":           {"", "unexpected end"},
		"a page":          {"<html></html>", ErrUnknown.Error()},
		"an object":       {`{"bomFormat": "CycloneDX"}`, ErrUnknown.Error()},
		"two":             {`{"version": "2.1.0", "runs": [{}]} {}`, "after top-level value"},
		"two formats":     {`{"version": "2.1.0", "runs": [{}], "matches": [], "descriptor": {}}`, "several formats"},
		"twice":           {`{"matches": [{}], "matches": [], "descriptor": {}}`, image.ErrAmbiguous.Error()},
		"another case":    {`{"matches": [{}], "Matches": [], "descriptor": {}}`, image.ErrAmbiguous.Error()},
		"another version": {`{"version": "2.0.0", "runs": [{}]}`, "only 2.1.0"},
		"no run":          {`{"version": "2.1.0", "runs": []}`, "no run"},
		"failed": {
			`{"version": "2.1.0", "runs": [{"invocations": [{"executionSuccessful": false}]}]}`, "the scanner failed",
		},
		"no id":   {`{"matches": [{}], "descriptor": {}}`, "has no id"},
		"deep":    {`{"runs": ` + strings.Repeat("[", 1<<20), "exceeded max depth"},
		"cut":     {arfHead, "unexpected EOF"},
		"no rule": {arfHead + arfTail, "no rule was evaluated"},
		"entities": {
			`<!DOCTYPE a [<!ENTITY b "` + strings.Repeat("x", 1000) + `">]>` + arfHead + arfPass + arfTail,
			"document type",
		},
		"an entity": {arfHead + `<rule-result idref="r"><result>&pass;</result></rule-result>` + arfTail, "entity"},
		"elsewhere": {
			strings.ReplaceAll(arfHead+arfPass+arfTail, "a:content", "a:other"), "no rule was evaluated",
		},
		"deep XML": {arfHead + strings.Repeat("<x>", 1000), "deep"},
		"result":   {arfHead + `<rule-result idref="r"><result>maybe</result></rule-result>` + arfTail, "maybe"},
	} {
		if r, err := Read([]byte(test.text)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %+v %v", name, r, err)
		}
	}
	if _, err := Read(make([]byte, MaxReport+1)); err == nil {
		t.Error("a report of any size is read")
	}
}

// Texts of a report end up in one line of an error.
func TestLine(t *testing.T) {
	text := `{"matches": [{"vulnerability": {"id": "a\n\u001b[31mb", "severity": "High", "description": "` +
		strings.Repeat("x ", 1000) + `"}}], "descriptor": {}}`
	r, err := Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	line := r.Findings[0].String()
	if strings.ContainsAny(line, "\n\x1b") || len(line) > maxLine+len("…") {
		t.Errorf("%q", line)
	}
}

func TestJudge(t *testing.T) {
	ignores, err := ParseIgnores([]byte(`
- {id: A, reason: not reachable}
- {id: B, package: "lib*"}
- {id: C, until: 2026-05-01}
- {id: D, until: 2026-04-30}
- {id: E}
`))
	if err != nil {
		t.Fatal(err)
	}
	r := &Report{Findings: []Finding{
		{ID: "A", Severity: Critical}, {ID: "B", Package: "other"}, {ID: "B", Package: "libx"},
		{ID: "B", Severity: Low}, {ID: "C"}, {ID: "D", Severity: High},
	}}
	v := Judge(r, ignores, time.Date(2026, 5, 1, 23, 0, 0, 0, time.UTC))
	var counted []string
	for _, f := range v.Counted {
		counted = append(counted, f.ID+f.Package)
	}
	if got := strings.Join(counted, " "); got != "D B Bother" || len(v.Ignored) != 3 {
		t.Errorf("%s %v", got, v.Ignored)
	}
	want := "the entry D of the ignore file expired on 2026-04-30 and does not count\n" +
		"the entry E of the ignore file matches nothing"
	if got := strings.Join(v.Warnings, "\n"); got != want {
		t.Error(got)
	}
	for severity, count := range map[Severity]int{Critical: 0, High: 1, Low: 2, Negligible: 3, Unknown: 3} {
		if got := v.AtLeast(severity); len(got) != count {
			t.Errorf("%s: %v", severity, got)
		}
	}
}

func TestParseIgnoresRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"- {reason: x}":           "entry 1 has no id",
		"- {id: x, until: soon}":  "is no date",
		"- {id: x, packages: y}":  "field packages not found",
		"id: x":                   "cannot unmarshal",
		"- {id: x}\n---\n- id: y": "more than one",
	} {
		if list, err := ParseIgnores([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v %v", text, list, err)
		}
	}
	if list, err := ParseIgnores(nil); err != nil || len(list) != 0 {
		t.Errorf("%v %v", list, err)
	}
}

// A report that is read has findings that can be shown, and is of a known format.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"grype.json", "trivy.json", "sarif.json", "arf.xml"} {
		f.Add(sample(f, name))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := Read(text)
		if err != nil {
			if r != nil {
				t.Fatal("an error and a report")
			}
			return
		}
		again, err := Read(text)
		if err != nil || r.Format == "" || len(again.Findings) != len(r.Findings) {
			t.Fatalf("the second time it is another: %v", err)
		}
		for i := range r.Findings {
			line := r.Findings[i].String()
			if r.Findings[i].ID == "" || strings.ContainsAny(line, "\n\x1b") || again.Findings[i].String() != line {
				t.Fatalf("%q", line)
			}
		}
	})
}
