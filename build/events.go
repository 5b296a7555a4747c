package build

import "github.com/cooper-build/cooper/build/event"

// EventKind says what an Event is about.
type EventKind = event.Kind

// Phase is what a build does.
type Phase = event.Phase

// The kinds of events. Package event says which fields each has.
const (
	EventBuildStarted = event.BuildStarted
	EventBuildDone    = event.BuildDone
	EventBuildFailed  = event.BuildFailed
	EventPhaseStarted = event.PhaseStarted
	EventPhaseDone    = event.PhaseDone
	EventStepStarted  = event.StepStarted
	EventStepCached   = event.StepCached
	EventStepDone     = event.StepDone
	EventStepFailed   = event.StepFailed
	EventStepMeta     = event.StepMeta
	EventStepPlanned  = event.StepPlanned
	EventLayerDone    = event.LayerDone
	EventImageDone    = event.ImageDone
	EventExplained    = event.Explained
	EventLog          = event.Log
	EventWarning      = event.Warning
	EventWaiting      = event.Waiting
	EventNetwork      = event.Network
	EventProgress     = event.Progress
	EventProgressDone = event.ProgressDone
)

// The phases of a build.
const (
	PhaseResolving   = event.Resolving
	PhaseDownloading = event.Downloading
	PhaseUnpacking   = event.Unpacking
	PhaseRunning     = event.Running
	PhaseWriting     = event.Writing
	PhaseExporting   = event.Exporting
	PhasePushing     = event.Pushing
	PhaseScheduling  = event.Scheduling
	PhaseStarting    = event.Starting
)
