package script

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/cooper-build/cooper/build/event"
)

// checkEvents checks a file with JSON progress against docs/progress-json.md, and that it has kinds:
//
//	events FILE KIND...
//
// The kinds of an event of several documented builds are in any order. A kind with ! must not be there.
func checkEvents(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: events FILE KIND...")
	}
	documented, err := documentedFields("../../docs/progress-json.md")
	ts.Check(err)
	seen := map[event.Kind]bool{}
	var first, last event.Event
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		if strings.ContainsRune(line, '\x1b') || strings.Contains(line, `\u001b`) {
			ts.Fatalf("an escape sequence: %s", line)
		}
		ts.Check(strictEvent(line, &last, documented))
		if first.Kind == "" {
			first = last
		}
		if (last.Kind == event.BuildStarted || last.Kind == event.BuildFailed || last.Kind == event.BuildDone) &&
			seen[last.Kind] {
			ts.Fatalf("a second %s", last.Kind)
		}
		seen[last.Kind] = true
	}
	if first.Kind != event.BuildStarted || first.Schema != event.Schema ||
		last.Kind != event.BuildDone && last.Kind != event.BuildFailed {
		ts.Fatalf("the first event is %+v, the last %+v", first, last)
	}
	for _, kind := range args[1:] {
		kind, absent := strings.CutPrefix(kind, "!")
		if seen[event.Kind(kind)] == absent {
			ts.Fatalf("event %s: %v; all: %v", kind, !absent, seen)
		}
	}
}

// strictEvent reads an event that has no fields but those that the page names for its kind.
func strictEvent(line string, e *event.Event, documented map[string][]string) error {
	*e = event.Event{}
	d := json.NewDecoder(strings.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(e); err != nil {
		return fmt.Errorf("%w: %s", err, line)
	}
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal([]byte(line), &fields); err != nil {
		return err
	}
	for name, value := range fields {
		if !slices.Contains(documented[string(e.Kind)], name) && !slices.Contains(documented["*"], name) {
			return fmt.Errorf("the page does not have %s of a %s: %s", name, e.Kind, bytes.TrimSpace(value))
		}
	}
	if e.Time.IsZero() {
		return fmt.Errorf("an event without a time: %s", line)
	}
	return nil
}

var code = regexp.MustCompile("`([^`]+)`")

// documentedFields are the fields of each kind by the page; those that all may have are under *.
func documentedFields(page string) (map[string][]string, error) {
	text, err := os.ReadFile(page)
	if err != nil {
		return nil, err
	}
	_, rest, _ := strings.Cut(string(text), "\n## Kinds\n")
	rest, _, _ = strings.Cut(rest, "\n## ")
	common, table, _ := strings.Cut(rest, "\n| ")
	names := func(text string) (out []string) {
		for _, found := range code.FindAllStringSubmatch(text, -1) {
			out = append(out, found[1])
		}
		return out
	}
	out := map[string][]string{"*": names(common)}
	for line := range strings.Lines(table) {
		if cells := strings.Split(line, "|"); len(cells) == 5 {
			for _, kind := range names(cells[1]) {
				out[kind] = names(cells[3])
			}
		}
	}
	return out, nil
}
