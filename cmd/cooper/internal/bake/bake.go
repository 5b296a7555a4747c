// Package bake has what cooper and cooper-bake tell each other: the files that define targets, and the
// targets that they define.
package bake

import "encoding/json"

// Request says which files define targets, and which of them are wanted.
type Request struct {
	Files     []File
	Targets   []string          // names of targets and groups, and patterns of them; with Compose services
	Overrides []string          // TARGET.KEY=VALUE
	Vars      map[string]string // values of variables
	// Readable are the directories that a Compose file can name files of: by include, extends, env_file
	// and label_file. None: all.
	Readable []string
	List     bool     // what there is, without the values of targets
	Compose  *Compose // read Compose files only, as docker compose does; nil: as docker buildx bake does
}

// File is a file that defines targets.
type File struct {
	Name string
	Data []byte
}

// Compose has the options of docker compose.
type Compose struct {
	Project  string   // name; empty: that of the file or of its directory
	Dir      string   // of the project
	Profiles []string // whose services count too
	EnvFiles []string
}

// Result is what the files define, or why they define nothing.
type Result struct {
	Document json.RawMessage // groups and targets, as docker buildx bake --print writes them
	Targets  []Target        // in the order of their names
	Listed   []Listed
	Vars     []Variable
	Warnings []string
	Failure  *Failure
}

// Failure says what is wrong with the files or the request. Line is 0 if it is unknown.
type Failure struct {
	Message, Hint, File string
	Line, EndLine       int
}

// Listed is a target or a group.
type Listed struct {
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	Group       bool   `json:"group,omitempty"`
}

// Variable is a variable that the files declare.
type Variable struct {
	Name        string  `json:"name"`
	Description string  `json:"description,omitempty"`
	Type        string  `json:"type,omitempty"`
	Value       *string `json:"value,omitempty"`
}

// Target is one build. Lists of structured values have them as their flags of docker buildx build have.
type Target struct {
	Name             string
	Linked           bool // it is built only because others need it
	Context          string
	Dockerfile       string
	DockerfileInline string
	Contexts         map[string]string // target:NAME is the result of another target
	Args             map[string]string
	Labels           map[string]string
	Tags             []string
	Annotations      []string
	Attest           []string
	CacheFrom        []string
	CacheTo          []string
	Secrets          []string
	SSH              []string
	Platforms        []string
	Outputs          []string
	NoCacheFilter    []string
	Ulimits          []string
	Entitlements     []string
	Policy           []string
	ExtraHosts       map[string]string
	Resources        map[string]string
	Target           string
	Network          string
	ShmSize          string
	Call             string
	Pull, NoCache    bool
	// Given are paths that the command line named in an override.
	Given []string
	// Unsupported are keys of a Compose file that have no equivalent.
	Unsupported []string
}
