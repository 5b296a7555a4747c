package engine

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build/api"
	"github.com/cooper-build/cooper/build/internal/attest"
	"github.com/cooper-build/cooper/build/internal/scanreport"
	"github.com/cooper-build/cooper/imagebuilder/redact"
)

// maxShown is how many findings an error names.
const maxShown = 10

// brokenExit is the least exit code that no scanner uses for findings: by shells it means that the
// command could not run, or that a signal ended it.
const brokenExit = 126

// judgeScan refuses an image by the report of a scanner, or by its exit code if it wrote none.
func (b *job) judgeScan(s *imageScan, r *scanResult) error {
	if r.report == nil {
		return b.judgeExit(s, r)
	}
	if r.exit != nil && (r.exit.Code >= brokenExit || len(r.report.Findings) == 0) {
		return scanRefusal(fmt.Sprintf("the scanner %s failed with %v, and its report does not say why%s",
			s.title(), r.exit, onNewLine(r.output)), "")
	}
	verdict := scanreport.Judge(r.report, s.ignores, time.Now())
	for _, warning := range verdict.Warnings {
		b.warn(warning)
	}
	bad := verdict.AtLeast(s.failOn)
	if s.never || len(bad) == 0 {
		return nil
	}
	lines := []string{fmt.Sprintf("the scanner %s found %d %s of severity %s or worse:", s.title(), len(bad),
		map[bool]string{true: "problem", false: "problems"}[len(bad) == 1], s.failOn)}
	for i := range bad {
		if i == maxShown {
			lines = append(lines, fmt.Sprintf("  and %d more", len(bad)-i))
			break
		}
		lines = append(lines, "  "+bad[i].String())
	}
	return scanRefusal(strings.Join(lines, "\n"),
		"list what does not matter in a file for --scan-ignore FILE, or use another --scan-fail-on SEVERITY")
}

// judgeExit refuses an image by an exit code.
func (b *job) judgeExit(s *imageScan, r *scanResult) error {
	if r.exit == nil {
		return nil
	}
	message := fmt.Sprintf("the scanner %s refuses the image with %v%s", s.title(), r.exit, onNewLine(r.output))
	return scanRefusal(message, "")
}

func onNewLine(text string) string {
	if text == "" {
		return ""
	}
	return ":\n" + text
}

// scanRefusal is the error for an image that must not be pushed.
func scanRefusal(message, hint string) error {
	return &api.Error{Kind: api.KindPolicy, Message: redact.URLs(message), Hint: hint}
}

// predicate is the report as a statement about the image. That of an ARF report has the findings, because
// the report itself is XML.
func (s *imageScan) predicate(r *scanResult, metadata attest.ScanMetadata) (attest.Predicate, error) {
	out := attest.Scan{Metadata: metadata}
	out.Invocation.URI, out.Invocation.BuilderID = attest.BuilderID, attest.BuilderID
	out.Invocation.Parameters = s.parameters()
	out.Scanner.URI, out.Scanner.Version, out.Scanner.Result = redact.URLs(s.title()), r.report.Version, r.text
	if r.report.Format != scanreport.ARF {
		return out.Predicate(attest.VulnType)
	}
	text, err := json.Marshal(r.report)
	if err != nil {
		return attest.Predicate{}, err
	}
	out.Scanner.Result = text
	return out.Predicate(attest.ARFType)
}

// parameters say what counted.
func (s *imageScan) parameters() []string {
	level := s.failOn.String()
	if s.never {
		level = "none"
	}
	list := []string{"fail-on=" + level}
	for i := range s.ignores {
		list = append(list, "ignore="+s.ignores[i].String())
	}
	return list
}
