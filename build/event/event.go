// Package event has the events of a build. Events are values that can be written as JSON,
// one a line: `cooper build --progress=json` does that.
package event

import "time"

// Kind says what an event is about.
type Kind string

// The kinds. The fields that a kind sets are named beside it, besides Stage,
// StageName, Step, Steps, Instruction and Line, which say where in the
// Containerfile it belongs, when it does.
const (
	StepStarted Kind = "step-started" // a step runs now
	StepCached  Kind = "step-cached"  // Layer
	StepDone    Kind = "step-done"    // Took, Usage, Layer
	StepMeta    Kind = "step-meta"    // the step only changed the config
	StepPlanned Kind = "step-planned" // Took: the last time; in a dry run
	Explained   Kind = "explained"    // Message: why the step is not in the cache
	Log         Kind = "log"          // Data: output of a RUN, as it came
	Warning     Kind = "warning"      // Message, Hint
	Progress    Kind = "progress"     // Message, Current, Total: bytes of a transfer
)

// Event is one thing that happened.
type Event struct {
	Kind        Kind          `json:"kind"`
	Time        time.Time     `json:"time"`
	Stage       int           `json:"stage"`  // from 0, in file order
	Stages      int           `json:"stages"` // how many the file has
	StageName   string        `json:"stageName,omitempty"`
	Platform    string        `json:"platform,omitempty"` // of a build for several
	Step        int           `json:"step,omitempty"`     // from 1, FROM is the first
	Steps       int           `json:"steps,omitempty"`    // of this stage
	Instruction string        `json:"instruction,omitempty"`
	Line        int           `json:"line,omitempty"`
	Layer       string        `json:"layer,omitempty"` // diff id
	Took        time.Duration `json:"took,omitempty"`  // nanoseconds
	Usage       *Usage        `json:"usage,omitempty"`
	Data        []byte        `json:"data,omitempty"`
	Message     string        `json:"message,omitempty"`
	Hint        string        `json:"hint,omitempty"`
	Current     int64         `json:"current,omitempty"`
	Total       int64         `json:"total,omitempty"`
}

// Usage is what cooper and its commands used of the machine while a step ran. It includes the
// steps that ran at the same time.
type Usage struct {
	System  time.Duration `json:"system"` // CPU time, in nanoseconds
	User    time.Duration `json:"user"`
	Read    int64         `json:"read"` // bytes from disks
	Written int64         `json:"written"`
}
