package api

import "time"

// ConfigChanges change the config of a container. A nil field changes nothing.
//
// In a list, an element "-" removes everything that is there, and an element with a dash
// at its end removes what it names: "PATH-" a variable, "80/tcp-" a port.
type ConfigChanges struct {
	Process     ProcessChanges
	Platform    PlatformChanges
	History     HistoryChanges
	Env         []string // KEY=value; $NAME in a value is a variable of the image
	Labels      []string // KEY=value
	Annotations []string // KEY=value
	Ports       []string
	Volumes     []string
	OnBuild     []string
	Healthcheck *Healthcheck
}

// ProcessChanges change what a container of the image runs, and as whom.
type ProcessChanges struct {
	User, WorkingDir, StopSignal *string
	Hostname, Domainname         *string // in images of format docker
	Cmd, Entrypoint, Shell       *[]string
}

// PlatformChanges change what an image says that it runs on.
type PlatformChanges struct {
	OS, Arch, Variant, OSVersion *string
	OSFeatures                   []string
}

// HistoryChanges change what an image says of how it was made.
type HistoryChanges struct {
	Author    *string
	Comment   *string // of the image, in format docker
	CreatedBy *string // in the history entry that a commit adds
	// EntryComment is the comment of that entry.
	EntryComment *string
	// Add adds a history entry for each change.
	Add bool
}

// Healthcheck says how to find out whether a container is well. A zero field changes
// nothing. Images of format docker have it, those of OCI by convention.
type Healthcheck struct {
	Test                                          []string // NONE; or CMD or CMD-SHELL and arguments; nil: no change
	Interval, Timeout, StartPeriod, StartInterval time.Duration
	Retries                                       *int
}
