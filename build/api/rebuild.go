package api

import (
	"encoding/json"
)

// Attestation is what was attested about an image. Nothing of it is verified: see Engine.Verify.
type Attestation struct {
	Type      string          `json:"predicateType"`
	Predicate json.RawMessage `json:"predicate"`
}

// AttestationsRequest says whose attestations to read.
type AttestationsRequest struct {
	Image  string // of the store or of a registry
	Access Access
}

// RebuildRequest says which image to build again.
type RebuildRequest struct {
	Image string // of the store or of a registry
	// Context replaces the one that the provenance names. It is needed where that was a directory.
	Context Context
	Args    map[string]string // build arguments whose values the provenance does not tell
	Network NetworkMode       // of commands; empty: as the provenance says, but never that of the host
	Access  Access
	OnEvent func(Event) `json:"-"`
}

// Rebuilt is an image that was built again, beside the original.
type Rebuilt struct {
	Image string `json:"image"`
	Old   string `json:"old"` // ids: digests of the configs
	New   string `json:"new"`
	Equal bool   `json:"equal"` // to the last bit
	// OnlyTimes is set if the images differ in nothing but times of files.
	OnlyTimes  bool             `json:"onlyTimes,omitempty"`
	Difference *ImageDifference `json:"difference,omitempty"`
}

// ImageDifference is the first difference between two images.
type ImageDifference struct {
	Config []FieldDifference `json:"config,omitempty"`
	Layer  int               `json:"layer"` // from 0, the lowest
	Step   string            `json:"step,omitempty"`
	Path   string            `json:"path,omitempty"`
	Fields []FieldDifference `json:"fields,omitempty"`
	// Old and New are the contents where they begin to differ, at Offset bytes.
	Old    []byte `json:"oldContent,omitempty"`
	New    []byte `json:"newContent,omitempty"`
	Offset int64  `json:"offset,omitempty"`
	Files  int    `json:"files,omitempty"` // how many files of the layer differ
	// OnlyTimes is set if they differ in nothing but their times.
	OnlyTimes bool   `json:"onlyTimes,omitempty"`
	Reason    string `json:"reason"`
}

// FieldDifference is a property with both values.
type FieldDifference struct {
	Name string `json:"name"`
	Old  string `json:"old"`
	New  string `json:"new"`
}
