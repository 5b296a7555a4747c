package attest

import (
	"encoding/json"
	"time"

	"github.com/cooper-build/cooper/build/api"
)

// BuildType is the type of a build by cooper. Its page describes the parameters.
const BuildType = "https://github.com/cooper-build/cooper/blob/main/docs/supply-chain.md#provenance"

// RebaseType is the type of a build that puts an image on another base.
const RebaseType = "https://github.com/cooper-build/cooper/blob/main/docs/supply-chain.md#rebase"

// BuilderID is the builder, unless the caller names another one.
const BuilderID = "https://github.com/cooper-build/cooper"

// Provenance says how an image was built, in the form of SLSA provenance v1.
type Provenance struct {
	BuildDefinition BuildDefinition `json:"buildDefinition"`
	RunDetails      RunDetails      `json:"runDetails"`
}

// BuildDefinition has the inputs of a build.
type BuildDefinition struct {
	BuildType            string               `json:"buildType"`
	ExternalParameters   ExternalParameters   `json:"externalParameters"`
	InternalParameters   InternalParameters   `json:"internalParameters"`
	ResolvedDependencies []ResourceDescriptor `json:"resolvedDependencies,omitempty"`
}

// ExternalParameters are what the caller asked for.
type ExternalParameters struct {
	ConfigSource ConfigSource `json:"configSource"`
	Request      Request      `json:"request"`
}

// ConfigSource is the Containerfile.
type ConfigSource struct {
	URI    string            `json:"uri,omitempty"` // of the context, without credentials
	Path   string            `json:"path,omitempty"`
	Digest map[string]string `json:"digest,omitempty"`
}

// Request is the part of a request that decides about the result.
type Request struct {
	Frontend string   `json:"frontend"`
	Target   string   `json:"target,omitempty"`
	Platform string   `json:"platform,omitempty"`
	Args     Args     `json:"args,omitempty"`
	Secrets  []string `json:"secrets,omitempty"` // ids
	SSH      []string `json:"ssh,omitempty"`     // ids
	Locals   []string `json:"locals,omitempty"`  // names of contexts that are directories of the caller
	Caches   []string `json:"caches,omitempty"`  // remote caches that were read
	// Options are the other parts of the request that change the image, in mode max.
	Options *Options `json:"options,omitempty"`
}

// Options are parts of a request.
type Options struct {
	Image     api.ImageOptions `json:"image,omitzero"`
	OneLayer  bool             `json:"oneLayer,omitempty"`
	AllStages bool             `json:"allStages,omitempty"`
	From      string           `json:"from,omitempty"`
	Network   string           `json:"network,omitempty"`
}

// Args are build arguments. A value is nil where only the name is told.
type Args map[string]*string

// InternalParameters are what the builder decided.
type InternalParameters struct {
	BuilderPlatform string `json:"builderPlatform"`
	Isolation       string `json:"isolation"`
	Network         string `json:"network"`
	// Timestamp is the time that the request gave the image, in seconds since 1970.
	Timestamp *int64 `json:"sourceDateEpoch,omitempty"`
}

// ResourceDescriptor is an input with its digest.
type ResourceDescriptor struct {
	Name        string            `json:"name,omitempty"` // as the Containerfile has it
	URI         string            `json:"uri,omitempty"`
	Digest      map[string]string `json:"digest,omitempty"`
	Annotations map[string]any    `json:"annotations,omitempty"`
}

// RunDetails are about the run of a build.
type RunDetails struct {
	Builder  Builder  `json:"builder"`
	Metadata Metadata `json:"metadata"`
}

// Builder is who built.
type Builder struct {
	ID      string            `json:"id"`
	Version map[string]string `json:"version,omitempty"`
}

// Metadata is about one build.
type Metadata struct {
	InvocationID string    `json:"invocationId"`
	StartedOn    time.Time `json:"startedOn"`
	FinishedOn   time.Time `json:"finishedOn"`
	Cooper       Details   `json:"cooper_metadata"`
}

// Details are what SLSA has no field for.
type Details struct {
	Completeness Completeness `json:"completeness"`
	// VCS is the commit that the directory of the context was checked out from. Changes since then do
	// not show.
	VCS   *VCS      `json:"vcs,omitempty"`
	Steps StepCount `json:"steps"`
	// Reached is what commands reached in a network with an allow-list, or while one was recorded.
	Reached []Reached `json:"reached,omitempty"`
	// Instructions are the steps of the Containerfile, in mode max.
	Instructions []Instruction `json:"instructions,omitempty"`
	// Source is the Containerfile itself, in mode max.
	Source string `json:"source,omitempty"`
}

// Reached is a host that the command of a line reached.
type Reached struct {
	Line        int    `json:"line,omitempty"`
	Name        string `json:"name,omitempty"` // empty: the command had the address from elsewhere
	Address     string `json:"address"`
	Port        uint16 `json:"port"`
	Connections int    `json:"connections"`
	Sent        int64  `json:"sent"`     // bytes from the command
	Received    int64  `json:"received"` // bytes to the command
}

// VCS is a commit of a repository.
type VCS struct {
	Source   string `json:"source,omitempty"`
	Revision string `json:"revision"`
}

// Completeness says which parts of a provenance are complete.
type Completeness struct {
	// Request is false where arguments have no values.
	Request bool `json:"request"`
	// ResolvedDependencies is false where a command could reach a network, or read a directory
	// of the caller.
	ResolvedDependencies bool `json:"resolvedDependencies"`
}

// StepCount counts steps by where their layers came from.
type StepCount struct {
	Ran    int `json:"ran"`
	Cached int `json:"cached"` // here or in a remote cache
	Remote int `json:"remote"` // in a remote cache
}

// Instruction is a step that made a layer.
type Instruction struct {
	Stage  int    `json:"stage"`
	Line   int    `json:"line,omitempty"`
	Text   string `json:"text"`
	Layer  string `json:"layer,omitempty"` // digest of its tar stream
	Cached bool   `json:"cached,omitempty"`
	Remote bool   `json:"remote,omitempty"` // its layer came from a remote cache
}

// Predicate is the provenance as a predicate.
func (p *Provenance) Predicate() (Predicate, error) {
	body, err := json.Marshal(p)
	return Predicate{Type: ProvenanceType, Body: body}, err
}
