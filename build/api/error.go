package api

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/cooper-build/cooper/imagebuilder/redact"
)

// Kind is the kind of a failure. Each kind has an error for errors.Is.
type Kind string

// The kinds.
const (
	KindSyntax   Kind = "syntax"
	KindRun      Kind = "run"
	KindNotFound Kind = "not-found"
	KindPolicy   Kind = "policy"
	KindNoSpace  Kind = "no-space"
	KindSetup    Kind = "setup"
	KindUsage    Kind = "usage"
	KindCanceled Kind = "canceled"
	KindOther    Kind = "other"
)

// Kinds of failure, for errors.Is.
var (
	ErrSyntax   = errors.New("the Containerfile is wrong")
	ErrRun      = errors.New("a command failed")
	ErrNotFound = errors.New("not found")
	ErrPolicy   = errors.New("a policy refuses the image")
	ErrNoSpace  = errors.New("no space left")
	ErrSetup    = errors.New("the machine does not allow it")
	ErrUsage    = errors.New("an argument is wrong")
	ErrCanceled = errors.New("canceled")
	ErrOther    = errors.New("failed")
)

var kinds = map[Kind]error{
	KindSyntax: ErrSyntax, KindRun: ErrRun, KindNotFound: ErrNotFound, KindPolicy: ErrPolicy, KindNoSpace: ErrNoSpace,
	KindSetup: ErrSetup, KindUsage: ErrUsage, KindCanceled: ErrCanceled, KindOther: ErrOther,
}

// Error says what failed, where, and what to do about it. All operations of an Engine
// return it.
type Error struct {
	Kind    Kind   `json:"kind"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`

	// The place in a Containerfile, when one is to blame. Lines count from 1.
	File        string `json:"file,omitempty"`
	Line        int    `json:"line,omitempty"`
	EndLine     int    `json:"endLine,omitempty"`
	Instruction string `json:"instruction,omitempty"`
	Stage       string `json:"stage,omitempty"`
	Step        int    `json:"step,omitempty"`
	Steps       int    `json:"steps,omitempty"`
	// Excerpt holds the lines around Line, the first of which is ExcerptStart.
	Excerpt      []string `json:"excerpt,omitempty"`
	ExcerptStart int      `json:"excerptStart,omitempty"`

	// The command that failed.
	ExitCode int           `json:"exitCode,omitempty"`
	Took     time.Duration `json:"took,omitempty"`
	Output   string        `json:"output,omitempty"` // its last lines
}

// Error is the place, the message and the hint on one line.
func (e *Error) Error() string {
	text := e.Message
	if e.File != "" && e.Line != 0 {
		text = fmt.Sprintf("%s:%d: %s", e.File, e.Line, text)
	}
	if e.Hint != "" {
		text += " (" + e.Hint + ")"
	}
	return text
}

// Is makes the kinds work with errors.Is, and ErrCanceled equal to the errors of package
// context.
func (e *Error) Is(target error) bool {
	if e.Kind == KindCanceled && (target == context.Canceled || target == context.DeadlineExceeded) {
		return true
	}
	return kinds[e.Kind] == target
}

// maxExcerpt bounds an excerpt, in lines.
const maxExcerpt = 12

// Quote sets the excerpt to the lines of source around the error.
func (e *Error) Quote(source []byte) {
	e.Excerpt = nil
	lines := strings.Split(strings.TrimSuffix(string(source), "\n"), "\n")
	if e.Line > len(lines) {
		return
	}
	first, last := max(e.Line-3, 0), min(max(e.EndLine, e.Line)+1, len(lines))
	last = min(last, first+maxExcerpt)
	e.ExcerptStart = first + 1
	for _, l := range lines[first:last] {
		e.Excerpt = append(e.Excerpt, redact.URLs(strings.TrimRight(l, "\r")))
	}
}
