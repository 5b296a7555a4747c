package scanreport

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Namespaces of the elements that are read.
const (
	arfSpace   = "http://scap.nist.gov/schema/asset-reporting-format/1.1"
	xccdfSpace = "http://checklists.nist.gov/xccdf/1.2"
)

// maxDepth is how deep elements may lie in each other.
const maxDepth = 256

// arfReader walks through an ARF document.
type arfReader struct {
	report  *Report
	titles  map[string]string // by the ids of rules
	path    []string          // names of the elements around, in the namespaces that are read; else empty
	rules   []string          // ids of the rules around
	current *ruleResult
	results []ruleResult
	text    strings.Builder
}

// ruleResult is the outcome of one rule.
type ruleResult struct{ id, severity, result string }

// readARF reads the results of rules in an ARF collection. A rule that could not be evaluated counts
// like one that failed.
func readARF(text []byte) (*Report, error) {
	a := &arfReader{report: &Report{Format: ARF, Scanner: "OpenSCAP"}, titles: map[string]string{}}
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return a.finish()
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			err = a.start(&t)
		case xml.Directive:
			err = errors.New("it has a document type, which no report needs")
		case xml.EndElement:
			a.end()
		case xml.CharData:
			if a.text.Len() < maxText {
				a.text.Write(t)
			}
		}
		if err != nil {
			return nil, err
		}
	}
}

// start opens an element.
func (a *arfReader) start(e *xml.StartElement) error {
	if len(a.path) == maxDepth {
		return fmt.Errorf("its elements are more than %d deep", maxDepth)
	}
	name := ""
	if e.Name.Space == arfSpace || e.Name.Space == xccdfSpace {
		name = e.Name.Local
	}
	if len(a.path) == 0 && (name != "asset-report-collection" || e.Name.Space != arfSpace) {
		return ErrUnknown
	}
	switch name {
	case "TestResult":
		if !a.inReport() { // one of another place would not be the result of this scan
			name = ""
		} else if version, ok := attribute(e, "test-system"); ok {
			a.report.Version = cut(version[strings.LastIndex(version, ":")+1:], maxText)
		}
	case "Rule":
		id, _ := attribute(e, "id")
		a.rules = append(a.rules, id)
	case "rule-result":
		if a.parent() == "TestResult" {
			a.current = &ruleResult{}
			a.current.id, _ = attribute(e, "idref")
			a.current.severity, _ = attribute(e, "severity")
		}
	}
	a.path = append(a.path, name)
	a.text.Reset()
	return nil
}

// inReport reports whether the element around is the content of a report.
func (a *arfReader) inReport() bool {
	n := len(a.path)
	return n >= 3 && a.path[n-1] == "content" && a.path[n-2] == "report" && a.path[n-3] == "reports"
}

// parent is the name of the innermost open element.
func (a *arfReader) parent() string {
	if len(a.path) == 0 {
		return ""
	}
	return a.path[len(a.path)-1]
}

func attribute(e *xml.StartElement, name string) (string, bool) {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value, true
		}
	}
	return "", false
}

// end closes an element.
func (a *arfReader) end() {
	name := a.parent()
	a.path = a.path[:len(a.path)-1]
	text := strings.TrimSpace(a.text.String())
	switch {
	case name == "title" && a.parent() == "Rule":
		a.titles[a.rules[len(a.rules)-1]] = text
	case name == "Rule":
		a.rules = a.rules[:len(a.rules)-1]
	case name == "result" && a.parent() == "rule-result" && a.current != nil:
		a.current.result = text
	case name == "rule-result" && a.current != nil:
		a.results = append(a.results, *a.current)
		a.current = nil
	}
	a.text.Reset()
}

// finish makes findings of the results. A report in which no rule was evaluated proves nothing.
func (a *arfReader) finish() (*Report, error) {
	evaluated := 0
	for i := range a.results {
		r := &a.results[i]
		title := a.titles[r.id]
		switch r.result {
		case "pass", "fixed":
			evaluated++
			continue
		case "notapplicable", "notselected", "notchecked", "informational":
			continue
		case "fail":
		case "error", "unknown":
			title = strings.TrimSpace("the rule gave " + r.result + ": " + title)
		default:
			return nil, fmt.Errorf("the rule %s has the unknown result %q", cut(r.id, maxText), cut(r.result, maxText))
		}
		evaluated++
		if err := a.report.add(Finding{ID: r.id, Severity: severityOf(r.severity), Title: title}); err != nil {
			return nil, err
		}
	}
	if evaluated == 0 {
		return nil, errors.New("no rule was evaluated")
	}
	return a.report, nil
}
