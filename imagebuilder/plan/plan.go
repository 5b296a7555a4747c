// Package plan is the intermediate form of a Containerfile: its stages as a graph that
// has only what the target needs.
package plan

import (
	"slices"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

// Plan is a loaded Containerfile.
type Plan struct {
	File   string
	Source []byte
	Escape rune
	Args   Args // global: predefined and declared before the first FROM
	Given  map[string]string
	// MaxWord and MaxConfig bound an expanded word and what a stage sets, in bytes; 0:
	// their defaults.
	MaxWord, MaxConfig int64
	Names              Names
	Stages             []*Stage // all, in file order
	Needed             []bool   // which stages the target needs
	Target             int      // index in Stages
	// UnusedArgs were given and are declared nowhere.
	UnusedArgs []string
}

// Arg is a build argument with its value in the global scope.
type Arg struct {
	Key   string
	Value *string // nil: declared without a value
}

// Args are those of the global scope; the latest declaration of a name wins.
type Args []Arg

// Get finds a value.
func (a Args) Get(key string) (string, bool) {
	for _, arg := range slices.Backward(a) {
		if arg.Key == key && arg.Value != nil {
			return *arg.Value, true
		}
	}
	return "", false
}

// Keys are the names.
func (a Args) Keys() []string {
	var keys []string
	for _, arg := range a {
		keys = append(keys, arg.Key)
	}
	return keys
}

// Stage is a FROM and its instructions.
type Stage struct {
	Index        int
	Name         string // lower case; empty when it has none
	Base         Base
	Instructions []Instruction
	Platform     ocispec.Platform
	Location     []parser.Range // of the FROM
	Code         string         // the FROM as written
	DependsOn    []int          // stages that it starts from or copies from
	After        []int          // stages that must be built before this one begins
}

// Title names the stage to a person.
func (s *Stage) Title() string {
	if s.Name != "" {
		return s.Name
	}
	return "stage-" + itoa(s.Index)
}

// BaseKind says what a stage starts from.
type BaseKind uint8

// The kinds of base.
const (
	BaseScratch BaseKind = iota
	BaseStage
	BaseImage
)

// Base is what a stage starts from.
type Base struct {
	Kind  BaseKind
	Stage int    // BaseStage
	Image string // BaseImage: the reference as written, after expansion
}

// Source is what a COPY --from names.
type Source struct {
	Kind  SourceKind
	Stage int
	Image string
}

// SourceKind says where a COPY takes its files from.
type SourceKind uint8

// The kinds of source.
const (
	SourceContext SourceKind = iota
	SourceStage
	SourceImage
	SourceNothing // of a cache that starts empty
	SourceNamed   // a named context; Image is its name
)

// Line is the number of the first line of a location, 0 when it is unknown.
func Line(location []parser.Range) int {
	if len(location) == 0 {
		return 0
	}
	return location[0].Start.Line
}
