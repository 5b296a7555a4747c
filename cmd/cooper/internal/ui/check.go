package ui

import (
	"fmt"
	"io"
	"strings"

	"github.com/cooper-build/cooper/build"
)

// CheckText writes the warnings of a check, with their lines.
func CheckText(out io.Writer, r build.CheckResult) {
	if len(r.Warnings) == 0 {
		fmt.Fprintln(out, "Check complete, no warnings found.")
		return
	}
	lines := strings.Split(string(r.Source), "\n")
	for _, w := range r.Warnings {
		fmt.Fprintf(out, "WARNING: %s", w.Rule)
		if w.URL != "" {
			fmt.Fprintf(out, " - %s", w.URL)
		}
		fmt.Fprintf(out, "\n%s\n", w.Message)
		if w.Line == 0 {
			continue
		}
		fmt.Fprintf(out, "\n%s:%d\n", r.File, w.Line)
		for n := max(w.Line-1, 1); n <= min(w.End+1, len(lines)) && n < w.Line+10; n++ {
			mark := " "
			if n >= w.Line && n <= w.End {
				mark = ">"
			}
			fmt.Fprintf(out, "%s %3d | %s\n", mark, n, strings.TrimRight(lines[n-1], "\r"))
		}
		fmt.Fprintln(out)
	}
}

// CheckJSON is the result in the form of buildx.
func CheckJSON(r build.CheckResult) any {
	type position struct {
		Line      int `json:"line"`
		Character int `json:"character"`
	}
	type span struct {
		Start position `json:"start"`
		End   position `json:"end"`
	}
	type location struct {
		SourceIndex int    `json:"sourceIndex"`
		Ranges      []span `json:"ranges"`
	}
	type warning struct {
		build.CheckWarning
		Location location `json:"location"`
	}
	warnings := []warning{}
	for _, w := range r.Warnings {
		warnings = append(warnings, warning{
			w, location{Ranges: []span{{position{Line: w.Line}, position{Line: w.End}}}},
		})
	}
	return map[string]any{
		"warnings": warnings,
		"sources":  []any{map[string]any{"filename": r.File, "language": "Dockerfile", "data": r.Source}},
	}
}

// CheckSARIF is the result in the Static Analysis Results Interchange Format,
// version 2.1.0.
func CheckSARIF(r build.CheckResult) any {
	rules, results := []any{}, []any{}
	seen := map[string]bool{}
	for _, w := range r.Warnings {
		if !seen[w.Rule] {
			seen[w.Rule] = true
			rule := map[string]any{"id": w.Rule, "shortDescription": map[string]any{"text": w.Description}}
			if w.URL != "" {
				rule["helpUri"] = w.URL
			}
			rules = append(rules, rule)
		}
		results = append(results, map[string]any{
			"ruleId": w.Rule, "level": "warning", "message": map[string]any{"text": w.Message},
			"locations": []any{map[string]any{"physicalLocation": map[string]any{
				"artifactLocation": map[string]any{"uri": r.File},
				"region":           map[string]any{"startLine": max(w.Line, 1), "endLine": max(w.End, 1)},
			}}},
		})
	}
	return map[string]any{
		"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
		"runs": []any{map[string]any{
			"tool":    map[string]any{"driver": map[string]any{"name": "cooper", "rules": rules}},
			"results": results,
		}},
	}
}
