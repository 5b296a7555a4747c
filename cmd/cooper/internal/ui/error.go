// Package ui displays a build: progress on a terminal or as lines, and errors with the
// lines of the Containerfile that they concern.
package ui

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/cooper-build/cooper/build"
)

// PrintError prints an error for a person.
func PrintError(w io.Writer, err error) {
	var e *build.Error
	if !errors.As(err, &e) {
		fmt.Fprintf(w, "error: %s\n", Harmless(err.Error()))
		return
	}
	if e.Line != 0 {
		fmt.Fprintf(w, "%s:%d\n", Harmless(e.File), e.Line)
		printExcerpt(w, e)
	}
	fmt.Fprintf(w, "error: %s\n", Harmless(describe(e)))
	if e.Output != "" {
		fmt.Fprintln(w, "last output:")
		for line := range strings.Lines(e.Output) {
			fmt.Fprintf(w, "  %s\n", outputLine([]byte(line), false))
		}
	}
	if e.Hint != "" {
		fmt.Fprintf(w, "hint: %s\n", Harmless(e.Hint))
	}
}

func describe(e *build.Error) string {
	if e.Step == 0 {
		return e.Message
	}
	text := fmt.Sprintf("step %d/%d of stage %s: %s", e.Step, e.Steps, e.Stage, e.Message)
	if e.ExitCode != 0 {
		text += fmt.Sprintf(" after %.1fs", e.Took.Seconds())
	}
	return text
}

func printExcerpt(w io.Writer, e *build.Error) {
	for i, line := range e.Excerpt {
		n := e.ExcerptStart + i
		mark := " "
		if n >= e.Line && n <= max(e.EndLine, e.Line) {
			mark = ">"
		}
		fmt.Fprintf(w, "%s %3d | %s\n", mark, n, Harmless(line))
	}
}

// seconds is a duration as people read it.
func seconds(d time.Duration) string {
	if d < 100*time.Millisecond {
		return fmt.Sprintf("%dms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1fs", d.Seconds())
}
