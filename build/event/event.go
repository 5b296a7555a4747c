// Package event has the events of a build. Events are values that can be written as JSON,
// one a line: `cooper build --progress=json` does that. docs/progress-json.md describes them.
package event

import "time"

// Schema is the version of the events. It grows when a kind or a field changes its meaning or
// goes away. New kinds and fields do not change it.
const Schema = 1

// Kind says what an event is about.
type Kind string

// The kinds. The fields that a kind sets are named beside it, besides Stage,
// StageName, Step, Steps, Instruction and Line, which say where in the
// Containerfile it belongs, when it does.
const (
	BuildStarted Kind = "build-started" // Schema; always the first
	BuildDone    Kind = "build-done"    // Took, Image: the result; always the last of a build that succeeds
	BuildFailed  Kind = "build-failed"  // Took, Message, Hint, ExitCode; always the last of a build that fails
	PhaseStarted Kind = "phase-started" // Phase, Message: of what
	PhaseDone    Kind = "phase-done"    // Phase, Message, Took
	StepStarted  Kind = "step-started"  // a step runs now
	StepCached   Kind = "step-cached"   // Layer, Size
	StepDone     Kind = "step-done"     // Took, Usage
	StepFailed   Kind = "step-failed"   // Took, Message
	StepMeta     Kind = "step-meta"     // the step only changed the config; of a FROM: Took
	StepPlanned  Kind = "step-planned"  // Took: the last time; in a dry run
	LayerDone    Kind = "layer-done"    // Layer, Size: what a step that ran made
	ImageDone    Kind = "image-done"    // Image; one for each platform
	Explained    Kind = "explained"     // Message: why the step is not in the cache
	Log          Kind = "log"           // Data: output of a RUN, as it came; in JSON progress Text: a line of it
	Warning      Kind = "warning"       // Message, Hint
	Waiting      Kind = "waiting"       // Message: for what, Wait
	Network      Kind = "network"       // Host: what a command reached, or could not reach
	Progress     Kind = "progress"      // Phase, Message: of what, Current, Total: bytes of a transfer
	ProgressDone Kind = "progress-done" // Phase, Message, Took, Current; the transfer ended, maybe with an error
)

// Kinds are all kinds.
func Kinds() []Kind {
	return []Kind{
		BuildStarted, BuildDone, BuildFailed, PhaseStarted, PhaseDone, StepStarted, StepCached, StepDone, StepFailed,
		StepMeta, StepPlanned, LayerDone, ImageDone, Explained, Log, Warning, Waiting, Network, Progress, ProgressDone,
	}
}

// Phase is what a build does.
type Phase string

// The phases.
const (
	Resolving   Phase = "resolving"   // names of images, the context and the Containerfile
	Downloading Phase = "downloading" // layers are unpacked while they come
	Unpacking   Phase = "unpacking"   // what is left of that after the last byte came
	Running     Phase = "running"     // a step
	Writing     Phase = "writing image"
	Exporting   Phase = "exporting"            // to a file or directory
	Pushing     Phase = "pushing"              // to a registry
	Scheduling  Phase = "waiting for a node"   // of a cluster
	Starting    Phase = "starting the builder" // on a node: its image is pulled
)

// Phases are all phases.
func Phases() []Phase {
	return []Phase{Resolving, Downloading, Unpacking, Running, Writing, Exporting, Pushing, Scheduling, Starting}
}

// Event is one thing that happened.
type Event struct {
	Kind        Kind          `json:"kind"`
	Time        time.Time     `json:"time"`
	Schema      int           `json:"schema,omitempty"`
	Phase       Phase         `json:"phase,omitempty"`
	Stage       int           `json:"stage"`  // from 0, in file order
	Stages      int           `json:"stages"` // how many the file has
	StageName   string        `json:"stageName,omitempty"`
	Platform    string        `json:"platform,omitempty"` // of a build for several
	Target      string        `json:"target,omitempty"`   // of a bake or Compose file; the caller of Build sets it
	Step        int           `json:"step,omitempty"`     // from 1, FROM is the first
	Steps       int           `json:"steps,omitempty"`    // of this stage
	Instruction string        `json:"instruction,omitempty"`
	Line        int           `json:"line,omitempty"`
	Layer       string        `json:"layer,omitempty"` // diff id
	Size        int64         `json:"size,omitempty"`  // of the uncompressed layer, in bytes
	Image       *Image        `json:"image,omitempty"`
	Host        *Host         `json:"host,omitempty"`
	Took        time.Duration `json:"took,omitempty"` // nanoseconds
	Wait        time.Duration `json:"wait,omitempty"` // nanoseconds
	Usage       *Usage        `json:"usage,omitempty"`
	Data        []byte        `json:"data,omitempty"`
	Text        string        `json:"text,omitempty"`
	Message     string        `json:"message,omitempty"`
	Hint        string        `json:"hint,omitempty"`
	ExitCode    int           `json:"exitCode,omitempty"` // of a command
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

// Image is an image that was made.
type Image struct {
	ID     string   `json:"id"` // without "sha256:"
	Digest string   `json:"digest,omitempty"`
	Names  []string `json:"names,omitempty"`
	Size   int64    `json:"size,omitempty"` // of all layers, uncompressed, in bytes
	Layers []Layer  `json:"layers,omitempty"`
}

// Layer is a layer of an image. Line and Instruction are those of the step that made it. A layer
// of the base has none.
type Layer struct {
	DiffID      string `json:"diffId"`
	Size        int64  `json:"size"` // uncompressed, in bytes
	Line        int    `json:"line,omitempty"`
	Instruction string `json:"instruction,omitempty"`
	Files       []File `json:"files,omitempty"` // the largest, if the request wants them
}

// File is a file of a layer.
type File struct {
	Path string `json:"path"` // from the root of the image
	Size int64  `json:"size"` // bytes
}

// Host is a host of the network.
type Host struct {
	Name        string `json:"name,omitempty"` // empty: the command had the address from elsewhere
	Address     string `json:"address,omitempty"`
	Port        int    `json:"port,omitempty"` // 0: the name was not resolved
	Connections int    `json:"connections,omitempty"`
	Sent        int64  `json:"sent,omitempty"`     // bytes from the command
	Received    int64  `json:"received,omitempty"` // bytes to the command
	Denied      bool   `json:"denied,omitempty"`
	Reason      string `json:"reason,omitempty"` // why it was denied
}
