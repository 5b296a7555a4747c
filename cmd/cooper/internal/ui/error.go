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
	paint := painter(w)
	var e *build.Error
	if !errors.As(err, &e) {
		fmt.Fprintf(w, "%s %s\n", paint("error:", red), Harmless(err.Error()))
		return
	}
	if e.Line != 0 {
		fmt.Fprintf(w, "%s:%d\n", Harmless(e.File), e.Line)
		printExcerpt(w, e, paint)
	}
	fmt.Fprintf(w, "%s %s\n", paint("error:", red), Harmless(describe(e)))
	if e.Output != "" {
		fmt.Fprintln(w, "last output:")
		for line := range strings.Lines(e.Output) {
			fmt.Fprintf(w, "  %s\n", PlainLine([]byte(line)))
		}
	}
	var logged *loggedError
	if errors.As(err, &logged) {
		fmt.Fprintf(w, "whole output: %s\n", Harmless(logged.file))
	}
	if e.Hint != "" {
		fmt.Fprintf(w, "hint: %s\n", Harmless(e.Hint))
	}
}

// painter colours texts, if colours may be written.
func painter(w io.Writer) func(text, color string) string {
	if !coloured(w) {
		return func(text, _ string) string { return text }
	}
	return func(text, color string) string { return color + text + resetColour }
}

func describe(e *build.Error) string {
	if e.Step == 0 {
		return e.Message
	}
	text := fmt.Sprintf("step %d/%d of stage %s: %s", e.Step, e.Steps, e.Stage, e.Message)
	if e.ExitCode != 0 {
		text += " after " + Seconds(e.Took)
	}
	return text
}

func printExcerpt(w io.Writer, e *build.Error, paint func(text, color string) string) {
	for i, line := range e.Excerpt {
		n := e.ExcerptStart + i
		line = fmt.Sprintf("%3d | %s", n, Harmless(line))
		if n >= e.Line && n <= max(e.EndLine, e.Line) {
			fmt.Fprintln(w, paint("> "+line, red))
			continue
		}
		fmt.Fprintln(w, "  "+line)
	}
}

// Seconds is a duration as people read it.
func Seconds(d time.Duration) string {
	if d < 100*time.Millisecond {
		return fmt.Sprintf("%dms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1fs", d.Seconds())
}
